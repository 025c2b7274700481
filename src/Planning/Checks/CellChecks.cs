using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Checks;

/// <summary>What touches what inside a cell, at which potential and how warm.</summary>
internal static class CellChecks
{
    public static void Check(
        BuiltCell built,
        IReadOnlyList<Incompatibility> table,
        Materials materials,
        Action<Diagnostic> report
    )
    {
        var electrolyte = Electrolyte(built).ToArray();
        foreach (var part in built.Parts)
        {
            if (Collector(part) is { } collector)
                CheckCollector(built, part, collector.Symbol, collector.At, electrolyte, table, report);
            if (part.Role == "positive" && Casing(built) is { } casing)
                CheckCollector(
                    built,
                    part,
                    casing.Symbol,
                    casing.At,
                    electrolyte,
                    table,
                    report,
                    isCasing: true
                );
            foreach (var entry in table)
            {
                if (!entry.IsOfPair || entry.IsOfCollector || entry.IsOfGas || entry.IsOfVessel)
                    continue;
                foreach (var (liquid, _, at) in electrolyte)
                {
                    var solid = part
                        .Constituents.Select(item => item.Material)
                        .OfType<DeclarationSymbol>()
                        .FirstOrDefault(each =>
                            (entry.Names(liquid) && entry.NamesOther(each))
                            || (entry.Names(each) && entry.NamesOther(liquid))
                        );
                    if (solid is not null && !ReferenceEquals(solid, liquid))
                        report(
                            Rules.IncompatiblePairAt(
                                at,
                                liquid.Name,
                                solid.Name,
                                entry.Consequence,
                                entry.Instead,
                                entry.Source
                            )
                        );
                }
            }
        }
        CheckBoiling(built, electrolyte, report);
        CheckBalance(built, materials, report);
        CheckInventory(built, report);
        CheckFilled(built, electrolyte, report);
    }

    private static IEnumerable<(DeclarationSymbol Symbol, Rational? Concentration, Location At)> Electrolyte(
        BuiltCell built
    )
    {
        if (built.Symbol.Properties.Find("electrolyte") is not { Value: { } value } property)
            return [];
        var declared = value.Bare switch
        {
            BoundEntity { Symbol: MaterialSymbol material } => material,
            BoundParameter parameter => (built.Arguments.Find(parameter.Symbol) as Datum.OfEntity)?.Symbol,
            _ => null,
        };
        return declared is null
            ? []
            : Matter
                .PartsOf(declared)
                .Select(part => (part.Symbol, part.Concentration, property.Values[0].Location));
    }

    /// <summary>As the electrode's block names it, or the foil on which its sheet was coated.</summary>
    private static (DeclarationSymbol Symbol, Location At)? Collector(ElectrodePart part)
    {
        if (part.Settings.GetValueOrDefault("collector") is Datum.OfEntity named)
            return (named.Symbol, part.Source.Block?.Find("collector")?.Location ?? part.Source.Location);
        return part.Sheet?.Support is { } foil ? (foil, part.Source.Location) : null;
    }

    /// <summary>A casing that is named as a material; its inner face lies at the positive electrode's potential.</summary>
    private static (DeclarationSymbol Symbol, Location At)? Casing(BuiltCell built) =>
        built.Symbol.Properties.Find("casing")
            is { Value.Bare: BoundEntity { Symbol: var material } } property
            ? (material, property.Location)
            : null;

    private static void CheckCollector(
        BuiltCell built,
        ElectrodePart part,
        DeclarationSymbol collector,
        Location at,
        (DeclarationSymbol Symbol, Rational? Concentration, Location At)[] electrolyte,
        IReadOnlyList<Incompatibility> table,
        Action<Diagnostic> report,
        bool isCasing = false
    )
    {
        var window = Potentials(built, part);
        foreach (var entry in table)
        {
            if (!entry.IsOfCollector || !entry.NamesCollector(collector))
                continue;
            if (
                entry.Potential is { } limits
                && (window is not { } range || !limits.Meets(range.Low, range.High))
            )
                continue;
            var inside = part
                .Constituents.Select(item => item.Material)
                .OfType<DeclarationSymbol>()
                .Select(material => (Symbol: material, Concentration: (Rational?)null))
                .Concat(electrolyte.Select(item => (item.Symbol, item.Concentration)));
            var culprit = inside.FirstOrDefault(item =>
                entry.Names(item.Symbol)
                && (
                    entry.Concentration is not { } span
                    || (item.Concentration is { } value && span.Holds(value))
                )
            );
            bool isAnything = entry.Symbol.Properties.Find("contents") is null;
            if (culprit.Symbol is null && !isAnything)
                continue;
            if (isCasing)
            {
                report(
                    Rules.WrongCasingAt(
                        at,
                        collector.Name,
                        culprit.Symbol?.Name,
                        window is { } wide
                            ? $"{Shown.Volts(wide.Low)} .. {Shown.Volts(wide.High)} against lithium"
                            : "the positive electrode",
                        entry.Consequence,
                        entry.Instead,
                        entry.Source
                    )
                );
                continue;
            }
            report(
                Rules.WrongCollectorAt(
                    at,
                    collector.Name,
                    culprit.Symbol?.Name,
                    window is { } seen && entry.Potential is not null
                        ? $"{Shown.Volts(seen.Low)} .. {Shown.Volts(seen.High)} against lithium"
                        : null,
                    entry.Consequence,
                    entry.Instead,
                    entry.Source
                )
            );
        }
    }

