using CellDsl.Contracts;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Checks;
using CellDsl.Planning.Machines;
using Observable = CellDsl.Planning.Machines.Observable;

namespace CellDsl.Planning.Labs;

/// <summary>What a run asks of a cycler's channel: its currents and voltages, and how finely it has to tell them.</summary>
internal static class CyclerChecks
{
    private static readonly Rational s_fifth = Rational.Of(1, 5);

    public static void Check(
        IReadOnlyList<PerformedRun> runs,
        LabAssignments assignments,
        SourceNames names,
        Action<Diagnostic> report
    )
    {
        if (assignments.Lab is not { } lab || runs.Count == 0)
            return;
        bool isChosen = assignments.IsChosen;
        var cyclers = assignments.Instruments.Where(IsCycler).ToArray();
        if (cyclers.Length == 0)
        {
            report(
                Rules.NoInstrumentAt(
                    isChosen,
                    runs[0].Operation.Location,
                    lab.Name,
                    "run",
                    "cycler",
                    lab.Location,
                    null
                )
            );
            return;
        }
        CheckChannels(runs, cyclers, lab, report);
        foreach (var run in runs)
        {
            foreach (var step in RunStep.Of(run))
            {
                var at = Shown.Place(names, step.Step.Source, run.Operation.Location);
                if (Currents(step).Max() is { } most)
                    CheckLargest(most, cyclers, at, run, report);
                CheckFinest(step, cyclers, names, at, report);
                SlopeChecks.Check(step, cyclers, names, at, report);
            }
            CheckVoltage(run, cyclers, report);
        }
        CheckChambers(runs, lab, assignments.IsChosen, names, report);
    }

    private static bool IsCycler(InstrumentSymbol instrument)
    {
        int depth = 0;
        for (var kind = instrument.Class; kind is not null && depth < 64; kind = kind.Class, depth++)
        {
            if (kind.Name == "cycler")
                return true;
        }
        return false;
    }

    private static IEnumerable<Rational?> Currents(RunStep step) =>
        [step.Step.Mode == ControlMode.Current ? step.Setpoint?.Abs() : null, step.CurrentLimit?.Abs()];

    private static Rational? LargestOf(InstrumentSymbol cycler) =>
        Capability.Listed(cycler, "ranges").Select(range => (Rational?)range.Si).Max()
        ?? Capability.Of(cycler, "current")?.High?.Si;

    private static void CheckLargest(
        Rational current,
        InstrumentSymbol[] cyclers,
        Location at,
        PerformedRun run,
        Action<Diagnostic> report
    )
    {
        var best = cyclers.MaxBy(cycler => LargestOf(cycler) ?? current);
        if (best is null || LargestOf(best) is not { } largest || current <= largest)
            return;
        report(
            Rules.BeyondInstrumentAt(
                at,
                best.Name,
                $"passes up to {Shown.Amperes(largest)}",
                Shown.Amperes(current),
                Shown.Amperes(current - largest),
                isAbove: true,
                Shown.Amperes(largest),
                best.Location,
                [new(run.Operation.Location, $"on `{run.Built.Symbol.Name}`")],
                []
            )
        );
    }

    /// <summary>
    /// A current has to be a few times what the channel can tell apart in the range that it needs. The range is that of the
    /// current with which a hold begins; a channel that changes ranges by itself states its accuracy `of reading`.
    /// </summary>
    private static void CheckFinest(
        RunStep step,
        InstrumentSymbol[] cyclers,
        SourceNames names,
        Location at,
        Action<Diagnostic> report
    )
    {
        foreach (var end in step.Ends)
        {
            if (
                end.What != Observable.Current
                || !end.IsMagnitude
                || end.Operator is not (Comparison.Less or Comparison.LessOrEqual)
                || end.Value.Sign <= 0
            )
                continue;
            Judge(
                end.Value,
                step.CurrentLimit?.Abs() ?? end.Value,
                "cut-off",
                Shown.Place(names, end.End.Source, at)
            );
        }
        if (step.Step.Mode == ControlMode.Current && step.Setpoint is { IsZero: false } current)
            Judge(current.Abs(), current.Abs(), "current", at);

        void Judge(Rational value, Rational needed, string what, Location place)
        {
            (InstrumentSymbol Cycler, Rational Error, Rational Range)? worst = null;
            foreach (var cycler in cyclers)
            {
                if (ErrorOf(cycler, needed) is not { } error)
                    return;
                if (error.Error <= value * s_fifth)
                    return;
                worst ??= (cycler, error.Error, error.Range);
            }
            if (worst is { } found)
                report(
                    Rules.TooCoarseAt(
                        place,
                        what,
                        Shown.Amperes(value),
                        found.Cycler.Name,
                        Shown.Amperes(found.Error),
                        Shown.Amperes(found.Range),
                        AccuracyPlace(found.Cycler)
                    )
                );
        }
    }

    private static Location AccuracyPlace(InstrumentSymbol cycler) =>
        cycler.Properties.Find("accuracy")?.Location ?? cycler.Location;

