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
    private readonly SyntaxProblem[]? _problems;

    public GreenToken(
        SyntaxKind kind,
        int leadingWidth,
        int width,
        int trailingWidth,
        TokenFlags flags = TokenFlags.None,
        SyntaxProblem[]? problems = null
    )
        : this(kind, leadingWidth, width, trailingWidth, flags, problems, 0) { }

    /// <param name="key">Identifies the token among shared tokens; zero for one that is not shared.</param>
    internal GreenToken(
        SyntaxKind kind,
        int leadingWidth,
        int width,
        int trailingWidth,
        TokenFlags flags,
        SyntaxProblem[]? problems,
        uint key
    )
        : base(kind, leadingWidth + width + trailingWidth, problems is { Length: > 0 }, isShared: key != 0)
    {
        Key = key;
        LeadingWidth = leadingWidth;
        Width = width;
        Flags = flags;
        _problems = problems;
    }

    public TokenFlags Flags { get; }

    public int LeadingWidth { get; }

    public int Width { get; }

    public int TrailingWidth => FullWidth - LeadingWidth - Width;

    public bool IsMissing => (Flags & TokenFlags.Missing) != 0;

    /// <summary>Problems of this very token, with spans relative to its full start.</summary>
    public IReadOnlyList<SyntaxProblem> Problems => _problems ?? [];

    /// <summary>Identifies a shared token among shared tokens; zero for one that is not shared.</summary>
    internal uint Key { get; }

    /// <summary>The node that holds nothing but this token (a name, a text, a bare number), made once.</summary>
    internal GreenBranch? Wrapper { get; set; }

    /// <summary>The same token with skipped text before it and further problems.</summary>
    internal GreenToken WithSkipped(int skippedWidth, ReadOnlySpan<SyntaxProblem> problems)
    {
        SyntaxProblem[] all = [.. problems, .. Problems.Select(problem => problem.Shift(skippedWidth))];
        return new(Kind, LeadingWidth + skippedWidth, Width, TrailingWidth, Flags, all);
    }

    internal GreenToken WithProblem(SyntaxProblem problem) => WithSkipped(0, [problem]);
}
