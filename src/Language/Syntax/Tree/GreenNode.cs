namespace CellDsl.Language.Syntax.Tree;

/// <summary>
/// A piece of the lossless tree without position or parent: it knows only its kind and its widths, so equal pieces
/// are shared and a statement that did not change is reused wherever it moves.
/// </summary>
public abstract class GreenNode(SyntaxKind kind, int fullWidth)
{
    public SyntaxKind Kind { get; } = kind;

    /// <summary>Width with the trivia around it, in UTF-16 units.</summary>
    public int FullWidth { get; } = fullWidth;

    /// <summary>Whether a problem hangs on this piece or below it.</summary>
    public bool HasProblems { get; protected init; }

    /// <summary>Problems of this very piece, with spans relative to its full start.</summary>
    public virtual IReadOnlyList<SyntaxProblem> Problems => [];

    public virtual int SlotCount => 0;

    public virtual GreenNode? Slot(int index) => throw new ArgumentOutOfRangeException(nameof(index));
}
