using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>
/// Statements up to a closing brace or the end of the file. What a statement leaves over becomes a bad statement that
/// keeps its tokens; blocks in it are read all the same.
/// </summary>
internal sealed class StatementListParser(
    Parser<GreenToken, GreenNode?> statement,
    Parser<GreenToken, GreenNode?> block
) : Parser<GreenToken, GreenNode?>
{
    public override bool TryParse(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        out GreenNode? result
    )
    {
        var statements = new GreenBuffer(ref state);
        while (state.PeekKind() is not (SyntaxKind.CloseBrace or SyntaxKind.EndOfFile))
        {
            if (state.PeekKind() == SyntaxKind.StatementEnd)
            {
                statements.Add(Wrappers.Empty(state.Take()));
                continue;
            }
            bool ok = statement.TryParse(ref state, ref expecteds, out var node);
            if (node is not null)
                statements.Add(node);
            if (!ok)
                statements.Add(ReadRest(ref state, ref expecteds));
        }
        result = statements.ToList();
        return true;
    }

    /// <summary>The tokens up to the end of the statement.</summary>
    private GreenBranch ReadRest(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds
    )
    {
        var skipped = new GreenBuffer(ref state);
        while (
            state.PeekKind() is not (SyntaxKind.StatementEnd or SyntaxKind.CloseBrace or SyntaxKind.EndOfFile)
        )
        {
            if (state.PeekKind() != SyntaxKind.OpenBrace)
            {
                skipped.Add(state.Take());
                continue;
            }
            var inner = block.Read(ref state, ref expecteds);
            skipped.Add(inner);
        }
        var end = state.PeekKind() == SyntaxKind.StatementEnd ? state.Take() : Placeholders.StatementEnd;
        return GreenBranch.Create(SyntaxKind.BadStatement, skipped.ToList(), end);
    }
}
