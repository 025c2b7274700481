using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary>The (preposition, value) pairs of a phrase: <c>in zirconia_jar at 450 rpm for 6 h</c>, flat.</summary>
internal static class Clauses
{
    /// <summary>Behind a comma these do not go on with a clause's values.</summary>
    private static readonly TokenSet ListStops =
        TokenSets.Prepositions
        | new TokenSet(
            SyntaxKind.BelowKeyword,
            SyntaxKind.AboveKeyword,
            SyntaxKind.UpKeyword,
            SyntaxKind.NoKeyword,
            SyntaxKind.UncountedKeyword
        );

    private static readonly Slot Item = Slot.Value(
        TokenSets.Values,
        Mixture.Operand,
        "a value",
        "at 450 rpm"
    );

    private static readonly SeparatedParser Values = new(SyntaxKind.Comma, Item, ListStops);

    private static readonly Slot Preposition = Slot.Token(TokenSets.Prepositions, "a preposition", null);

    private static readonly NodeParser General = Clause("a value", "at 450 rpm");

    private static readonly NodeParser Duration = Clause("a time", "rest for 10 min");

    private static readonly NodeParser Between = new(
        SyntaxKind.PrepositionClause,
        Preposition,
        Slot.Value(TokenSets.Values, Expression.Pair, "two values", "between 3 V and 4 V")
    );

    private static readonly NodeParser Single = new(
        SyntaxKind.PrepositionClause,
        Preposition,
        Slot.Value(TokenSets.Values, Expression.Range, "a value", "at 25 °C")
    );

    /// <summary>All clauses from here on, each with a list of values.</summary>
    public static readonly ManyParser Phrase = new(ChooseForPhrase);

    /// <summary>All clauses from here on, each with one value, so that a comma goes on with the property.</summary>
    public static readonly ManyParser Property = new(ChooseForProperty);

    /// <summary>The operands of a verb.</summary>
    public static readonly SeparatedParser Operands = new(SyntaxKind.Comma, Item, ListStops);

    private static NodeParser Clause(string what, string example) =>
        new(
            SyntaxKind.PrepositionClause,
            Preposition,
            Slot.Value(TokenSets.ValuesAndBounds, new SwitchParser(ChooseValues), what, example)
        );

    private static Parser<GreenToken, GreenNode?>? ChooseValues(ref ParseState<GreenToken> state)
    {
        if (state.IsBound())
            return Bounds.Bound;
        return state.PeekKind() == SyntaxKind.AtPreposition ? null : Values;
    }

    private static NodeParser? ChooseForPhrase(ref ParseState<GreenToken> state) =>
        state.PeekKind() switch
        {
            SyntaxKind.AtPreposition => state.IsBound() ? null : General,
            SyntaxKind.ForPreposition => Duration,
            SyntaxKind.BetweenPreposition => Between,
            var kind => TokenSets.Prepositions.Contains(kind) ? General : null,
        };

    private static NodeParser? ChooseForProperty(ref ParseState<GreenToken> state) =>
        state.PeekKind() switch
        {
            SyntaxKind.AtPreposition => state.IsBound() ? null : Single,
            SyntaxKind.BetweenPreposition => Between,
            var kind => TokenSets.Prepositions.Contains(kind) ? Single : null,
        };
}
