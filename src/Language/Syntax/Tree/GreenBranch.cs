namespace CellDsl.Language.Syntax.Tree;

/// <summary>An inner piece of the tree: its children by slot; an absent optional child is null.</summary>
public sealed class GreenBranch : GreenNode
{
    private readonly GreenNode?[] _slots;
    private readonly SyntaxProblem[] _problems;

    public GreenBranch(SyntaxKind kind, params GreenNode?[] slots)
        : this(kind, slots, []) { }

    public GreenBranch(SyntaxKind kind, GreenNode?[] slots, SyntaxProblem[] problems)
        : base(kind, SumWidths(slots))
    {
        _slots = slots;
        _problems = problems;
        bool has = problems.Length > 0;
        foreach (var slot in slots)
            has |= slot is { HasProblems: true };
        HasProblems = has;
    }

    public override IReadOnlyList<SyntaxProblem> Problems => _problems;

    public override int SlotCount => _slots.Length;

    public override GreenNode? Slot(int index) => _slots[index];

    private static int SumWidths(GreenNode?[] slots)
    {
        int width = 0;
        foreach (var slot in slots)
            width += slot?.FullWidth ?? 0;
        return width;
    }
}
