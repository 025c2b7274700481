namespace CellDsl.Language.Syntax.Tree;

/// <summary>The statements of a file that have a problem of their own, outside their inner blocks.</summary>
internal sealed class BrokenText
{
    // Where the text becomes broken, or sound again, by position.
    private readonly List<int> _starts = [];
    private readonly List<bool> _broken = [];

    private BrokenText() { }

    public static BrokenText In(SyntaxTree tree)
    {
        var text = new BrokenText();
        if (tree.Green.HasProblems)
            text.Visit(tree.Green, 0, isBroken: false);
        return text;
    }

    /// <summary>Whether the innermost statement around a position is broken.</summary>
    public bool Contains(int position)
    {
        int at = _starts.BinarySearch(position);
        int last = at >= 0 ? at : ~at - 1;
        return last >= 0 && _broken[last];
    }

    private void Visit(GreenNode node, int position, bool isBroken)
    {
        bool outer = isBroken;
        if (SyntaxFacts.IsStatement(node.Kind))
        {
            isBroken = HasOwnProblem(node);
            Mark(position, isBroken);
        }
        // A sound piece of sound text holds no change.
        if (isBroken || node.HasProblems)
        {
            int start = position;
            for (int i = 0; i < node.SlotCount; i++)
            {
                if (node.Slot(i) is not { } slot)
                    continue;
                if (slot is GreenBranch)
                    Visit(slot, start, isBroken);
                start += slot.FullWidth;
            }
        }
        if (outer != isBroken)
            Mark(position + node.FullWidth, outer);
    }

    private void Mark(int position, bool isBroken)
    {
        if (_starts.Count > 0 && _starts[^1] == position)
            _broken[^1] = isBroken;
        else
            Append(position, isBroken);
    }

    private void Append(int position, bool isBroken)
    {
        _starts.Add(position);
        _broken.Add(isBroken);
    }

    private static bool HasOwnProblem(GreenNode green)
    {
        if (!green.HasProblems)
            return false;
        if (green is GreenToken)
            return true;
        for (int i = 0; i < green.SlotCount; i++)
        {
            if (green.Slot(i) is { Kind: not SyntaxKind.Block } slot && HasOwnProblem(slot))
                return true;
        }
        return false;
    }
}
