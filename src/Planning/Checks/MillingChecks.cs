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
