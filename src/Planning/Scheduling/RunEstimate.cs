using CellDsl.Contracts;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Scheduling;

/// <summary>
/// About how long a run takes on a cell that passes its theoretical capacity in every charge and discharge, and whose
/// measurements and temperature changes take no time. It walks the run's machine, so loops, check-ups, budgets and ends by
/// time count exactly; a step that only a voltage, a current or a slope can end, and that passes no known current, leaves
/// the time unknown. Planning needs no more, and a simulation tells better.
/// </summary>
public sealed class RunEstimate
{
    // Some hundred thousand cycles: beyond it a test outlives its owner, and the walk its usefulness.
    private const int MostSteps = 1_000_000;

    private readonly Machine _machine;
    private readonly double[] _arguments;
    private readonly CellFacts _facts;
    private readonly double[] _slots;
    private double _now;
    private double _chargeIn;
    private double _chargeOut;
    private double _setpoint = double.NaN;
    private double _stepTime;
    private double _stepCapacity;

    private RunEstimate(Machine machine, double[] arguments, CellFacts facts)
    {
        _machine = machine;
        _arguments = arguments;
        _facts = facts;
        _slots = new double[machine.Slots.Count];
        for (int i = 0; i < _slots.Length; i++)
            _slots[i] = machine.Slots[i].Type is SlotType.Time or SlotType.WallTime ? double.NaN : 0;
    }

    /// <summary>Whole seconds, or null where the run does not say.</summary>
    public static Rational? Of(Machine machine, PlanRun run, PlanCell cell)
    {
        double[] arguments = [.. run.Arguments.Select(argument => argument.Value?.ToDouble() ?? double.NaN)];
        double seconds = new RunEstimate(machine, arguments, cell.Facts.ToCellFacts()).Walk();
        return double.IsFinite(seconds) ? (Rational)(long)Math.Round(seconds) : null;
    }

    private double Walk()
    {
        int block = _machine.Entry;
        for (int steps = 0, blocks = 0; steps < MostSteps && blocks < 8 * MostSteps; blocks++)
        {
            var current = _machine.Blocks[block];
            foreach (var assignment in current.Assignments)
                _slots[assignment.Slot] = Value(assignment.Value);
            switch (current.Exit)
            {
                case MachineExit.Jump jump:
                    block = jump.Block;
                    break;
                case MachineExit.Branch branch:
                    // What cannot be known is taken not to happen: it is mostly a reason to stop.
                    block = Value(branch.Condition) is 1 ? branch.Then : branch.Else;
                    break;
                case MachineExit.EnterStep enter:
                    steps++;
                    if (Pass(_machine.Steps[enter.Step]) is not { } next)
                        return double.NaN;
                    block = next;
                    break;
                default:
                    return _now;
            }
        }
        return double.NaN;
    }

    /// <summary>The block after the step, or null where nothing says when it ends.</summary>
    private int? Pass(MachineStep step)
    {
        _setpoint = step.Setpoint is { } setpoint ? Value(setpoint) : double.NaN;
        double current = step.Mode is ControlMode.Current ? _setpoint : 0;
        (_stepTime, _stepCapacity) = (0, 0);
        double soonest = double.PositiveInfinity;
        int? next = null;
        foreach (var end in step.Ends)
        {
            double after = TimeTo(end.Condition, current);
            if (end.Target is { } target && after < soonest)
                (soonest, next) = (Math.Max(0, after), target);
        }
        if (next is null)
            return null;
        _now += soonest;
        _stepTime = soonest;
        _stepCapacity = Math.Abs(current) * soonest;
        if (current > 0)
            _chargeIn += _stepCapacity;
        else
            _chargeOut += _stepCapacity;
        return next;
    }

    /// <summary>s from the entry of the step; infinite where it is not known.</summary>
    private double TimeTo(MachineExpression condition, double current) =>
        condition switch
        {
            MachineExpression.Elapsed { SinceSlot: null } elapsed => Known(Value(elapsed.Duration)),
            MachineExpression.Elapsed { SinceSlot: { } slot } elapsed => Known(
                _slots[slot] + Value(elapsed.Duration) - _now
            ),
            MachineExpression.Sustained sustained => Known(Value(sustained.Duration)),
            MachineExpression.MeasurementDone => 0,
            MachineExpression.Any any => any.Operands.Min(operand => TimeTo(operand, current)),
            MachineExpression.All all => all.Operands.Max(operand => TimeTo(operand, current)),
            MachineExpression.Compared compared => TimeTo(compared, current),
            _ => double.PositiveInfinity,
        };

