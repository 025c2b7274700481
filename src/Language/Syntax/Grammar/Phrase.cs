using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary>A verb phrase: <c>charge at rate until voltage >= 4.2 V, at most 6 h then hold …</c></summary>
internal static class Phrase
{
    private static readonly TokenSet Verbs = TokenSets.Names | TokenSets.SoftNames;

    private static readonly TokenSet CommaOrNo = new(SyntaxKind.Comma, SyntaxKind.NoKeyword);

    /// <summary><c>{ full: voltage >= 3.8 V; late: for 12 h }</c></summary>
    private static readonly BlockParser Ends = new(
        SyntaxKind.EndsBlock,
        new ItemListParser(
            new NodeParser(
                SyntaxKind.NamedEnd,
                Slot.Token(TokenSets.Words, "the name of an end", "full: voltage >= 3.8 V"),
                Slot.Token(SyntaxKind.Colon, "full: voltage >= 3.8 V"),
                Slot.Value(
                    TokenSets.Conditions,
                    Expression.Condition,
                    "a condition",
                    "full: voltage >= 3.8 V"
                ),
                Slot.End
            )
        )
    );

    private static readonly NodeParser UntilEnds = new(
        SyntaxKind.UntilClause,
        Slot.Token(SyntaxKind.UntilKeyword),
        Slot.Absent,
        Slot.Optional(new TokenSet(SyntaxKind.OpenBrace), Ends)
    );

    private static readonly NodeParser UntilCondition = new(
        SyntaxKind.UntilClause,
        Slot.Token(SyntaxKind.UntilKeyword),
        Slot.Value(
            TokenSets.Conditions,
            Expression.Condition,
            "a condition",
            "until voltage >= 4.2 V or for 12 h"
        )
    );

    private static readonly SwitchParser Until = new(
        (ref state) => state.PeekSecond().Kind == SyntaxKind.OpenBrace ? UntilEnds : UntilCondition
    );

    /// <summary>With the block that may follow.</summary>
    public static readonly NodeParser WithBlock = Make(
        Slot.Optional(new TokenSet(SyntaxKind.OpenBrace), Blocks.Block),
        Parser.Rec(() => WithBlock ?? throw new InvalidOperationException())
    );

    /// <summary>A block that follows belongs to the property around the phrase.</summary>
    public static readonly NodeParser WithoutBlock = Make(
        Slot.Absent,
        Parser.Rec(() => WithoutBlock ?? throw new InvalidOperationException())
    );

    private static NodeParser Make(Slot block, Parser<GreenToken, GreenNode?> next) =>
        new(
            SyntaxKind.Phrase,
            Slot.Token(Verbs, "a verb", "rest for 10 min"),
            Slot.Optional(
                TokenSets.PhraseOperands | new TokenSet(SyntaxKind.OpenParen, SyntaxKind.OpenBracket),
                Clauses.Operands
            ),
            Slot.Optional(TokenSets.Prepositions, Clauses.Phrase),
            Slot.Optional(new TokenSet(SyntaxKind.UntilKeyword), Until),
            Slot.Optional(new TokenSet(SyntaxKind.Comma), Bounds.CommaBeforeBound),
            Slot.Optional(TokenSets.Bounds, Bounds.Bound),
            Slot.Optional(CommaOrNo, Bounds.Gap),
            Slot.Optional(
                new TokenSet(SyntaxKind.ThenKeyword),
                new NodeParser(
                    SyntaxKind.ThenClause,
                    Slot.Token(SyntaxKind.ThenKeyword),
                    Slot.Required(Verbs, next, Placeholders.Phrase, "a step", "then hold at 4.2 V")
                )
            ),
            block
        );

    /// <summary>A phrase as a statement.</summary>
    public static readonly NodeParser Statement = new(
        SyntaxKind.PhraseStatement,
        Slot.Required(Verbs, WithBlock, Placeholders.Phrase, "a verb", "rest for 10 min"),
        Slot.End
    );
}
