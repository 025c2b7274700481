using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>Items with separators between them, flat: <c>a, b, c</c>; a single item stands for its list.</summary>
/// <param name="stop">Behind a separator these do not continue the list: <c>, at most 6 h</c> is a bound.</param>
internal sealed class SeparatedParser(SyntaxKind separator, Slot item, TokenSet stop = default)
    : Parser<GreenToken, GreenNode?>
{
    public override bool TryParse(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        out GreenNode? result
    )
    {
        result = Item(ref state, ref expecteds);
        if (state.PeekKind() != separator || stop.Contains(state.PeekSecond().Kind))
            return true;
        var items = new GreenBuffer(ref state);
        items.Add(result);
        do
        {
            items.Add(state.Take());
            items.Add(Item(ref state, ref expecteds));
        } while (state.PeekKind() == separator && !stop.Contains(state.PeekSecond().Kind));
        result = items.ToList();
        return true;
    }

    private GreenNode? Item(ref ParseState<GreenToken> state, ref PooledList<Expected<GreenToken>> expecteds)
    {
        if (!item.First.Contains(state.PeekKind()))
            return Problems.Missing(ref state, item);
        if (item.Parser is null)
            return state.Take();
        var node = item.Parser.Read(ref state, ref expecteds);
        return node ?? Problems.Missing(ref state, item);
    }
}
