namespace CellDsl.Language.Syntax.Tree;

/// <summary>A list of pieces: nodes, tokens, or nodes with separators between them.</summary>
internal sealed class GreenList : GreenBranch
{
    private readonly GreenArray _items;

    public GreenList(GreenArray.Element[] items, int start, int count)
        : base(SyntaxKind.List, SumWidths(items, start, count, out bool problems), problems) =>
        _items = new(items, start, count);

    public override int SlotCount => _items.Length;

    public override GreenNode? Slot(int index) => (uint)index < (uint)_items.Length ? _items[index] : null;

    private static int SumWidths(GreenArray.Element[] items, int start, int count, out bool problems)
    {
        int width = 0;
        problems = false;
        for (int i = start; i < start + count; i++)
        {
            if (items[i].Node is not { } node)
                continue;
            width += node.FullWidth;
            problems |= node.HasProblems;
        }
        return width;
    }
}
