using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary><c>{ statements }</c>; the layout pass has made sure of the closing brace.</summary>
internal sealed class BlockParser(SyntaxKind kind, Parser<GreenToken, GreenNode?> statements)
    : Parser<GreenToken, GreenNode?>
{
    public override bool TryParse(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        out GreenNode? result
    )
    {
        result = Read(ref state, ref expecteds, state.Take());
        return true;
    }

    /// <summary>
    /// Where a block or its brace is due but something else stands: the one further on in the statement, which the
    /// caller has seen.
    /// </summary>
    public static GreenNode Find(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        Slot slot
    )
    {
        var token = state.Peek();
        var problem = Problems.MayReport(ref state)
            ? Rules.UnexpectedAt(token.LeadingWidth, Problems.WidthAhead(ref state))
            : null;
        var open = Skipping.TakeNext(ref state, new(SyntaxKind.OpenBrace), problem);
        return slot.Parser is BlockParser parser ? parser.Read(ref state, ref expecteds, open) : open;
    }

    private GreenBranch Read(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        GreenToken open
    )
    {
        var content = statements.Read(ref state, ref expecteds);
        return GreenBranch.Create(kind, open, content, state.Take());
    }
}