    /// <summary>A: what the channel may be off in the smallest range that takes the current; null where it does not say.</summary>
    private static (Rational Error, Rational Range)? ErrorOf(InstrumentSymbol cycler, Rational current)
    {
        var ranges = Capability.Listed(cycler, "ranges").Select(range => range.Si).Order().ToArray();
        if (ranges.Length == 0 || cycler.Properties.ValueOf("accuracy") is not { } accuracy)
            return null;
        var range = ranges.FirstOrDefault(each => each >= current, ranges[^1]);
        return accuracy.Bare switch
        {
            BoundOf { Right: BoundBasis { Name: "range" } } of
                when Constant.TryEvaluate(of.Left, out var share) => (share.Si * range, range),
            BoundOf { Right: BoundBasis { Name: "reading" } } of
                when Constant.TryEvaluate(of.Left, out var share) => (share.Si * current, range),
            var value when Constant.TryEvaluate(value, out var absolute) && absolute.Kind == Kinds.Current =>
                (absolute.Si, range),
            _ => null,
        };
    }

    private static void CheckVoltage(PerformedRun run, InstrumentSymbol[] cyclers, Action<Diagnostic> report)
    {
        if (run.Built.Cell.Facts.Limits is not { HighestVoltage: { } high })
            return;
        var able = cyclers.Select(cycler => (cycler, Has: Capability.Of(cycler, "voltage"))).ToArray();
        if (able.Any(pair => pair.Has?.High is not { } most || high <= most.Si))
            return;
        var (best, has) = able.MaxBy(pair => pair.Has?.High?.Si ?? Rational.Zero);
        if (has?.High is not { } highest)
            return;
        var limit = run.Built.Symbol.Properties.Find("limits")?.Block?.Find("voltage");
        report(
            Rules.BeyondInstrumentAt(
                limit?.Location ?? run.Operation.Location,
                best.Name,
                $"measures up to {highest}",
                Shown.Volts(high),
                Shown.Volts(high - highest.Si),
                isAbove: true,
                highest.ToString(),
                has.Property.Location,
                [],
                []
            )
        );
    }

    private static void CheckChannels(
        IReadOnlyList<PerformedRun> runs,
        InstrumentSymbol[] cyclers,
        LabSymbol lab,
        Action<Diagnostic> report
    )
    {
        Rational? channels = Rational.Zero;
        foreach (var cycler in cyclers)
            channels += Capability.Of(cycler, "channels")?.High?.Si;
        int cells = runs.Select(run => run.Run.Cell).Distinct().Count();
        if (channels is { } there && cells > there)
            report(
                Rules.TooFewChannelsAt(
                    runs[^1].Operation.Location,
                    cells,
                    there.ToString(),
                    lab.Name,
                    lab.Location
                )
            );
    }

    /// <summary>The temperatures that runs set, against what the lab's chambers reach, and whether one chamber serves them all.</summary>
    private static void CheckChambers(
        IReadOnlyList<PerformedRun> runs,
        LabSymbol lab,
        bool isChosen,
        SourceNames names,
        Action<Diagnostic> report
    )
    {
        var set = runs.SelectMany(run =>
                RunStep
                    .Of(run)
                    .Where(step => step.Temperature is not null)
                    .Select(step => (Run: run, Kelvin: step.Temperature ?? default, Step: step))
            )
            .ToArray();
        if (set.Length == 0)
            return;
        var chambers = lab.Body.Members.OfType<ChamberSymbol>().ToArray();
        if (chambers.Length == 0)
        {
            report(
                Rules.NoInstrumentAt(
                    isChosen,
                    Shown.Place(names, set[0].Step.Step.Source, set[0].Run.Operation.Location),
                    lab.Name,
                    "set temperature",
                    "chamber",
                    lab.Location,
                    null
                )
            );
            return;
        }
        foreach (var (run, kelvin, step) in set)
        {
            var at = Shown.Place(names, step.Step.Source, run.Operation.Location);
            var ranges = chambers
                .Select(chamber => (chamber, Has: Capability.Of(chamber, "temperature")))
                .ToArray();
            if (
                ranges.Any(pair =>
                    pair.Has is null
                    || (pair.Has.High is not { } high || kelvin <= high.Si)
                        && (pair.Has.Low is not { } low || kelvin >= low.Si)
                )
            )
                continue;
            var (best, has) = ranges[0];
            bool above = has?.High is { } top && kelvin > top.Si;
            if ((above ? has?.High : has?.Low) is not { } bound || has is null)
                continue;
            report(
                Rules.BeyondInstrumentAt(
                    at,
                    best.Name,
                    above ? $"reaches {bound}" : $"goes down to {bound}",
                    Heat.Celsius(kelvin),
                    $"{(kelvin - bound.Si).Abs().ToDecimalString(4)} K",
                    above,
                    bound.ToString(),
                    has.Property.Location,
                    [],
                    []
                )
            );
        }
        var different = set.GroupBy(item => item.Kelvin).ToArray();
        if (
            chambers.Length == 1
            && different.Length > 1
            && different.Select(group => group.First().Run.Run.Cell).Distinct().Count() > 1
        )
        {
            var second = different[1].First();
            report(
                Rules.ChamberSharedAt(
                    second.Run.Operation.Location,
                    chambers[0].Name,
                    [.. different.Select(group => Heat.Celsius(group.Key))],
                    different[0].First().Run.Operation.Location,
                    chambers[0].Location
                )
            );
        }
    }
}
