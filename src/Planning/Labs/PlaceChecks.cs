using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Checks;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Labs;

/// <summary>The place that a route or an experiment names is one that the lab has, as dry and as free of oxygen.</summary>
internal static class PlaceChecks
{
    public static void Check(
        IEnumerable<Performance> performed,
        LabAssignments assignments,
        Action<Diagnostic> report
    )
    {
        if (assignments is not { Lab: { } lab, IsChosen: true })
            return;
        var places = lab.Body.Members.OfType<EnvironmentSymbol>().ToArray();
        var told = new HashSet<DeclarationSymbol>();
        foreach (var performance in performed)
        {
            if (performance.Place is not Datum.OfEntity { Symbol: var asked } place || !told.Add(asked))
                continue;
            var needed = Surroundings.From(asked, place.At ?? performance.VerbAt);
            // Air is everywhere; a gas alone may come from a hose, unless the lab says where it has which.
            if (needed.HasOxygen || (asked is AtmosphereSymbol && places.Length == 0))
                continue;
            if (places.Any(each => Why(needed, each) is null))
                continue;
            var nearest = places.FirstOrDefault(each => each.Name == asked.Name) ?? places.FirstOrDefault();
            report(
                Rules.PlaceNotThereAt(
                    needed.At,
                    asked.Name,
                    lab.Name,
                    nearest is null ? "it lists no environment" : Why(needed, nearest) ?? "",
                    nearest?.Location ?? lab.Location,
                    nearest is null ? null : $"`{nearest.Name}`"
                )
            );
        }
    }

    /// <summary>Why a place does not do, in words; null where it does.</summary>
    private static string? Why(Surroundings needed, EnvironmentSymbol place)
    {
        var has = Surroundings.From(place, place.Location);
        if (needed.Gas is { } gas && has.Gas is { } filled && !ReferenceEquals(gas, filled))
            return $"`{place.Name}` holds {filled.Name}";
        return More(needed.Water, has.Water, "water", place)
            ?? More(needed.Oxygen, has.Oxygen, "oxygen", place);
    }

    private static string? More(Rational? most, Rational? has, string what, EnvironmentSymbol place) =>
        most is { IsZero: false } limit && has is { } there && there > limit
            ? $"`{place.Name}` holds up to {Surroundings.Share(there)} of {what}, and {Surroundings.Share(limit)} is the most"
            : null;
}
