using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using Code = CellDsl.Planning.Machines.MachineExpression;

namespace CellDsl.Compiler.Exchange.Machines;

/// <summary>
/// Reads a machine's condition as what cyclers compare: one observed quantity with one number. A condition is a choice of
/// several, each of which is one or more comparisons that must hold together.
/// </summary>
internal sealed class ConditionReading(ExactEvaluation exact)
{
    /// <summary>The alternatives; empty for a condition that never holds.</summary>
    /// <param name="name">The condition's own words.</param>
    public List<List<CyclerCondition>> Read(
        Code condition,
        ControlState state,
        Rational? setpoint,
        string name
    )
    {
        if (exact.Truth(condition, state, setpoint) is { } constant)
            return constant
                ?
                [
                    [CyclerCondition.For(0)],
                ]
                : [];
        switch (condition)
        {
            case Code.Any any:
                return [.. any.Operands.SelectMany(operand => Read(operand, state, setpoint, name))];
            case Code.All all:
                List<List<CyclerCondition>> sofar =
                [
                    [],
                ];
                foreach (var operand in all.Operands)
                {
                    if (exact.Truth(operand, state, setpoint) == true)
                        continue;
                    var choices = Read(operand, state, setpoint, name);
                    sofar =
                    [
                        .. sofar.SelectMany(left => choices, (left, right) => left.Concat(right).ToList()),
                    ];
                }
                return sofar;
            case Code.Not { Operand: Code.Compared compared }:
                return Read(compared with { Operator = Opposite(compared.Operator) }, state, setpoint, name);
            case Code.Within within when exact.Number(within.Tolerance, state, setpoint) is { } tolerance:
                var low = new Code.Arithmetic(ArithmeticOperator.Subtract, within.Target, Exactly(tolerance));
                var high = new Code.Arithmetic(ArithmeticOperator.Add, within.Target, Exactly(tolerance));
                return Read(
                    new Code.All([
                        new Code.Compared(Comparison.GreaterOrEqual, within.Value, low),
                        new Code.Compared(Comparison.LessOrEqual, within.Value, high),
                    ]),
                    state,
                    setpoint,
                    name
                );
            case Code.Elapsed elapsed when exact.Number(elapsed.Duration, state, setpoint) is { } duration:
                if (elapsed.SinceSlot is not { } slot)
                    return
                    [
                        [CyclerCondition.For(duration)],
                    ];
                return state[slot] is { } since
                    ?
                    [
                        [CyclerCondition.Of(CyclerQuantity.TestTime, true, duration + since.Value)],
                    ]
                    : Other(name);
            case Code.Compared compared when Simple(compared, state, setpoint) is { } simple:
                return
                [
                    [simple],
                ];
            default:
                return Other(name);
        }
    }

    /// <summary>What a condition lacks to be a number, as <c>the cell's active mass</c>; null where that is not what is wrong.</summary>
    public string? Missing(Code condition) => exact.Missing(condition);

    private static List<List<CyclerCondition>> Other(string name) =>
        [
            [new(CyclerQuantity.Other, Comparison.GreaterOrEqual, 0, Text: name)],
        ];

    private static Code.Number Exactly(Rational value) => new(value, value.ToString());

    private CyclerCondition? Simple(Code.Compared compared, ControlState state, Rational? setpoint)
    {
        if (compared.Operator is Comparison.Equal or Comparison.NotEqual)
            return null;
        if (
            Line(compared.Left, state, setpoint) is not { } left
            || Line(compared.Right, state, setpoint) is not { } right
            || (left.What is not null && right.What is not null)
            || (left.What ?? right.What) is not { } what
        )
            return null;
        var slope = left.Slope - right.Slope;
        if (slope.IsZero)
            return null;
        var comparison = slope.Sign > 0 ? compared.Operator : Mirrored(compared.Operator);
        return new(what, comparison, (right.Offset - left.Offset) / slope);
    }

    /// <summary>A quantity times a slope plus an offset; no quantity for a constant.</summary>
    private readonly record struct Straight(CyclerQuantity? What, Rational Slope, Rational Offset);

    private Straight? Line(Code expression, ControlState state, Rational? setpoint)
    {
        if (exact.Number(expression, state, setpoint) is { } constant)
            return new(null, 0, constant);
        switch (expression)
        {
            case Code.Observed observed when QuantityOf(observed.What) is { } what:
                return new(what, 1, 0);
            case Code.Absolute absolute
                when Line(absolute.Operand, state, setpoint)
                    is { What: CyclerQuantity.Current, Offset.IsZero: true } current:
                return new(CyclerQuantity.CurrentMagnitude, current.Slope.Abs(), 0);
            case Code.Negated negated when Line(negated.Operand, state, setpoint) is { } line:
                return new(line.What, -line.Slope, -line.Offset);
            case Code.Arithmetic(var operation, var first, var second):
                if (
                    Line(first, state, setpoint) is not { } left
                    || Line(second, state, setpoint) is not { } right
                )
                    return null;
                return Combined(operation, left, right);
            default:
                return null;
        }
    }

    private static Straight? Combined(ArithmeticOperator operation, Straight left, Straight right)
    {
        switch (operation)
        {
            case ArithmeticOperator.Add
            or ArithmeticOperator.Subtract when left.What is null || right.What is null:
                var sign = operation == ArithmeticOperator.Add ? Rational.One : Rational.MinusOne;
                return new(
                    left.What ?? right.What,
                    left.Slope + (sign * right.Slope),
                    left.Offset + (sign * right.Offset)
                );
            case ArithmeticOperator.Multiply when right.What is null:
                return new(left.What, left.Slope * right.Offset, left.Offset * right.Offset);
            case ArithmeticOperator.Multiply when left.What is null:
                return new(right.What, right.Slope * left.Offset, right.Offset * left.Offset);
            case ArithmeticOperator.Divide when right is { What: null, Offset.IsZero: false }:
                return new(left.What, left.Slope / right.Offset, left.Offset / right.Offset);
            default:
                return null;
        }
    }

    private static CyclerQuantity? QuantityOf(Observable observable) =>
        observable switch
        {
            Observable.Voltage => CyclerQuantity.Voltage,
            Observable.Current => CyclerQuantity.Current,
            Observable.Temperature => CyclerQuantity.Temperature,
            Observable.StepTime => CyclerQuantity.StepTime,
            Observable.StepCapacity => CyclerQuantity.StepCapacity,
            Observable.StepEnergy => CyclerQuantity.StepEnergy,
            Observable.TestTime or Observable.WallTime => CyclerQuantity.TestTime,
            _ => null,
        };

    public static Comparison Mirrored(Comparison comparison) =>
        comparison switch
        {
            Comparison.Less => Comparison.Greater,
            Comparison.LessOrEqual => Comparison.GreaterOrEqual,
            Comparison.Greater => Comparison.Less,
            Comparison.GreaterOrEqual => Comparison.LessOrEqual,
            _ => comparison,
        };

    public static Comparison Opposite(Comparison comparison) =>
        comparison switch
        {
            Comparison.Less => Comparison.GreaterOrEqual,
            Comparison.LessOrEqual => Comparison.Greater,
            Comparison.Greater => Comparison.LessOrEqual,
            Comparison.GreaterOrEqual => Comparison.Less,
            Comparison.Equal => Comparison.NotEqual,
            _ => Comparison.Equal,
        };
}
