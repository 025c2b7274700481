using CellDsl.Compiler.Exchange.Model;
using CellDsl.Contracts;
using CellDsl.Language.Units;
using CellDsl.Planning;
using CellDsl.Planning.Machines;
using Code = CellDsl.Planning.Machines.MachineExpression;

namespace CellDsl.Compiler.Exchange.Machines;

/// <summary>
/// What a cycler's program means, as a machine: one block per step, a counter per loop. Programs that come from different
/// files are compared by running these.
/// </summary>
public sealed class ProgramMachine
{
    private readonly CyclerProgram _program;
    private readonly List<MachineBlock> _blocks = [];
    private readonly List<MachineSlot> _slots = [];
    private readonly List<MachineStep> _steps = [];
    private readonly List<string> _reasons = [];
    private readonly Dictionary<int, int> _stopBlocks = [];

    // The counter of each loop, by the index of its step.
    private readonly Dictionary<int, int> _passes = [];

    private ProgramMachine(CyclerProgram program) => _program = program;

    /// <summary>The machine takes no arguments; rates are of the nominal capacity in the cell's facts.</summary>
    public static Machine Of(CyclerProgram program) => new ProgramMachine(program).Build();

    private static SourceRef Nowhere => new("", 1, 1, 1, 1);

    private Machine Build()
    {
        // The first blocks are the steps' own, in their order, and the end; more follow where a step needs several.
        for (int i = 0; i <= _program.Steps.Count; i++)
            _blocks.Add(new([], new MachineExit.Complete()));
        for (int i = 0; i < _program.Steps.Count; i++)
        {
            if (_program.Steps[i].Control is not CyclerControl.Loop)
                continue;
            _slots.Add(new($"loop_{i + 1}", SlotType.Count));
            _passes[i] = _slots.Count - 1;
        }
        for (int i = 0; i < _program.Steps.Count; i++)
            _blocks[i] = Block(i, _program.Steps[i]);
        return new(
            _program.Name,
            Nowhere,
            [],
            [.. _slots],
            [.. _steps],
            [.. _blocks],
            0,
            [.. Limits()],
            [.. _reasons],
            []
        );
    }

    private MachineBlock Block(int index, CyclerStep step)
    {
        switch (step.Control)
        {
            case CyclerControl.Loop loop when loop.Start >= index:
                return new([], new MachineExit.Jump(index + 1));
            case CyclerControl.Loop loop:
                int pass = _passes[index];
                int leave = Add(new([new(pass, Number(0))], new MachineExit.Jump(index + 1)));
                var goesOn = new Code.Compared(Comparison.Less, new Code.Slot(pass), Number(loop.Count));
                return new(
                    [new(pass, new Code.Arithmetic(ArithmeticOperator.Add, new Code.Slot(pass), Number(1)))],
                    new MachineExit.Branch(goesOn, Entering(index, loop.Start), leave)
                );
            case CyclerControl.Sweep { From: { } from } sweep:
                int swept = Add(Enter(index, step, step.Control, Ends(index, step)));
                var arrive = new Code.Within(
                    new Code.Observed(Observable.Voltage),
                    Number(Rational.Of(1, 1000)),
                    Number(from)
                );
                return Enter(
                    index,
                    step,
                    new CyclerControl.Hold(from, null, Way.Unknown),
                    [
                        new("start", Nowhere, arrive, swept),
                        new("start", Nowhere, new Code.Elapsed(Number(60), null), swept),
                    ]
                );
            default:
                return Enter(index, step, step.Control, Ends(index, step));
        }
    }

    private int Add(MachineBlock block)
    {
        _blocks.Add(block);
        return _blocks.Count - 1;
    }

