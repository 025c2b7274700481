using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Checks;

/// <summary>What a vessel can bear: its temperature, and the pressure in it where it is closed.</summary>
internal static class VesselChecks
{
    /// <summary>Molar gas constant, J/(mol·K), exact in the SI of 2019.</summary>
    private static readonly Rational s_gasConstant = Rational.Parse("8.31446261815324");

    private static readonly Rational s_atmosphere = 101_325;

    private static readonly Rational s_room = Rational.Of(29815, 100);

    public static void Check(Performance performance, Action<Diagnostic> report)
    {
        var (vessel, at) = performance.Thing<VesselSymbol>();
        if (vessel is null)
            return;
        var highest = Heat.HighestOf(performance);
        if (highest is { } heat)
            CheckTemperature(performance, vessel, heat, report);
        if (!IsClosed(vessel))
            return;
        CheckReleased(performance, vessel, at, highest, report);
        if (highest is { } warm)
            CheckBoiling(performance, vessel, at, warm, report);
    }

    private static bool IsClosed(VesselSymbol vessel) =>
        vessel.Properties.ValueOf("closed")?.Bare is BoundTruth { Value: true };

    private static void CheckTemperature(
        Performance performance,
        VesselSymbol vessel,
        Warmth heat,
        Action<Diagnostic> report
    )
    {
        if (Span.Of(vessel.Properties, "max_temperature")?.High is not { } most || heat.Value <= most)
            return;
        report(
            Rules.VesselTooHotAt(
                heat.At,
                vessel.Name,
                Heat.Celsius(most),
                heat.Spelling,
                $"{(heat.Value - most).ToDecimalString(4)} K",
                performance.UseOf(heat.At)
            )
        );
    }

    /// <summary>
    /// The ideal gas law on what the reaction gives off, with the gas that was in the vessel at room temperature, warmed.
    /// </summary>
    private static void CheckReleased(
        Performance performance,
        VesselSymbol vessel,
        Location at,
        Warmth? highest,
        Action<Diagnostic> report
    )
    {
        if (
            performance.Effect != "heat"
            || performance.Samples.Select(sample => sample.Intended).FirstOrDefault(goal => goal is not null)
                is not { Releases: { Count: > 0 } releases } intended
        )
            return;
        Rational? moles = Rational.Zero;
        foreach (var release in releases)
            moles += release.PerGram * performance.Made?.Solids.Low;
        var volume = Matter.QuantityOf(vessel, "volume")?.Si;
        var limit = Span.Of(vessel.Properties, "max_pressure")?.High;
        Rational? pressure =
            volume is { IsZero: false } space && highest is { } heat && moles is { } amount
                ? (amount * s_gasConstant * heat.Value / space) + (s_atmosphere * heat.Value / s_room)
                : null;
        if (pressure is { } known && limit is { } bearable && known <= bearable)
            return;
        report(
            Rules.GasInClosedVesselAt(
                at,
                vessel.Name,
                [.. releases.Select(release => release.Gas).Distinct()],
                pressure is { } value ? Bar(value) : null,
                limit is { } most ? Bar(most) : null,
                intended.Equation,
                intended.Weighed
            )
        );
    }

    /// <summary>
    /// A liquid above its boiling point in a closed vessel. Its pressure is estimated from below by the rules of Clausius,
    /// Clapeyron and Trouton, with an entropy of evaporation of 88 J/(mol·K) (Atkins' Physical Chemistry, 11th ed., 2018).
    /// </summary>
    private static void CheckBoiling(
        Performance performance,
        VesselSymbol vessel,
        Location at,
        Warmth heat,
        Action<Diagnostic> report
    )
    {
        foreach (var liquid in Liquids(performance))
        {
            if (Matter.QuantityOf(liquid, "boils") is not { } boils || heat.Value <= boils.Si)
                continue;
            double ratio = 1 - (boils.Si / heat.Value).ToDouble();
            var pressure = Rational.Of((long)(101_325 * Math.Exp(88 / 8.314462618 * ratio)), 1);
            var limit = Span.Of(vessel.Properties, "max_pressure")?.High;
            if (limit is { } most && pressure <= most)
                continue;
            report(
                Rules.BoilingInsideAt(
                    heat.At,
                    liquid.Name,
                    Heat.Celsius(boils.Si),
                    vessel.Name,
                    heat.Spelling,
                    Bar(pressure),
                    limit is { } bearable ? Bar(bearable) : null,
                    [new(at, "closed"), .. performance.UseOf(heat.At)]
                )
            );
            return;
        }
    }

    public static IEnumerable<DeclarationSymbol> Liquids(Performance performance) =>
        performance
            .Samples.SelectMany(sample => sample.Liquids)
            .Concat(
                performance
                    .Drawn.OfType<Datum.OfEntity>()
                    .Select(drawn => drawn.Symbol)
                    .Where(symbol => symbol is MaterialSymbol { Form.Name: "Liquid" or "Solution" })
            )
            .SelectMany(liquid => Matter.PartsOf(liquid).Select(part => part.Symbol))
            .Distinct();

    private static string Bar(Rational pascal) => $"{(pascal / 100_000).ToDecimalString(3)} bar";
}
