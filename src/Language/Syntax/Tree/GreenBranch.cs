using System.Numerics;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>An inner piece of the tree: its children by slot; an absent optional child is null.</summary>
public abstract class GreenBranch : GreenNode
{
    private protected GreenBranch(SyntaxKind kind, int fullWidth, bool hasProblems)
        : base(kind, fullWidth, hasProblems) { }

    /// <summary>Makes a piece from its slots. Absent ones take no memory: most slots of most pieces are empty.</summary>
    public static GreenBranch Create(SyntaxKind kind, params ReadOnlySpan<GreenNode?> slots)
    {
        int mask = 0;
        int width = 0;
        bool problems = false;
        for (int i = 0; i < slots.Length; i++)
        {
            if (slots[i] is { } slot)
            {
                mask |= 1 << i;
                width += slot.FullWidth;
                problems |= slot.HasProblems;
            }
        }
        return Create(kind, width, problems, mask, slots);
    }

    /// <summary>Makes a list; one without elements is absent and one element stands for its list.</summary>
    public static GreenNode? CreateList(ReadOnlySpan<GreenNode?> items) =>
        items.Length switch
        {
            0 => null,
            1 => items[0],
            _ => new DenseBranch(SyntaxKind.List, items),
        };

    private static GreenBranch Create(
        SyntaxKind kind,
        int width,
        bool problems,
        int mask,
        ReadOnlySpan<GreenNode?> slots
    )
    {
        if (slots.Length > 16)
            return new DenseBranch(kind, slots);
        switch (BitOperations.PopCount((uint)mask))
        {
            case 1:
            {
                var first = Next(slots, ref mask, out int bits);
                return new SparseBranch1(kind, width, problems, bits, first);
            }
            case 2:
            {
                var first = Next(slots, ref mask, out int bits);
                var second = Next(slots, ref mask, out int next);
                return new SparseBranch2(kind, width, problems, bits | next, first, second);
            }
            case 3:
            {
                var first = Next(slots, ref mask, out int bits);
                var second = Next(slots, ref mask, out int next);
                var third = Next(slots, ref mask, out int last);
                return new SparseBranch3(kind, width, problems, bits | next | last, first, second, third);
            }
            default:
                return new DenseBranch(kind, slots);
        }
    }

    private static GreenNode Next(ReadOnlySpan<GreenNode?> slots, ref int mask, out int bit)
    {
        bit = mask & -mask;
        mask ^= bit;
        return slots[BitOperations.TrailingZeroCount(bit)]
            ?? throw new InvalidOperationException("An absent slot was counted as present.");
    }
}
