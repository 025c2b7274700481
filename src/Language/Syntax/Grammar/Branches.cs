using CellDsl.Language.Syntax.Grammar.Primitives;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary><c>if</c> with its <c>else</c>, and <c>when</c>.</summary>
internal static class Branches
{
    private static readonly Slot Condition = Slot.Value(
        TokenSets.Conditions,
        Expression.Condition,
        "a condition",
        "if voltage < 3 V { … }"
    );

    private static readonly NodeParser ElseBlock = new(
        SyntaxKind.ElseClause,
        Slot.Token(SyntaxKind.ElseKeyword),
        Blocks.Required("else { … }")
    );

    private static readonly NodeParser ElseIf = new(
        SyntaxKind.ElseClause,
        Slot.Token(SyntaxKind.ElseKeyword),
        Slot.Absent,
        Slot.Optional(
            new TokenSet(SyntaxKind.IfKeyword),
            Parser.Rec(() => InnerIf ?? throw new InvalidOperationException())
        )
    );

    /// <summary>A single step; the <c>if</c> around it carries the end of the statement.</summary>
    private static readonly NodeParser ElseStep = new(
        SyntaxKind.ElseClause,
        Slot.Token(SyntaxKind.ElseKeyword),
        Slot.Absent,
        Slot.Optional(
            TokenSets.Names,
            new NodeParser(
                SyntaxKind.PhraseStatement,
                Slot.Required(
                    TokenSets.Names,
                    Phrase.WithBlock,
                    Placeholders.Phrase,
                    "a step",
                    "else rest for 10 min"
                )
            )
        )
    );

    private static readonly NodeParser ElseStop = Leave(SyntaxKind.StopStatement, SyntaxKind.StopKeyword);

    private static readonly NodeParser ElseBreak = Leave(SyntaxKind.BreakStatement, SyntaxKind.BreakKeyword);

    private static readonly SwitchParser Else = new(
        (ref state) =>
            state.PeekSecond().Kind switch
            {
                SyntaxKind.IfKeyword => ElseIf,
                SyntaxKind.StopKeyword => ElseStop,
                SyntaxKind.BreakKeyword => ElseBreak,
                var kind when TokenSets.Names.Contains(kind) => ElseStep,
                _ => ElseBlock,
            }
    );

    public static readonly NodeParser If = new(
        SyntaxKind.IfStatement,
        Slot.Token(SyntaxKind.IfKeyword),
        Condition,
        Blocks.Required("if voltage < 3 V { … }"),
        Slot.Optional(new TokenSet(SyntaxKind.ElseKeyword), Else),
        Slot.End
    );

    /// <summary>Behind <c>else</c>: the outermost <c>if</c> carries the end of the statement.</summary>
    private static readonly NodeParser InnerIf = new(
        SyntaxKind.IfStatement,
        Slot.Token(SyntaxKind.IfKeyword),
        Condition,
        Blocks.Required("if voltage < 3 V { … }"),
        Slot.Optional(new TokenSet(SyntaxKind.ElseKeyword), Else)
    );

    private static NodeParser Leave(SyntaxKind statement, SyntaxKind keyword) =>
        new(
            SyntaxKind.ElseClause,
            Slot.Token(SyntaxKind.ElseKeyword),
            Slot.Absent,
            Slot.Optional(
                new TokenSet(keyword),
                new NodeParser(statement, Slot.Token(keyword), Slot.Optional(SyntaxKind.String))
            )
        );

    public static readonly NodeParser When = new(
        SyntaxKind.WhenStatement,
        Slot.Token(SyntaxKind.WhenKeyword),
        Slot.Token(TokenSets.Names, "the name of an end", "when overrun { … }"),
        Blocks.Required("when overrun { … }"),
        Slot.End
    );
}
