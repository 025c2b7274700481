using CellDsl.Language.Diagnostics;

namespace CellDsl.Planning.Checks;

/// <summary>A test that sets the chamber's temperature runs on a cell that says which temperatures it bears.</summary>
internal static class HeatedChecks
{
    public static void Check(PerformedRun run, SourceNames names, Action<Diagnostic> report)
    {
        if (
            run.Built.Cell.Facts.Limits is { LowestTemperature: not null } or { HighestTemperature: not null }
            || run.Built.Symbol.Properties.Find("limits") is not { Block: { } limits } property
            || limits.Find("temperature") is not null
        )
            return;
        foreach (var step in RunStep.Of(run))
        {
            if (step.Temperature is not { } kelvin)
                continue;
            report(
                Rules.HeatedUnwatchedAt(
                    property.Location,
                    run.Built.Symbol.Name,
                    Heat.Celsius(kelvin),
                    Shown.Place(names, step.Step.Source, run.Operation.Location)
                )
            );
            return;
        }
    }
}
