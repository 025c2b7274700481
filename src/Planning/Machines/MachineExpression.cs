using CellDsl.Language.Units;

namespace CellDsl.Planning.Machines;

/// <summary>What a protocol may observe.</summary>
public enum Observable : byte
{
    Voltage,
    Current,
    Temperature,

    /// <summary>Of the negative electrode against the reference electrode, V; NaN without one.</summary>
    NegativePotential,

    /// <summary>On the stack, Pa; NaN where nothing measures it.</summary>
    Pressure,

    /// <summary>Program time since the running step began, s.</summary>
    StepTime,

    /// <summary>Program time since the test began, s; kept in a slot of type Time as exact ns.</summary>
    TestTime,

    /// <summary>Wall time since the test began, s; kept in a slot of type WallTime as exact ns.</summary>
    WallTime,

    /// <summary>
    /// Net charge passed since the running step began, in its own direction, A·s: that of the setpoint for a current or a
    /// power, out of the cell for a load, else without its sign.
    /// </summary>
    StepCapacity,

    /// <summary>Energy passed since the running step began, J, positive, in the direction of <see cref="StepCapacity"/>.</summary>
    StepEnergy,

    /// <summary>Cumulative figures of the whole test, for baselines of loops.</summary>
    ChargeIn,
    ChargeOut,
    EnergyIn,
    EnergyOut,
}

/// <summary>A fact of the cell, see <c>CellDsl.Contracts.CellFacts</c>, SI.</summary>
public enum CellFact : byte
{
    ActiveMass,
    CompositeMass,
    ElectrodeArea,
    NominalCapacity,
    TheoreticalCapacity,
    CounterPotential,
    ReferencePotential,
    LowestVoltage,
    HighestVoltage,
    LowestTemperature,
    HighestTemperature,
    HighestCurrent,
    HighestCurrentRatio,
    LowestPressure,
    HighestPressure,
    HighestCapacity,
}

public enum WindowFigure : byte
{
    Slope,
    Mean,
}

public enum ArithmeticOperator : byte
{
    Add,
    Subtract,
    Multiply,
    Divide,
}

public enum Comparison : byte
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

/// <summary>
/// An expression of a machine. Numbers are SI doubles once generated; until then they are exact. Numeric unless said
/// otherwise.
/// </summary>
public abstract record MachineExpression
{
    /// <summary>A constant, exact in SI, with the spelling to print beside it.</summary>
    public sealed record Number(Rational Value, string Spelling) : MachineExpression;

    /// <summary>The argument for a parameter of the protocol.</summary>
    public sealed record Argument(int Index) : MachineExpression;

    public sealed record Slot(int Index) : MachineExpression;

    public sealed record Observed(Observable What) : MachineExpression;

    public sealed record Fact(CellFact What) : MachineExpression;

    /// <summary>
    /// The absolute setpoint that the running step was given: A, V, W or Ω; NaN where it has none. In the machine's limits
    /// the programmed current, A: while a voltage is held or swept that is its current limit; NaN in a step with neither.
    /// </summary>
    public sealed record Setpoint : MachineExpression;

    public sealed record Arithmetic(
        ArithmeticOperator Operator,
        MachineExpression Left,
        MachineExpression Right
    ) : MachineExpression;

    public sealed record Negated(MachineExpression Operand) : MachineExpression;

    public sealed record Absolute(MachineExpression Operand) : MachineExpression;

    /// <summary>
    /// Slope (per second) or mean of what was observed over the window that just passed, from
    /// <c>Contracts.Window.Intervals</c> + 1 evenly spaced marks. NaN, which compares with nothing, until the step has
    /// passed them all; the first mark comes one interval after its begin, when a jump at its entry is over.
    /// </summary>
    /// <param name="Duration">s.</param>
    /// <param name="FirstMark">The slot of the oldest mark; the others follow it.</param>
    /// <param name="LastSlot">Keeps the time of the newest mark, ns.</param>
    public sealed record Windowed(
        WindowFigure Figure,
        Observable What,
        MachineExpression Duration,
        int FirstMark,
        int LastSlot
    ) : MachineExpression
    {
        public IEnumerable<int> Marks => Enumerable.Range(FirstMark, CellDsl.Contracts.Window.Intervals + 1);
    }

    /// <summary>Boolean.</summary>
    public sealed record Compared(Comparison Operator, MachineExpression Left, MachineExpression Right)
        : MachineExpression;

    /// <summary>Boolean: |value − target| ≤ tolerance.</summary>
    public sealed record Within(
        MachineExpression Value,
        MachineExpression Tolerance,
        MachineExpression Target
    ) : MachineExpression;

    /// <summary>
    /// Boolean: the condition has held without a break for so many seconds; the slot keeps since when (ns). It is unset at
    /// the start, after an interruption, and for a step's own ends (not its budgets) whenever the step is entered.
    /// </summary>
    public sealed record Sustained(MachineExpression Condition, MachineExpression Duration, int SinceSlot)
        : MachineExpression;

    /// <summary>
    /// Boolean: so many seconds have passed since the time kept in a slot (program or wall time by the slot's type), or
    /// since the running step began where there is no slot. Deadlines are read off these.
    /// </summary>
    public sealed record Elapsed(MachineExpression Duration, int? SinceSlot) : MachineExpression;

    /// <summary>Boolean: a measurement that ends by itself (impedance) has ended.</summary>
    public sealed record MeasurementDone : MachineExpression;

    /// <summary>Boolean, flat.</summary>
    public sealed record All(EquatableList<MachineExpression> Operands) : MachineExpression;

    /// <summary>Boolean, flat.</summary>
    public sealed record Any(EquatableList<MachineExpression> Operands) : MachineExpression;

    /// <summary>Boolean.</summary>
    public sealed record Not(MachineExpression Operand) : MachineExpression;
}
