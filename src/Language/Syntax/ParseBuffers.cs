using CellDsl.Language.Syntax.Layout;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Syntax;

/// <summary>The memory that parsing a file needs for a while, kept for the file after it.</summary>
internal sealed class ParseBuffers
{
    /// <summary>The tokens of a batch, with further end-of-file tokens behind it to look ahead to.</summary>
    public GreenToken[] Tokens { get; private set; } = new GreenToken[LayoutPass.BatchSize + 512];

    /// <summary>Elements of unfinished lists.</summary>
    public GreenArray.Element[] Pending { get; private set; } = new GreenArray.Element[256];

    public BracketStack Brackets { get; } = new();

    public GreenToken[] GrowTokens()
    {
        var tokens = Tokens;
        Array.Resize(ref tokens, tokens.Length * 2);
        return Tokens = tokens;
    }

    public GreenArray.Element[] GrowPending()
    {
        var pending = Pending;
        Array.Resize(ref pending, pending.Length * 2);
        return Pending = pending;
    }
}
