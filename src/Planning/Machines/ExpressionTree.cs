namespace CellDsl.Planning.Machines;

/// <summary>Questions about machine expressions that hold for all their parts.</summary>
public static class ExpressionTree
{
    public static IEnumerable<MachineExpression> Parts(MachineExpression expression) =>
        expression switch
        {
            MachineExpression.Arithmetic a => [a.Left, a.Right],
            MachineExpression.Negated n => [n.Operand],
            MachineExpression.Absolute a => [a.Operand],
            MachineExpression.Compared c => [c.Left, c.Right],
            MachineExpression.Within w => [w.Value, w.Tolerance, w.Target],
            MachineExpression.Sustained s => [s.Condition, s.Duration],
            MachineExpression.Elapsed e => [e.Duration],
            // Its marks are taken at times of their own, so what it observes is none of its parts.
            MachineExpression.Windowed w => [w.Duration],
            MachineExpression.All a => a.Operands,
            MachineExpression.Any a => a.Operands,
            MachineExpression.Not n => [n.Operand],
            _ => [],
        };

    /// <summary>The expression and everything in it, parts before the whole.</summary>
    public static IEnumerable<MachineExpression> Walk(MachineExpression? expression)
    {
        if (expression is null)
            yield break;
        foreach (var part in Parts(expression))
        {
            foreach (var inner in Walk(part))
                yield return inner;
        }
        yield return expression;
    }

    /// <summary>Whether the value can change while a step runs other than by the passing of an <c>Elapsed</c>.</summary>
    public static bool IsObserved(MachineExpression expression) =>
        Walk(expression).Any(part => part is MachineExpression.Observed or MachineExpression.MeasurementDone);

    public static bool IsSeconds(Observable observable) =>
        observable is Observable.StepTime or Observable.TestTime or Observable.WallTime;

    /// <summary>Every expression of a machine, blocks, steps, limits and interruption tiers alike.</summary>
    public static IEnumerable<MachineExpression> Of(Machine machine)
    {
        foreach (var block in machine.Blocks)
        {
            foreach (var assignment in block.Assignments)
                yield return assignment.Value;
            if (block.Exit is MachineExit.Branch branch)
                yield return branch.Condition;
        }
        foreach (var step in machine.Steps)
        {
            foreach (var value in AtEntry(step))
                yield return value;
            foreach (var end in step.Ends)
                yield return end.Condition;
        }
        foreach (var limit in machine.Limits)
            yield return limit.Condition;
        foreach (var tier in machine.Interruption)
        {
            if (tier.UpTo is { } upTo)
                yield return upTo;
            if (tier.Rest is { } rest)
                yield return rest;
        }
    }

    private static IEnumerable<MachineExpression> AtEntry(MachineStep step)
    {
        MachineExpression?[] values =
        [
            step.Setpoint,
            step.CurrentLimit,
            step.Temperature,
            step.Record.Interval,
            step.Record.Voltage,
            step.Record.Current,
            step.Spectrum?.From,
            step.Spectrum?.To,
        ];
        return values.OfType<MachineExpression>();
    }
}
