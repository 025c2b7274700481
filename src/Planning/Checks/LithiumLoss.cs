using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Checks;

/// <summary>
/// Lithium oxide evaporates from hot oxides. A recipe for a lithium compound that is heated so far speaks of an excess, or
/// the pellet lies in a bed of its own powder. 900 °C: E. Antolini, M. Ferretti, J. Solid State Chem. 117 (1995) 1.
/// </summary>
internal static class LithiumLoss
{
    private static readonly Rational s_volatile = Rational.Of(117315, 100);

    public static void Check(Performance performance, Materials materials, Action<Diagnostic> report)
    {
        if (
            performance.Effect != "heat"
            || performance.Samples.Select(sample => sample.Intended).FirstOrDefault(goal => goal is not null)
                is not { HasExcess: false } intended
            || materials.CompositionOf(intended.Target) is not { } composition
            || composition[Language.Chemistry.Elements.Lithium].IsZero
            || composition[Language.Chemistry.Elements.Oxygen].IsZero
            || performance.Behind("on") is not null
            || Heat.HighestOf(performance) is not { } heat
            || heat.Value <= s_volatile
        )
            return;
        if (
            performance.Thing<VesselSymbol>().Symbol is { } vessel
            && vessel.Properties.ValueOf("closed")?.Bare
                is Language.Semantics.Bound.BoundTruth { Value: true }
        )
            return;
        report(
            Rules.LithiumLostAt(
                heat.At,
                intended.Target.Name,
                heat.Spelling,
                [.. performance.UseOf(heat.At), new(intended.Weighed, "weighed without an excess")]
            )
        );
    }
}
