using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Lowering;

/// <summary>Machine expressions as text, numbers as they were spelled.</summary>
internal sealed class MachineExpressionPrinter(Machine machine)
{
    public string Print(MachineExpression expression) =>
        expression switch
        {
            MachineExpression.Number number => number.Spelling,
            MachineExpression.Argument argument => machine.Parameters[argument.Index].Name,
            MachineExpression.Slot slot => machine.Slots[slot.Index].Name,
            MachineExpression.Observed observed => Camel(observed.What.ToString()),
            MachineExpression.Fact fact => Camel(fact.What.ToString()),
            MachineExpression.Setpoint => "setpoint",
            MachineExpression.Arithmetic arithmetic =>
                $"{Operand(arithmetic.Left)} {Sign(arithmetic.Operator)} {Operand(arithmetic.Right)}",
            MachineExpression.Negated negated => $"−{Operand(negated.Operand)}",
            MachineExpression.Absolute absolute => $"|{Print(absolute.Operand)}|",
            MachineExpression.Compared compared =>
                $"{Operand(compared.Left)} {Sign(compared.Operator)} {Operand(compared.Right)}",
            MachineExpression.Within within =>
                $"{Operand(within.Value)} within {Operand(within.Tolerance)} of {Operand(within.Target)}",
            MachineExpression.Sustained sustained =>
                $"({Print(sustained.Condition)}) for {Operand(sustained.Duration)}",
            MachineExpression.Windowed windowed =>
                $"{Camel(windowed.Figure.ToString())} of {Camel(windowed.What.ToString())} over {Operand(windowed.Duration)}",
            MachineExpression.Elapsed { SinceSlot: { } slot } elapsed =>
                $"{Operand(elapsed.Duration)} after {machine.Slots[slot].Name}",
            MachineExpression.Elapsed elapsed => $"after {Operand(elapsed.Duration)}",
            MachineExpression.MeasurementDone => "measurement done",
            MachineExpression.All { Operands.Count: 0 } => "always",
            MachineExpression.All all => string.Join(" and ", all.Operands.Select(Operand)),
            MachineExpression.Any { Operands.Count: 0 } => "never",
            MachineExpression.Any any => string.Join(" or ", any.Operands.Select(Operand)),
            MachineExpression.Not not => $"not {Operand(not.Operand)}",
            _ => expression.ToString(),
        };

    private string Operand(MachineExpression expression)
    {
        var text = Print(expression);
        bool isCompound =
            expression
            is MachineExpression.Arithmetic
                or MachineExpression.Compared
                or MachineExpression.Within
                or MachineExpression.Sustained
                or MachineExpression.All { Operands.Count: > 0 }
                or MachineExpression.Any { Operands.Count: > 0 }
                or MachineExpression.Not;
        return isCompound ? $"({text})" : text;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string Sign(ArithmeticOperator operation) =>
        operation switch
        {
            ArithmeticOperator.Add => "+",
            ArithmeticOperator.Subtract => "−",
            ArithmeticOperator.Multiply => "×",
            _ => "/",
        };

    private static string Sign(Comparison comparison) =>
        comparison switch
        {
            Comparison.Less => "<",
            Comparison.LessOrEqual => "≤",
            Comparison.Greater => ">",
            Comparison.GreaterOrEqual => "≥",
            Comparison.Equal => "=",
            _ => "≠",
        };
}
