namespace CellDsl.Language.Syntax.Tree;

/// <summary>
/// A piece of the lossless tree without position or parent: it knows only its kind and its widths, so equal pieces
/// are shared and a statement that did not change is reused wherever it moves.
/// </summary>
public abstract class GreenNode
{
    private const int Problematic = 1;
    private const int Shared = 2;

    private readonly byte _flags;

    private protected GreenNode(
        SyntaxKind kind,
        int fullWidth,
        bool hasProblems,
        int slotMask = 0,
        bool isShared = false
    )
    {
        Kind = kind;
        _flags = (byte)((hasProblems ? Problematic : 0) | (isShared ? Shared : 0));
        SlotMask = (ushort)slotMask;
        FullWidth = fullWidth;
    }

    public SyntaxKind Kind { get; }

    /// <summary>Whether a problem hangs on this piece or below it.</summary>
    public bool HasProblems => (_flags & Problematic) != 0;

    /// <summary>Whether equal pieces are this very object as long as the caches remember it.</summary>
    internal bool IsShared => (_flags & Shared) != 0;

    /// <summary>Width with the trivia around it, in UTF-16 units.</summary>
    public int FullWidth { get; }

    /// <summary>A bit for each filled slot of a piece with few slots; here because it costs no memory here.</summary>
    internal ushort SlotMask { get; }

    public virtual int SlotCount => 0;

    public virtual GreenNode? Slot(int index) => null;

    /// <summary>The width before the first token's text.</summary>
    public int LeadingTriviaWidth
    {
        get
        {
            if (this is GreenToken token)
                return token.LeadingWidth;
            for (int i = 0; i < SlotCount; i++)
            {
                if (Slot(i) is { FullWidth: > 0 } slot)
                    return slot.LeadingTriviaWidth;
            }
            return 0;
        }
    }

    /// <summary>The width after the last token's text.</summary>
    public int TrailingTriviaWidth
    {
        get
        {
            if (this is GreenToken token)
                return token.TrailingWidth;
            for (int i = SlotCount - 1; i >= 0; i--)
            {
                if (Slot(i) is { FullWidth: > 0 } slot)
                    return slot.TrailingTriviaWidth;
            }
            return 0;
        }
    }
}
