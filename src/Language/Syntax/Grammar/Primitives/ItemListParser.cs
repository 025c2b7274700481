using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>
/// Items of one kind up to a closing brace, each ended like a statement. What an item leaves over becomes trivia of the
/// next one's end, since such a block has no place for statements.
/// </summary>
internal sealed class ItemListParser(NodeParser item) : Parser<GreenToken, GreenNode?>
{
    private static readonly TokenSet Ends = new(SyntaxKind.StatementEnd);

    public override bool TryParse(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        out GreenNode? result
    )
    {
        var items = new GreenBuffer(ref state);
        while (state.PeekKind() is not (SyntaxKind.CloseBrace or SyntaxKind.EndOfFile))
        {
            if (state.PeekKind() == SyntaxKind.StatementEnd)
            {
                items.Add(state.Take());
                continue;
            }
            long before = state.Location;
            bool ok = item.TryParse(ref state, ref expecteds, out var node);
            items.Add(node);
            if (!ok || state.Location == before)
                items.Add(Skipping.TakeNext(ref state, Ends, null));
        }
        result = items.ToList();
        return true;
    }
}
