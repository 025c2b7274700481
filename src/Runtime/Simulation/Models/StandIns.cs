using CellDsl.Planning;
using CellDsl.Planning.Plans;

namespace CellDsl.Runtime.Simulation.Models;

/// <summary>What stood in for something that the procedure leaves open.</summary>
/// <param name="What">As <c>rate of ramp to temperature</c>.</param>
/// <param name="Value">As written in the model.</param>
public sealed record StandIn(string What, string Value, string Model, SourceRef Place)
{
    public override string ToString() =>
        $"unspecified at {Place.Path}:{Place.Line}: {What}; simulated with {Value} from model {Model}";
}

/// <summary>
/// Fills holes from the <c>stand_in</c> blocks of the models, and from nowhere else; every use is recorded once.
/// </summary>
public sealed class StandIns(ModelBook models, IReadOnlyList<PlanHole> holes)
{
    private readonly Dictionary<(string, SourceRef), StandIn> _used = [];
    private readonly HashSet<int> _filled = [];

    /// <summary>All that stood in, in the order of the text.</summary>
    public IReadOnlyList<StandIn> Used =>
        [
            .. _used
                .Values.OrderBy(s => s.Place.Path, StringComparer.Ordinal)
                .ThenBy(s => s.Place.Line)
                .ThenBy(s => s.Place.Column)
                .ThenBy(s => s.What, StringComparer.Ordinal),
        ];

    /// <summary>Holes that no part of the simulation looked at.</summary>
    public IReadOnlyList<PlanHole> Untouched => [.. holes.Where(h => !_filled.Contains(h.Id))];

    /// <summary>The value itself where it is known, else what stands in for it.</summary>
    /// <param name="path">Where to look in a <c>stand_in</c> block, outermost first: verb, segment, parameter.</param>
    /// <exception cref="SimulationException">It is open and no model gives a stand-in.</exception>
    public double Number(PlanValue? value, string what, SourceRef place, params ReadOnlySpan<string> path)
    {
        if (value?.Si is { } known)
            return known.ToDouble();
        return Fill(value, what, place, path).Si?.ToDouble()
            ?? throw new SimulationException(
                $"The stand-in for {what} ({ModelSection.At(place)}) must be a number with its unit."
            );
    }

    /// <summary>The name of what is known, else of what stands in for it.</summary>
    public string Name(PlanValue? value, string what, SourceRef place, params ReadOnlySpan<string> path)
    {
        if (value?.Bare is PlanValue.Symbol known)
            return known.Name;
        return Fill(value, what, place, path) is PlanValue.Symbol symbol
            ? symbol.Name
            : throw new SimulationException(
                $"The stand-in for {what} ({ModelSection.At(place)}) must be a name."
            );
    }

    private PlanValue Fill(PlanValue? value, string what, SourceRef place, ReadOnlySpan<string> path)
    {
        if (value?.Bare is PlanValue.Hole hole)
        {
            _filled.Add(hole.Id);
            if (holes.FirstOrDefault(h => h.Id == hole.Id) is { } described)
                (what, place) = (described.What, described.Source);
        }
        // The most specific path first: heat.ramp.rate, then ramp.rate, then rate.
        for (int skip = 0; skip < path.Length; skip++)
        {
            foreach (var section in models.All("stand_in"))
            {
                if (Follow(section, path[skip..]) is not { } found)
                    continue;
                models.Use(section);
                _used[(what, place)] = new(what, Spelling(found), section.Model, place);
                return found;
            }
        }
        throw new SimulationException(
            $"Unspecified at {ModelSection.At(place)}: {what}. No model gives a stand-in for it; "
                + $"`stand_in {{ {string.Join('_', path)}: … }}` in a model would."
        );
    }

    /// <summary>A path is written with blocks or with underscores: <c>ramp { rate: … }</c>, <c>ramp_rate: …</c>.</summary>
    private static PlanValue? Follow(ModelSection section, ReadOnlySpan<string> path)
    {
        if (section.Value(string.Join('_', path)) is { } whole)
            return whole;
        ModelSection? inner = section;
        foreach (string block in path[..^1])
        {
            inner = inner.Inner(block);
            if (inner is null)
                return null;
        }
        return inner.Value(path[^1]);
    }

    private static string Spelling(PlanValue value) =>
        value switch
        {
            PlanValue.Quantity quantity => quantity.Spelling,
            PlanValue.Number number => number.Value.ToString(),
            PlanValue.Symbol symbol => symbol.Name,
            _ => value.Si?.ToString() ?? "a value",
        };
}
