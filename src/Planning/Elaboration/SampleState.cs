using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

/// <summary>One substance among the solids of a sample.</summary>
/// <param name="Share">Of the mass of all solids; null where unknown.</param>
internal sealed record Constituent(string Name, MaterialSymbol? Material, Rational? Share);

/// <summary>What reagents were weighed for: it forms when they are heated.</summary>
/// <param name="Yield">g of target per g of reagents; null where unknown.</param>
/// <param name="TakesUp">Gases that the reaction needs.</param>
/// <param name="Releases">Gases that it gives off, with mol of each per g of target; the amount is null where unknown.</param>
/// <param name="HasExcess">Whether the recipe says anything of an excess, if only that it is unspecified.</param>
internal sealed record Intended(
    MaterialSymbol Target,
    Rational? Yield,
    IReadOnlyList<string> TakesUp,
    IReadOnlyList<(string Gas, Rational? PerGram)> Releases,
    bool HasExcess,
    string Equation,
    Location Weighed
);

/// <summary>A sample while the plan is made: what is in it, and how much of it is left.</summary>
internal sealed class SampleState(string id, string name, Location made, int point)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public Location Made { get; } = made;

    public string? Form { get; init; }

    /// <summary>What it is meant to be: set when a route that makes it returns it.</summary>
    public MaterialSymbol? Material { get; set; }

    public string? ProducedBy { get; init; }

    /// <summary>Solids, or what will be solid once it is dry.</summary>
    public IReadOnlyList<Constituent> Constituents { get; init; } = [];

    /// <summary>g of solids when it was made.</summary>
    public PlanRange Solids { get; init; }

    /// <summary>Solvents and milling liquids in it, whose amounts are not followed.</summary>
    public IReadOnlyList<DeclarationSymbol> Liquids { get; init; } = [];

    public Intended? Intended { get; init; }

    /// <summary>The foil on which it was coated, or null.</summary>
    public DeclarationSymbol? Support { get; init; }

    /// <summary>g when it was made.</summary>
    public PlanRange Amount => Liquids.Count == 0 ? Solids : Solids with { High = null };

    /// <summary>Drawn from its solids since, g.</summary>
    public PlanRange Drawn { get; set; } = PlanRange.Exactly(0);

    public PlanRange Left => Ranges.Difference(Solids, Drawn);

    public PlanSample ToPlan(SourceNames names) =>
        new(
            Id,
            Name,
            Form,
            Material?.Name,
            [.. Constituents.Select(item => new PlanComponent(item.Name, item.Share))],
            Amount,
            ProducedBy,
            point,
            names.RefOf(Made)
        );

    /// <summary>The constituents of several lots together; shares are lost where an amount is unknown.</summary>
    public static IReadOnlyList<Constituent> Merge(IReadOnlyList<(SampleState Sample, PlanRange Mass)> lots)
    {
        if (lots is [var single])
            return single.Sample.Constituents;
        var total = Ranges.Sum(lots.Select(lot => lot.Mass)).Exact;
        return Blend(
            lots.Select(lot =>
                (
                    lot.Sample.Constituents,
                    total is { IsZero: false } all && lot.Mass.Exact is { } mass
                        ? mass / all
                        : (Rational?)null
                )
            )
        );
    }

    /// <summary>Constituents blended in mass shares, equal names joined.</summary>
    public static IReadOnlyList<Constituent> Blend(
        IEnumerable<(IReadOnlyList<Constituent> Constituents, Rational? Share)> parts
    )
    {
        var blend = new List<Constituent>();
        foreach (var (constituents, share) in parts)
        {
            foreach (var item in constituents)
            {
                var added = item with { Share = item.Share * share };
                int known = blend.FindIndex(other => other.Name == item.Name);
                if (known < 0)
                    blend.Add(added);
                else
                    blend[known] = blend[known] with { Share = blend[known].Share + added.Share };
            }
        }
        return blend;
    }
}

/// <summary>Arithmetic of amounts; what is unknown stays so.</summary>
internal static class Ranges
{
    public static PlanRange Sum(IEnumerable<PlanRange> ranges) =>
        ranges.Aggregate(PlanRange.Exactly(0), (sum, range) => sum + range);

    /// <summary>At least nothing: a lower bound below zero is zero.</summary>
    public static PlanRange Difference(PlanRange from, PlanRange taken)
    {
        var low = from.Low - taken.High;
        return new(low is { Sign: < 0 } ? Rational.Zero : low, from.High - (taken.Low ?? Rational.Zero));
    }

    /// <summary>The range times a factor that is not negative; unknown for an unknown factor.</summary>
    public static PlanRange Scaled(PlanRange range, Rational? factor) =>
        new(range.Low * factor, range.High * factor);
}
