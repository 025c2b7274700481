using CellDsl.Contracts;

namespace CellDsl.Runtime.Records;

/// <summary>
/// Keeps the books of a run while it goes: a line per step and per cycle. A new cycle begins with the first counted step
/// of another cycle number; the numbers here count over the whole test.
/// </summary>
public sealed class RunLedger(MachineInfo machine)
{
    private readonly List<StepResult> _steps = [];
    private readonly List<CycleResult> _cycles = [];
    private Observation _start;
    private int _cycle;

    public IReadOnlyList<StepResult> Steps => _steps;

    /// <summary>Those that were left, and the one that runs.</summary>
    public IReadOnlyList<CycleResult> Cycles => _cycles;

    /// <summary>What was seen when the running step began.</summary>
    public ref readonly Observation StepStart => ref _start;

    public void Begin(in Observation now) => _start = now;

    /// <summary>How far the books are, to go back to later.</summary>
    public LedgerMark Mark() => new(_steps.Count, _cycles.Count, _cycles.LastOrDefault(), _cycle, _start);

    /// <summary>Takes back what was written since a mark.</summary>
    public void Return(LedgerMark mark)
    {
        _steps.RemoveRange(mark.Steps, _steps.Count - mark.Steps);
        _cycles.RemoveRange(mark.Cycles, _cycles.Count - mark.Cycles);
        if (mark.Cycles > 0)
            _cycles[^1] = mark.Running;
        (_cycle, _start) = (mark.Cycle, mark.Start);
    }

    public void End(in Observation now, in Command command, int endedBy, bool byLimit)
    {
        var step = machine.Steps[command.Step];
        var ends = byLimit ? machine.Limits : step.Ends;
        bool counted = !command.Uncounted;
        var result = new StepResult(
            command.Step,
            step.Kind,
            command.Cycle,
            counted,
            _start.Time * 1e-9,
            (now.Time - _start.Time) * 1e-9,
            now.ChargeIn - _start.ChargeIn,
            now.ChargeOut - _start.ChargeOut,
            now.EnergyIn - _start.EnergyIn,
            now.EnergyOut - _start.EnergyOut,
            now.Voltage,
            now.Current,
            now.Temperature,
            endedBy >= 0 && endedBy < ends.Count ? ends[endedBy].Name : null
        );
        _steps.Add(result);
        if (!counted || command.Cycle < 1)
            return;
        if (command.Cycle != _cycle)
        {
            _cycle = command.Cycle;
            _cycles.Add(new CycleResult(_cycles.Count + 1, 0, 0, 0, 0, 0));
        }
        _cycles[^1] = _cycles[^1].Plus(in result);
    }

    /// <summary>
    /// The cycles that are whole: the one that ran last only if the protocol itself ended there and it has been both
    /// charged and discharged.
    /// </summary>
    public IReadOnlyList<CycleResult> Completed(TickResult result)
    {
        if (_cycles.Count == 0 || result == TickResult.Completed)
            return _cycles;
        var last = _cycles[^1];
        bool whole = result == TickResult.Stopped && last.ChargeIn > 0 && last.ChargeOut > 0;
        return whole ? _cycles : _cycles.GetRange(0, _cycles.Count - 1);
    }
}

/// <summary>A place in a ledger.</summary>
/// <param name="Running">The last of the cycles, as it stood.</param>
public sealed record LedgerMark(int Steps, int Cycles, CycleResult Running, int Cycle, Observation Start);
