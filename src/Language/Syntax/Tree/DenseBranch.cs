namespace CellDsl.Language.Syntax.Tree;

/// <summary>A piece with one place per slot: lists, and nodes most of whose slots are filled.</summary>
internal sealed class DenseBranch : GreenBranch
{
    private readonly GreenNode?[] _slots;

    public DenseBranch(SyntaxKind kind, ReadOnlySpan<GreenNode?> slots)
        : base(kind, SumWidths(slots, out bool problems), problems) => _slots = slots.ToArray();

    public override int SlotCount => _slots.Length;

    public override GreenNode? Slot(int index) => (uint)index < (uint)_slots.Length ? _slots[index] : null;

    private static int SumWidths(ReadOnlySpan<GreenNode?> slots, out bool problems)
    {
        int width = 0;
        problems = false;
        foreach (var slot in slots)
        {
            if (slot is null)
                continue;
            width += slot.FullWidth;
            problems |= slot.HasProblems;
        }
        return width;
    }
}
