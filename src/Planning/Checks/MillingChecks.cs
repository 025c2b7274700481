using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Checks;

/// <summary>
/// High-energy milling: the jar has to cool between turns, and it may not be filled too far for the balls to fly. Source:
/// C. Suryanarayana, Prog. Mater. Sci. 46 (2001) 1, sections 4.3 to 4.7.
/// </summary>
internal static class MillingChecks
{
    // 400 rpm in a planetary mill of common size: the energy grows with the cube of the speed.
    private static readonly Rational s_fast = Rational.Of(400, 60);

    private static readonly Rational s_long = 3600;

    private static readonly Rational s_hotJar = Rational.Of(37315, 100);

    private static readonly Rational s_twoThirds = Rational.Of(2, 3);

    public static void Check(Performance performance, Action<Diagnostic> report)
    {
        if (
            performance.Operation.Operation.Instrument is not { Name: var mill }
            || !mill.Contains("mill", StringComparison.Ordinal)
        )
            return;
        CheckPauses(performance, report);
        CheckFilling(performance, report);
        CheckWear(performance, report);
        CheckLiquid(performance, report);
    }

    private static void CheckPauses(Performance performance, Action<Diagnostic> report)
    {
        if (performance.Effect != "mill" || performance.Operation.Properties?.Find("pause") is not null)
            return;
        var (speed, spelling, at) = ValueOf(performance, Kinds.RotationSpeed);
        var time = performance.Duration.Low;
        if (speed is not { } turns || turns <= s_fast || time is not { } seconds || seconds <= s_long)
            return;
        report(
            Rules.MillingWithoutPauseAt(
                performance.VerbAt,
                performance.Verb,
                spelling,
                QuantityFormat.FormatTime(seconds),
                at
            )
        );
    }

    /// <summary>A high-energy mill that runs long, with how fast and how long; null for every other operation.</summary>
    public static (string Speed, string Time, Rational Seconds, Location At)? HighEnergy(
        Performance performance
    )
    {
        if (
            performance.Operation.Operation.Instrument is not { Name: var mill }
            || !mill.Contains("mill", StringComparison.Ordinal)
        )
            return null;
        var (speed, spelling, at) = ValueOf(performance, Kinds.RotationSpeed);
        return speed > s_fast && performance.Duration.Low is { } seconds && seconds > s_long
            ? (spelling, QuantityFormat.FormatTime(seconds), seconds, at)
            : null;
    }

    /// <summary>A vessel says from which time on high-energy milling leaves its material in the powder: <c>wear: 10 h</c>.</summary>
    private static void CheckWear(Performance performance, Action<Diagnostic> report)
    {
        var (vessel, at) = performance.Thing<VesselSymbol>();
        if (
            performance.Effect != "mill"
            || vessel is null
            || HighEnergy(performance) is not { } hard
            || Matter.QuantityOf(vessel, "wear") is not { } wear
            || hard.Seconds < wear.Si
        )
            return;
        string material = vessel.Properties.ValueOf("wetted")?.Bare is BoundEntity { Symbol: var wetted }
            ? wetted.Name
            : "material";
        report(
            Rules.JarWearsAt(
                at,
                vessel.Name,
                material,
                hard.Time,
                hard.Speed,
                QuantityFormat.FormatTime(wear.Si),
                performance.UseOf(at)
            )
        );
    }

    /// <summary>A jar that turns fast for hours comes to some 100 °C (Suryanarayana, section 4.7).</summary>
    private static void CheckLiquid(Performance performance, Action<Diagnostic> report)
    {
        var (vessel, at) = performance.Thing<VesselSymbol>();
        if (
            vessel is null
            || vessel.Properties.ValueOf("closed")?.Bare is not BoundTruth { Value: true }
            || performance.Operation.Properties?.Find("pause") is not null
            || HighEnergy(performance) is not { } hard
        )
            return;
        foreach (var liquid in VesselChecks.Liquids(performance))
        {
            if (Matter.QuantityOf(liquid, "boils") is not { } boils || boils.Si > s_hotJar)
                continue;
            report(
                Rules.LiquidInHotJarAt(
                    at,
                    liquid.Name,
                    Heat.Celsius(boils.Si),
                    vessel.Name,
                    hard.Time,
                    hard.Speed,
                    performance.UseOf(at)
                )
            );
            return;
        }
    }

    /// <summary>Balls, powder and liquid over the volume of the jar, as far as all are known.</summary>
    private static void CheckFilling(Performance performance, Action<Diagnostic> report)
    {
        var (vessel, at) = performance.Thing<VesselSymbol>();
        if (vessel is null || Matter.QuantityOf(vessel, "volume")?.Si is not { IsZero: false } volume)
            return;
        var filled = Rational.Zero;
        foreach (var sample in performance.Samples)
        {
            if (sample.Solids.Low is not { } grams)
                continue;
            foreach (var item in sample.Constituents)
            {
                if (
                    item is { Material: { } material, Share: { } share }
                    && Materials.DensityOf(material) is { IsZero: false } density
                )
                    filled += grams * share / 1000 / density;
            }
        }
        if (
            performance.Operation.Properties?.ValueOf("balls") is { } balls
            && Constant.TryEvaluate(balls, out var mass)
            && vessel.Properties.ValueOf("wetted")?.Bare is BoundEntity { Symbol: var wetted }
            && Materials.DensityOf(wetted) is { IsZero: false } heavy
        )
            filled += mass.Si / heavy;
        if (filled <= volume * s_twoThirds)
            return;
        report(
            Rules.JarTooFullAt(
                at,
                vessel.Name,
                $"{(filled * 1_000_000).ToDecimalString(3)} mL",
                $"{(volume * 1_000_000).ToDecimalString(3)} mL",
                performance.UseOf(at)
            )
        );
    }

    private static (Rational? Value, string Spelling, Location At) ValueOf(Performance performance, Kind kind)
    {
        foreach (var (argument, value) in performance.Arguments)
        {
            if (value is Datum.Known { Si: { } si } known && known.Kind == kind)
                return (
                    si,
                    Scheduling.PlanValueText.Of(value.Plan.Bare),
                    performance.PlaceOf(argument, value)
                );
        }
        return (null, "", performance.VerbAt);
    }
}
