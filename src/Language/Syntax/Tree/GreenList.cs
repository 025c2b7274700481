namespace CellDsl.Language.Syntax.Tree;

/// <summary>A list of pieces: nodes, tokens, or nodes with separators between them.</summary>
internal sealed class GreenList : GreenBranch
{
    private readonly GreenArray _items;

    public GreenList(ReadOnlySpan<GreenNode?> items)
        : base(SyntaxKind.List, SumWidths(items, out bool problems), problems) => _items = new(items);

    public override int SlotCount => _items.Length;

    public override GreenNode? Slot(int index) => (uint)index < (uint)_items.Length ? _items[index] : null;

    private static int SumWidths(ReadOnlySpan<GreenNode?> items, out bool problems)
    {
        int width = 0;
        problems = false;
        foreach (var item in items)
        {
            if (item is null)
                continue;
            width += item.FullWidth;
            problems |= item.HasProblems;
        }
        return width;
    }
}
