using CellDsl.Language.Syntax.Grammar.Primitives;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary><c>name, name = value</c>; <c>SOC = 100 % here</c> says that the value holds from this place on.</summary>
internal static class BindingGrammar
{
    public static readonly NodeParser Statement = new(
        SyntaxKind.BindingStatement,
        Slot.Value(
            TokenSets.Words,
            new SeparatedParser(SyntaxKind.Comma, NewNameParser.Slot("a name", "powder = grind oxide")),
            "a name"
        ),
        Slot.Token(SyntaxKind.EqualsSign, "powder = grind oxide"),
        Slot.Value(TokenSets.ValuesAndBounds, Values.Bound, "a value", "powder = grind oxide"),
        Slot.Optional(SyntaxKind.HereKeyword),
        Slot.End
    );
}
