using CellDsl.Language.Units;
using CellDsl.Planning.Plans;
using SampleMode = CellDsl.Planning.Plans.SampleMode;

namespace CellDsl.Planning.Differences;

/// <summary>What changes in the operations of one point of a sweep.</summary>
internal sealed class OperationDiff
{
    private readonly ChangeList _changes;
    private readonly IReadOnlyList<PlanOperation> _before;
    private readonly IReadOnlyList<PlanOperation> _after;
    private readonly int? _point;
    private readonly List<(PlanOperation Before, PlanOperation After)> _pairs = [];

    /// <param name="point">Of the new plan; null where there is no sweep.</param>
    public OperationDiff(
        ChangeList changes,
        IReadOnlyList<PlanOperation> before,
        IReadOnlyList<PlanOperation> after,
        int? point
    )
    {
        _changes = changes;
        _before = before;
        _after = after;
        _point = point;
    }

    public void Run()
    {
        Match();
        foreach (var (before, after) in _pairs)
            Compare(before, after);
        FindReordered();
    }

    private void Match()
    {
        // First what keeps verb and product, wherever it stands; then what keeps its verb, in order.
        var left = _before.ToList();
        var right = _after.ToList();
        foreach (var group in _before.GroupBy(Identity).Where(group => group.Count() == 1))
        {
            var same = _after.Where(operation => Identity(operation) == group.Key).Take(2).ToList();
            if (same is not [var after])
                continue;
            _pairs.Add((group.First(), after));
            left.Remove(group.First());
            right.Remove(after);
        }
        var rest = Alignment.Of(left, right, (one, other) => one.Verb == other.Verb);
        for (int i = 0; i < rest.Count; i++)
        {
            var (b, a) = rest[i];
            if (b >= 0 && a >= 0)
                _pairs.Add((left[b], right[a]));
            else if (b >= 0)
                _changes.Add(
                    ChangeKind.Removed,
                    NameOf(left[b]),
                    "",
                    Described(left[b]),
                    null,
                    _point,
                    left[b].Source
                );
            else
                _changes.Add(
                    ChangeKind.Added,
                    NameOf(right[a]),
                    "",
                    null,
                    Described(right[a]),
                    _point,
                    right[a].Source
                );
        }
    }

    private void Compare(PlanOperation before, PlanOperation after)
    {
        string name = NameOf(after);
        for (int i = 0; i < Math.Min(before.Outputs.Count, after.Outputs.Count); i++)
        {
            string old = ValueKey.Stem(before.Outputs[i]);
            string now = ValueKey.Stem(after.Outputs[i]);
            if (old != now)
                _changes.Add(ChangeKind.Renamed, name, "sample", old, now, _point, after.Source);
        }
        Settings(name, before, after);
        Draws(name, before, after);
        Weighings(name, before, after);
        Program(name, before, after);
        if (before.Instrument != after.Instrument)
            _changes.Add(
                ChangeKind.Value,
                name,
                "instrument",
                before.Instrument,
                after.Instrument,
                _point,
                after.Source
            );
        if (before.Deadline?.Seconds != after.Deadline?.Seconds)
            _changes.Add(
                ChangeKind.Bound,
                name,
                "latest start",
                Deadline(before.Deadline),
                Deadline(after.Deadline),
                _point,
                after.Source
            );
    }

    /// <summary>
    /// Arguments by name. Samples go by their place, since their names may change without any effect; what is weighed is
    /// told reagent by reagent.
    /// </summary>
    private void Settings(string name, PlanOperation before, PlanOperation after)
    {
        bool areWeighed = before.Weighings.Count > 0 && after.Weighings.Count > 0;
        var earlier = before.Arguments.ToLookup(argument => argument.Name, argument => argument.Value);
        var later = after.Arguments.ToLookup(argument => argument.Name, argument => argument.Value);
        foreach (string what in earlier.Select(group => group.Key).Union(later.Select(group => group.Key)))
        {
            var old = earlier[what].FirstOrDefault();
            var now = later[what].FirstOrDefault();
            bool same = ValueKey.Same(
                old is null ? null : Anonymous(before, old),
                now is null ? null : Anonymous(after, now)
            );
            if (!same && !(areWeighed && what == "precursors"))
                _changes.Compare(ChangeKind.Value, name, what, old, now, _point, after.Source);
        }
    }

