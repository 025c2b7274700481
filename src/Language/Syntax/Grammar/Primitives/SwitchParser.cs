using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>Chooses a parser by looking ahead; choosing none leaves the text to others.</summary>
internal sealed class SwitchParser(SwitchParser.Chooser choose) : Parser<GreenToken, GreenNode?>
{
    internal delegate Parser<GreenToken, GreenNode?>? Chooser(ref ParseState<GreenToken> state);

    public override bool TryParse(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        out GreenNode? result
    )
    {
        if (choose(ref state) is { } parser)
            return parser.TryParse(ref state, ref expecteds, out result);
        result = null;
        return true;
    }
}
