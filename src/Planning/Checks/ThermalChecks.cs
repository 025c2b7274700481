using CellDsl.Language.Diagnostics;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Checks;

/// <summary>
/// What heat does where nothing is meant to react: decomposition while drying, milling or pressing, and vapour that air can
/// light. In a furnace things are heated because they decompose.
/// </summary>
internal static class ThermalChecks
{
    public static void Check(Performance performance, Action<Diagnostic> report)
    {
        if (performance.Effect is not ("dry" or "mill" or "mix" or "disperse" or "press" or "coat" or "wash"))
            return;
        if (Heat.HighestOf(performance) is not { } heat)
            return;
        foreach (var substance in Matter.In(performance))
        {
            if (Matter.QuantityOf(substance, "decomposes") is { } decomposes && heat.Value >= decomposes.Si)
            {
                report(
                    Rules.DecomposesAt(
                        heat.At,
                        substance.Name,
                        Heat.Celsius(decomposes.Si),
                        heat.Spelling,
                        performance.UseOf(heat.At)
                    )
                );
            }
        }
        if (performance.Effect != "dry" || Surroundings.Of(performance) is not { HasOxygen: true } gas)
            return;
        foreach (var liquid in VesselChecks.Liquids(performance))
        {
            if (Matter.QuantityOf(liquid, "flashes") is not { } flashes || heat.Value <= flashes.Si)
                continue;
            report(
                Rules.FlammableVapourAt(
                    gas.At,
                    liquid.Name,
                    Heat.Celsius(flashes.Si),
                    heat.Spelling,
                    gas.Name,
                    performance.UseOf(gas.At)
                )
            );
            return;
        }
    }
}
