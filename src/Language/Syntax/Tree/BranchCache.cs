using System.Runtime.CompilerServices;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>
/// Shares small pieces whose children are shared: <c>for 10 min</c> is one object wherever it stands. Like the token
/// cache, it may forget, and racing threads do no harm.
/// </summary>
internal static class BranchCache
{
    /// <summary>Longer pieces are hardly ever met again.</summary>
    public const int WidestShared = 20;

    private const int Bits = 11;

    private static readonly GreenBranch?[] Table = new GreenBranch?[1 << Bits];

    public static GreenBranch Get(SyntaxKind kind, int width, int mask, GreenNode? first)
    {
        ref var entry = ref Table[Index(kind, mask, first, null, null)];
        if (entry is SparseBranch1 found && IsSame(found, kind, mask) && found.Holds(first))
            return found;
        return entry = new SparseBranch1(kind, width, false, mask, true, first);
    }

    public static GreenBranch Get(SyntaxKind kind, int width, int mask, GreenNode? first, GreenNode? second)
    {
        ref var entry = ref Table[Index(kind, mask, first, second, null)];
        if (entry is SparseBranch2 found && IsSame(found, kind, mask) && found.Holds(first, second))
            return found;
        return entry = new SparseBranch2(kind, width, false, mask, true, first, second);
    }

    public static GreenBranch Get(
        SyntaxKind kind,
        int width,
        int mask,
        GreenNode? first,
        GreenNode? second,
        GreenNode? third
    )
    {
        ref var entry = ref Table[Index(kind, mask, first, second, third)];
        if (entry is SparseBranch3 found && IsSame(found, kind, mask) && found.Holds(first, second, third))
            return found;
        return entry = new SparseBranch3(kind, width, false, mask, true, first, second, third);
    }

    private static bool IsSame(GreenBranch found, SyntaxKind kind, int mask) =>
        found.Kind == kind && found.SlotMask == mask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Index(
        SyntaxKind kind,
        int mask,
        GreenNode? first,
        GreenNode? second,
        GreenNode? third
    )
    {
        uint hash = (uint)kind | (uint)mask << 8;
        hash = (hash ^ Content(first)) * 0x85EBCA6Bu;
        hash = (hash ^ Content(second)) * 0xC2B2AE35u;
        hash = (hash ^ Content(third)) * 2654435769u;
        return hash >> 32 - Bits;
    }

    private static uint Content(GreenNode? node) =>
        node is null ? 0 : (uint)node.FullWidth << 8 ^ (uint)node.SlotMask << 20 ^ (uint)node.Kind;
}
