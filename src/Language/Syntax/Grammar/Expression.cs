using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary>The entry points to expressions: from which binding on, and whether a value or a condition is meant.</summary>
internal static class Expression
{
    /// <summary><c>voltage >= 4.2 V for 30 s or for 12 h</c></summary>
    public static readonly ExpressionParser Condition = new(Binding.Or, Operators.InConditions);

    /// <summary>Any value, comparisons included; prepositions behind it are not part of it.</summary>
    public static readonly ExpressionParser Value = new(Binding.Or, Operators.InValues);

    /// <summary><c>3 V and 4 V</c> behind <c>between</c></summary>
    public static readonly ExpressionParser Pair = new(Binding.And, Operators.InValues);

    /// <summary><c>a .. b</c> or less</summary>
    public static readonly ExpressionParser Range = new(Binding.Range, Operators.InValues);

    public static readonly ExpressionParser Sum = new(Binding.Sum, Operators.InValues);

    /// <summary>A name, a call, <c>list of Material</c>; no operator with spaces around it but <c>of</c>.</summary>
    public static readonly ExpressionParser Reference = new(Binding.Of, Operators.InValues);

    public static readonly Slot Item = Slot.Value(TokenSets.Conditions, Condition, "a value");

    private static readonly BracketedParser Arguments = new(
        SyntaxKind.ArgumentList,
        SyntaxKind.CloseParen,
        Slot.Value(TokenSets.Conditions | TokenSets.Words, new SwitchParser(ChooseArgument), "a value")
    );

    private static readonly NodeParser NamedArgument = new(
        SyntaxKind.Argument,
        Slot.Token(TokenSets.Words, "a name", null),
        Slot.Token(SyntaxKind.Colon),
        Slot.Value(TokenSets.Conditions, Condition, "a value", "speed: 450 rpm")
    );

    private static readonly NodeParser PlainArgument = new(
        SyntaxKind.Argument,
        Slot.Absent,
        Slot.Absent,
        Item
    );

    public static Parser<GreenToken, GreenNode?> ArgumentList => Arguments;

    public static readonly BracketedParser List = new(
        SyntaxKind.ListExpression,
        SyntaxKind.CloseBracket,
        Item,
        unitMayFollow: true
    );

    public static readonly BracketedParser Parenthesized = new(
        SyntaxKind.ParenthesizedExpression,
        SyntaxKind.CloseParen,
        Item
    );

    private static Parser<GreenToken, GreenNode?> ChooseArgument(ref ParseState<GreenToken> state) =>
        state.PeekSecond().Kind == SyntaxKind.Colon ? NamedArgument : PlainArgument;
}
