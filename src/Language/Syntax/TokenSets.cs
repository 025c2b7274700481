namespace CellDsl.Language.Syntax;

/// <summary>The sets of tokens by which the layout pass and the grammar decide, always on one or two tokens.</summary>
internal static class TokenSets
{
    public static readonly TokenSet Prepositions = TokenSet.Range(
        SyntaxKind.Preposition,
        SyntaxKind.ToPreposition
    );

    public static readonly TokenSet Keywords = TokenSet.Range(
        SyntaxKind.EditionKeyword,
        SyntaxKind.ThanKeyword
    );

    public static readonly TokenSet Names = new(SyntaxKind.Name, SyntaxKind.DeclarationWord);

    public static readonly TokenSet Words = Names | Prepositions | Keywords;

    public static readonly TokenSet Openers = new(
        SyntaxKind.OpenParen,
        SyntaxKind.OpenBracket,
        SyntaxKind.OpenBrace
    );

    public static readonly TokenSet Closers = new(
        SyntaxKind.CloseParen,
        SyntaxKind.CloseBracket,
        SyntaxKind.CloseBrace
    );

    /// <summary>Whatever may stand inside a block before its closing brace.</summary>
    public static readonly TokenSet InBlock =
        TokenSet.Range(SyntaxKind.StatementEnd, SyntaxKind.ThanKeyword) - new TokenSet(SyntaxKind.CloseBrace);

    /// <summary>Reserved words that no expression goes on with, so that a value may be called so: <c>consumes: no</c>.</summary>
    public static readonly TokenSet SoftNames = new(
        SyntaxKind.EditionKeyword,
        SyntaxKind.ImportKeyword,
        SyntaxKind.PublicKeyword,
        SyntaxKind.RepeatKeyword,
        SyntaxKind.TimesKeyword,
        SyntaxKind.RecordKeyword,
        SyntaxKind.BreakKeyword,
        SyntaxKind.ReturnKeyword,
        SyntaxKind.StopKeyword,
        SyntaxKind.AllowKeyword,
        SyntaxKind.ExpectKeyword,
        SyntaxKind.UncountedKeyword,
        SyntaxKind.InterruptionKeyword,
        SyntaxKind.LongerKeyword,
        SyntaxKind.NoKeyword,
        SyntaxKind.LaterKeyword
    );

    /// <summary>How an operand of a phrase begins; its own list, since behind a verb less may follow than behind <c>=</c>.</summary>
    public static readonly TokenSet PhraseOperands =
        Names
        | new TokenSet(
            SyntaxKind.Number,
            SyntaxKind.String,
            SyntaxKind.FormulaText,
            SyntaxKind.AssumedKeyword,
            SyntaxKind.UnspecifiedKeyword,
            SyntaxKind.LastKeyword,
            SyntaxKind.Bar
        );

    public static readonly TokenSet Values =
        PhraseOperands
        | SoftNames
        | new TokenSet(SyntaxKind.Minus, SyntaxKind.OpenParen, SyntaxKind.OpenBracket);

    public static readonly TokenSet Bounds = new(
        SyntaxKind.BelowKeyword,
        SyntaxKind.AboveKeyword,
        SyntaxKind.UpKeyword,
        SyntaxKind.AtPreposition
    );

    public static readonly TokenSet ValuesAndBounds = Values | Bounds | new TokenSet(SyntaxKind.NotKeyword);

    public static readonly TokenSet Conditions =
        Values | new TokenSet(SyntaxKind.NotKeyword, SyntaxKind.ForPreposition);

    /// <summary>Behind a name these make it the verb of a phrase.</summary>
    public static readonly TokenSet PhraseFollow =
        PhraseOperands | Prepositions | new TokenSet(SyntaxKind.UntilKeyword, SyntaxKind.ThenKeyword);

    /// <summary>Reserved words that begin a statement.</summary>
    public static readonly TokenSet StatementKeywords = new(
        SyntaxKind.EditionKeyword,
        SyntaxKind.ImportKeyword,
        SyntaxKind.PublicKeyword,
        SyntaxKind.RepeatKeyword,
        SyntaxKind.WhileKeyword,
        SyntaxKind.IfKeyword,
        SyntaxKind.RecordKeyword,
        SyntaxKind.WhenKeyword,
        SyntaxKind.BreakKeyword,
        SyntaxKind.ReturnKeyword,
        SyntaxKind.StopKeyword,
        SyntaxKind.AllowKeyword,
        SyntaxKind.BeforeKeyword,
        SyntaxKind.EveryKeyword,
        SyntaxKind.ExpectKeyword
    );

    /// <summary>What may follow a block on the same line only as a statement of its own.</summary>
    public static readonly TokenSet StatementStarts =
        Names | StatementKeywords | new TokenSet(SyntaxKind.ForPreposition, SyntaxKind.OnPreposition);

    private static readonly TokenSet Operators = TokenSet.Range(SyntaxKind.EqualsSign, SyntaxKind.Slash);

    /// <summary>A line that ends with one of these goes on.</summary>
    public static readonly TokenSet ContinueAfter =
        Operators
        | new TokenSet(
            SyntaxKind.Comma,
            SyntaxKind.Colon,
            SyntaxKind.DotDot,
            SyntaxKind.AndKeyword,
            SyntaxKind.OrKeyword,
            SyntaxKind.NotKeyword,
            SyntaxKind.OfKeyword,
            SyntaxKind.UntilKeyword,
            SyntaxKind.WithinKeyword,
            SyntaxKind.VersusKeyword
        );

    /// <summary>A line that begins with one of these goes on with the one before: no statement begins so.</summary>
    public static readonly TokenSet ContinueBefore =
        Operators - new TokenSet(SyntaxKind.Minus)
        | Prepositions - new TokenSet(SyntaxKind.ForPreposition, SyntaxKind.OnPreposition)
        | new TokenSet(
            SyntaxKind.Comma,
            SyntaxKind.Colon,
            SyntaxKind.DotDot,
            SyntaxKind.OpenBrace,
            SyntaxKind.AndKeyword,
            SyntaxKind.OrKeyword,
            SyntaxKind.ElseKeyword,
            SyntaxKind.UntilKeyword,
            SyntaxKind.ThenKeyword,
            SyntaxKind.WhereKeyword,
            SyntaxKind.OfKeyword,
            SyntaxKind.WithinKeyword,
            SyntaxKind.VersusKeyword,
            SyntaxKind.MakesKeyword
        );

    /// <summary>Behind one of these a minus subtracts; elsewhere it negates.</summary>
    public static readonly TokenSet OperandEnds =
        Names
        | new TokenSet(
            SyntaxKind.Number,
            SyntaxKind.Unit,
            SyntaxKind.String,
            SyntaxKind.FormulaText,
            SyntaxKind.CloseParen,
            SyntaxKind.CloseBracket,
            SyntaxKind.Bar,
            SyntaxKind.UnspecifiedKeyword
        );
}
