namespace CellDsl.Compiler.Exchange.Machines;

/// <summary>Puts the nodes of a control graph in a row: each before what it leads to, loops after their bodies.</summary>
internal static class ControlOrder
{
    public static List<ControlNode> Of(ControlTarget entry)
    {
        var order = new List<ControlNode>();
        if (entry.Node is null)
            return order;
        var seen = new HashSet<ControlNode> { entry.Node };
        var open = new Stack<(ControlNode Node, int Next)>();
        open.Push((entry.Node, 0));
        // Depth first with the first end visited last, so that in the reversed order of leaving it comes first.
        while (open.TryPop(out var top))
        {
            var ways = Onward(top.Node);
            int at = top.Next;
            while (at < ways.Count && !seen.Add(ways[at]))
                at++;
            if (at < ways.Count)
            {
                open.Push((top.Node, at + 1));
                open.Push((ways[at], 0));
            }
            else
            {
                order.Add(top.Node);
            }
        }
        order.Reverse();
        return WithAdjacentExits(order);
    }

    /// <summary>
    /// A loop goes on with the step behind it: what came to stand between is put before the loop, and where that does not
    /// help a jump leads on.
    /// </summary>
    private static List<ControlNode> WithAdjacentExits(List<ControlNode> order)
    {
        for (int i = 0; i < order.Count; i++)
        {
            if (order[i].Step != ControlNode.Loop)
                continue;
            var loop = order[i];
            var exit = loop.Targets[1];
            int to =
                exit.Node is { } node ? order.IndexOf(node)
                : exit.StopReason is null ? order.Count
                : -1;
            if (to == i + 1)
                continue;
            if (
                to > i
                && order.GetRange(i + 1, to - i - 1).TrueForAll(between => between.Step != ControlNode.Loop)
            )
            {
                order.RemoveAt(i);
                order.Insert(to - 1, loop);
                continue;
            }
            var jump = new ControlNode { Step = ControlNode.Jump, State = loop.State };
            jump.Targets.Add(exit);
            loop.Targets[1] = new(jump, null);
            order.Insert(i + 1, jump);
        }
        return order;
    }

    private static List<ControlNode> Onward(ControlNode node)
    {
        // Way back of a loop: its body stands before it already.
        var targets = node.Step == ControlNode.Loop ? node.Targets.Skip(1) : node.Targets;
        List<ControlNode> ways = [.. targets.Select(target => target.Node).OfType<ControlNode>().Distinct()];
        ways.Reverse();
        return ways;
    }
}
