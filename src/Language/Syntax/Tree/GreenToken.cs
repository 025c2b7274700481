namespace CellDsl.Language.Syntax.Tree;

/// <summary>What stands around a token; the grammar asks this where a language cares about white space.</summary>
[Flags]
public enum TokenFlags : byte
{
    None = 0,

    /// <summary>A line break lies between the previous token and this one.</summary>
    LineBreakBefore = 1,

    /// <summary>Nothing lies between the previous token and this one.</summary>
    Tight = 2,

    /// <summary>Not in the text: put there by the layout pass or the parser so that the tree is whole.</summary>
    Missing = 4,
}

/// <summary>A token by widths: trivia before it, its text, trivia after it up to and with the line break.</summary>
public sealed class GreenToken : GreenNode
{
    private readonly SyntaxProblem[] _problems;

    public GreenToken(
        SyntaxKind kind,
        int leadingWidth,
        int width,
        int trailingWidth,
        TokenFlags flags = TokenFlags.None,
        params SyntaxProblem[] problems
    )
        : base(kind, leadingWidth + width + trailingWidth)
    {
        LeadingWidth = leadingWidth;
        Width = width;
        Flags = flags;
        _problems = problems;
        HasProblems = problems.Length > 0;
    }

    public int LeadingWidth { get; }

    public int Width { get; }

    public int TrailingWidth => FullWidth - LeadingWidth - Width;

    public TokenFlags Flags { get; }

    public bool IsMissing => (Flags & TokenFlags.Missing) != 0;

    public override IReadOnlyList<SyntaxProblem> Problems => _problems;
}
