namespace CellDsl.Language.Syntax.Tree;

/// <summary>An inner piece of the tree: its children by slot; an absent optional child is null.</summary>
public abstract class GreenBranch : GreenNode
{
    private protected GreenBranch(
        SyntaxKind kind,
        int fullWidth,
        bool hasProblems,
        int slotMask = 0,
        bool isShared = false
    )
        : base(kind, fullWidth, hasProblems, slotMask, isShared) { }

    /// <summary>Makes a piece from its slots; those that are absent take no memory.</summary>
    public static GreenBranch Create(
        SyntaxKind kind,
        GreenNode? slot0,
        GreenNode? slot1 = null,
        GreenNode? slot2 = null,
        GreenNode? slot3 = null,
        GreenNode? slot4 = null,
        GreenNode? slot5 = null
    )
    {
        var builder = new BranchBuilder();
        if (slot0 is not null)
            builder.Add(0, slot0);
        if (slot1 is not null)
            builder.Add(1, slot1);
        if (slot2 is not null)
            builder.Add(2, slot2);
        if (slot3 is not null)
            builder.Add(3, slot3);
        if (slot4 is not null)
            builder.Add(4, slot4);
        if (slot5 is not null)
            builder.Add(5, slot5);
        return builder.ToBranch(kind);
    }

    /// <summary>Makes a list; one without elements is absent and one element stands for its list.</summary>
    internal static GreenNode? CreateList(GreenArray.Element[] items, int start, int count) =>
        count switch
        {
            0 => null,
            1 => items[start].Node,
            2 => Create(SyntaxKind.List, items[start].Node, items[start + 1].Node),
            3 => Create(SyntaxKind.List, items[start].Node, items[start + 1].Node, items[start + 2].Node),
            _ => new GreenList(items, start, count),
        };
}
