using CellDsl.Language.Syntax.Grammar.Primitives;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary><c>repeat</c>, <c>while</c>, <c>for</c> and <c>break</c>.</summary>
internal static class Loops
{
    private static readonly TokenSet As = new(SyntaxKind.AsKeyword);

    private static readonly TokenSet At = new(SyntaxKind.AtPreposition);

    private static readonly NodeParser Label = new(
        SyntaxKind.LoopLabel,
        Slot.Token(SyntaxKind.AsKeyword),
        NewNameParser.Slot("a label", "repeat 3 times as cycle { … }")
    );

    private static readonly NodeParser RepeatTimes = new(
        SyntaxKind.RepeatStatement,
        Slot.Token(SyntaxKind.RepeatKeyword),
        Slot.Value(TokenSets.Values, Expression.Sum, "how many times", "repeat 3 times { … }"),
        Slot.Token(SyntaxKind.TimesKeyword, "`times`", "repeat 3 times { … }"),
        Slot.Absent,
        Slot.Absent,
        Slot.Optional(As, Label),
        Slot.Optional(new TokenSet(SyntaxKind.Comma), Bounds.CommaBeforeBound),
        Slot.Optional(TokenSets.Bounds, Bounds.Bound),
        Blocks.Required("repeat 3 times { … }"),
        Slot.Optional(At, Bounds.Budget),
        Slot.End
    );

    private static readonly NodeParser RepeatUntil = new(
        SyntaxKind.RepeatStatement,
        Slot.Token(SyntaxKind.RepeatKeyword),
        Slot.Absent,
        Slot.Absent,
        Slot.Token(SyntaxKind.UntilKeyword),
        Slot.Value(
            TokenSets.Conditions,
            Expression.Condition,
            "a condition",
            "repeat until capacity < 1 mAh { … }"
        ),
        Slot.Optional(As, Label),
        Slot.Optional(new TokenSet(SyntaxKind.Comma), Bounds.CommaBeforeBound),
        Slot.Optional(TokenSets.Bounds, Bounds.Bound),
        Blocks.Required("repeat until capacity < 1 mAh { … }"),
        Slot.Optional(At, Bounds.Budget),
        Slot.End
    );

    public static readonly SwitchParser Repeat = new(
        (ref state) => state.PeekSecond().Kind == SyntaxKind.UntilKeyword ? RepeatUntil : RepeatTimes
    );

    public static readonly NodeParser While = new(
        SyntaxKind.WhileStatement,
        Slot.Token(SyntaxKind.WhileKeyword),
        Slot.Value(TokenSets.Conditions, Expression.Condition, "a condition", "while voltage < 4 V { … }"),
        Slot.Optional(As, Label),
        Blocks.Required("while voltage < 4 V { … }"),
        Slot.Optional(At, Bounds.Budget),
        Slot.End
    );

    public static readonly NodeParser For = new(
        SyntaxKind.ForStatement,
        Slot.Token(SyntaxKind.ForPreposition),
        Slot.Value(
            TokenSets.Names,
            new SeparatedParser(
                SyntaxKind.Comma,
                NewNameParser.Slot("a name", "for speed in [280 rpm, 450 rpm] { … }")
            ),
            "a name",
            "for speed in [280 rpm, 450 rpm] { … }"
        ),
        Slot.Token(SyntaxKind.InPreposition, "`in`", "for speed in [280 rpm, 450 rpm] { … }"),
        Slot.Value(TokenSets.Values, Expression.Range, "a list", "for speed in [280 rpm, 450 rpm] { … }"),
        Blocks.Required("for speed in [280 rpm, 450 rpm] { … }"),
        Slot.Optional(At, Bounds.Budget),
        Slot.End
    );

    public static readonly NodeParser Break = new(
        SyntaxKind.BreakStatement,
        Slot.Token(SyntaxKind.BreakKeyword),
        Slot.Optional(TokenSets.Names),
        Slot.End
    );
}
