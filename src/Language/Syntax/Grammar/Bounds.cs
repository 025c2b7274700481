using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary>Limits that are not conditions: <c>below 5 V</c>, <c>at most 6 h</c>, a budget, a gap between steps.</summary>
internal static class Bounds
{
    private static readonly Slot Limit = Slot.Value(
        TokenSets.Values,
        Expression.Sum,
        "a limit",
        "at most 6 h"
    );

    private static readonly NodeParser OneWord = new(
        SyntaxKind.Bound,
        Slot.Token(
            new TokenSet(SyntaxKind.BelowKeyword, SyntaxKind.AboveKeyword),
            "`below` or `above`",
            null
        ),
        Slot.Absent,
        Slot.Value(TokenSets.Values, Expression.Sum, "a limit", "below 0.5 MPa")
    );

    private static readonly NodeParser AtWords = new(
        SyntaxKind.Bound,
        Slot.Token(SyntaxKind.AtPreposition),
        Slot.Token(
            new TokenSet(SyntaxKind.MostKeyword, SyntaxKind.LeastKeyword),
            "`most` or `least`",
            "at most 6 h"
        ),
        Limit
    );

    private static readonly NodeParser UpTo = new(
        SyntaxKind.Bound,
        Slot.Token(SyntaxKind.UpKeyword),
        Slot.Token(SyntaxKind.ToPreposition, "`to`", "up to 10 K/min"),
        Slot.Value(TokenSets.Values, Expression.Sum, "a limit", "up to 10 K/min")
    );

    /// <summary>A bound, if one begins here.</summary>
    public static readonly SwitchParser Bound = new(ChooseBound);

    /// <summary>A comma, if a bound follows.</summary>
    public static readonly SwitchParser CommaBeforeBound = new(ChooseComma);

    /// <summary><c>at most 300 d</c> behind the block of a loop</summary>
    public static readonly NodeParser Budget = new(
        SyntaxKind.Budget,
        Slot.Token(SyntaxKind.AtPreposition),
        Slot.Token(SyntaxKind.MostKeyword, "`most`", "at most 300 d"),
        Slot.Value(TokenSets.Values, Expression.Sum, "a time", "at most 300 d")
    );

    /// <summary><c>no later than 10 min after mixing</c></summary>
    public static readonly SwitchParser Gap = new(ChooseGap);

    private static readonly NodeParser GapNode = new(
        SyntaxKind.GapClause,
        Slot.Optional(SyntaxKind.Comma),
        Slot.Token(SyntaxKind.NoKeyword),
        Slot.Token(SyntaxKind.LaterKeyword, "`later`", "no later than 10 min after mixing"),
        Slot.Token(SyntaxKind.ThanKeyword, "`than`", "no later than 10 min after mixing"),
        Slot.Value(TokenSets.Values, Expression.Sum, "a time", "no later than 10 min after mixing"),
        Slot.Token(SyntaxKind.AfterPreposition, "`after`", "no later than 10 min after mixing"),
        Slot.Value(TokenSets.Values, Expression.Reference, "a step", "no later than 10 min after mixing")
    );

    private static readonly TokenParser Comma = new();

    private static Parser<GreenToken, GreenNode?>? ChooseBound(ref ParseState<GreenToken> state)
    {
        if (!state.IsBound())
            return null;
        return state.PeekKind() switch
        {
            SyntaxKind.AtPreposition => AtWords,
            SyntaxKind.UpKeyword => UpTo,
            _ => OneWord,
        };
    }

    private static TokenParser? ChooseComma(ref ParseState<GreenToken> state) =>
        state.PeekSecond().Kind switch
        {
            SyntaxKind.BelowKeyword or SyntaxKind.AboveKeyword or SyntaxKind.UpKeyword => Comma,
            SyntaxKind.AtPreposition
                when state.PeekThird().Kind is SyntaxKind.MostKeyword or SyntaxKind.LeastKeyword => Comma,
            _ => null,
        };

    private static NodeParser? ChooseGap(ref ParseState<GreenToken> state) =>
        state.PeekKind() == SyntaxKind.NoKeyword || state.PeekSecond().Kind == SyntaxKind.NoKeyword
            ? GapNode
            : null;
}
