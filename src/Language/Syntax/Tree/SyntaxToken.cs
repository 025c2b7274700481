using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Lexing;
using CellDsl.Language.Text;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>A token at its place in a file. The default value stands for an absent optional token.</summary>
public readonly struct SyntaxToken(SyntaxNode parent, GreenToken green, int position)
{
    public SyntaxNode? Parent { get; } = parent;

    public GreenToken? Green { get; } = green;

    /// <summary>Where the token starts, its leading trivia included.</summary>
    public int Position { get; } = position;

    public bool IsPresent => Green is { IsMissing: false };

    public SyntaxKind Kind => Green?.Kind ?? SyntaxKind.None;

    public TextSpan Span => Green is null ? default : new(Position + Green.LeadingWidth, Green.Width);

    public TextSpan FullSpan => Green is null ? default : new(Position, Green.FullWidth);

    public Location Location => Parent is null ? default : new(Parent.Tree.Source, Span);

    public ReadOnlySpan<char> Chars => Parent is null ? default : Parent.Tree.Source.Slice(Span);

    public string Text => Chars.ToString();

    /// <summary>
    /// The text as it was meant: where the token is misspelt in a plain way (<c>0,5</c>, <c>mA g⁻¹</c>), the correction
    /// that its problem offers.
    /// </summary>
    public string ValueText
    {
        get
        {
            if (Green is { HasProblems: true })
            {
                foreach (var problem in Green.Problems)
                {
                    if (
                        problem.Replacement is { } meant
                        && problem.Offset == Green.LeadingWidth
                        && problem.Length == Green.Width
                    )
                        return meant;
                }
            }
            return Text;
        }
    }

    /// <summary>Comments, blanks and line breaks before the token, read from the text when asked for.</summary>
    public IReadOnlyList<SyntaxTrivia> LeadingTrivia() =>
        Parent is null || Green is null
            ? []
            : TriviaLexer.Read(Parent.Tree.Source.Text, new(Position, Green.LeadingWidth));

    /// <summary>Blanks and a comment behind the token up to and with the line break.</summary>
    public IReadOnlyList<SyntaxTrivia> TrailingTrivia() =>
        Parent is null || Green is null
            ? []
            : TriviaLexer.Read(Parent.Tree.Source.Text, new(Span.End, Green.TrailingWidth));

    public override string ToString() => Text;
}

/// <summary>A child of a node: either a node or a token.</summary>
public readonly struct SyntaxElement
{
    public SyntaxElement(SyntaxNode node) => Node = node;

    public SyntaxElement(SyntaxToken token) => Token = token;

    public SyntaxNode? Node { get; }

    public SyntaxToken Token { get; }
}
