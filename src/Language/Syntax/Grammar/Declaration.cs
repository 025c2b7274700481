using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary><c>[public] word name [(parameters)] [makes x | on y] [: class] ({ … } | = value | nothing)</c></summary>
internal static class Declaration
{
    private static readonly TokenSet Types = TokenSets.Names | new TokenSet(SyntaxKind.OpenParen);

    /// <summary>What a parameter may be: names, with <c>of</c> and <c>or</c>.</summary>
    private static readonly SeparatedTypeParser Type = new();

    private static readonly SwitchParser Mode = new(
        (ref state) => TokenSets.Names.Contains(state.PeekSecond().Kind) ? ModeWord : null
    );

    private static readonly TokenParser ModeWord = new();

    private static readonly NodeParser Parameter = new(
        SyntaxKind.Parameter,
        Slot.Optional(
            TokenSets.Prepositions,
            new SwitchParser(
                (ref state) => TokenSets.Words.Contains(state.PeekSecond().Kind) ? ModeWord : null
            )
        ),
        NewNameParser.Slot("the name of a parameter", "speed: RotationSpeed"),
        Slot.Optional(SyntaxKind.Colon),
        Slot.Optional(TokenSets.Names, Mode).If(2),
        Slot.Value(Types, Type, "a kind", "temperature: Temperature").If(2),
        Slot.Optional(SyntaxKind.InPreposition),
        Slot.Value(TokenSets.Values, Expression.Range, "a range", "in 600 °C .. 900 °C").If(5),
        Slot.Optional(SyntaxKind.EqualsSign),
        Slot.Value(TokenSets.Values, Expression.Range, "a value", "dwell: Time = 3 h").If(7)
    );

    private static readonly BracketedParser Parameters = new(
        SyntaxKind.ParameterList,
        SyntaxKind.CloseParen,
        Slot.Value(TokenSets.Words, Parameter, "a parameter", "speed: RotationSpeed")
    );

    private static readonly SeparatedParser Targets = new(
        SyntaxKind.Comma,
        Slot.Value(TokenSets.Names, Expression.Reference, "a name", "makes LTVO")
    );

    private static readonly NodeParser Target = new(
        SyntaxKind.DeclarationTarget,
        Slot.Token(
            new TokenSet(SyntaxKind.MakesKeyword, SyntaxKind.OnPreposition),
            "`makes` or `on`",
            "makes LTVO"
        ),
        Slot.Value(TokenSets.Names, Targets, "a name", "makes LTVO")
    );

    public static readonly NodeParser Statement = new(
        SyntaxKind.Declaration,
        Slot.Optional(SyntaxKind.PublicKeyword),
        Slot.Token(SyntaxKind.DeclarationWord, "what is declared", "public material LTVO { … }"),
        NewNameParser.Slot("a name", "material LTVO { … }"),
        Slot.Optional(new TokenSet(SyntaxKind.OpenParen), Parameters),
        Slot.Optional(new TokenSet(SyntaxKind.MakesKeyword, SyntaxKind.OnPreposition), Target),
        Slot.Optional(SyntaxKind.Colon),
        Slot.Value(Types, Type, "a class", "instrument furnace_1: tube_furnace { … }").If(5),
        Slot.Optional(SyntaxKind.EqualsSign),
        Slot.Value(
                TokenSets.ValuesAndBounds,
                Values.Bound,
                "a value",
                "electrolyte e = dissolve LiPF6 (1 mol/L) in DMC"
            )
            .If(7),
        Slot.Optional(new TokenSet(SyntaxKind.OpenBrace), Blocks.Block),
        Slot.End
    );

    /// <summary><c>list of Material or Sample</c></summary>
    private sealed class SeparatedTypeParser : Parser<GreenToken, GreenNode?>
    {
        private readonly SeparatedParser _kinds = new(
            SyntaxKind.OrKeyword,
            Slot.Value(Types, Expression.Reference, "a kind", "Mass or Volume")
        );

        public override bool TryParse(
            ref ParseState<GreenToken> state,
            ref PooledList<Expected<GreenToken>> expecteds,
            out GreenNode? result
        )
        {
            result = _kinds.Read(ref state, ref expecteds);
            if (result is { Kind: SyntaxKind.List })
                result = GreenBranch.Create(SyntaxKind.OrExpression, result);
            return true;
        }
    }
}
