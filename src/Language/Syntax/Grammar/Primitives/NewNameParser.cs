using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>The name of something new. A reserved word is taken all the same, with a problem on it.</summary>
internal sealed class NewNameParser : Parser<GreenToken, GreenNode?>
{
    private static readonly NewNameParser Instance = new();

    public static Slot Slot(string what, string? example = null) =>
        Primitives.Slot.Required(TokenSets.Words, Instance, Placeholders.Name, what, example);

    public override bool TryParse(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        out GreenNode? result
    )
    {
        result = TokenSets.Names.Contains(state.PeekKind())
            ? state.Take()
            : Problems.TakeWith(ref state, Rules.ReservedWordAt);
        return true;
    }
}