    private MachineBlock Enter(int index, CyclerStep step, CyclerControl control, List<MachineEnd> ends)
    {
        var (kind, mode, setpoint) = Command(control);
        _steps.Add(
            new(
                step.Id,
                kind,
                step.Note ?? step.Id,
                step.Source ?? Nowhere,
                mode,
                setpoint,
                control is CyclerControl.Hold { Limit: { } limit } ? Amperes(limit) : null,
                control is CyclerControl.Temperature chamber ? Number(chamber.Kelvin) : null,
                [.. ends],
                new(
                    step.Record.Interval is { } interval ? Number(interval) : null,
                    step.Record.Voltage is { } voltage ? Number(voltage) : null,
                    step.Record.Current is { } current ? Amperes(current) : null
                ),
                null,
                false,
                control is CyclerControl.Impedance spectrum
                    ? new(
                        spectrum.From is { } from ? Number(from) : null,
                        spectrum.To is { } to ? Number(to) : null,
                        spectrum.Amplitude is { } amplitude ? Number(amplitude) : null,
                        spectrum.IsGalvanostatic
                    )
                    : null
            )
        );
        return new([], new MachineExit.EnterStep(_steps.Count - 1));
    }

    private static (string Kind, ControlMode Mode, Code? Setpoint) Command(CyclerControl control) =>
        control switch
        {
            CyclerControl.Current current => (
                current.Value.Sign < 0 ? "discharge" : "charge",
                ControlMode.Current,
                Amperes(current.Value)
            ),
            CyclerControl.Hold hold => (
                hold.Limit is null ? "hold"
                : hold.Way == Way.Discharge ? "discharge"
                : "charge",
                ControlMode.Voltage,
                hold.Voltage is { } volts ? Number(volts) : new Code.Observed(Observable.Voltage)
            ),
            CyclerControl.Power power => ("power", ControlMode.Power, Number(power.Watts)),
            CyclerControl.Load load => ("load", ControlMode.Resistance, Number(load.Ohms)),
            CyclerControl.Sweep sweep => ("sweep", ControlMode.Sweep, Number(sweep.Rate)),
            CyclerControl.Impedance => ("impedance", ControlMode.Impedance, null),
            CyclerControl.Temperature => ("set_temperature", ControlMode.Rest, null),
            CyclerControl.Pause => ("pause", ControlMode.Rest, null),
            _ => ("rest", ControlMode.Rest, null),
        };

    private List<MachineEnd> Ends(int index, CyclerStep step)
    {
        var ends = new List<MachineEnd>();
        void Add(string name, Code condition, int? target) => ends.Add(new(name, Nowhere, condition, target));
        if (step.Guard is { } guard)
        {
            var beyond = new Code.Compared(
                Comparison.Greater,
                new Code.Absolute(new Code.Observed(Observable.Current)),
                Amperes(guard)
            );
            Add("guard", beyond, Target(index, CyclerTarget.Stop("the largest current was passed")));
        }
        foreach (var end in step.Ends)
        {
            Code[] conditions = [.. end.All.Select(Condition)];
            Add(
                end.Name ?? $"end {ends.Count + 1}",
                conditions is [var only] ? only : new Code.All([.. conditions]),
                Target(index, end.Target)
            );
        }
        if (step.Control is CyclerControl.Impedance)
            Add("measured", new Code.MeasurementDone(), index + 1);
        if (step.Control is CyclerControl.Temperature)
            Add("at once", new Code.Elapsed(Number(0), null), index + 1);
        if (step.Control is CyclerControl.Sweep { To: { } to } sweep)
        {
            var comparison = sweep.Rate.Sign < 0 ? Comparison.LessOrEqual : Comparison.GreaterOrEqual;
            Add("arrived", Compared(Observable.Voltage, comparison, Number(to)), index + 1);
        }
        return ends;
    }

    /// <summary>The block to go on with from one step to another: a loop that is entered anew starts to count anew.</summary>
    private int Entering(int from, int to)
    {
        int[] entered =
        [
            .. _passes.Keys.Where(loop => IsInside(to, loop) && !IsInside(from, loop) && IsLeftEarly(loop)),
        ];
        if (entered.Length == 0)
            return to;
        return Add(
            new(
                [.. entered.Select(loop => new MachineAssignment(_passes[loop], Number(0)))],
                new MachineExit.Jump(to)
            )
        );
    }

    private bool IsInside(int step, int loop) =>
        _program.Steps[loop].Control is CyclerControl.Loop { Start: var start }
        && step >= start
        && step <= loop;