    private static PlanValue Anonymous(PlanOperation operation, PlanValue value) =>
        value switch
        {
            PlanValue.Symbol symbol => symbol with { Name = PlaceOf(operation, symbol.Name) },
            PlanValue.Sequence several => several with
            {
                Items = [.. several.Items.Select(item => Anonymous(operation, item))],
            },
            PlanValue.Mixture mixture => mixture with
            {
                Parts = [.. mixture.Parts.Select(part => part with { Name = PlaceOf(operation, part.Name) })],
            },
            _ => value,
        };

    private static string PlaceOf(PlanOperation operation, string name)
    {
        for (int i = 0; i < operation.Inputs.Count; i++)
        {
            if (operation.Inputs[i].Sample == name)
                return $"sample {i + 1}";
        }
        return name;
    }

    private void Draws(string name, PlanOperation before, PlanOperation after)
    {
        foreach (
            var (old, now) in before
                .Inputs.Zip(after.Inputs)
                .Where(pair =>
                    pair.First.Mode == pair.Second.Mode
                    && pair.First.Mode is SampleMode.Draws or SampleMode.Inspects
                )
        )
        {
            if (
                old.Amount.Exact is { } from
                && now.Amount.Exact is { } to
                && from != to
                && !before.Arguments.Any(argument => argument.Name == "amount")
            )
                _changes.Add(
                    ChangeKind.Value,
                    name,
                    $"takes of {ValueKey.Stem(now.Sample)}",
                    Mass(from),
                    Mass(to) + ValueKey.Relative(from, to),
                    _point,
                    after.Source
                );
        }
    }

    private void Weighings(string name, PlanOperation before, PlanOperation after)
    {
        var earlier = before.Weighings.ToLookup(weighing => weighing.Reagent);
        var later = after.Weighings.ToLookup(weighing => weighing.Reagent);
        foreach (string reagent in earlier.Select(group => group.Key).Union(later.Select(group => group.Key)))
        {
            var old = earlier[reagent].FirstOrDefault();
            var now = later[reagent].FirstOrDefault();
            if (old is null || now is null)
                _changes.Add(
                    old is null ? ChangeKind.Added : ChangeKind.Removed,
                    name,
                    reagent,
                    old is null ? null : Mass(old.Mass),
                    now is null ? null : Mass(now.Mass),
                    _point,
                    (now ?? old)?.Source
                );
            else if (old.Mass != now.Mass)
                _changes.Add(
                    ChangeKind.Value,
                    name,
                    reagent,
                    Mass(old.Mass),
                    Mass(now.Mass)
                        + (
                            old.Mass.Low is { } from && now.Mass.Low is { } to
                                ? ValueKey.Relative(from, to)
                                : ""
                        ),
                    _point,
                    now.Source
                );
            if (old is not null && now is not null)
            {
                Share(name, $"excess of {reagent}", old.Excess, now.Excess, now.Source);
                Share(name, $"purity of {reagent}", old.Purity, now.Purity, now.Source);
            }
        }
    }

    private void Share(string name, string what, PlanValue? before, PlanValue? after, SourceRef place)
    {
        if (!ValueKey.Same(before, after))
            _changes.Add(ChangeKind.Value, name, what, Percent(before), Percent(after), _point, place);

        static string? Percent(PlanValue? share) =>
            share?.Bare is PlanValue.Number ratio
                ? $"{(ratio.Value * 100).ToDecimalString(4)} %{(share is PlanValue.Assumed ? " (assumed)" : "")}"
            : share is null ? null
            : ValueKey.Text(share);
    }

