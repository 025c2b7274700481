using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Checks;

/// <summary>What must not meet: substances with each other, with the vessel, with the gas around them.</summary>
internal static class ContactChecks
{
    public static void Check(
        Performance performance,
        IReadOnlyList<Incompatibility> table,
        Action<Diagnostic> report
    )
    {
        var substances = Matter.In(performance);
        if (substances.Count == 0)
            return;
        var (vessel, vesselAt) = performance.Thing<VesselSymbol>();
        var wetted = vessel?.Properties.ValueOf("wetted")?.Bare is BoundEntity { Symbol: var material }
            ? material
            : null;
        foreach (var entry in table)
        {
            if (entry.IsOfCollector || !entry.AppliesTo(performance))
                continue;
            if (substances.FirstOrDefault(entry.Names) is not { } substance)
                continue;
            if (entry.IsOfVessel && FoilOf(performance) is { } foil)
            {
                if (entry.NamesVessel(foil.Symbol) && (!entry.IsOfPair || substances.Any(entry.NamesOther)))
                    report(
                        Rules.AttackedFoilAt(
                            foil.At,
                            foil.Symbol.Name,
                            substance.Name,
                            entry.Consequence,
                            entry.Instead,
                            entry.Source
                        )
                    );
            }
            else if (entry is { IsOfPair: true, IsOfVessel: true })
            {
                if (vessel is not null && wetted is not null && entry.NamesVessel(wetted))
                {
                    if (substances.Any(entry.NamesOther))
                        report(
                            Rules.AttackedVesselAt(
                                vesselAt,
                                vessel.Name,
                                wetted.Name,
                                substance.Name,
                                entry.Consequence,
                                entry.Instead,
                                entry.Source,
                                performance.UseOf(vesselAt)
                            )
                        );
                }
            }
            else if (entry.IsOfPair)
            {
                var other = substances.FirstOrDefault(each =>
                    !ReferenceEquals(each, substance) && entry.NamesOther(each)
                );
                if (other is not null && (!entry.IsOfGas || Gas(entry, performance) is not null))
                    report(
                        Rules.IncompatiblePairAt(
                            PlaceOf(performance, other)
                                ?? PlaceOf(performance, substance)
                                ?? performance.VerbAt,
                            substance.Name,
                            other.Name,
                            entry.Consequence,
                            entry.Instead,
                            entry.Source
                        )
                    );
            }
            else if (entry.IsOfVessel)
            {
                if (vessel is not null && wetted is not null && entry.NamesVessel(wetted))
                    report(
                        Rules.AttackedVesselAt(
                            vesselAt,
                            vessel.Name,
                            wetted.Name,
                            substance.Name,
                            entry.Consequence,
                            entry.Instead,
                            entry.Source,
                            performance.UseOf(vesselAt)
                        )
                    );
            }
            else if (entry.IsOfGas && Gas(entry, performance) is { } gas)
            {
                report(
                    Rules.WrongGasAt(
                        gas.At,
                        substance.Name,
                        gas.Name,
                        entry.Consequence,
                        entry.Instead,
                        entry.Source,
                        performance.UseOf(gas.At)
                    )
                );
            }
        }
    }

    /// <summary>What a slurry is spread on.</summary>
    private static (DeclarationSymbol Symbol, Location At)? FoilOf(Performance performance)
    {
        if (performance.Effect != "coat")
            return null;
        foreach (var (argument, value) in performance.Arguments)
        {
            if (argument.Parameter.Preposition == "on" && value is Datum.OfEntity foil)
                return (foil.Symbol, performance.PlaceOf(argument, value));
        }
        return null;
    }

    private static Surroundings? Gas(Incompatibility entry, Performance performance) =>
        performance
            .Segments.Select(Surroundings.Of)
            .Prepend(Surroundings.Of(performance))
            .FirstOrDefault(gas => gas is not null && entry.NamesGas(gas));

    /// <summary>Where a substance is named in the operation itself; null where it came with a sample.</summary>
    private static Location? PlaceOf(Performance performance, DeclarationSymbol substance)
    {
        foreach (var (argument, value) in performance.Arguments)
        {
            foreach (var item in value.Flattened)
            {
                if (
                    item is Datum.OfEntity entity
                    && Matter.PartsOf(entity.Symbol).Any(part => ReferenceEquals(part.Symbol, substance))
                )
                    return performance.PlaceOf(argument, item);
                if (item is Datum.OfMixture mixture)
                {
                    foreach (var part in mixture.Parts.OfType<Datum.OfEntity>())
                    {
                        if (ReferenceEquals(part.Symbol, substance))
                            return performance.PlaceOf(argument, part);
                    }
                }
            }
        }
        return null;
    }
}
