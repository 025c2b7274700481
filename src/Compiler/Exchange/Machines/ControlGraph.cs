using CellDsl.Language.Units;
using CellDsl.Planning;
using CellDsl.Planning.Machines;
using Code = CellDsl.Planning.Machines.MachineExpression;
using Known = CellDsl.Compiler.Exchange.Machines.ControlState.Known;

namespace CellDsl.Compiler.Exchange.Machines;

/// <summary>A step of a machine under one state of its counters, or the turn of a loop.</summary>
internal sealed class ControlNode
{
    public const int Loop = -1;

    /// <summary>A step that only says where to go on.</summary>
    public const int Jump = -2;

    /// <summary>Index of the machine's step, or one of the constants.</summary>
    public int Step { get; init; }

    public ControlState State { get; init; } = ControlState.Nothing;

    /// <summary>Passes of a loop in all.</summary>
    public long Count { get; init; }

    /// <summary>One for each end of the step; for a loop the way back and the way on.</summary>
    public List<ControlTarget> Targets { get; } = [];
}

/// <param name="Node">Null where the program ends or stops.</param>
/// <param name="StopReason">Null where it does not stop.</param>
internal readonly record struct ControlTarget(ControlNode? Node, string? StopReason);

/// <summary>A branch that only the run can decide.</summary>
internal sealed record OpenBranch(Code Condition, SourceRef? Source);

/// <summary>
/// Follows a machine through its blocks with all that is known of its counters and flags: what is left are steps that lead
/// to steps, and loops that count. A loop whose passes differ (a check-up every 50 cycles) is followed pass by pass.
/// </summary>
internal sealed class ControlGraph
{
    // Far more than any cycler takes; it only keeps a loop of a million irregular passes from filling the memory.
    private const int MostNodes = 50_000;

    private readonly Machine _machine;
    private readonly ExactEvaluation _exact;
    private readonly ControlLiveness _live;
    private readonly HashSet<int> _unrolled;
    private readonly Dictionary<(int Step, int Block, string State), ControlNode> _nodes = [];
    private readonly Queue<ControlNode> _open = new();
    private readonly Dictionary<int, HashSet<ControlTarget>> _entries = [];
    private readonly List<(int Slot, ControlNode Loop)> _loops = [];
    private readonly Dictionary<int, OpenBranch> _branches = [];

    private ControlGraph(Machine machine, ExactEvaluation exact, ControlLiveness live, HashSet<int> unrolled)
    {
        _machine = machine;
        _exact = exact;
        _live = live;
        _unrolled = unrolled;
    }

    public ControlTarget Entry { get; private set; }

    /// <summary>Branches that depend on the run; their second arm was taken.</summary>
    public IReadOnlyCollection<OpenBranch> Branches => _branches.Values;

    /// <summary>Null where the machine goes through too many different states to be written as steps.</summary>
    public static ControlGraph? Of(Machine machine, ExactEvaluation exact)
    {
        var live = new ControlLiveness(machine);
        var unrolled = new HashSet<int>();
        while (true)
        {
            var graph = new ControlGraph(machine, exact, live, unrolled);
            int? irregular = graph.Explore();
            if (graph._nodes.Count > MostNodes)
                return null;
            if (irregular is not { } slot)
                return graph;
            unrolled.Add(slot);
        }
    }

    /// <summary>Returns the counter of a loop whose passes turn out to differ, or null.</summary>
    private int? Explore()
    {
        var state = ControlState.Nothing;
        for (int i = 0; i < _machine.Slots.Count; i++)
        {
            if (_machine.Slots[i].Type is SlotType.Count or SlotType.Flag or SlotType.Number)
                state = state.With(i, new(Rational.Zero, false));
        }
        try
        {
            Entry = Walk(_machine.Entry, state, isStart: true);
            while (_open.TryDequeue(out var node) && _nodes.Count <= MostNodes)
            {
                if (node.Step < 0)
                    continue;
                foreach (var end in _machine.Steps[node.Step].Ends)
                    node.Targets.Add(
                        end.Target is { } target
                            ? Walk(target, node.State, isStart: false)
                            : new(null, end.Name)
                    );
            }
        }
        catch (IrregularLoopException irregular)
        {
            return irregular.Slot;
        }
        foreach (var (slot, loop) in _loops)
        {
            if (!_entries.TryGetValue(slot, out var entries) || !entries.Contains(loop.Targets[0]))
                return slot;
        }
        return null;
    }

    private ControlTarget Walk(int block, ControlState state, bool isStart)
    {
        var entering = new List<int>();
        var target = Walk(block, state, isStart, entering);
        foreach (int slot in entering)
        {
            if (!_entries.TryGetValue(slot, out var entries))
                _entries[slot] = entries = [];
            entries.Add(target);
        }
        return target;
    }

