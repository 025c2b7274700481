using CellDsl.Planning;
using CellDsl.Planning.Machines;

namespace CellDsl.Debugger.Conditions;

/// <summary>A machine's expression taken apart.</summary>
internal static class WatchedParts
{
    /// <summary>An expression and everything below it.</summary>
    public static IEnumerable<MachineExpression> Of(MachineExpression expression) =>
        Below(expression).SelectMany(Of).Prepend(expression);

    private static EquatableList<MachineExpression> Below(MachineExpression expression) =>
        expression switch
        {
            MachineExpression.Arithmetic each => [each.Left, each.Right],
            MachineExpression.Negated each => [each.Operand],
            MachineExpression.Absolute each => [each.Operand],
            MachineExpression.Compared each => [each.Left, each.Right],
            MachineExpression.Within each => [each.Value, each.Tolerance, each.Target],
            MachineExpression.Sustained each => [each.Condition, each.Duration],
            MachineExpression.Windowed each => [each.Duration],
            MachineExpression.Elapsed each => [each.Duration],
            MachineExpression.All each => each.Operands,
            MachineExpression.Any each => each.Operands,
            MachineExpression.Not each => [each.Operand],
            _ => [],
        };
}
