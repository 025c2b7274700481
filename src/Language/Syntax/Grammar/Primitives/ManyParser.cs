using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>Pieces one after another as long as one is chosen.</summary>
internal sealed class ManyParser(SwitchParser.Chooser choose) : Parser<GreenToken, GreenNode?>
{
    public override bool TryParse(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        out GreenNode? result
    )
    {
        var items = new GreenBuffer(ref state);
        while (choose(ref state) is { } parser)
        {
            var node = parser.Read(ref state, ref expecteds);
            items.Add(node);
        }
        result = items.ToList();
        return true;
    }
}
