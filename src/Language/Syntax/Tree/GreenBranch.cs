namespace CellDsl.Language.Syntax.Tree;

/// <summary>An inner piece of the tree: its children by slot; an absent optional child is null.</summary>
public abstract class GreenBranch : GreenNode
{
    private protected GreenBranch(SyntaxKind kind, int fullWidth, bool hasProblems, int slotMask = 0)
        : base(kind, fullWidth, hasProblems, slotMask) { }

    /// <summary>Makes a piece from its slots.</summary>
    public static GreenBranch Create(SyntaxKind kind, params ReadOnlySpan<GreenNode?> slots)
    {
        SlotBuffer children = default;
        int count = 0;
        int mask = 0;
        int width = 0;
        bool problems = false;
        for (int i = 0; i < slots.Length; i++)
        {
            if (slots[i] is not { } slot)
                continue;
            children[count++] = slot;
            mask |= 1 << i;
            width += slot.FullWidth;
            problems |= slot.HasProblems;
        }
        return Create(kind, width, problems, mask, ((ReadOnlySpan<GreenNode?>)children)[..count]);
    }

    /// <summary>Makes a list; one without elements is absent and one element stands for its list.</summary>
    public static GreenNode? CreateList(ReadOnlySpan<GreenNode?> items) =>
        items.Length switch
        {
            0 => null,
            1 => items[0],
            2 or 3 => Create(SyntaxKind.List, items),
            _ => new GreenList(items),
        };

    /// <summary>Makes a piece from the slots that are filled; the others, which are most, take no memory.</summary>
    /// <param name="mask">A bit for each filled slot.</param>
    internal static GreenBranch Create(
        SyntaxKind kind,
        int width,
        bool problems,
        int mask,
        ReadOnlySpan<GreenNode?> children
    ) =>
        children.Length switch
        {
            1 => new SparseBranch1(kind, width, problems, mask, children[0]),
            2 => new SparseBranch2(kind, width, problems, mask, children[0], children[1]),
            3 => new SparseBranch3(kind, width, problems, mask, children[0], children[1], children[2]),
            _ => new SparseBranchMany(kind, width, problems, mask, children),
        };
}
