using System.Buffers.Binary;
using CellDsl.Contracts;
using CellDsl.Planning.Machines;

namespace CellDsl.Debugger.Conditions;

/// <summary>A machine at one moment of a run: values of its expressions, SI; NaN where one is not known.</summary>
/// <param name="stepStart">What was seen when the running step began.</param>
/// <param name="state">As the machine writes it: its slots stand last, in their order.</param>
internal sealed class MachineView(
    Machine machine,
    CellFacts facts,
    double[] arguments,
    Command command,
    Observation seen,
    Observation stepStart,
    byte[] state
)
{
    private readonly Dictionary<string, double> _slots = Slots(machine, state);

    public double Slot(string name) => _slots.TryGetValue(name, out double value) ? value : double.NaN;

    /// <summary>Whether what an expression needs is there: not a slot that this run does not keep.</summary>
    public bool Keeps(WatchedExpression watched) =>
        watched
            .Proofs.Append(watched.Code)
            .SelectMany(ExpressionTree.Walk)
            .OfType<MachineExpression.Slot>()
            .All(slot => _slots.ContainsKey(watched.Slots[slot.Index].Name));

    /// <summary>NaN where it asks for a result that does not exist yet; 1 or 0 for a condition.</summary>
    public double Value(WatchedExpression watched)
    {
        bool isThere = watched.Proofs.All(proof => Truth(proof, watched.Slots));
        return isThere ? Number(watched.Code, watched.Slots)
            : watched.IsCondition ? 0
            : double.NaN;
    }

    public bool Holds(WatchedExpression watched) => Value(watched) == 1;

    /// <summary>A value of the machine's own.</summary>
    public double Number(MachineExpression expression) => Number(expression, machine.Slots);

    private bool Truth(MachineExpression expression, IReadOnlyList<MachineSlot> slots) =>
        Number(expression, slots) == 1;

    private double Number(MachineExpression expression, IReadOnlyList<MachineSlot> slots)
    {
        double Of(MachineExpression part) => Number(part, slots);
        double If(bool truth) => truth ? 1 : 0;
        return expression switch
        {
            MachineExpression.Number number => number.Value.ToDouble(),
            MachineExpression.Argument argument => arguments[argument.Index],
            MachineExpression.Slot slot => Slot(slots[slot.Index].Name),
            MachineExpression.Observed observed => Observed(observed.What),
            MachineExpression.Fact fact => Fact(fact.What),
            MachineExpression.Setpoint => HasSetpoint ? command.Setpoint : double.NaN,
            MachineExpression.Arithmetic each => each.Operator switch
            {
                ArithmeticOperator.Add => Of(each.Left) + Of(each.Right),
                ArithmeticOperator.Subtract => Of(each.Left) - Of(each.Right),
                ArithmeticOperator.Multiply => Of(each.Left) * Of(each.Right),
                _ => Of(each.Left) / Of(each.Right),
            },
            MachineExpression.Negated each => -Of(each.Operand),
            MachineExpression.Absolute each => Math.Abs(Of(each.Operand)),
            MachineExpression.Compared each => If(Compare(each.Operator, Of(each.Left), Of(each.Right))),
            MachineExpression.Within each => If(
                Math.Abs(Of(each.Value) - Of(each.Target)) <= Of(each.Tolerance)
            ),
            MachineExpression.Elapsed each => If(Since(each.SinceSlot, slots) >= Of(each.Duration)),
            MachineExpression.MeasurementDone => If(seen.MeasurementDone),
            MachineExpression.All each => If(each.Operands.All(part => Of(part) == 1)),
            MachineExpression.Any each => If(each.Operands.Any(part => Of(part) == 1)),
            MachineExpression.Not each => If(Of(each.Operand) == 0),
            _ => double.NaN,
        };
    }

    private bool HasSetpoint => command.Mode is not (ControlMode.Rest or ControlMode.Impedance);

    /// <summary>Seconds since the running step began, or since what a slot keeps.</summary>
    public double Since(int? slot, IReadOnlyList<MachineSlot>? slots = null)
    {
        slots ??= machine.Slots;
        if (slot is not { } index)
            return Seconds(seen.Time - stepStart.Time);
        long now = slots[index].Type == SlotType.WallTime ? seen.WallTime : seen.Time;
        return Seconds(now) - Slot(slots[index].Name);
    }

    private double Observed(Observable what) =>
        what switch
        {
            Observable.Voltage => seen.Voltage,
            Observable.Current => seen.Current,
            Observable.Temperature => seen.Temperature,
            Observable.StepTime => Seconds(seen.Time - stepStart.Time),
            Observable.TestTime => Seconds(seen.Time),
            Observable.WallTime => Seconds(seen.WallTime),
            Observable.StepCapacity => InDirection(
                seen.ChargeIn - stepStart.ChargeIn - (seen.ChargeOut - stepStart.ChargeOut)
            ),
            Observable.StepEnergy => InDirection(
                seen.EnergyIn - stepStart.EnergyIn - (seen.EnergyOut - stepStart.EnergyOut)
            ),
            Observable.ChargeIn => seen.ChargeIn,
            Observable.ChargeOut => seen.ChargeOut,
            Observable.EnergyIn => seen.EnergyIn,
            Observable.EnergyOut => seen.EnergyOut,
            Observable.NegativePotential => seen.NegativePotential,
            Observable.Pressure => seen.Pressure,
            _ => double.NaN,
        };

    private double InDirection(double net) =>
        command.Mode switch
        {
            ControlMode.Current or ControlMode.Power => command.Setpoint < 0 ? -net : net,
            ControlMode.Resistance => -net,
            _ => Math.Abs(net),
        };

    private double Fact(CellFact fact) =>
        fact switch
        {
            CellFact.ActiveMass => facts.ActiveMass,
            CellFact.CompositeMass => facts.CompositeMass,
            CellFact.ElectrodeArea => facts.ElectrodeArea,
            CellFact.NominalCapacity => facts.NominalCapacity,
            CellFact.TheoreticalCapacity => facts.TheoreticalCapacity,
            CellFact.CounterPotential => facts.CounterPotential,
            CellFact.ReferencePotential => facts.ReferencePotential,
            CellFact.LowestPressure => facts.LowestPressure,
            CellFact.HighestPressure => facts.HighestPressure,
            CellFact.HighestCapacity => facts.HighestCapacity,
            CellFact.LowestVoltage => facts.LowestVoltage,
            CellFact.HighestVoltage => facts.HighestVoltage,
            CellFact.LowestTemperature => facts.LowestTemperature,
            CellFact.HighestTemperature => facts.HighestTemperature,
            CellFact.HighestCurrent => facts.HighestCurrent,
            CellFact.HighestCurrentRatio => facts.HighestCurrentRatio,
            _ => double.NaN,
        };

    private static bool Compare(Comparison comparison, double left, double right) =>
        comparison switch
        {
            Comparison.Less => left < right,
            Comparison.LessOrEqual => left <= right,
            Comparison.Greater => left > right,
            Comparison.GreaterOrEqual => left >= right,
            Comparison.Equal => left == right,
            _ => left != right,
        };

    private static double Seconds(long nanoseconds) => nanoseconds / 1e9;

    /// <summary>Numbers and counts as they are, times in seconds, flags as 1 or 0.</summary>
    private static Dictionary<string, double> Slots(Machine machine, byte[] state)
    {
        var values = new Dictionary<string, double>();
        int at = state.Length - machine.Slots.Sum(slot => slot.Type == SlotType.Flag ? 1 : 8);
        foreach (var slot in machine.Slots)
        {
            var bytes = state.AsSpan(at);
            values[slot.Name] = slot.Type switch
            {
                SlotType.Flag => bytes[0],
                SlotType.Number => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
                SlotType.Count => BinaryPrimitives.ReadInt64LittleEndian(bytes),
                _ => MachineTime.Seconds(BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            };
            at += slot.Type == SlotType.Flag ? 1 : 8;
        }
        return values;
    }
}
