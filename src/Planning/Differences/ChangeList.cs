using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Differences;

/// <summary>Collects the changes of one part; the same change at several points of a sweep becomes one.</summary>
internal sealed class ChangeList(string part)
{
    private readonly List<PlanChange> _changes = [];

    public void Add(
        ChangeKind kind,
        string where,
        string what,
        string? before,
        string? after,
        int? point = null,
        SourceRef? place = null
    ) => _changes.Add(new(kind, part, where, what, before, after, point is { } at ? [at] : [], place));

    /// <summary>A value that may be missing on either side; nothing where both mean the same.</summary>
    public void Compare(
        ChangeKind kind,
        string where,
        string what,
        PlanValue? before,
        PlanValue? after,
        int? point = null,
        SourceRef? place = null
    )
    {
        if (ValueKey.Same(before, after))
            return;
        string? relative = before is null || after is null ? "" : ValueKey.Relative(before, after);
        Add(
            before?.Bare is PlanValue.Interval || after?.Bare is PlanValue.Interval ? ChangeKind.Bound : kind,
            where,
            what,
            before is null ? null : ValueKey.Text(before),
            after is null ? null : ValueKey.Text(after) + relative,
            point,
            after?.Source ?? place
        );
    }

    /// <summary>Properties by name.</summary>
    public void Compare(
        ChangeKind kind,
        string where,
        IEnumerable<PlanProperty> before,
        IEnumerable<PlanProperty> after,
        int? point = null,
        SourceRef? place = null
    )
    {
        var earlier = before.ToLookup(property => property.Name, property => property.Value);
        var later = after.ToLookup(property => property.Name, property => property.Value);
        foreach (string name in earlier.Select(group => group.Key).Union(later.Select(group => group.Key)))
            Compare(
                kind,
                where,
                name,
                earlier[name].FirstOrDefault(),
                later[name].FirstOrDefault(),
                point,
                place
            );
    }

    public IReadOnlyList<PlanChange> Merged()
    {
        var merged = new List<PlanChange>();
        foreach (
            var group in _changes.GroupBy(change =>
                (change.Kind, change.Where, change.What, change.Before, change.After)
            )
        )
            merged.Add(
                group.First() with
                {
                    Points = [.. group.SelectMany(change => change.Points).Distinct().Order()],
                }
            );
        return merged;
    }
}