    private ControlTarget Walk(int block, ControlState state, bool isStart, List<int> entering)
    {
        for (int i = 0; i <= MostNodes; i++)
        {
            foreach (var assignment in _machine.Blocks[block].Assignments)
                state = Assign(assignment, state, isStart, entering);
            switch (_machine.Blocks[block].Exit)
            {
                case MachineExit.Jump jump:
                    block = jump.Block;
                    break;
                case MachineExit.Branch branch when !_live.Matters(branch):
                    block = branch.Then;
                    break;
                case MachineExit.Branch branch when _exact.Truth(branch.Condition, state) is { } holds:
                    block = holds ? branch.Then : branch.Else;
                    break;
                case MachineExit.Branch branch when TurnOf(branch, state) is var (slot, count, goesOn):
                    return Loop(block, branch, slot, count, goesOn, state);
                case MachineExit.Branch branch:
                    if (FirstPass(branch.Condition, state) is { } pass)
                        throw new IrregularLoopException(pass);
                    _branches.TryAdd(block, new(branch.Condition, SourceOf(branch.Then)));
                    block = branch.Else;
                    break;
                case MachineExit.EnterStep enter:
                    return new(Node(enter.Step, -1, state.Only(_live.AtStep(enter.Step)), 0).Node, null);
                case MachineExit.Stop stop:
                    return new(null, _machine.StopReasons[stop.Reason]);
                default:
                    return new(null, null);
            }
        }
        return new(null, null);
    }

    private ControlState Assign(
        MachineAssignment assignment,
        ControlState state,
        bool isStart,
        List<int> entering
    )
    {
        int slot = assignment.Slot;
        if (IsCount(assignment) && !_unrolled.Contains(slot))
        {
            if (state[slot] is { IsPass: false, Value.IsZero: true })
                entering.Add(slot);
            return state.With(slot, new(Rational.Zero, IsPass: true));
        }
        if (assignment.Value is Code.Observed { What: Observable.WallTime or Observable.TestTime })
            return isStart ? state.With(slot, new(Rational.Zero, false)) : state.Without(slot);
        if (assignment.Value is Code.Slot copied && state[copied.Index] is { } known)
            return state.With(slot, known);
        var value =
            _machine.Slots[slot].Type == SlotType.Flag
                ? _exact.Truth(assignment.Value, state) is { } holds
                    ? holds
                        ? Rational.One
                        : Rational.Zero
                    : (Rational?)null
                : _exact.Number(assignment.Value, state);
        if (value is { } number)
            return state.With(slot, new(number, false));
        return state.Without(slot);
    }

    private static bool IsCount(MachineAssignment assignment) =>
        assignment.Value
            is Code.Arithmetic
            {
                Operator: ArithmeticOperator.Add,
                Left: Code.Slot counted,
                Right: Code.Number { Value: var one },
            }
        && counted.Index == assignment.Slot
        && one == Rational.One;

    /// <summary>A branch on the number of the running pass: its counter, the passes in all, and the arm that goes on with another.</summary>
    private (int Slot, long Count, bool GoesOn)? TurnOf(MachineExit.Branch branch, ControlState state)
    {
        if (
            Bare(branch.Condition) is not Code.Compared { Left: Code.Slot slot } compared
            || state[slot.Index] is not { IsPass: true }
            || _exact.Number(compared.Right, state) is not { } limit
        )
            return null;
        (bool goesOn, var passes) = compared.Operator switch
        {
            Comparison.Less => (true, limit.Ceiling()),
            Comparison.LessOrEqual => (true, limit.Floor() + 1),
            Comparison.GreaterOrEqual => (false, limit.Ceiling()),
            Comparison.Greater => (false, limit.Floor() + 1),
            _ => (true, Rational.Zero),
        };
        return passes.TryToInt64(out long count) && count > 0 ? (slot.Index, count, goesOn) : null;
    }

    private static Code Bare(Code condition) =>
        condition switch
        {
            Code.Any { Operands: [var only] } => Bare(only),
            Code.All { Operands: [var only] } => Bare(only),
            _ => condition,
        };

    private ControlTarget Loop(
        int block,
        MachineExit.Branch branch,
        int slot,
        long count,
        bool goesOn,
        ControlState state
    )
    {
        var (node, isNew) = Node(ControlNode.Loop, block, state.Only(_live.AtBlock(block)), count);
        if (isNew)
        {
            _loops.Add((slot, node));
            var pass = new Known(Rational.Zero, IsPass: true);
            var back = Walk(goesOn ? branch.Then : branch.Else, state.With(slot, pass), isStart: false);
            node.Targets.Add(back);
            var left = state.With(slot, new(count, false));
            node.Targets.Add(Walk(goesOn ? branch.Else : branch.Then, left, isStart: false));
        }
        return new(node, null);
    }

    private static int? FirstPass(Code condition, ControlState state)
    {
        foreach (int slot in ExactEvaluation.Slots(condition))
        {
            if (state[slot] is { IsPass: true })
                return slot;
        }
        return null;
    }

    private (ControlNode Node, bool IsNew) Node(int step, int block, ControlState state, long count)
    {
        var key = (step, block, state.Key());
        if (_nodes.TryGetValue(key, out var known))
            return (known, false);
        var node = new ControlNode
        {
            Step = step,
            State = state,
            Count = count,
        };
        _nodes[key] = node;
        _open.Enqueue(node);
        return (node, true);
    }

    /// <summary>The first place in the text that a block leads to.</summary>
    private SourceRef? SourceOf(int block)
    {
        var seen = new HashSet<int>();
        while (seen.Add(block))
        {
            switch (_machine.Blocks[block].Exit)
            {
                case MachineExit.Jump jump:
                    block = jump.Block;
                    break;
                case MachineExit.Branch branch:
                    block = branch.Then;
                    break;
                case MachineExit.EnterStep enter:
                    return _machine.Steps[enter.Step].Source;
                case MachineExit.Stop stop:
                    return stop.Source;
            }
        }
        return null;
    }

    private sealed class IrregularLoopException(int slot) : Exception
    {
        public int Slot { get; } = slot;
    }
}
