using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Language.Semantics.Bound;

/// <summary>
/// All pieces of one declaration in text order, gathered in one walk for all rules that look at them. Read again and
/// again for one declaration after the other, since a file has many small ones.
/// </summary>
internal sealed class BoundParts
{
    private readonly List<BoundStatement> _statements = [];
    private readonly List<BoundExpression> _expressions = [];
    private readonly List<BoundExpression> _roots = [];
    private readonly Stack<BoundExpression> _pending = [];

    /// <summary>Every statement, also in inner blocks.</summary>
    public List<BoundStatement> Statements => _statements;

    /// <summary>Every expression: of the properties, of the value, then of the statements; each before what is below it.</summary>
    public List<BoundExpression> Expressions => _expressions;

    public void Read(DeclarationBody body)
    {
        _statements.Clear();
        _expressions.Clear();
        _roots.Clear();
        BoundWalker.AddExpressions(body.Properties, _roots);
        if (body.Value is { } value)
            _roots.Add(value);
        BoundWalker.AddStatements(body.Block, _statements);
        foreach (var statement in _statements)
            BoundWalker.AddExpressions(statement, _roots);
        for (int i = _roots.Count - 1; i >= 0; i--)
            _pending.Push(_roots[i]);
        BoundWalker.AddDescendants(_pending, _expressions);
    }
}