    /// <summary>The potentials against lithium that an electrode may come to, V.</summary>
    private static (Rational Low, Rational High)? Potentials(BuiltCell built, ElectrodePart part)
    {
        if (built.Cell.Facts.CounterPotential.Value is not { } counter)
            return null;
        if (part.Role == "negative")
            return (counter, counter + Rational.Of(1, 1000));
        var limits = built.Cell.Facts.Limits;
        return limits is { LowestVoltage: { } low, HighestVoltage: { } high }
            ? (low + counter, high + counter)
            : null;
    }

    private static void CheckBoiling(
        BuiltCell built,
        (DeclarationSymbol Symbol, Rational? Concentration, Location At)[] electrolyte,
        Action<Diagnostic> report
    )
    {
        if (built.Cell.Facts.Limits.HighestTemperature is not { } warmest)
            return;
        var at =
            built.Symbol.Properties.Find("limits")?.Block?.Find("temperature")?.Location
            ?? built.Symbol.Location;
        foreach (var (liquid, _, where) in electrolyte)
        {
            if (Matter.QuantityOf(liquid, "boils") is { } boils && warmest >= boils.Si)
            {
                report(
                    Rules.BoilingInsideAt(
                        at,
                        liquid.Name,
                        Heat.Celsius(boils.Si),
                        built.Symbol.Name,
                        Heat.Celsius(warmest),
                        null,
                        null,
                        [new(where, "its electrolyte")]
                    )
                );
                return;
            }
        }
    }

    /// <summary>A negative electrode that can hold less than the positive one gives: the rest plates as metal.</summary>
    private static void CheckBalance(BuiltCell built, Materials materials, Action<Diagnostic> report)
    {
        var positive = built.Parts.FirstOrDefault(part => part.Role == "positive");
        var negative = built.Parts.FirstOrDefault(part => part.Role == "negative");
        if (
            positive is null
            || negative is not { Active: { } host } held
            || built.Cell.Facts.TheoreticalCapacity.Value is not { IsZero: false } given
            || held.ActiveMass.Value is not { } mass
        )
            return;
        var specific =
            held.Settings.GetValueOrDefault("capacity")?.Si ?? materials.SpecificCapacityOf(host)?.Value;
        if (mass * specific is not { } taken || taken >= given)
            return;
        report(
            Rules.PlatesLithiumAt(
                held.Source.Location,
                (taken / given).ToDecimalString(3),
                $"{(taken * 1000 / 3600).ToDecimalString(4)} mAh",
                $"{(given * 1000 / 3600).ToDecimalString(4)} mAh",
                positive.Source.Location
            )
        );
    }

    /// <summary>A·s/kg: one electron for each lithium atom, from the Faraday constant and the standard atomic weight.</summary>
    private static readonly Rational s_lithiumCapacity =
        Rational.Parse("96485.33212") / Rational.Parse("0.00694");

    /// <summary>A positive electrode made without its lithium takes it from a foil, which holds as much as it is thick.</summary>
    private static void CheckInventory(BuiltCell built, Action<Diagnostic> report)
    {
        var positive = built.Parts.FirstOrDefault(part => part.Role == "positive");
        if (
            positive?.Active is not { } active
            || built.Cell.Facts.TheoreticalCapacity.Value is not { IsZero: false } taken
            || Matter.ContentOf(active) is not { } content
            || !content.Composition[Language.Chemistry.Elements.Lithium].IsZero
            || built.Parts.FirstOrDefault(part => part.Role == "negative")
                is not { Constituents: [{ Material: { } metal }] } foil
            || metal.Name != "Li"
            || (foil.Area.Value ?? positive.Area.Value) is not { } area
        )
            return;
        var mass =
            foil.Settings.GetValueOrDefault("thickness")?.Si * Materials.DensityOf(metal) * area
            ?? foil.Settings.GetValueOrDefault("loading")?.Si * area;
        if (mass * s_lithiumCapacity is not { } held || held >= taken)
            return;
        report(
            Rules.OutOfLithiumAt(
                foil.Source.Location,
                $"{(held * 1000 / 3600).ToDecimalString(3)} mAh",
                $"{(taken * 1000 / 3600).ToDecimalString(3)} mAh",
                active.Name,
                positive.Source.Location
            )
        );
    }

    /// <summary>An assembly that is told layer by layer also tells when the liquid comes in.</summary>
    private static void CheckFilled(
        BuiltCell built,
        (DeclarationSymbol Symbol, Rational? Concentration, Location At)[] electrolyte,
        Action<Diagnostic> report
    )
    {
        if (
            electrolyte.Length == 0
            || built.Symbol.Properties.Steps.FirstOrDefault(step => step.Operation.Effect == "assemble")
                is not { } assembly
            || built.Symbol.Properties.Find("electrolyte")?.Value?.Bare
                is not BoundEntity { Symbol: var filled }
        )
            return;
        var verbs = assembly.Program.Select(step => step.Operation.Name).ToHashSet();
        if (!verbs.Contains("stack") || verbs.Contains("fill"))
            return;
        var at = assembly.Syntax is Language.Syntax.Tree.PhraseSyntax phrase
            ? phrase.Verb.Location
            : assembly.Location;
        report(Rules.NeverFilledAt(at, filled.Name, electrolyte[0].At));
    }
}
