using CellDsl.Language.Diagnostics;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Checks;

/// <summary>A reagent that takes up water weighs more than it is; a recipe says what is known of its content.</summary>
internal static class AssayChecks
{
    public static void Check(Performance performance, Action<Diagnostic> report)
    {
        if (performance.Effect != "weigh" || performance.Made is not { Intended: not null })
            return;
        // In a dry box nothing takes up water.
        if (Surroundings.Of(performance) is { HasOxygen: false })
            return;
        for (int i = 0; i < performance.Weighed.Count && i < performance.Weighings.Count; i++)
        {
            var reagent = performance.Weighed[i];
            if (
                performance.Weighings[i].Purity is not null
                || !Matter.IsSensitiveTo(reagent.Symbol, "moisture")
            )
                continue;
            report(Rules.AssayNotSaidAt(reagent.At ?? performance.VerbAt, reagent.Symbol.Name));
        }
    }
}
