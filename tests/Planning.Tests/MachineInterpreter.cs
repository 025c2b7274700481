using CellDsl.Contracts;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Tests;

/// <summary>
/// The meaning of the machine IR, written as plainly as possible: what compiled machines are compared with. Follows
/// docs/machines.md word by word.
/// </summary>
public sealed class MachineInterpreter(Machine machine, CellFacts cell, double[] arguments)
{
    private readonly double[] _numbers = new double[machine.Slots.Count];
    private readonly long[] _whole =
    [
        .. machine.Slots.Select(slot =>
            slot.Type is SlotType.Time or SlotType.WallTime ? MachineTime.Unset : 0
        ),
    ];
    private Observation _now;
    private Observation _entry;
    private double _setpoint = double.NaN;
    private bool _inLimit;
    private TickResult? _over;

    public Command Command = new()
    {
        Temperature = double.NaN,
        Step = -1,
        EndedStep = -1,
        EndedBy = -1,
        CurrentLimit = double.PositiveInfinity,
    };

    public string? StopReason { get; private set; }

    /// <summary>Ids of the steps that were entered, in order.</summary>
    public List<string> Trace { get; } = [];

    public TickResult Start(in Observation now)
    {
        _now = now;
        return Go(machine.Entry);
    }

    public TickResult Tick(in Observation now)
    {
        _now = now;
        if (_over is { } over)
            return over;
        for (int i = 0; i < machine.Limits.Count; i++)
        {
            _inLimit = true;
            bool passed = Truth(machine.Limits[i].Condition);
            _inLimit = false;
            if (passed)
                return End(TickResult.LimitReached, i);
        }
        var ends = machine.Steps[Command.Step].Ends;
        // Every condition is looked at in every tick: a sustained one must not miss a break.
        var holds = ends.Select(end => Truth(end.Condition)).ToArray();
        int fired = Array.IndexOf(holds, true);
        if (fired < 0)
            return TickResult.Stay;
        (Command.EndedStep, Command.EndedBy) = (Command.Step, fired);
        return Go(ends[fired].Target ?? -1);
    }

    /// <summary>The same machine in the same state, with an empty trace.</summary>
    public MachineInterpreter Copy()
    {
        var copy = new MachineInterpreter(machine, cell, arguments)
        {
            _now = _now,
            _entry = _entry,
            _setpoint = _setpoint,
            _over = _over,
            Command = Command,
            StopReason = StopReason,
        };
        _numbers.CopyTo(copy._numbers, 0);
        _whole.CopyTo(copy._whole, 0);
        return copy;
    }

    public double Slot(string name)
    {
        int index = machine.Slots.ToList().FindIndex(slot => slot.Name == name);
        return machine.Slots[index].Type == SlotType.Number ? _numbers[index] : _whole[index];
    }

    private TickResult End(TickResult result, int by)
    {
        (Command.EndedStep, Command.EndedBy) = (Command.Step, by);
        Command.Step = -1;
        _over = result;
        return result;
    }

    private TickResult Go(int block)
    {
        for (int guard = 0; guard < 10_000; guard++)
        {
            foreach (var assignment in machine.Blocks[block].Assignments)
                Assign(assignment.Slot, assignment.Value);
            switch (machine.Blocks[block].Exit)
            {
                case MachineExit.Jump jump:
                    block = jump.Block;
                    break;
                case MachineExit.Branch branch:
                    block = Truth(branch.Condition) ? branch.Then : branch.Else;
                    break;
                case MachineExit.EnterStep enter:
                    Enter(enter.Step);
                    return TickResult.Moved;
                case MachineExit.Stop stop:
                    StopReason = machine.StopReasons[stop.Reason];
                    Command.Step = -1;
                    _over = TickResult.Stopped;
                    return TickResult.Stopped;
                default:
                    Command.Step = -1;
                    _over = TickResult.Completed;
                    return TickResult.Completed;
            }
        }
        throw new InvalidOperationException("The blocks go round without a step.");
    }

    private void Assign(int slot, MachineExpression value)
    {
        switch (machine.Slots[slot].Type)
        {
            case SlotType.Number:
                _numbers[slot] = Number(value);
                break;
            case SlotType.Flag:
                _whole[slot] = Truth(value) ? 1 : 0;
                break;
            case SlotType.Count:
                _whole[slot] = (long)Math.Round(Number(value));
                break;
            case SlotType.Time when value is MachineExpression.Observed { What: Observable.TestTime }:
                _whole[slot] = _now.Time;
                break;
            case SlotType.WallTime when value is MachineExpression.Observed { What: Observable.WallTime }:
                _whole[slot] = _now.WallTime;
                break;
            case SlotType.Time
            or SlotType.WallTime
                when value is MachineExpression.Slot other
                    && machine.Slots[other.Index].Type == machine.Slots[slot].Type:
                _whole[slot] = _whole[other.Index];
                break;
            default:
                _whole[slot] = MachineTime.Nanoseconds(Number(value));
                break;
        }
    }

