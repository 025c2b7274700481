using CellDsl.Contracts;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Checks;

/// <summary>Ends that hold before a step has begun, and ends that another one always comes before.</summary>
internal static class EndChecks
{
    public static void Check(PerformedRun run, SourceNames names, Action<Diagnostic> report)
    {
        var limits = run.Built.Cell.Facts.Limits;
        foreach (var step in RunStep.Of(run))
        {
            var at = Shown.Place(names, step.Step.Source, run.Operation.Location);
            foreach (var end in step.Ends)
            {
                if (WhyAtOnce(step, end, limits.LowestVoltage, limits.HighestVoltage) is { } why)
                    report(
                        Rules.HoldsFromStartAt(
                            Shown.Place(names, end.End.Source, at),
                            why,
                            run.Operation.Location
                        )
                    );
            }
            CheckShort(step, names, at, report);
            CheckPower(step, at, report);
            CheckCapacity(run, step, names, at, report);
            if (step.Durations.Count > 1)
            {
                var (first, seconds) = step.Durations.MinBy(pair => pair.Seconds);
                foreach (var (later, other) in step.Durations)
                {
                    if (other > seconds)
                        report(
                            Rules.NeverFiresAt(
                                Shown.Place(names, later.Source, at),
                                $"after {QuantityFormat.FormatTime(seconds)} `{first.Name}` has ended the step",
                                Shown.Place(names, first.Source, at)
                            )
                        );
                }
            }
        }
    }

    private static string? WhyAtOnce(RunStep step, KnownEnd end, Rational? lowest, Rational? highest)
    {
        bool rises = end.Operator is Comparison.Greater or Comparison.GreaterOrEqual;
        switch (end.What)
        {
            case Observable.Voltage when !step.IsCharge && rises && lowest is { } least && end.Value <= least:
                return $"the cell is never below {Shown.Volts(least)}, so {Shown.Volts(end.Value)} is passed before the step begins";
            case Observable.Voltage
                when !step.IsDischarge && !rises && highest is { } most && end.Value >= most:
                return $"the cell is never above {Shown.Volts(most)}, so it is below {Shown.Volts(end.Value)} before the step begins";
            case Observable.Voltage when step.IsCharge && rises && lowest is { } low && end.Value <= low:
                return $"the cell is never below {Shown.Volts(low)}, so a charge to {Shown.Volts(end.Value)} is over before it begins";
            case Observable.Voltage
                when step.IsDischarge && !rises && highest is { } high && end.Value >= high:
                return $"the cell is never above {Shown.Volts(high)}, so a discharge to {Shown.Volts(end.Value)} is over before it begins";
            case Observable.Current
                when step.Step.Mode == ControlMode.Voltage
                    && end.IsMagnitude
                    && !rises
                    && step.CurrentLimit is { } limit
                    && end.Value >= limit.Abs():
                return $"the current begins at {Shown.Amperes(limit.Abs())} and falls from there, so it is below {Shown.Amperes(end.Value)} at once";
            case Observable.StepCapacity or Observable.StepEnergy when rises && end.Value.Sign <= 0:
                return "nothing has to pass for this to hold";
            default:
                return null;
        }
    }

    /// <summary>s: no cycler switches faster, and nothing is seen of a step that is shorter.</summary>
    private static readonly Rational s_shortest = Rational.Of(5, 100);

    private static void CheckShort(RunStep step, SourceNames names, Location at, Action<Diagnostic> report)
    {
        // What takes no time is meant so: a temperature is set at once.
        foreach (var (end, seconds) in step.Durations)
        {
            if (seconds.Sign > 0 && seconds < s_shortest)
                report(
                    Rules.UnusualValueAt(
                        Shown.Place(names, end.Source, at),
                        QuantityFormat.FormatTime(seconds),
                        "the time of a step",
                        "0.1 s or longer"
                    )
                );
        }
    }

    /// <summary>A power that charges needs an end on a rising voltage as a current does.</summary>
    private static void CheckPower(RunStep step, Location at, Action<Diagnostic> report)
    {
        if (step.Step.Mode != ControlMode.Power || step.Sign <= 0)
            return;
        var voltages = step.Ends.Where(end => end.What == Observable.Voltage).ToList();
        if (
            voltages.Count > 0
            && voltages.TrueForAll(end => end.Operator is Comparison.Less or Comparison.LessOrEqual)
        )
            report(Rules.NoVoltageEndAt(at, "drive", "or voltage >= 4.2 V"));
    }

    /// <summary>A bound on the charge that a constant current does not reach in the time that the step has.</summary>
    private static void CheckCapacity(
        PerformedRun run,
        RunStep step,
        SourceNames names,
        Location at,
        Action<Diagnostic> report
    )
    {
        if (
            step.Step.Mode != ControlMode.Current
            || step.Setpoint is not { IsZero: false } current
            || step.Durations.Count == 0
        )
            return;
        var (first, seconds) = step.Durations.MinBy(pair => pair.Seconds);
        foreach (var end in step.Ends)
        {
            if (
                end.What != Observable.StepCapacity
                || end.Operator is not (Comparison.Greater or Comparison.GreaterOrEqual)
            )
                continue;
            var needed = end.Value / current.Abs();
            if (needed <= seconds)
                continue;
            report(
                Rules.NeverFiresAt(
                    Shown.Place(names, end.End.Source, at),
                    $"at {Shown.Amperes(current.Abs())} that takes {Shown.About(needed)}, and the step has {QuantityFormat.FormatTime(seconds)}",
                    Shown.Place(names, first.Source, at)
                )
            );
        }
    }
}
