using CellDsl.Contracts;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using Observable = CellDsl.Planning.Machines.Observable;

namespace CellDsl.Planning.Checks;

/// <summary>
/// A cell that shorts softly never reaches its voltage: then the bound on time ends the charge, and it has to do so before
/// many times the capacity has passed. And limits that lie far beyond what any step does stop nothing.
/// </summary>
internal static class OverrunChecks
{
    private static readonly Rational s_most = 5;
    private static readonly Rational s_farthest = 1;

    public static void Check(IReadOnlyList<PerformedRun> runs, SourceNames names, Action<Diagnostic> report)
    {
        // One cell may be formed by one protocol and tested by another: its limits are judged by all of them.
        foreach (var cell in runs.GroupBy(run => run.Built.Symbol))
        {
            Rational? highest = null;
            Rational? lowest = null;
            foreach (var run in cell)
            {
                var facts = run.Built.Cell.Facts;
                var capacity = facts.TheoreticalCapacity.Value ?? facts.NominalCapacity.Value;
                foreach (var step in RunStep.Of(run))
                {
                    CheckTime(run, step, capacity, names, report);
                    foreach (var end in step.Ends.Where(end => end.What == Observable.Voltage))
                    {
                        if (end.Operator is Comparison.Greater or Comparison.GreaterOrEqual)
                            highest = Most(highest, end.Value);
                        else
                            lowest = Least(lowest, end.Value);
                    }
                    if (step.Step.Mode == ControlMode.Voltage && step.Setpoint is { } held)
                        (lowest, highest) = (Least(lowest, held), Most(highest, held));
                }
            }
            CheckLimits(cell.First(), lowest, highest, report);
        }
    }

    private static void CheckLimits(
        PerformedRun run,
        Rational? lowest,
        Rational? highest,
        Action<Diagnostic> report
    )
    {
        var limits = run.Built.Cell.Facts.Limits;
        if (run.Built.Symbol.Properties.Find("limits")?.Block?.Find("voltage")?.Location is not { } place)
            return;
        if (highest is { } top && limits.HighestVoltage is { } high && high - top > s_farthest)
            Loose(high, top);
        else if (lowest is { } bottom && limits.LowestVoltage is { } low && bottom - low > s_farthest)
            Loose(low, bottom);

        void Loose(Rational limit, Rational used) =>
            report(
                Rules.LooseLimitsAt(
                    place,
                    Shown.Volts(limit),
                    Shown.Volts(used),
                    Shown.Volts((limit - used).Abs()),
                    run.Operation.Location
                )
            );
    }

    private static void CheckTime(
        PerformedRun run,
        RunStep step,
        Rational? capacity,
        SourceNames names,
        Action<Diagnostic> report
    )
    {
        if (
            !step.IsCharge
            || capacity is not { Sign: > 0 } whole
            || step.Setpoint is not { } current
            || step.Durations.Count == 0
            || step.Ends.Any(end => end.What is Observable.StepCapacity or Observable.StepEnergy)
            || step.Step.Ends.Any(end => IsOther(end.Condition))
            || !step.Ends.Any(end => end.What == Observable.Voltage)
        )
            return;
        var (end, seconds) = step.Durations.MinBy(pair => pair.Seconds);
        var times = current * seconds / whole;
        if (times <= s_most || IsToldAlready(run, step))
            return;
        report(
            Rules.LateOverrunAt(
                Shown.Place(names, end.Source, run.Operation.Location),
                times.ToDecimalString(2),
                Shown.Amperes(current),
                run.Operation.Location
            )
        );
    }

    /// <summary>A condition that counts charge in another way: a state of charge, a potential of one electrode.</summary>
    private static bool IsOther(MachineExpression condition) =>
        condition switch
        {
            MachineExpression.Any any => any.Operands.Any(IsOther),
            MachineExpression.Compared compared => compared.Left is MachineExpression.Arithmetic,
            _ => false,
        };

    /// <summary>Where the rate is a plain C-rate the protocol alone tells, and `CELL7034` has told.</summary>
    private static bool IsToldAlready(PerformedRun run, RunStep step) =>
        BoundWalker
            .Statements(run.Protocol.Body.Block)
            .OfType<BoundPerform>()
            .SelectMany(perform => BoundWalker.Descendants(perform.Operation))
            .OfType<BoundOperation>()
            .Where(operation => OneLine(operation.Syntax.Text) == step.Step.Text)
            .SelectMany(operation => operation.Arguments)
            .Any(argument =>
                argument is { Parameter.Preposition: "at", Value: { } rate }
                && Constant.TryEvaluate(rate, out var value)
                && value.Kind.Tag == Tag.CRate
                && value.Si * step.Durations.Min(pair => pair.Seconds) > 10
            );

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Rational Least(Rational? known, Rational value) =>
        known is { } least ? Rational.Min(least, value) : value;

    private static Rational Most(Rational? known, Rational value) =>
        known is { } most ? Rational.Max(most, value) : value;
}