    private void Enter(int index)
    {
        var step = machine.Steps[index];
        double setpoint = step.Setpoint is null ? double.NaN : Number(step.Setpoint);
        Command.CurrentLimit = step.CurrentLimit is null
            ? double.PositiveInfinity
            : Number(step.CurrentLimit);
        if (step.Temperature is not null)
            Command.Temperature = Number(step.Temperature);
        Command.Mode = step.Mode;
        Command.Setpoint = double.IsNaN(setpoint) ? 0 : setpoint;
        if (step.Spectrum is { } spectrum)
        {
            Command.FirstFrequency = spectrum.From is null ? 0 : Number(spectrum.From);
            Command.LastFrequency = spectrum.To is null ? 0 : Number(spectrum.To);
        }
        Command.Step = index;
        Command.StepCount++;
        Command.Cycle = step.Cycle is { } cycle ? (int)_whole[cycle] : 0;
        Command.Uncounted = step.Uncounted;
        _setpoint = setpoint;
        _entry = _now;
        foreach (var end in step.Ends.Where(end => !end.Budget))
            Forget(end.Condition);
        Trace.Add(step.Id);
    }

    private void Forget(MachineExpression expression)
    {
        switch (expression)
        {
            case MachineExpression.Sustained sustained:
                _whole[sustained.SinceSlot] = MachineTime.Unset;
                Forget(sustained.Condition);
                break;
            case MachineExpression.All all:
                all.Operands.ToList().ForEach(Forget);
                break;
            case MachineExpression.Any any:
                any.Operands.ToList().ForEach(Forget);
                break;
            case MachineExpression.Not not:
                Forget(not.Operand);
                break;
            case MachineExpression.Compared compared:
                Forget(compared.Left);
                Forget(compared.Right);
                break;
            case MachineExpression.Absolute absolute:
                Forget(absolute.Operand);
                break;
            case MachineExpression.Negated negated:
                Forget(negated.Operand);
                break;
            case MachineExpression.Arithmetic arithmetic:
                Forget(arithmetic.Left);
                Forget(arithmetic.Right);
                break;
            case MachineExpression.Within within:
                Forget(within.Value);
                Forget(within.Target);
                break;
            case MachineExpression.Windowed windowed:
                _whole[windowed.LastSlot] = _now.Time;
                foreach (int mark in windowed.Marks)
                    _numbers[mark] = double.NaN;
                break;
        }
    }

    // Counts are whole numbers, whose zero has no sign: -(0 cycles) is 0 and not -0.
    private double Number(MachineExpression expression) =>
        IsCount(expression) ? Value(expression) + 0.0 : Value(expression);

    private bool IsCount(MachineExpression expression) =>
        expression switch
        {
            MachineExpression.Slot slot => machine.Slots[slot.Index].Type == SlotType.Count,
            MachineExpression.Negated negated => IsCount(negated.Operand),
            MachineExpression.Absolute absolute => IsCount(absolute.Operand),
            MachineExpression.Arithmetic(not ArithmeticOperator.Divide, var left, var right) => IsCount(left)
                ? IsCount(right) || IsWhole(right)
                : IsWhole(left) && IsCount(right),
            _ => false,
        };

    private static bool IsWhole(MachineExpression expression) =>
        expression is MachineExpression.Number number && number.Value.TryToInt64(out _);

    private double Value(MachineExpression expression) =>
        expression switch
        {
            MachineExpression.Number number => number.Value.ToDouble(),
            MachineExpression.Argument argument => arguments[argument.Index],
            MachineExpression.Slot slot => machine.Slots[slot.Index].Type switch
            {
                SlotType.Number => _numbers[slot.Index],
                SlotType.Time or SlotType.WallTime => MachineTime.Seconds(_whole[slot.Index]),
                _ => _whole[slot.Index],
            },
            MachineExpression.Observed observed => Observed(observed.What),
            MachineExpression.Fact fact => Fact(fact.What),
            MachineExpression.Setpoint => _inLimit && Command.Mode != ControlMode.Current
                ? Command.Mode is ControlMode.Voltage or ControlMode.Sweep
                && double.IsFinite(Command.CurrentLimit)
                    ? Command.CurrentLimit
                    : double.NaN
                : _setpoint,
            MachineExpression.Arithmetic(var operation, var left, var right) => operation switch
            {
                ArithmeticOperator.Add => Number(left) + Number(right),
                ArithmeticOperator.Subtract => Number(left) - Number(right),
                ArithmeticOperator.Multiply => Number(left) * Number(right),
                _ => Number(left) / Number(right),
            },
            MachineExpression.Windowed windowed => Windowed(windowed),
            MachineExpression.Negated negated => -Number(negated.Operand),
            MachineExpression.Absolute absolute => Math.Abs(Number(absolute.Operand)),
            _ => throw new InvalidOperationException($"{expression} is no number."),
        };

