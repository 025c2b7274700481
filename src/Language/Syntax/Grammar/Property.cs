using CellDsl.Language.Syntax.Grammar.Primitives;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary><c>name: value, value { … }</c></summary>
internal static class Property
{
    private static readonly Slot Value = Slot.Value(
        TokenSets.ValuesAndBounds,
        Values.Property,
        "a value",
        "seed: 7"
    );

    public static readonly NodeParser Statement = new(
        SyntaxKind.PropertyStatement,
        Slot.Token(TokenSets.Words, "a name", "seed: 7"),
        Slot.Token(SyntaxKind.Colon),
        Slot.Value(
            TokenSets.ValuesAndBounds,
            new SeparatedParser(SyntaxKind.Comma, Value),
            "a value",
            "seed: 7"
        ),
        Slot.Optional(new TokenSet(SyntaxKind.OpenBrace), Blocks.Block),
        Slot.End
    );
}
