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
            _ when IsPositive(operand) => operand,
            _ => new MachineExpression.Absolute(operand),
        };

    private static bool IsPositive(MachineExpression expression) =>
        expression switch
        {
            MachineExpression.Number number => number.Value.Sign >= 0,
            MachineExpression.Fact fact => fact.What
                is CellFact.ActiveMass
                    or CellFact.CompositeMass
                    or CellFact.ElectrodeArea
                    or CellFact.NominalCapacity
                    or CellFact.TheoreticalCapacity,
            MachineExpression.Arithmetic
            {
                Operator: ArithmeticOperator.Multiply or ArithmeticOperator.Divide,
            } product => IsPositive(product.Left) && IsPositive(product.Right),
            _ => false,
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
        if (left is not MachineExpression.Number a || right is not MachineExpression.Number b)
            return new MachineExpression.Arithmetic(operation, left, right);
        return operation switch
        {
            ArithmeticOperator.Add => Folded(a.Value + b.Value, a, "+", b),
            ArithmeticOperator.Subtract => Folded(a.Value - b.Value, a, "−", b),
            ArithmeticOperator.Multiply => Folded(a.Value * b.Value, a, "×", b),
            ArithmeticOperator.Divide when !b.Value.IsZero => Folded(a.Value / b.Value, a, "/", b),
            _ => new MachineExpression.Arithmetic(operation, left, right),
        };
    }

    // The spelling tells where a folded number comes from: `C/10`.
    private static MachineExpression.Number Folded(
        Rational value,
        MachineExpression.Number left,
        string sign,
        MachineExpression.Number right
    )
    {
        var (first, second) = (left.Spelling, right.Spelling);
        if (first == left.Value.ToString() && second == right.Value.ToString())
            return new(value, value.ToString());
        bool isTight = sign == "/" && !first.Contains(' ') && !second.Contains(' ');
        return new(value, isTight ? $"{first}/{second}" : $"{first} {sign} {second}");
    }
}