    private double Windowed(MachineExpression.Windowed windowed)
    {
        double seconds = Number(windowed.Duration);
        long interval = MachineTime.Nanoseconds(seconds) / Window.Intervals;
        int[] marks = [.. windowed.Marks];
        while (Window.Mark(ref _whole[windowed.LastSlot], interval, _now.Time))
        {
            for (int i = 0; i + 1 < marks.Length; i++)
                _numbers[marks[i]] = _numbers[marks[i + 1]];
            _numbers[marks[^1]] = Observed(windowed.What);
        }
        var seen = _numbers.AsSpan(windowed.FirstMark, marks.Length);
        return windowed.Figure == WindowFigure.Mean ? Window.Mean(seen) : Window.Slope(seen, seconds);
    }

    private bool Truth(MachineExpression expression)
    {
        switch (expression)
        {
            case MachineExpression.Compared(var comparison, var left, var right):
                var (a, b) = (Number(left), Number(right));
                return comparison switch
                {
                    Comparison.Less => a < b,
                    Comparison.LessOrEqual => a <= b,
                    Comparison.Greater => a > b,
                    Comparison.GreaterOrEqual => a >= b,
                    Comparison.Equal => a == b,
                    _ => a != b,
                };
            case MachineExpression.Within within:
                return Math.Abs(Number(within.Value) - Number(within.Target)) <= Number(within.Tolerance);
            case MachineExpression.Sustained sustained:
                MachineTime.Sustain(ref _whole[sustained.SinceSlot], Truth(sustained.Condition), _now.Time);
                return MachineTime.Passed(
                    _whole[sustained.SinceSlot],
                    MachineTime.Nanoseconds(Number(sustained.Duration)),
                    _now.Time
                );
            case MachineExpression.Elapsed elapsed:
                bool isWall = elapsed.SinceSlot is { } slot && machine.Slots[slot].Type == SlotType.WallTime;
                return MachineTime.Passed(
                    elapsed.SinceSlot is { } since ? _whole[since] : _entry.Time,
                    MachineTime.Nanoseconds(Number(elapsed.Duration)),
                    isWall ? _now.WallTime : _now.Time
                );
            case MachineExpression.MeasurementDone:
                return _now.MeasurementDone;
            case MachineExpression.All all:
                return all.Operands.Select(Truth).ToArray().All(holds => holds);
            case MachineExpression.Any any:
                return any.Operands.Select(Truth).ToArray().Any(holds => holds);
            case MachineExpression.Not not:
                return !Truth(not.Operand);
            case MachineExpression.Slot flag:
                return _whole[flag.Index] != 0;
            default:
                throw new InvalidOperationException($"{expression} is no condition.");
        }
    }

    private double Observed(Observable what) =>
        what switch
        {
            Observable.Voltage => _now.Voltage,
            Observable.Current => _now.Current,
            Observable.Temperature => _now.Temperature,
            Observable.NegativePotential => _now.NegativePotential,
            Observable.Pressure => _now.Pressure,
            Observable.StepTime => MachineTime.Seconds(_now.Time - _entry.Time),
            Observable.TestTime => MachineTime.Seconds(_now.Time),
            Observable.WallTime => MachineTime.Seconds(_now.WallTime),
            Observable.StepCapacity => Passed(
                _now.ChargeIn - _entry.ChargeIn,
                _now.ChargeOut - _entry.ChargeOut
            ),
            Observable.StepEnergy => Passed(
                _now.EnergyIn - _entry.EnergyIn,
                _now.EnergyOut - _entry.EnergyOut
            ),
            Observable.ChargeIn => _now.ChargeIn,
            Observable.ChargeOut => _now.ChargeOut,
            Observable.EnergyIn => _now.EnergyIn,
            _ => _now.EnergyOut,
        };

    private double Passed(double @in, double @out) =>
        Command.Mode switch
        {
            ControlMode.Current or ControlMode.Power => _setpoint < 0 ? -(@in - @out) : @in - @out,
            ControlMode.Resistance => -(@in - @out),
            _ => Math.Abs(@in - @out),
        };

    private double Fact(CellFact what) =>
        what switch
        {
            CellFact.ActiveMass => cell.ActiveMass,
            CellFact.CompositeMass => cell.CompositeMass,
            CellFact.ElectrodeArea => cell.ElectrodeArea,
            CellFact.NominalCapacity => cell.NominalCapacity,
            CellFact.TheoreticalCapacity => cell.TheoreticalCapacity,
            CellFact.CounterPotential => cell.CounterPotential,
            CellFact.ReferencePotential => cell.ReferencePotential,
            CellFact.LowestVoltage => cell.LowestVoltage,
            CellFact.HighestVoltage => cell.HighestVoltage,
            CellFact.LowestTemperature => cell.LowestTemperature,
            CellFact.HighestTemperature => cell.HighestTemperature,
            CellFact.HighestCurrent => cell.HighestCurrent,
            CellFact.HighestCurrentRatio => cell.HighestCurrentRatio,
            CellFact.LowestPressure => cell.LowestPressure,
            CellFact.HighestPressure => cell.HighestPressure,
            _ => cell.HighestCapacity,
        };
}
