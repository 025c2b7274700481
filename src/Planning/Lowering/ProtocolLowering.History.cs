using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Lowering;

internal sealed partial class ProtocolLowering
{
    /// <summary>Fills the blocks in which passes and steps end, once all that is asked of them is known.</summary>
    private void WriteHistory()
    {
        // A retention asks for the first pass's capacity, which may be asked for here for the first time.
        foreach (var history in _labels.Values)
        {
            foreach (
                var asked in history
                    .Pinned.Keys.Select(key => key.Figure)
                    .Concat(history.Latest.Keys)
                    .ToArray()
            )
            {
                if (history.Loops is [var any, ..])
                    Live(any, asked);
            }
        }
        foreach (var frame in _finishedLoops)
            WritePass(frame);
        foreach (var step in _finishedSteps)
            WriteStep(step);
    }

    private void WritePass(LoopFrame frame)
    {
        _builder.Begin(frame.Tail);
        if (frame.History is { } history)
        {
            foreach (var (asked, slots) in history.Latest.ToArray())
            {
                for (int i = slots.Count - 1; i > 0; i--)
                    _builder.Assign(slots[i], Code.Slot(slots[i - 1]));
                if (Live(frame, asked) is { } live)
                    _builder.Assign(slots[0], live);
            }
            foreach (var pass in history.Pinned.ToArray().GroupBy(pin => pin.Key.Pass))
            {
                WriteOnce(
                    history.Count,
                    pass.Key,
                    pass.Select(pin => (pin.Value, Live(frame, pin.Key.Figure)))
                );
            }
        }
        _builder.Close(new MachineExit.Jump(frame.AfterTail));
    }

    private void WriteStep(FinishedStep step)
    {
        _builder.Begin(step.Hub);
        if (!step.Uncounted && _steps.TryGetValue(step.Kind, out var history))
        {
            foreach (var (figure, slot) in history.Last)
            {
                if (Figures.OfStep(figure) is { } value)
                    _builder.Assign(slot, value);
            }
            if (history.Count is { } count)
            {
                _builder.Assign(count, Code.Add(Code.Slot(count), Code.Number(1)));
                foreach (var index in history.Pinned.GroupBy(pin => pin.Key.Index))
                {
                    WriteOnce(
                        count,
                        index.Key,
                        index.Select(pin => (pin.Value, Figures.OfStep(pin.Key.Figure)))
                    );
                }
            }
        }
        _builder.Close(new MachineExit.Jump(step.After));
    }

    private void WriteOnce(int counter, int when, IEnumerable<(int Slot, MachineExpression? Value)> values)
    {
        int write = _builder.NewBlock();
        int after = _builder.NewBlock();
        var now = Code.Compare(Code.Slot(counter), Comparison.Equal, Code.Number(when));
        _builder.Close(new MachineExit.Branch(now, write, after));
        _builder.Begin(write);
        foreach (var (slot, value) in values)
        {
            if (value is not null)
                _builder.Assign(slot, value);
        }
        _builder.Continue(after);
    }
}