    private void Program(string name, PlanOperation before, PlanOperation after)
    {
        foreach (
            var (b, a) in Alignment.Of(before.Program, after.Program, (one, other) => one.Verb == other.Verb)
        )
        {
            if (b < 0)
                _changes.Add(
                    ChangeKind.Added,
                    name,
                    after.Program[a].Verb,
                    null,
                    Described(after.Program[a]),
                    _point,
                    after.Program[a].Source
                );
            else if (a < 0)
                _changes.Add(
                    ChangeKind.Removed,
                    name,
                    before.Program[b].Verb,
                    Described(before.Program[b]),
                    null,
                    _point,
                    before.Program[b].Source
                );
            else
                _changes.Compare(
                    ChangeKind.Value,
                    $"{name}, {after.Program[a].Verb}",
                    before.Program[b].Arguments,
                    after.Program[a].Arguments,
                    _point,
                    after.Program[a].Source
                );
        }
    }

    /// <summary>What used to wait for something now comes before it.</summary>
    private void FindReordered()
    {
        var before = Ancestors(_before);
        var after = Ancestors(_after);
        for (int i = 0; i < _pairs.Count; i++)
        {
            for (int j = 0; j < _pairs.Count; j++)
            {
                bool waited = before[_pairs[j].Before.Id].Contains(_pairs[i].Before.Id);
                bool leads = after[_pairs[i].After.Id].Contains(_pairs[j].After.Id);
                if (waited && leads)
                    _changes.Add(
                        ChangeKind.Reordered,
                        NameOf(_pairs[j].After),
                        "",
                        $"after {NameOf(_pairs[i].Before)}",
                        $"before {NameOf(_pairs[i].After)}",
                        _point,
                        _pairs[j].After.Source
                    );
            }
        }
    }

    /// <summary>By operation those on whose samples it depends, directly or not.</summary>
    private static Dictionary<string, HashSet<string>> Ancestors(IReadOnlyList<PlanOperation> operations)
    {
        var maker = new Dictionary<string, string>();
        var ancestors = new Dictionary<string, HashSet<string>>();
        foreach (var operation in operations)
        {
            var all = new HashSet<string>();
            foreach (var input in operation.Inputs)
            {
                if (!maker.TryGetValue(input.Sample, out string? made))
                    continue;
                all.Add(made);
                all.UnionWith(ancestors[made]);
            }
            ancestors[operation.Id] = all;
            foreach (string output in operation.Outputs)
                maker[output] = operation.Id;
        }
        return ancestors;
    }

    private static string Identity(PlanOperation operation) => NameOf(operation);

    /// <summary>As <c>heat oxide</c>: the verb and what it makes, or what it looks at.</summary>
    private static string NameOf(PlanOperation operation)
    {
        string? thing =
            operation.Outputs.Count > 0 ? operation.Outputs[0]
            : operation.Inputs.Count > 0 ? operation.Inputs[0].Sample
            : null;
        return thing is null ? operation.Verb : $"{operation.Verb} {ValueKey.Stem(thing)}";
    }

    private static string Described(PlanOperation operation) =>
        operation.Arguments.Count == 0
            ? operation.Text
            : string.Join(
                ", ",
                operation.Arguments.Select(argument => $"{argument.Name} {ValueKey.Text(argument.Value)}")
            );

    private static string Described(PlanSegment segment) =>
        string.Join(", ", segment.Arguments.Select(argument => ValueKey.Text(argument.Value)));

    private static string? Deadline(PlanDeadline? deadline) =>
        deadline?.Seconds is { } seconds
            ? $"{QuantityFormat.FormatTime(seconds)} after {ValueKey.Stem(deadline.After)}"
            : null;

    internal static string Mass(Rational grams) =>
        grams >= Rational.One ? $"{grams.ToFixedString(4)} g" : $"{(grams * 1000).ToDecimalString(4)} mg";

    internal static string Mass(PlanRange grams) =>
        grams.Exact is { } exact ? Mass(exact)
        : grams is { Low: { } low, High: null } ? $"at least {Mass(low)}"
        : grams is { Low: { } from, High: { } to } ? $"{Mass(from)} .. {Mass(to)}"
        : "unknown";
}
