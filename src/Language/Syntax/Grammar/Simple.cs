using CellDsl.Language.Syntax.Grammar.Primitives;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary>Statements of one keyword and what it takes.</summary>
internal static class Simple
{
    public static readonly NodeParser Edition = new(
        SyntaxKind.EditionStatement,
        Slot.Token(SyntaxKind.EditionKeyword),
        Slot.Token(SyntaxKind.Number, "a number", "edition 1"),
        Slot.End
    );

    public static readonly NodeParser Import = new(
        SyntaxKind.ImportStatement,
        Slot.Token(SyntaxKind.ImportKeyword),
        Slot.Required(
            TokenSets.Words | new TokenSet(SyntaxKind.String),
            new SwitchParser((ref state) => state.PeekKind() == SyntaxKind.String ? PathText : PathNames),
            Placeholders.Name,
            "what is imported",
            "import std.operations"
        ),
        Slot.Optional(SyntaxKind.AsKeyword),
        NewNameParser.Slot("a name", "import \"materials.cell\" as m").If(2),
        Slot.End
    );

    private static readonly TokenParser PathText = new();

    private static readonly SeparatedParser PathNames = new(
        SyntaxKind.Dot,
        Slot.Token(TokenSets.Words, "a name", "import std.operations")
    );

    public static readonly NodeParser Record = new(
        SyntaxKind.RecordStatement,
        Slot.Token(SyntaxKind.RecordKeyword),
        Slot.Token(SyntaxKind.EveryKeyword, "`every`", "record every 30 s or 5 mV"),
        Slot.Value(
            TokenSets.Values,
            new SeparatedParser(
                SyntaxKind.OrKeyword,
                Slot.Value(TokenSets.Values, Expression.Sum, "an interval", "record every 30 s or 5 mV")
            ),
            "an interval",
            "record every 30 s or 5 mV"
        ),
        Slot.End
    );

    public static readonly NodeParser Return = new(
        SyntaxKind.ReturnStatement,
        Slot.Token(SyntaxKind.ReturnKeyword),
        Slot.Value(TokenSets.ValuesAndBounds, Values.Bound, "a value", "return grind oxide"),
        Slot.End
    );

    public static readonly NodeParser Stop = new(
        SyntaxKind.StopStatement,
        Slot.Token(SyntaxKind.StopKeyword),
        Slot.Optional(SyntaxKind.String),
        Slot.End
    );

    public static readonly NodeParser Allow = new(
        SyntaxKind.AllowStatement,
        Slot.Token(SyntaxKind.AllowKeyword),
        Slot.Token(TokenSets.Names, "the code of a finding", "allow CELL5001 \"tested for 10 h\""),
        Slot.Token(SyntaxKind.String, "the reason in quotation marks", "allow CELL5001 \"tested for 10 h\""),
        Slot.End
    );

    public static readonly NodeParser Expect = new(
        SyntaxKind.ExpectStatement,
        Slot.Token(SyntaxKind.ExpectKeyword),
        Slot.Value(
            TokenSets.Conditions,
            Expression.Condition,
            "a condition",
            "expect cycle[100].retention within 3 % of 90 %"
        ),
        Slot.Optional(SyntaxKind.WhereKeyword),
        Slot.Value(TokenSets.Conditions, Expression.Condition, "a condition", "where speed = 450 rpm").If(2),
        Slot.End
    );
}
