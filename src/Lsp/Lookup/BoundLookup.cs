using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Lsp.Lookup;

/// <summary>Values by their place in a declaration.</summary>
public static class BoundLookup
{
    /// <summary>Every value of a declaration's body, outermost first; defaults of parameters too.</summary>
    public static IEnumerable<BoundExpression> Expressions(DeclarationSymbol declaration)
    {
        var body = declaration.Body;
        var roots = BoundWalker
            .Expressions(body.Properties)
            .Concat(BoundWalker.Statements(body.Block).SelectMany(BoundWalker.ExpressionsOf))
            .Concat(declaration.Parameters.Select(parameter => parameter.Default).OfType<BoundExpression>());
        if (body.Value is { } value)
            roots = roots.Prepend(value);
        return roots
            .SelectMany(BoundWalker.Descendants)
            .Where(each => each.Syntax.Tree == declaration.Syntax.Tree);
    }
}