    private double TimeTo(MachineExpression.Compared compared, double current)
    {
        bool rises = compared.Operator is Comparison.Greater or Comparison.GreaterOrEqual;
        return compared.Left switch
        {
            MachineExpression.Observed { What: Observable.StepTime } when rises => Known(
                Value(compared.Right)
            ),
            MachineExpression.Observed { What: Observable.StepCapacity } when rises && current != 0 => Known(
                Value(compared.Right) / Math.Abs(current)
            ),
            // The cell is full or empty when it has passed its theoretical capacity.
            MachineExpression.Observed { What: Observable.Voltage } when current != 0 => Known(
                _facts.TheoreticalCapacity / Math.Abs(current)
            ),
            _ => double.PositiveInfinity,
        };
    }

    private static double Known(double seconds) => double.IsNaN(seconds) ? double.PositiveInfinity : seconds;

    /// <summary>SI; 1 and 0 for true and false; NaN where it is not known.</summary>
    private double Value(MachineExpression expression) =>
        expression switch
        {
            MachineExpression.Number number => number.Value.ToDouble(),
            MachineExpression.Argument argument => _arguments[argument.Index],
            MachineExpression.Slot slot => _slots[slot.Index],
            MachineExpression.Observed observed => Observed(observed.What),
            MachineExpression.Fact fact => FactOf(fact.What),
            MachineExpression.Setpoint => _setpoint,
            MachineExpression.Arithmetic arithmetic => Computed(
                arithmetic.Operator,
                Value(arithmetic.Left),
                Value(arithmetic.Right)
            ),
            MachineExpression.Negated negated => -Value(negated.Operand),
            MachineExpression.Absolute absolute => Math.Abs(Value(absolute.Operand)),
            MachineExpression.Compared compared => Compared(
                compared.Operator,
                Value(compared.Left),
                Value(compared.Right)
            ),
            MachineExpression.Not not => 1 - Value(not.Operand),
            MachineExpression.All all => All(all.Operands.Select(Value)),
            MachineExpression.Any any => 1 - All(any.Operands.Select(operand => 1 - Value(operand))),
            _ => double.NaN,
        };

    private double Observed(Observable what) =>
        what switch
        {
            Observable.StepTime => _stepTime,
            Observable.TestTime or Observable.WallTime => _now,
            Observable.StepCapacity => _stepCapacity,
            Observable.ChargeIn => _chargeIn,
            Observable.ChargeOut => _chargeOut,
            _ => double.NaN,
        };

    private double FactOf(CellFact what) =>
        what switch
        {
            CellFact.ActiveMass => _facts.ActiveMass,
            CellFact.CompositeMass => _facts.CompositeMass,
            CellFact.ElectrodeArea => _facts.ElectrodeArea,
            CellFact.NominalCapacity => _facts.NominalCapacity,
            CellFact.TheoreticalCapacity => _facts.TheoreticalCapacity,
            CellFact.CounterPotential => _facts.CounterPotential,
            _ => double.NaN,
        };

    private static double Computed(ArithmeticOperator operation, double left, double right) =>
        operation switch
        {
            ArithmeticOperator.Add => left + right,
            ArithmeticOperator.Subtract => left - right,
            ArithmeticOperator.Multiply => left * right,
            _ => left / right,
        };

    private static double Compared(Comparison comparison, double left, double right)
    {
        if (double.IsNaN(left) || double.IsNaN(right))
            return double.NaN;
        bool holds = comparison switch
        {
            Comparison.Less => left < right,
            Comparison.LessOrEqual => left <= right,
            Comparison.Greater => left > right,
            Comparison.GreaterOrEqual => left >= right,
            Comparison.Equal => left == right,
            _ => left != right,
        };
        return holds ? 1 : 0;
    }

    /// <summary>False where one is false, else unknown where one is.</summary>
    private static double All(IEnumerable<double> operands)
    {
        double all = 1;
        foreach (double operand in operands)
        {
            if (operand == 0)
                return 0;
            if (double.IsNaN(operand))
                all = double.NaN;
        }
        return all;
    }
}
