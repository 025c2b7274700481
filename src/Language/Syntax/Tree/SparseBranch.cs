using System.Numerics;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>A piece with few children: a mask says which slots they fill.</summary>
internal abstract class SparseBranch : GreenBranch
{
    private protected SparseBranch(SyntaxKind kind, int fullWidth, bool hasProblems, int mask)
        : base(kind, fullWidth, hasProblems, mask) { }

    public override int SlotCount => 32 - BitOperations.LeadingZeroCount((uint)SlotMask);

    public override GreenNode? Slot(int index) =>
        (SlotMask >> index & 1) == 0 ? null : Child(BitOperations.PopCount(SlotMask & (1u << index) - 1));

    private protected abstract GreenNode? Child(int ordinal);
}

internal sealed class SparseBranch1(
    SyntaxKind kind,
    int fullWidth,
    bool hasProblems,
    int mask,
    GreenNode? first
) : SparseBranch(kind, fullWidth, hasProblems, mask)
{
    private protected override GreenNode? Child(int ordinal) => first;
}

internal sealed class SparseBranch2(
    SyntaxKind kind,
    int fullWidth,
    bool hasProblems,
    int mask,
    GreenNode? first,
    GreenNode? second
) : SparseBranch(kind, fullWidth, hasProblems, mask)
{
    private protected override GreenNode? Child(int ordinal) => ordinal == 0 ? first : second;
}

internal sealed class SparseBranch3(
    SyntaxKind kind,
    int fullWidth,
    bool hasProblems,
    int mask,
    GreenNode? first,
    GreenNode? second,
    GreenNode? third
) : SparseBranch(kind, fullWidth, hasProblems, mask)
{
    private protected override GreenNode? Child(int ordinal) =>
        ordinal switch
        {
            0 => first,
            1 => second,
            _ => third,
        };
}

internal sealed class SparseBranchMany(
    SyntaxKind kind,
    int fullWidth,
    bool hasProblems,
    int mask,
    ReadOnlySpan<GreenNode?> children
) : SparseBranch(kind, fullWidth, hasProblems, mask)
{
    private readonly GreenArray _children = new(children);

    private protected override GreenNode? Child(int ordinal) => _children[ordinal];
}
