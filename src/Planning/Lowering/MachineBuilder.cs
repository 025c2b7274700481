using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Lowering;

/// <summary>Collects slots, steps and blocks; blocks are filled in text order and may be named before they are.</summary>
internal sealed class MachineBuilder
{
    private readonly List<MachineSlot> _slots = [];
    private readonly HashSet<string> _slotNames = [];
    private readonly List<MachineStep> _steps = [];
    private readonly List<Block> _blocks = [];
    private readonly List<MachineParameter> _parameters = [];
    private readonly List<string> _reasons = [];
    private int _current;

    public MachineBuilder() => _current = NewBlock();

    public IReadOnlyList<MachineParameter> Parameters => _parameters;

    /// <summary>The block that is being filled.</summary>
    public int Current => _current;

    public int AddParameter(string name, string unit)
    {
        var unique = name;
        for (int n = 2; _parameters.Exists(parameter => parameter.Name == unique); n++)
            unique = $"{name}_{n}";
        _parameters.Add(new(unique, unit));
        return _parameters.Count - 1;
    }

    public int AddSlot(string name, SlotType type)
    {
        var unique = name;
        for (int n = 2; !_slotNames.Add(unique); n++)
            unique = $"{name}_{n}";
        _slots.Add(new(unique, type));
        return _slots.Count - 1;
    }

    public int NewBlock()
    {
        _blocks.Add(new());
        return _blocks.Count - 1;
    }

    /// <summary>Goes on filling a block, which nothing has closed yet.</summary>
    public void Begin(int block) => _current = block;

    public void Assign(int slot, MachineExpression value) => AssignIn(_current, slot, value);

    public void AssignIn(int block, int slot, MachineExpression value) =>
        _blocks[block].Assignments.Add(new(slot, value));

    /// <summary>Closes the current block.</summary>
    public void Close(MachineExit exit) => _blocks[_current].Exit ??= exit;

    /// <summary>Closes the current block with a jump and goes on with the target.</summary>
    public void Continue(int block)
    {
        Close(new MachineExit.Jump(block));
        Begin(block);
    }

    public int AddStep(MachineStep step)
    {
        _steps.Add(step);
        return _steps.Count - 1;
    }

    public int AddReason(string reason)
    {
        int index = _reasons.IndexOf(reason);
        if (index >= 0)
            return index;
        _reasons.Add(reason);
        return _reasons.Count - 1;
    }

    /// <summary>Drops what cannot be reached, skips empty jumps and numbers steps and blocks in text order.</summary>
    public Machine Build(
        string name,
        SourceRef source,
        EquatableList<MachineEnd> limits,
        EquatableList<InterruptionTier> interruption
    )
    {
        var (blocks, steps) = Reachable();
        var blockNumbers = Numbers(blocks);
        var stepNumbers = Numbers(steps);
        int Target(int block) => blockNumbers[Skip(block)];
        return new(
            name,
            source,
            [.. _parameters],
            [.. _slots],
            [
                .. steps.Select(index =>
                {
                    var step = _steps[index];
                    return step with
                    {
                        Ends = [.. step.Ends.Select(end => end with { Target = Target(end.Target ?? 0) })],
                    };
                }),
            ],
            [
                .. blocks.Select(index => new MachineBlock(
                    [.. _blocks[index].Assignments],
                    _blocks[index].Exit switch
                    {
                        MachineExit.Jump jump => new MachineExit.Jump(Target(jump.Block)),
                        MachineExit.Branch branch => branch with
                        {
                            Then = Target(branch.Then),
                            Else = Target(branch.Else),
                        },
                        MachineExit.EnterStep enter => new MachineExit.EnterStep(stepNumbers[enter.Step]),
                        { } exit => exit,
                        null => new MachineExit.Complete(),
                    }
                )),
            ],
            Target(0),
            limits,
            [.. _reasons],
            interruption
        );
    }

    private static Dictionary<int, int> Numbers(IEnumerable<int> order) =>
        order.Select((old, number) => (old, number)).ToDictionary(pair => pair.old, pair => pair.number);

    private (List<int> Blocks, List<int> Steps) Reachable()
    {
        var blocks = new SortedSet<int>();
        var steps = new SortedSet<int>();
        var open = new Stack<int>([Skip(0)]);
        while (open.TryPop(out int block))
        {
            if (!blocks.Add(block))
                continue;
            if (_blocks[block].Exit is MachineExit.EnterStep enter && steps.Add(enter.Step))
            {
                foreach (var end in _steps[enter.Step].Ends)
                    open.Push(Skip(end.Target ?? 0));
            }
            foreach (int next in Next(block))
                open.Push(Skip(next));
        }
        return ([.. blocks], [.. steps]);
    }

    // Empty jumps may chase each other in a ring: then the ring's first block stands.
    private int Skip(int block)
    {
        int start = block;
        for (int i = 0; i < _blocks.Count; i++)
        {
            if (_blocks[block] is not { Assignments.Count: 0, Exit: MachineExit.Jump jump })
                return block;
            block = jump.Block;
        }
        return start;
    }

    private IEnumerable<int> Next(int block) =>
        _blocks[block].Exit switch
        {
            MachineExit.Jump jump => [jump.Block],
            MachineExit.Branch branch => [branch.Then, branch.Else],
            _ => [],
        };

    private sealed class Block
    {
        public List<MachineAssignment> Assignments { get; } = [];

        public MachineExit? Exit { get; set; }
    }
}
