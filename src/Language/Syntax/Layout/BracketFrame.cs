namespace CellDsl.Language.Syntax.Layout;

/// <summary>An open bracket, and what to go on with once it closes.</summary>
/// <param name="Open">The kind of the opening bracket.</param>
/// <param name="Start">Where its text stands.</param>
/// <param name="Indent">Blanks at the start of its line.</param>
/// <param name="IsList">A <c>[</c> that opens a list, not an index: a unit may follow the <c>]</c>.</param>
/// <param name="OuterIndent">Blanks at the start of the statement around it.</param>
/// <param name="OuterChain">Links of <c>then</c> and <c>else</c> in the statement around it so far.</param>
/// <param name="OuterPrefixes">Operators before the operand that the bracket begins.</param>
/// <param name="IsConsequence">It opened right behind brackets that were left open: of them all, one is told.</param>
internal readonly record struct BracketFrame(
    SyntaxKind Open,
    int Start,
    int Indent,
    bool IsList,
    int OuterIndent,
    int OuterChain,
    int OuterPrefixes,
    bool IsConsequence = false
)
{
    public SyntaxKind Close =>
        Open switch
        {
            SyntaxKind.OpenParen => SyntaxKind.CloseParen,
            SyntaxKind.OpenBracket => SyntaxKind.CloseBracket,
            _ => SyntaxKind.CloseBrace,
        };

    public bool IsBrace => Open == SyntaxKind.OpenBrace;

    public char OpenSign =>
        Open switch
        {
            SyntaxKind.OpenParen => '(',
            SyntaxKind.OpenBracket => '[',
            _ => '{',
        };

    public char CloseSign =>
        Open switch
        {
            SyntaxKind.OpenParen => ')',
            SyntaxKind.OpenBracket => ']',
            _ => '}',
        };
}
