using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>
/// Items with commas between <c>( )</c> or <c>[ ]</c>; a comma may follow the last. What does not fit is passed over up
/// to the next comma or the closing bracket, so that a mistake inside brackets stays inside.
/// </summary>
internal sealed class BracketedParser(
    SyntaxKind kind,
    SyntaxKind close,
    Slot item,
    bool unitMayFollow = false
) : Parser<GreenToken, GreenNode?>
{
    private readonly TokenSet _stops = new(SyntaxKind.Comma, close);
    private readonly char _closeSign = close == SyntaxKind.CloseParen ? ')' : ']';

    public override bool TryParse(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        out GreenNode? result
    )
    {
        var open = state.Take();
        var items = new GreenBuffer(ref state);
        GreenToken? end = null;
        while (end is null)
        {
            if (state.PeekKind() == close)
            {
                end = state.Take();
                break;
            }
            items.Add(Item(ref state, ref expecteds));
            var stop = TakeStop(ref state);
            if (stop.Kind == SyntaxKind.Comma)
                items.Add(stop);
            else
                end = stop;
        }
        GreenToken? unit = null;
        if (unitMayFollow && state.PeekKind() == SyntaxKind.Unit)
            unit = state.Take();
        result = GreenBranch.Create(kind, open, items.ToList(), end, unit);
        return true;
    }

    private GreenNode? Item(ref ParseState<GreenToken> state, ref PooledList<Expected<GreenToken>> expecteds)
    {
        if (!item.First.Contains(state.PeekKind()) || item.Parser is null)
            return Problems.Missing(ref state, item);
        var node = item.Parser.Read(ref state, ref expecteds);
        return node;
    }

    private GreenToken TakeStop(ref ParseState<GreenToken> state)
    {
        var token = state.Peek();
        if (_stops.Contains(token.Kind))
            return state.Take();
        var problem = Problems.MayReport(ref state)
            ? Rules.UnexpectedInListAt(token.LeadingWidth, Problems.WidthAhead(ref state), _closeSign)
            : null;
        return Skipping.TakeNext(ref state, _stops, problem);
    }
}
