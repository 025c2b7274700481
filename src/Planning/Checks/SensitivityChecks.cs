using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Checks;

/// <summary>
/// Samples that air or moisture spoils, followed from hand to hand: each operation has a gas or a place around it, and it
/// has to be one that they bear.
/// </summary>
internal static class SensitivityChecks
{
    private static readonly string[] s_spoilers = ["moisture", "oxygen"];

    /// <summary>More than traces: above the 127 ppm of a dry room with a dew point of −40 °C.</summary>
    private static readonly Rational s_mostWater = Rational.Of(200, 1_000_000);

    private static readonly Rational s_mostOxygen = Rational.Of(1000, 1_000_000);

    /// <param name="told">Routes and substances of which nobody says where they are handled; each is told of once.</param>
    public static void Check(
        Performance performance,
        HashSet<(RouteSymbol? Route, DeclarationSymbol Substance)> told,
        Action<Diagnostic> report
    )
    {
        // A furnace's gas is chosen for the reaction; what it may not hold is said by the table of incompatibilities.
        if (performance.Effect is "heat" or "check" or "run" or null)
            return;
        var gas = Surroundings.Of(performance);
        var contents = Matter.In(performance).AsEnumerable();
        // A cell that is open has its layers and its electrolyte under the gas of the step; a press states none.
        if (gas is not null)
            contents = contents
                .Concat(performance.Inside.SelectMany(Matter.PartsOf).Select(part => part.Symbol))
                .Distinct();
        foreach (var substance in contents)
        {
            if (gas is null)
            {
                if (IsSpoiltByAir(substance) && told.Add((performance.Route, substance)))
                {
                    report(
                        Rules.PlaceNotSaidAt(
                            performance.VerbAt,
                            performance.Verb,
                            substance.Name,
                            Sensitivities(substance),
                            substance.Location
                        )
                    );
                }
                continue;
            }
            if (Spoiler(substance, gas) is { } spoiler)
            {
                report(
                    Rules.SpoiltAt(
                        gas.At,
                        substance.Name,
                        gas.Name,
                        spoiler.What,
                        spoiler.Share,
                        spoiler.Limit,
                        [
                            .. performance.UseOf(gas.At),
                            new(substance.Location, $"sensitive to {spoiler.What}"),
                        ]
                    )
                );
                return;
            }
        }
    }

    private static bool IsSpoiltByAir(DeclarationSymbol substance) =>
        Matter.IsSensitiveTo(substance, "moisture") && Matter.IsSensitiveTo(substance, "oxygen")
        || Matter.QuantityOf(substance, "most_water") is not null
        || Matter.QuantityOf(substance, "most_oxygen") is not null;

    private static string Sensitivities(DeclarationSymbol substance) =>
        string.Join(
            " and ",
            s_spoilers.Where(what =>
                Matter.IsSensitiveTo(substance, what)
                || Matter.QuantityOf(substance, what == "moisture" ? "most_water" : "most_oxygen") is not null
            )
        );

    /// <summary>
    /// What of the gas spoils a substance: more water or oxygen than it states to bear, or more than traces for one that is
    /// sensitive to both. Moisture alone makes a salt heavier, which is a matter of its assay.
    /// </summary>
    private static (string What, string? Share, string? Limit)? Spoiler(
        DeclarationSymbol substance,
        Surroundings gas
    )
    {
        bool isDelicate =
            Matter.IsSensitiveTo(substance, "moisture") && Matter.IsSensitiveTo(substance, "oxygen");
        var statedWater = Matter.QuantityOf(substance, "most_water")?.Si;
        if ((statedWater ?? (isDelicate ? s_mostWater : null)) is { } water)
        {
            if (gas.Water is { } share && share > water)
                return (
                    "moisture",
                    Surroundings.Share(share),
                    statedWater is null ? null : Surroundings.Share(water)
                );
            if (gas.Water is null && IsOpenAir(gas))
                return ("moisture", null, statedWater is null ? null : Surroundings.Share(water));
        }
        var statedOxygen = Matter.QuantityOf(substance, "most_oxygen")?.Si;
        if (
            (statedOxygen ?? (isDelicate ? s_mostOxygen : null)) is { } oxygen
            && gas.Oxygen is { } there
            && there > oxygen
        )
            return (
                "oxygen",
                Surroundings.Share(there),
                statedOxygen is null ? null : Surroundings.Share(oxygen)
            );
        return null;
    }

    /// <summary>Air of which nothing says that it was dried.</summary>
    private static bool IsOpenAir(Surroundings gas) =>
        gas is { Gas: { } symbol, HasOxygen: true }
        && symbol.Properties.ValueOf("gas")?.Syntax.Text.Trim() == "air";
}
