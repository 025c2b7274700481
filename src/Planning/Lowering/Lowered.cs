using CellDsl.Language.Units;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Lowering;

/// <summary>A number of a machine with the kind of what it measures, in SI.</summary>
internal readonly record struct Lowered(MachineExpression Code, Kind Kind)
{
    public static Lowered Number(Rational value, Kind kind, string? spelling = null) =>
        new(new MachineExpression.Number(value, spelling ?? value.ToString()), kind);

    public static Lowered Count(Rational value) => Number(value, Kinds.Count);

    /// <summary>The value where it is already known.</summary>
    public Rational? Constant => Code is MachineExpression.Number number ? number.Value : null;
}

/// <summary>Builds expressions and folds what is known.</summary>
internal static class Code
{
    public static MachineExpression Number(Rational value) =>
        new MachineExpression.Number(value, value.ToString());

    public static MachineExpression Slot(int slot) => new MachineExpression.Slot(slot);

    public static MachineExpression Observed(Observable what) => new MachineExpression.Observed(what);

    public static MachineExpression Fact(CellFact what) => new MachineExpression.Fact(what);

    public static MachineExpression Negated(MachineExpression operand) =>
        operand is MachineExpression.Number number
            ? new MachineExpression.Number(-number.Value, $"−{number.Spelling}")
            : new MachineExpression.Negated(operand);

    /// <summary>The magnitude; a setpoint that is written positive stays as it is.</summary>
    public static MachineExpression Magnitude(MachineExpression operand) =>
        operand switch
        {
            MachineExpression.Number { Value.Sign: < 0 } number => Number(number.Value.Abs()),
            MachineExpression.Number => operand,
            _ => new MachineExpression.Absolute(operand),
        };

    public static MachineExpression Add(MachineExpression left, MachineExpression right) =>
        Combine(ArithmeticOperator.Add, left, right);

    public static MachineExpression Subtract(MachineExpression left, MachineExpression right) =>
        Combine(ArithmeticOperator.Subtract, left, right);

    public static MachineExpression Multiply(MachineExpression left, MachineExpression right) =>
        Combine(ArithmeticOperator.Multiply, left, right);

    public static MachineExpression Divide(MachineExpression left, MachineExpression right) =>
        Combine(ArithmeticOperator.Divide, left, right);

    public static MachineExpression Compare(
        MachineExpression left,
        Comparison comparison,
        MachineExpression right
    ) => new MachineExpression.Compared(comparison, left, right);

    public static MachineExpression All(params IEnumerable<MachineExpression> operands)
    {
        MachineExpression[] all = [.. operands];
        return all is [var single] ? single : new MachineExpression.All([.. all]);
    }

    public static MachineExpression Any(params IEnumerable<MachineExpression> operands)
    {
        MachineExpression[] all = [.. operands];
        return all is [var single] ? single : new MachineExpression.Any([.. all]);
    }

    private static MachineExpression Combine(
        ArithmeticOperator operation,
        MachineExpression left,
        MachineExpression right
    )
    {
        if (
            left is MachineExpression.Number { Value: var a }
            && right is MachineExpression.Number { Value: var b }
        )
        {
            switch (operation)
            {
                case ArithmeticOperator.Add:
                    return Number(a + b);
                case ArithmeticOperator.Subtract:
                    return Number(a - b);
                case ArithmeticOperator.Multiply:
                    return Number(a * b);
                case ArithmeticOperator.Divide when !b.IsZero:
                    return Number(a / b);
            }
        }
        return new MachineExpression.Arithmetic(operation, left, right);
    }
}
