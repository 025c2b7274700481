using CellDsl.Language.Units;
using CellDsl.Planning.Plans;
using CellDsl.Planning.Resources;
using CellDsl.Planning.Scheduling;

namespace CellDsl.Planning.Differences;

/// <summary>One side of a comparison: a plan, and what is needed to say what it takes in the lab.</summary>
public sealed record DiffSide(PlanResult Planned, LabResources Resources, Vocabulary Vocabulary)
{
    public Plan Plan => Planned.Plan;
}

/// <summary>
/// What changes in the lab between two programs, not what changes in their text: comments, layout, order of independent
/// statements, units of the same value and places make no difference.
/// </summary>
/// <param name="Changes">By part, in the order of the new program; renamed things included.</param>
public sealed record PlanDiff(EquatableList<PlanChange> Changes)
{
    /// <summary>Whether the same is done in the lab; names may differ.</summary>
    public bool SameInTheLab => Changes.All(change => change.Kind is ChangeKind.Renamed);

    public static PlanDiff Of(DiffSide before, DiffSide after)
    {
        var changes = new List<PlanChange>();
        Experiments(changes, before, after);
        Protocols(changes, before.Plan, after.Plan);
        Open(changes, before.Plan, after.Plan);
        return new([.. changes]);
    }

    private static void Experiments(List<PlanChange> changes, DiffSide before, DiffSide after)
    {
        var pairs = Matched(
            before.Plan.Experiments,
            after.Plan.Experiments,
            experiment => experiment.Name,
            (one, other) =>
                one.Operations.Select(operation => operation.Verb)
                    .SequenceEqual(other.Operations.Select(operation => operation.Verb))
                && one.Runs.Count == other.Runs.Count
        );
        foreach (var (old, now) in pairs)
        {
            if (old is null || now is null)
            {
                var one = now ?? old;
                if (one is null)
                    continue;
                changes.Add(
                    new(
                        now is null ? ChangeKind.Removed : ChangeKind.Added,
                        $"experiment {one.Name}",
                        "",
                        "",
                        now is null ? Size(one) : null,
                        now is null ? null : Size(one),
                        [],
                        one.Source
                    )
                );
                continue;
            }
            var list = new ChangeList($"experiment {now.Name}");
            if (old.Name != now.Name)
                list.Add(ChangeKind.Renamed, "", "experiment", old.Name, now.Name, null, now.Source);
            ExperimentDiff.Compare(list, before.Plan, after.Plan, old, now);
            var found = list.Merged();
            changes.AddRange(found);
            if (
                found.Any(change => change.Kind is not ChangeKind.Renamed)
                || ProtocolsDiffer(before.Plan, after.Plan)
            )
                changes.AddRange(Totals(before, after, old, now));
        }
    }

    private static string Size(PlanExperiment experiment) =>
        $"{experiment.Operations.Count} operations, {experiment.Cells.Count} cells, {experiment.Runs.Count} runs";

    private static bool ProtocolsDiffer(Plan before, Plan after) =>
        !before
            .Machines.Select(machine => string.Join('\n', machine.Listing))
            .SequenceEqual(after.Machines.Select(machine => string.Join('\n', machine.Listing)));

    private static IReadOnlyList<PlanChange> Totals(
        DiffSide before,
        DiffSide after,
        PlanExperiment old,
        PlanExperiment now
    )
    {
        var list = new ChangeList($"experiment {now.Name}");
        var earlier = LabSchedule.Of(old, before.Planned.Machines, before.Resources);
        var later = LabSchedule.Of(now, after.Planned.Machines, after.Resources);
        Time(
            "preparation",
            earlier.PreparationEnd,
            later.PreparationEnd,
            earlier.OpenOperations + later.OpenOperations
        );
        Time("with cell tests, about", earlier.End, later.End, 0);
        var material = Consumption.Of(old, before.Vocabulary).ToDictionary(one => one.Material);
        foreach (var one in Consumption.Of(now, after.Vocabulary))
        {
            if (
                material.TryGetValue(one.Material, out var less)
                && less.Amount != one.Amount
                && less.Amount.Low is { } from
                && one.Amount.Low is { } to
            )
                list.Add(
                    ChangeKind.Total,
                    "in all",
                    one.Material,
                    OperationDiff.Mass(less.Amount),
                    OperationDiff.Mass(one.Amount) + ValueKey.Relative(from, to)
                );
        }
        return list.Merged();

        void Time(string what, Rational from, Rational to, int open)
        {
            if (from != to)
                list.Add(
                    ChangeKind.Total,
                    "in all",
                    open > 0 ? $"{what}, at least" : what,
                    Rough(from),
                    Rough(to) + ValueKey.Relative(from, to)
                );
        }
    }

    /// <summary>To the minute.</summary>
    private static string Rough(Rational seconds) =>
        seconds < 60
            ? QuantityFormat.FormatTime(seconds)
            : QuantityFormat.FormatTime(Rational.Of((seconds / 60).Floor().Numerator, 1) * 60);

    private static void Protocols(List<PlanChange> changes, Plan before, Plan after)
    {
        var pairs = Matched(
            before.Machines,
            after.Machines,
            machine => machine.Name,
            (one, other) => one.Listing == other.Listing
        );
        foreach (var (old, now) in pairs)
        {
            var one = now ?? old;
            if (one is null)
                continue;
            var list = new ChangeList($"protocol {one.Name}");
            if (old is null || now is null)
                list.Add(
                    now is null ? ChangeKind.Removed : ChangeKind.Added,
                    "",
                    "",
                    now is null ? $"{one.Listing.Count(IsStep)} steps" : null,
                    now is null ? null : $"{one.Listing.Count(IsStep)} steps",
                    null,
                    one.Source
                );
            else
            {
                if (old.Name != now.Name)
                    list.Add(ChangeKind.Renamed, "", "protocol", old.Name, now.Name, null, now.Source);
                ProtocolDiff.Compare(list, old, now);
            }
            changes.AddRange(list.Merged());
        }

        static bool IsStep(string line) => line.StartsWith("step ", StringComparison.Ordinal);
    }

    private static void Open(List<PlanChange> changes, Plan before, Plan after)
    {
        var list = new ChangeList("what is open");
        foreach (string hole in After(before.Holes, after.Holes))
            list.Add(ChangeKind.Added, "", "unspecified", null, hole);
        foreach (string hole in After(after.Holes, before.Holes))
            list.Add(ChangeKind.Removed, "", "unspecified", hole, null);
        changes.AddRange(list.Merged());

        static IEnumerable<string> After(EquatableList<PlanHole> one, EquatableList<PlanHole> other) =>
            other.Select(hole => hole.What).Except(one.Select(hole => hole.What));
    }

    /// <summary>By name; what is left over by likeness, as it may have been renamed.</summary>
    private static List<(T? Before, T? After)> Matched<T>(
        IReadOnlyList<T> before,
        IReadOnlyList<T> after,
        Func<T, string> nameOf,
        Func<T, T, bool> alike
    )
        where T : class
    {
        var pairs = new List<(T?, T?)>();
        var left = before.Where(old => after.All(now => nameOf(now) != nameOf(old))).ToList();
        foreach (var now in after)
        {
            var old = before.FirstOrDefault(one => nameOf(one) == nameOf(now));
            if (old is null)
            {
                old = left.Find(one => alike(one, now));
                if (old is not null)
                    left.Remove(old);
            }
            pairs.Add((old, now));
        }
        pairs.AddRange(left.Select(old => ((T?)old, (T?)null)));
        return pairs;
    }
}