    private bool IsLeftEarly(int loop) =>
        _program.Steps[loop].Control is CyclerControl.Loop { Start: var start }
        && Enumerable
            .Range(start, Math.Max(0, loop - start))
            .Any(step => ProgramEdits.Successors(_program, step).Any(next => !IsInside(next, loop)));

    private int Target(int index, CyclerTarget target)
    {
        if (_program.Resolve(target, index) is { } step)
            return Entering(index, Math.Clamp(step, 0, _program.Steps.Count));
        string text = target.Reason ?? "stopped by the program";
        int reason = _reasons.IndexOf(text);
        if (reason < 0)
        {
            reason = _reasons.Count;
            _reasons.Add(text);
        }
        if (!_stopBlocks.TryGetValue(reason, out int block))
            _stopBlocks[reason] = block = Add(new([], new MachineExit.Stop(reason, Nowhere)));
        return block;
    }

    private static Code Condition(CyclerCondition condition)
    {
        var value = Value(condition);
        return condition.Quantity switch
        {
            CyclerQuantity.Voltage => Compared(Observable.Voltage, condition.Comparison, value),
            CyclerQuantity.Current => Compared(Observable.Current, condition.Comparison, value),
            CyclerQuantity.CurrentMagnitude => new Code.Compared(
                condition.Comparison,
                new Code.Absolute(new Code.Observed(Observable.Current)),
                value
            ),
            CyclerQuantity.StepTime => new Code.Elapsed(value, null),
            CyclerQuantity.StepCapacity => Compared(Observable.StepCapacity, condition.Comparison, value),
            CyclerQuantity.StepEnergy => Compared(Observable.StepEnergy, condition.Comparison, value),
            CyclerQuantity.Temperature => Compared(Observable.Temperature, condition.Comparison, value),
            CyclerQuantity.TestTime => Compared(Observable.WallTime, condition.Comparison, value),
            _ => new Code.Any([]),
        };
    }

    private static Code.Compared Compared(Observable what, Comparison comparison, Code value) =>
        new(comparison, new Code.Observed(what), value);

    private static Code Value(CyclerCondition condition)
    {
        if (!condition.IsRelative)
            return Number(condition.Value);
        return condition.Quantity == CyclerQuantity.StepCapacity
            ? Times(condition.Value)
            : Amperes(condition.Amperage);
    }

    private static Code Amperes(Amperage current) =>
        current.IsRate ? Times(current.Value / 3600) : Number(current.Value);

    private static Code.Arithmetic Times(Rational factor) =>
        new(ArithmeticOperator.Multiply, Number(factor), new Code.Fact(CellFact.NominalCapacity));

    private static Code.Number Number(Rational value) => new(value, value.ToString());

    private IEnumerable<MachineEnd> Limits()
    {
        var safety = _program.Safety;
        MachineEnd Limit(string name, Observable what, Comparison comparison, Code value) =>
            new(name, Nowhere, Compared(what, comparison, value), null);
        if (safety.LowestVoltage is { } lowest)
            yield return Limit("lowest voltage", Observable.Voltage, Comparison.Less, Number(lowest));
        if (safety.HighestVoltage is { } highest)
            yield return Limit("highest voltage", Observable.Voltage, Comparison.Greater, Number(highest));
        if (safety.LowestTemperature is { } cold)
            yield return Limit("lowest temperature", Observable.Temperature, Comparison.Less, Number(cold));
        if (safety.HighestTemperature is { } hot)
            yield return Limit(
                "highest temperature",
                Observable.Temperature,
                Comparison.Greater,
                Number(hot)
            );
        if (safety.ChargeCurrent is { } charge)
            yield return Limit("highest current", Observable.Current, Comparison.Greater, Amperes(charge));
        if (safety.DischargeCurrent is { } discharge)
            yield return Limit("lowest current", Observable.Current, Comparison.Less, Amperes(-discharge));
        if (safety.Capacity is { } capacity)
            yield return Limit(
                "largest charge in a step",
                Observable.StepCapacity,
                Comparison.Greater,
                capacity.IsShare ? Times(capacity.Value) : Number(capacity.Value)
            );
    }
}
