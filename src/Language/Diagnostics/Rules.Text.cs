using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;

namespace CellDsl.Language.Diagnostics;

/// <summary>Family 0: the text does not read as sentences of the language.</summary>
public static partial class Rules
{
    public static readonly Rule UnknownCharacter = new("CELL0001", Severity.Error, "Unknown character");
    public static readonly Rule DecimalComma = new("CELL0002", Severity.Error, "Decimal comma");
    public static readonly Rule GroupedDigits = new("CELL0003", Severity.Error, "Digits in groups");
    public static readonly Rule BareDecimalPoint = new(
        "CELL0004",
        Severity.Error,
        "Decimal point without a digit"
    );
    public static readonly Rule SpacedUnit = new("CELL0005", Severity.Error, "Unit with spaces");
    public static readonly Rule UnclosedText = new("CELL0006", Severity.Error, "Unclosed text");
    public static readonly Rule UnclosedBracket = new("CELL0007", Severity.Error, "Unclosed bracket");
    public static readonly Rule StrayBracket = new("CELL0008", Severity.Error, "Bracket that closes nothing");
    public static readonly Rule MissingPart = new("CELL0009", Severity.Error, "Something is missing");
    public static readonly Rule UnexpectedPart = new(
        "CELL0010",
        Severity.Error,
        "Something does not belong here"
    );
    public static readonly Rule ReservedWord = new("CELL0011", Severity.Error, "Reserved word as a name");
    public static readonly Rule ForeignOperator = new(
        "CELL0012",
        Severity.Error,
        "Operator of another language"
    );
    public static readonly Rule TwoStatements = new("CELL0013", Severity.Error, "Two statements on one line");
    public static readonly Rule TooDeep = new("CELL0014", Severity.Error, "Nested too deeply");
    public static readonly Rule TooManyProblems = new("CELL0015", Severity.Note, "Too many problems");
    public static readonly Rule CallWithoutVerb = new("CELL0016", Severity.Error, "Call without a verb");

    internal static SyntaxProblem UnknownCharacterAt(int offset, int length, string? replacement) =>
        new(
            UnknownCharacter,
            offset,
            length,
            replacement is null ? "`{0}` has no meaning here" : "`{0}` is not a character of the language",
            Help: replacement is { Length: > 0 } ? $"write `{replacement.Trim()}`" : null,
            Replacement: replacement
        );

    internal static SyntaxProblem ForeignQuotesAt(int offset, int length, string replacement) =>
        new(
            UnknownCharacter,
            offset,
            length,
            "a text stands in plain double quotation marks",
            Help: $"write `{replacement}`",
            Replacement: replacement
        );

    internal static SyntaxProblem DecimalCommaAt(int offset, string written, string number) =>
        new(
            DecimalComma,
            offset,
            written.Length,
            $"`{written}` has a decimal comma; numbers have a decimal point",
            Help: $"write `{number}`, or a space behind the comma if these are two values",
            Replacement: number
        );

    internal static SyntaxProblem GroupedDigitsAt(int offset, string written, string number) =>
        new(
            GroupedDigits,
            offset,
            written.Length,
            $"the digits of `{written}` are in groups; a number is written without gaps",
            Help: $"write `{number}`",
            Replacement: number
        );

    internal static SyntaxProblem BareDecimalPointAt(int offset, string written, string number) =>
        new(
            BareDecimalPoint,
            offset,
            written.Length,
            "a decimal point needs a digit on both sides",
            Help: $"write `{number}`",
            Replacement: number
        );

    internal static SyntaxProblem SpacedUnitAt(int offset, string written, string unit) =>
        new(
            SpacedUnit,
            offset,
            written.Length,
            $"the unit `{written}` has a space in it",
            Help: $"write `{unit}`",
            Replacement: unit
        );

    /// <param name="at">From the first to the last letter of the unit.</param>
    internal static Diagnostic SpacedUnitAt(Location at, string written, string unit) =>
        new(
            SpacedUnit,
            at,
            $"the unit `{written}` has a space in it",
            Help: $"write `{unit}`",
            Fixes: [Fix.Replace($"write `{unit}`", at.Span, unit)]
        );

    internal static SyntaxProblem UnclosedTextAt(int offset, int length, char quote) =>
        new(
            UnclosedText,
            offset,
            length,
            quote == '`' ? "this formula has no closing backtick" : "this text has no closing quotation mark",
            Help: quote == '`'
                ? "put a backtick where the formula ends"
                : "a text ends on the line on which it begins"
        );

