using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.CSharp;

/// <summary>The blocks of a machine as a graph; steps cut it, since they take time.</summary>
internal static class MachineGraph
{
    /// <summary>Whether the machine could go round in blocks without ever waiting in a step.</summary>
    public static bool HasTimelessCycle(Machine machine)
    {
        // 0 unseen, 1 on the way, 2 done; iterative, since a chain of blocks may be long.
        var state = new byte[machine.Blocks.Count];
        var way = new Stack<(int Block, IEnumerator<int> Next)>();
        for (int start = 0; start < state.Length; start++)
        {
            if (state[start] != 0)
                continue;
            Enter(start);
            while (way.TryPeek(out var top))
            {
                if (!top.Next.MoveNext())
                {
                    state[way.Pop().Block] = 2;
                    continue;
                }
                int next = top.Next.Current;
                if (state[next] == 1)
                    return true;
                if (state[next] == 0)
                    Enter(next);
            }
        }
        return false;

        void Enter(int block)
        {
            state[block] = 1;
            way.Push((block, Successors(machine.Blocks[block].Exit).GetEnumerator()));
        }
    }

    private static IEnumerable<int> Successors(MachineExit exit) =>
        exit switch
        {
            MachineExit.Jump jump => [jump.Block],
            MachineExit.Branch branch => [branch.Then, branch.Else],
            _ => [],
        };

    /// <summary>Refuses a machine whose indices lead out of it.</summary>
    public static void Verify(Machine machine)
    {
        Block(machine.Entry);
        foreach (var block in machine.Blocks)
        {
            foreach (int next in Successors(block.Exit))
                Block(next);
            foreach (var assignment in block.Assignments)
                Within(assignment.Slot, machine.Slots.Count, "slot");
            if (block.Exit is MachineExit.EnterStep enter)
                Within(enter.Step, machine.Steps.Count, "step");
            if (block.Exit is MachineExit.Stop stop)
                Within(stop.Reason, machine.StopReasons.Count, "stop reason");
        }
        foreach (var end in machine.Steps.SelectMany(step => step.Ends))
            Block(end.Target ?? machine.Entry);
        foreach (var part in ExpressionTree.Of(machine).SelectMany(ExpressionTree.Walk))
        {
            switch (part)
            {
                case MachineExpression.Slot slot:
                    Within(slot.Index, machine.Slots.Count, "slot");
                    break;
                case MachineExpression.Argument argument:
                    Within(argument.Index, machine.Parameters.Count, "parameter");
                    break;
                case MachineExpression.Sustained sustained:
                    TimeSlot(sustained.SinceSlot);
                    break;
                case MachineExpression.Windowed windowed:
                    TimeSlot(windowed.LastSlot);
                    foreach (int mark in windowed.Marks)
                        Within(mark, machine.Slots.Count, "slot");
                    break;
                case MachineExpression.Elapsed { SinceSlot: { } since }:
                    TimeSlot(since);
                    break;
                default:
                    break;
            }
        }

        void Block(int index) => Within(index, machine.Blocks.Count, "block");

        void TimeSlot(int index)
        {
            Within(index, machine.Slots.Count, "slot");
            if (machine.Slots[index].Type is not (SlotType.Time or SlotType.WallTime))
                throw new InternalCompilerException(
                    $"{machine.Name}: slot {machine.Slots[index].Name} is to hold a time, but is a {machine.Slots[index].Type}"
                );
        }

        void Within(int index, int count, string what)
        {
            if (index < 0 || index >= count)
                throw new InternalCompilerException($"{machine.Name}: there is no {what} {index}");
        }
    }
}
