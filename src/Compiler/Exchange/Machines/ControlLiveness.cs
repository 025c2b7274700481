using CellDsl.Planning.Machines;
using Code = CellDsl.Planning.Machines.MachineExpression;

namespace CellDsl.Compiler.Exchange.Machines;

/// <summary>
/// Which slots matter for where a machine goes on from a block or a step. Grows from nothing to the least fixed point, so
/// that a branch both of whose arms do the same things that matter asks for nothing.
/// </summary>
internal sealed class ControlLiveness
{
    private readonly Machine _machine;
    private readonly bool[] _isControl;
    private readonly HashSet<int>[] _blocks;
    private readonly HashSet<int>[] _steps;

    public ControlLiveness(Machine machine)
    {
        _machine = machine;
        _isControl = ControlSlots(machine);
        _blocks = [.. machine.Blocks.Select(_ => new HashSet<int>())];
        _steps = [.. machine.Steps.Select(OwnUses)];
        while (Grow()) { }
    }

    /// <summary>Slots that matter once a step runs.</summary>
    public IReadOnlySet<int> AtStep(int step) => _steps[step];

    public IReadOnlySet<int> AtBlock(int block) => _blocks[block];

    /// <summary>Whether it makes a difference which way a branch goes.</summary>
    public bool Matters(MachineExit.Branch branch) => Skim(branch.Then) != Skim(branch.Else);

    /// <summary>Whether a branch can be decided from counters and flags alone.</summary>
    public bool IsDecidable(Code condition) =>
        ExactEvaluation
            .Parts(condition)
            .All(part =>
                part
                    is not (Code.Observed or Code.Setpoint or Code.Elapsed or Code.Sustained or Code.Windowed)
                && (part is not Code.Slot slot || _isControl[slot.Index])
            );

    // A slot is a matter of control when all that is ever put into it is known before the run, given other such slots.
    private static bool[] ControlSlots(Machine machine)
    {
        bool[] isControl = [.. machine.Slots.Select(_ => true)];
        for (bool changed = true; changed; )
        {
            changed = false;
            foreach (var assignment in machine.Blocks.SelectMany(block => block.Assignments))
            {
                if (!isControl[assignment.Slot])
                    continue;
                bool isKnown = ExactEvaluation
                    .Parts(assignment.Value)
                    .All(part =>
                        part is not (Code.Observed or Code.Setpoint)
                        && (part is not Code.Slot slot || isControl[slot.Index])
                    );
                changed |= !isKnown;
                isControl[assignment.Slot] = isKnown;
            }
        }
        return isControl;
    }

    private static HashSet<int> OwnUses(MachineStep step)
    {
        Code?[] expressions =
        [
            step.Setpoint,
            step.CurrentLimit,
            step.Temperature,
            step.Record.Interval,
            step.Record.Voltage,
            step.Record.Current,
            step.Spectrum?.From,
            step.Spectrum?.To,
            .. step.Ends.Select(end => end.Condition),
        ];
        return [.. expressions.OfType<Code>().SelectMany(ExactEvaluation.Slots)];
    }

    private bool Grow()
    {
        bool changed = false;
        for (int i = _machine.Blocks.Count - 1; i >= 0; i--)
        {
            var block = _machine.Blocks[i];
            HashSet<int> live = block.Exit switch
            {
                MachineExit.Jump jump => [.. _blocks[jump.Block]],
                MachineExit.EnterStep enter => [.. _steps[enter.Step]],
                MachineExit.Branch branch => OfBranch(branch),
                _ => [],
            };
            foreach (var assignment in block.Assignments.Reverse())
            {
                if (!live.Remove(assignment.Slot))
                    continue;
                live.UnionWith(ExactEvaluation.Slots(assignment.Value));
            }
            int before = _blocks[i].Count;
            _blocks[i].UnionWith(live);
            changed |= _blocks[i].Count != before;
        }
        for (int i = 0; i < _machine.Steps.Count; i++)
        {
            int before = _steps[i].Count;
            foreach (var end in _machine.Steps[i].Ends)
            {
                if (end.Target is { } target)
                    _steps[i].UnionWith(_blocks[target]);
            }
            changed |= _steps[i].Count != before;
        }
        return changed;
    }

    private HashSet<int> OfBranch(MachineExit.Branch branch)
    {
        HashSet<int> live = [.. _blocks[branch.Then], .. _blocks[branch.Else]];
        if (IsDecidable(branch.Condition) && Matters(branch))
            live.UnionWith(ExactEvaluation.Slots(branch.Condition));
        return live;
    }

    // Where a block leads, past blocks that do nothing that matters.
    private int Skim(int block)
    {
        for (int i = 0; i < _machine.Blocks.Count; i++)
        {
            if (
                _machine.Blocks[block].Exit is not MachineExit.Jump jump
                || _machine.Blocks[block].Assignments.Any(done => _blocks[jump.Block].Contains(done.Slot))
            )
                break;
            block = jump.Block;
        }
        return block;
    }
}
