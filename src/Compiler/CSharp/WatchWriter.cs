using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.CSharp;

/// <summary>
/// <c>Guards</c> and <c>NextDeadline</c>: when a loop must tick. A condition on what is measured gets a signed distance,
/// wherever it stands in an end; a condition on time gets a deadline.
/// </summary>
internal sealed class WatchWriter(MachineNames names, StateLayout layout, CodeWriter code)
{
    private readonly ExpressionWriter _inStep = new(layout);
    private readonly ExpressionWriter _inLimit = new(layout, inLimit: true);

    private Machine Machine => layout.Machine;

    /// <summary>The most distances that the machine writes.</summary>
    public int GuardCount =>
        LimitDistances.Count
        + Machine.Steps.Select(step => Distances(step.Ends, _inStep).Count).DefaultIfEmpty(0).Max();

    private List<string> LimitDistances => Distances(Machine.Limits, _inLimit);

    public void Guards()
    {
        code.Open(
            "public static int Guards(in State state, in CellFacts cell, in Observation now, Span<double> distances)"
        );
        code.Lines("if (state.Pc is Pc.NotStarted or >= Pc.Completed)", "    return 0;");
        var limits = LimitDistances;
        Distances(limits, 0);
        if (layout.Pauses)
        {
            code.Line("if (state.PauseEnd != MachineTime.Unset)");
            code.Line($"    return {Literals.Integer(limits.Count)};");
        }
        code.Open("switch (state.Pc)");
        for (int i = 0; i < Machine.Steps.Count; i++)
        {
            var distances = Distances(Machine.Steps[i].Ends, _inStep);
            if (distances.Count == 0)
                continue;
            code.Line($"case Pc.{names.Steps[i]}:");
            code.Indent(1);
            Distances(distances, limits.Count);
            code.Line($"return {Literals.Integer(limits.Count + distances.Count)};");
            code.Indent(-1);
        }
        code.Line("default:");
        code.Line($"    return {Literals.Integer(limits.Count)};");
        code.Close();
        code.Close();
    }

    public void NextDeadline()
    {
        code.Open("public static long NextDeadline(in State state, in CellFacts cell)");
        code.Line("if (state.Pc is Pc.NotStarted or >= Pc.Completed)");
        code.Line("    return MachineTime.Never;");
        code.Line("long left = MachineTime.Never;");
        foreach (var remaining in Deadlines(Machine.Limits, _inLimit))
            code.Line($"left = Math.Min(left, {remaining});");
        if (layout.Pauses)
        {
            code.Line("if (state.PauseEnd != MachineTime.Unset)");
            code.Line("    return state.Time + Math.Min(left, Math.Max(state.PauseEnd - state.Time, 0));");
        }
        code.Open("switch (state.Pc)");
        for (int i = 0; i < Machine.Steps.Count; i++)
        {
            var deadlines = Deadlines(Machine.Steps[i].Ends, _inStep);
            if (deadlines.Count == 0)
                continue;
            code.Line($"case Pc.{names.Steps[i]}:");
            code.Indent(1);
            foreach (var remaining in deadlines)
                code.Line($"left = Math.Min(left, {remaining});");
            code.Line("break;");
            code.Indent(-1);
        }
        code.Line("default:");
        code.Line("    break;");
        code.Close();
        code.Line("return left == MachineTime.Never ? left : state.Time + left;");
        code.Close();
    }

    private void Distances(List<string> distances, int from)
    {
        for (int i = 0; i < distances.Count; i++)
            code.Line($"distances[{Literals.Integer(from + i)}] = {distances[i]};");
    }

    private static List<string> Distances(IEnumerable<MachineEnd> ends, ExpressionWriter expressions)
    {
        var distances = new List<string>();
        foreach (var end in ends)
            AddDistances(end.Condition, negated: false, expressions, distances);
        return distances;
    }

    private static void AddDistances(
        MachineExpression condition,
        bool negated,
        ExpressionWriter expressions,
        List<string> distances
    )
    {
        switch (condition)
        {
            case MachineExpression.Not not:
                AddDistances(not.Operand, !negated, expressions, distances);
                break;
            case MachineExpression.All or MachineExpression.Any:
                foreach (var operand in ExpressionTree.Parts(condition))
                    AddDistances(operand, negated, expressions, distances);
                break;
            case MachineExpression.Sustained sustained:
                AddDistances(sustained.Condition, negated, expressions, distances);
                AddTimeLeft(sustained.Duration, sustained.SinceSlot, expressions, distances);
                break;
            case MachineExpression.Elapsed elapsed:
                AddTimeLeft(elapsed.Duration, elapsed.SinceSlot, expressions, distances);
                break;
            case MachineExpression.Within within:
                var gap = new MachineExpression.Absolute(Difference(within.Value, within.Target));
                distances.Add(
                    negated
                        ? expressions.Number(Difference(within.Tolerance, gap))
                        : expressions.Number(Difference(gap, within.Tolerance))
                );
                break;
            case MachineExpression.Compared compared when ExpressionTree.IsObserved(compared):
                bool rising = compared.Operator is Comparison.Greater or Comparison.GreaterOrEqual;
                distances.Add(
                    expressions.Number(
                        rising != negated
                            ? Difference(compared.Right, compared.Left)
                            : Difference(compared.Left, compared.Right)
                    )
                );
                break;
            case MachineExpression.MeasurementDone:
                distances.Add(
                    negated ? "now.MeasurementDone ? 1.0 : -1.0" : "now.MeasurementDone ? -1.0 : 1.0"
                );
                break;
            default:
                break;
        }
    }

    // A duration that moves with what is measured has no deadline; its distance is the time that is left.
    private static void AddTimeLeft(
        MachineExpression duration,
        int? slot,
        ExpressionWriter expressions,
        List<string> distances
    )
    {
        if (!ExpressionTree.IsObserved(duration))
            return;
        var (since, now, _) = expressions.Clock(slot);
        distances.Add($"MachineTime.SecondsLeft({since}, {expressions.Nanoseconds(duration)}, {now})");
    }

    private static List<string> Deadlines(IEnumerable<MachineEnd> ends, ExpressionWriter expressions)
    {
        var deadlines = new List<string>();
        foreach (var part in ends.SelectMany(end => ExpressionTree.Walk(end.Condition)))
        {
            (MachineExpression Duration, int? Slot)? timed = part switch
            {
                MachineExpression.Elapsed elapsed => (elapsed.Duration, elapsed.SinceSlot),
                MachineExpression.Sustained sustained => (sustained.Duration, sustained.SinceSlot),
                _ => null,
            };
            if (part is MachineExpression.Windowed windowed)
            {
                var (mark, _, latest) = expressions.Clock(windowed.LastSlot);
                deadlines.Add($"MachineTime.Remaining({mark}, {expressions.Interval(windowed)}, {latest})");
            }
            if (timed is not var (duration, slot) || ExpressionTree.IsObserved(duration))
                continue;
            var (since, _, last) = expressions.Clock(slot);
            deadlines.Add($"MachineTime.Remaining({since}, {expressions.Nanoseconds(duration)}, {last})");
        }
        return deadlines;
    }

    private static MachineExpression.Arithmetic Difference(MachineExpression left, MachineExpression right) =>
        new(ArithmeticOperator.Subtract, left, right);
}
