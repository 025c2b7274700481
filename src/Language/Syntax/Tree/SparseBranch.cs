using System.Numerics;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>A piece with few children: a mask says which slots they fill.</summary>
internal abstract class SparseBranch : GreenBranch
{
    private protected SparseBranch(SyntaxKind kind, int fullWidth, bool hasProblems, int mask, bool isShared)
        : base(kind, fullWidth, hasProblems, mask, isShared) { }

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
    bool isShared,
    GreenNode? first
) : SparseBranch(kind, fullWidth, hasProblems, mask, isShared)
{
    public bool Holds(GreenNode? child) => first == child;

    private protected override GreenNode? Child(int ordinal) => first;
}

internal sealed class SparseBranch2(
    SyntaxKind kind,
    int fullWidth,
    bool hasProblems,
    int mask,
    bool isShared,
    GreenNode? first,
    GreenNode? second
) : SparseBranch(kind, fullWidth, hasProblems, mask, isShared)
{
    public bool Holds(GreenNode? child, GreenNode? next) => first == child && second == next;

    private protected override GreenNode? Child(int ordinal) => ordinal == 0 ? first : second;
}

internal sealed class SparseBranch3(
    SyntaxKind kind,
    int fullWidth,
    bool hasProblems,
    int mask,
    bool isShared,
    GreenNode? first,
    GreenNode? second,
    GreenNode? third
) : SparseBranch(kind, fullWidth, hasProblems, mask, isShared)
{
    public bool Holds(GreenNode? child, GreenNode? next, GreenNode? last) =>
        first == child && second == next && third == last;

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
    GreenArray.Element[] children
) : SparseBranch(kind, fullWidth, hasProblems, mask, isShared: false)
{
    private protected override GreenNode? Child(int ordinal) => children[ordinal].Node;
}
