using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary><c>before cycle 1 and every 50 cycles, uncounted { … }</c></summary>
internal static class Interleave
{
    private const string Example = "before cycle 1 and every 50 cycles, uncounted { … }";

    private static readonly Slot And = Slot.Optional(SyntaxKind.AndKeyword);

    private static readonly NodeParser Before = new(
        SyntaxKind.InterleaveTrigger,
        And,
        Slot.Token(SyntaxKind.BeforeKeyword),
        Slot.Token(TokenSets.Names, "the label of a loop", Example),
        Slot.Token(SyntaxKind.Number, "the number of a pass", Example)
    );

    private static readonly NodeParser Every = new(
        SyntaxKind.InterleaveTrigger,
        And,
        Slot.Token(SyntaxKind.EveryKeyword, "`every` or `before`", Example),
        Slot.Absent,
        Slot.Absent,
        Slot.Value(TokenSets.Values, Expression.Sum, "a number of passes", Example)
    );

    public static readonly NodeParser Statement = new(
        SyntaxKind.InterleaveStatement,
        Slot.Value(
            new TokenSet(SyntaxKind.BeforeKeyword, SyntaxKind.EveryKeyword),
            new ManyParser(ChooseTrigger),
            "`before` or `every`",
            Example
        ),
        Slot.Optional(SyntaxKind.Comma),
        Slot.Token(SyntaxKind.UncountedKeyword, "`uncounted`", Example).If(1),
        Blocks.Required(Example),
        Slot.End
    );

    private static NodeParser? ChooseTrigger(ref ParseState<GreenToken> state) =>
        state.PeekKind() switch
        {
            SyntaxKind.BeforeKeyword => Before,
            SyntaxKind.EveryKeyword => Every,
            SyntaxKind.AndKeyword => state.PeekSecond().Kind == SyntaxKind.BeforeKeyword ? Before : Every,
            _ => null,
        };
}
