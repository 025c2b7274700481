using CellDsl.Planning.Plans;
using CellDsl.Planning.Scheduling;

namespace CellDsl.Planning.Differences;

/// <summary>What changes in one experiment: its sweep, and point by point its operations, cells, runs and expectations.</summary>
internal static class ExperimentDiff
{
    public static void Compare(
        ChangeList changes,
        Plan oldPlan,
        Plan newPlan,
        PlanExperiment before,
        PlanExperiment after
    )
    {
        if (before.Seed != after.Seed)
            changes.Add(
                ChangeKind.Value,
                "",
                "seed",
                before.Seed?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                after.Seed?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                null,
                after.Source
            );
        changes.Compare(ChangeKind.Value, "", before.Properties, after.Properties, null, after.Source);
        foreach (var (old, now) in Points(changes, before, after))
        {
            int? shown = after.Points.Count > 1 && now > 0 ? now : null;
            new OperationDiff(changes, Operations(before, old), Operations(after, now), shown).Run();
            CellDiff.Compare(
                changes,
                [.. before.Cells.Where(cell => cell.Point == old)],
                [.. after.Cells.Where(cell => cell.Point == now)],
                shown
            );
            Runs(changes, oldPlan, newPlan, before, after, (old, now), shown);
        }
        Expectations(changes, before, after);
    }

    /// <summary>Those of a point; of cells that are made alike, those of the first.</summary>
    private static IReadOnlyList<PlanOperation> Operations(PlanExperiment experiment, int point)
    {
        var replicates = experiment
            .Cells.Where(cell => cell.Replicate > 1)
            .Select(cell => cell.Id)
            .ToHashSet();
        return
        [
            .. experiment.Operations.Where(operation =>
                operation.Point == point
                && !operation.Outputs.Any(replicates.Contains)
                && !operation.Inputs.Any(input => replicates.Contains(input.Sample))
            ),
        ];
    }

    /// <summary>Points that have the same settings; then, in order, those of a sweep whose values were changed.</summary>
    private static List<(int Before, int After)> Points(
        ChangeList changes,
        PlanExperiment before,
        PlanExperiment after
    )
    {
        var pairs = new List<(int, int)>();
        var left = before.Points.ToList();
        var right = new List<PlanPoint>();
        foreach (var now in after.Points)
        {
            var same = left.Find(old => Key(old) == Key(now));
            if (same is null)
                right.Add(now);
            else
            {
                left.Remove(same);
                pairs.Add((same.Id, now.Id));
            }
        }
        foreach (var (old, now) in left.Zip(right))
            pairs.Add((old.Id, now.Id));
        if (left.Count + right.Count > 0)
            changes.Add(ChangeKind.Value, "sweep", "", Sweep(before), Sweep(after), null, after.Source);
        return [.. pairs.OrderBy(pair => pair.Item2)];
    }

    private static string Key(PlanPoint point) =>
        string.Join("; ", point.Settings.Select(setting => $"{setting.Name}={ValueKey.Of(setting.Value)}"));

    private static string Sweep(PlanExperiment experiment)
    {
        var points = experiment
            .Points.Where(point => point.Settings.Count > 0)
            .Select(point =>
                string.Join(
                    ", ",
                    point.Settings.Select(setting => $"{setting.Name} = {PlanValueText.Of(setting.Value)}")
                )
            )
            .ToList();
        return points.Count switch
        {
            0 => "one point",
            <= 8 => string.Join("; ", points),
            _ => $"{points.Count} points, from {points[0]} to {points[^1]}",
        };
    }

    private static void Runs(
        ChangeList changes,
        Plan oldPlan,
        Plan newPlan,
        PlanExperiment before,
        PlanExperiment after,
        (int Before, int After) points,
        int? shown
    )
    {
        // Replicates run alike: the first stands for all, and their number is that of the cells.
        var earlier = Kinds(oldPlan, before, points.Before);
        var later = Kinds(newPlan, after, points.After);
        foreach (
            var (b, a) in Alignment.Of(
                earlier,
                later,
                (one, other) => one.Protocol == other.Protocol && one.Cell == other.Cell
            )
        )
        {
            if (b < 0)
                changes.Add(
                    ChangeKind.Added,
                    $"run {later[a].Protocol} on {later[a].Cell}",
                    "",
                    null,
                    later[a].Run.Text,
                    shown,
                    later[a].Run.Source
                );
            else if (a < 0)
                changes.Add(
                    ChangeKind.Removed,
                    $"run {earlier[b].Protocol} on {earlier[b].Cell}",
                    "",
                    earlier[b].Run.Text,
                    null,
                    shown,
                    earlier[b].Run.Source
                );
            else
                changes.Compare(
                    ChangeKind.Value,
                    $"run {later[a].Protocol} on {later[a].Cell}",
                    Arguments(earlier[b].Run),
                    Arguments(later[a].Run),
                    shown,
                    later[a].Run.Source
                );
        }
    }

    private static List<(string Protocol, string Cell, PlanRun Run)> Kinds(
        Plan plan,
        PlanExperiment experiment,
        int point
    ) =>
        [
            .. experiment
                .Runs.Where(run => run.Point == point && run.Replicate == 1)
                .Select(run => (plan.Machines[run.Machine].Name, ValueKey.Stem(run.Cell), run)),
        ];

    private static IEnumerable<PlanProperty> Arguments(PlanRun run) =>
        run.Arguments.Select(argument => new PlanProperty(argument.Name, argument.Given));

    private static void Expectations(ChangeList changes, PlanExperiment before, PlanExperiment after)
    {
        var pairs = Alignment.Of(
            before.Expectations,
            after.Expectations,
            (one, other) => one.Actual == other.Actual
        );
        foreach (var (b, a) in pairs)
        {
            if (b < 0)
                changes.Add(
                    ChangeKind.Added,
                    "expectation",
                    "",
                    null,
                    after.Expectations[a].Text,
                    null,
                    after.Expectations[a].Source
                );
            else if (a < 0)
                changes.Add(
                    ChangeKind.Removed,
                    "expectation",
                    "",
                    before.Expectations[b].Text,
                    null,
                    null,
                    before.Expectations[b].Source
                );
            else if (
                before.Expectations[b].Low != after.Expectations[a].Low
                || before.Expectations[b].High != after.Expectations[a].High
                || before.Expectations[b].LowStrict != after.Expectations[a].LowStrict
                || before.Expectations[b].HighStrict != after.Expectations[a].HighStrict
            )
                changes.Add(
                    ChangeKind.Bound,
                    "expectation",
                    "",
                    before.Expectations[b].Text,
                    after.Expectations[a].Text,
                    null,
                    after.Expectations[a].Source
                );
        }
    }
}
