namespace CellDsl.Language.Syntax;

/// <summary>The reserved words and what they are.</summary>
public static class SyntaxFacts
{
    /// <summary>The longest reserved word: <c>incompatibility</c>.</summary>
    internal const int LongestWord = 15;

    /// <summary>What a word is: a reserved word, a preposition, a declaration word, else a name.</summary>
    public static SyntaxKind WordKind(ReadOnlySpan<char> word) =>
        word switch
        {
            "material"
            or "chemical"
            or "electrolyte"
            or "route"
            or "electrode"
            or "cell"
            or "protocol"
            or "experiment"
            or "lab"
            or "instrument"
            or "chamber"
            or "stock"
            or "environment"
            or "operation"
            or "class"
            or "vessel"
            or "atmosphere"
            or "form"
            or "term"
            or "hazard"
            or "incompatibility"
            or "measurement"
            or "model"
            or "schema" => SyntaxKind.DeclarationWord,
            "from"
            or "into"
            or "over"
            or "through"
            or "under"
            or "using"
            or "with"
            or "per"
            or "expecting"
            or "replicate" => SyntaxKind.Preposition,
            "after" => SyntaxKind.AfterPreposition,
            "at" => SyntaxKind.AtPreposition,
            "between" => SyntaxKind.BetweenPreposition,
            "by" => SyntaxKind.ByPreposition,
            "for" => SyntaxKind.ForPreposition,
            "in" => SyntaxKind.InPreposition,
            "on" => SyntaxKind.OnPreposition,
            "to" => SyntaxKind.ToPreposition,
            "edition" => SyntaxKind.EditionKeyword,
            "import" => SyntaxKind.ImportKeyword,
            "as" => SyntaxKind.AsKeyword,
            "public" => SyntaxKind.PublicKeyword,
            "makes" => SyntaxKind.MakesKeyword,
            "repeat" => SyntaxKind.RepeatKeyword,
            "times" => SyntaxKind.TimesKeyword,
            "until" => SyntaxKind.UntilKeyword,
            "while" => SyntaxKind.WhileKeyword,
            "if" => SyntaxKind.IfKeyword,
            "else" => SyntaxKind.ElseKeyword,
            "record" => SyntaxKind.RecordKeyword,
            "when" => SyntaxKind.WhenKeyword,
            "break" => SyntaxKind.BreakKeyword,
            "return" => SyntaxKind.ReturnKeyword,
            "stop" => SyntaxKind.StopKeyword,
            "allow" => SyntaxKind.AllowKeyword,
            "before" => SyntaxKind.BeforeKeyword,
            "every" => SyntaxKind.EveryKeyword,
            "uncounted" => SyntaxKind.UncountedKeyword,
            "expect" => SyntaxKind.ExpectKeyword,
            "where" => SyntaxKind.WhereKeyword,
            "interruption" => SyntaxKind.InterruptionKeyword,
            "longer" => SyntaxKind.LongerKeyword,
            "up" => SyntaxKind.UpKeyword,
            "most" => SyntaxKind.MostKeyword,
            "least" => SyntaxKind.LeastKeyword,
            "below" => SyntaxKind.BelowKeyword,
            "above" => SyntaxKind.AboveKeyword,
            "then" => SyntaxKind.ThenKeyword,
            "and" => SyntaxKind.AndKeyword,
            "or" => SyntaxKind.OrKeyword,
            "not" => SyntaxKind.NotKeyword,
            "within" => SyntaxKind.WithinKeyword,
            "of" => SyntaxKind.OfKeyword,
            "vs" => SyntaxKind.VersusKeyword,
            "last" => SyntaxKind.LastKeyword,
            "unspecified" => SyntaxKind.UnspecifiedKeyword,
            "assumed" => SyntaxKind.AssumedKeyword,
            "no" => SyntaxKind.NoKeyword,
            "later" => SyntaxKind.LaterKeyword,
            "than" => SyntaxKind.ThanKeyword,
            "here" => SyntaxKind.HereKeyword,
            _ => SyntaxKind.Name,
        };

    /// <summary>at by between for from in into on over through to under using with after per expecting replicate.</summary>
    public static bool IsPreposition(SyntaxKind kind) =>
        kind is >= SyntaxKind.Preposition and <= SyntaxKind.ToPreposition;

    public static bool IsKeyword(SyntaxKind kind) =>
        kind is >= SyntaxKind.EditionKeyword and <= SyntaxKind.ThanKeyword;

    public static bool IsStatement(SyntaxKind kind) =>
        kind is >= SyntaxKind.EditionStatement and <= SyntaxKind.EmptyStatement;

    /// <summary>Any token made of letters: a name, a declaration word, a preposition or a reserved word.</summary>
    public static bool IsWord(SyntaxKind kind) =>
        kind is >= SyntaxKind.Name and <= SyntaxKind.ToPreposition || IsKeyword(kind);

    /// <summary>The one way to write a token of this kind, or null where the text varies.</summary>
    public static string? TextOf(SyntaxKind kind) =>
        kind switch
        {
            SyntaxKind.OpenParen => "(",
            SyntaxKind.CloseParen => ")",
            SyntaxKind.OpenBracket => "[",
            SyntaxKind.CloseBracket => "]",
            SyntaxKind.OpenBrace => "{",
            SyntaxKind.CloseBrace => "}",
            SyntaxKind.Colon => ":",
            SyntaxKind.Comma => ",",
            SyntaxKind.Dot => ".",
            SyntaxKind.DotDot => "..",
            SyntaxKind.Bar => "|",
            SyntaxKind.EqualsSign => "=",
            SyntaxKind.NotEquals => "≠",
            SyntaxKind.Less => "<",
            SyntaxKind.LessOrEqual => "<=",
            SyntaxKind.Greater => ">",
            SyntaxKind.GreaterOrEqual => ">=",
            SyntaxKind.Plus => "+",
            SyntaxKind.Minus => "-",
            SyntaxKind.PlusMinus => "±",
            SyntaxKind.Star => "*",
            SyntaxKind.Slash => "/",
            SyntaxKind.Caret => "^",
            _ => null,
        };
}