    /// <param name="related">The bracket that opened, relative to the token that carries the problem.</param>
    internal static SyntaxProblem UnclosedBracketAt(char open, char close, TextSpan related) =>
        new(
            UnclosedBracket,
            0,
            0,
            $"`{close}` is missing",
            Help: null,
            Replacement: null,
            Related: related,
            RelatedText: $"this `{open}` is not closed"
        )
        {
            BehindPrevious = true,
        };

    internal static SyntaxProblem MissingBraceAt() =>
        new(
            UnclosedBracket,
            0,
            0,
            "`{` is missing here",
            Help: "the next line is indented like the content of a block"
        )
        {
            BehindPrevious = true,
        };

    internal static SyntaxProblem StrayBracketAt(int offset, char close) =>
        new(StrayBracket, offset, 1, $"this `{close}` closes nothing", Replacement: "");

    internal static SyntaxProblem StrayBracketsAt(int offset, int length) =>
        new(StrayBracket, offset, length, "these brackets close nothing", Replacement: "");

    internal static SyntaxProblem WrongBracketAt(int offset, char open, char close, TextSpan related) =>
        new(
            StrayBracket,
            offset,
            1,
            $"`{{0}}` does not close a `{open}`",
            Help: $"write `{close}`",
            Replacement: close.ToString(),
            Related: related,
            RelatedText: $"this `{open}` was opened"
        );

    /// <param name="order">The two signs as they should stand: <c>])</c>.</param>
    internal static SyntaxProblem CrossedBracketsAt(int offset, string order) =>
        new(
            StrayBracket,
            offset,
            order.Length,
            "these brackets close in the wrong order: what opened last closes first",
            Help: $"write `{order}`",
            Replacement: order
        );

    /// <summary>Something is missing behind the token before.</summary>
    /// <param name="what">With its article: <c>a time</c>.</param>
    /// <param name="example">How it is written: <c>rest for 10 min</c>.</param>
    internal static SyntaxProblem Missing(string what, string? example = null) =>
        new(
            MissingPart,
            0,
            0,
            $"{what} is missing here",
            Help: example is null ? null : $"it is written like this: `{example}`"
        )
        {
            BehindPrevious = true,
        };

    internal static SyntaxProblem UnexpectedAt(int offset, int length, string? help = null) =>
        new(UnexpectedPart, offset, length, "`{0}` does not belong here", Help: help);

    /// <summary><c>x = 5 V here</c>: only the state of charge counts on from a place.</summary>
    internal static Diagnostic NothingCountsFromHereAt(Location here) =>
        new(
            UnexpectedPart,
            here,
            "only the state of charge counts from `here`",
            Help: "write `SOC = 100 % here`, or take `here` out"
        );

    internal static SyntaxProblem UnexpectedInListAt(int offset, int length, char close) =>
        new(
            UnexpectedPart,
            offset,
            length,
            $"`{{0}}` does not belong here; a `,` or the closing `{close}` should come next"
        );

    internal static SyntaxProblem NotAStatementAt(int offset, int length) =>
        new(
            UnexpectedPart,
            offset,
            length,
            "a statement does not begin with `{0}`",
            Help: "begin with a verb, as in `rest for 10 min`, or with a name, as in `seed: 7` or `powder = grind oxide`"
        );

    internal static SyntaxProblem ReservedWordAt(int offset, int length) =>
        new(
            ReservedWord,
            offset,
            length,
            "`{0}` is a word of the language and cannot be a name",
            Help: "choose another name, for example with an underscore and a second word"
        );

    internal static SyntaxProblem ForeignOperatorAt(int offset, int length, string replacement) =>
        new(
            ForeignOperator,
            offset,
            length,
            $"`{{0}}` is written `{replacement}` here",
            Replacement: replacement
        );

    internal static SyntaxProblem TwoStatementsAt(int offset, int length) =>
        new(
            TwoStatements,
            offset,
            length,
            "`{0}` begins another statement on the same line",
            Help: "put a line break or a `;` before it"
        );

    internal static SyntaxProblem TooDeepAt(int offset, int length, int limit) =>
        new(TooDeep, offset, length, $"this is nested more than {limit} levels deep and was not read");

    internal static SyntaxProblem TooManyProblemsAt(int offset, int length, int limit) =>
        new(
            TooManyProblems,
            offset,
            length,
            $"more than {limit:N0} problems in this file; the rest of it was not read"
        );

    internal static SyntaxProblem CallWithoutVerbAt(int offset, int length) =>
        new(
            CallWithoutVerb,
            offset,
            length,
            "a call alone is not a step: say what to do with `{0}`",
            Help: "for a protocol write `run {0}(…)`"
        );
}
