using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Planning.Checks;

/// <summary>Everything that is looked for in a planned experiment. Each rule has its own file; this is the order.</summary>
internal static class PlanChecks
{
    public static void Check(Trace trace)
    {
        var report = trace.Context.Diagnostics.Add;
        var table = trace.Context.Incompatibilities;
        var told = new HashSet<(RouteSymbol?, DeclarationSymbol)>();
        foreach (var performance in trace.Performed)
        {
            ContactChecks.Check(performance, table, report);
            VesselChecks.Check(performance, report);
            SensitivityChecks.Check(performance, told, report);
            ThermalChecks.Check(performance, report);
            MillingChecks.Check(performance, report);
            LithiumLoss.Check(performance, trace.Context.Materials, report);
            AssayChecks.Check(performance, report);
        }
        OpeningChecks.Check(trace.Performed, report);
        foreach (var built in trace.Cells)
            CellChecks.Check(built, table, trace.Context.Materials, report);
        foreach (var run in trace.Runs)
        {
            CapacityChecks.Check(run, trace.Context.Names, report);
            WindowChecks.Check(run, trace.Context.Names, report);
            EndChecks.Check(run, trace.Context.Names, report);
            PolarityChecks.Check(run, trace.Context.Names, report);
            DurationChecks.Check(run, trace.Evaluate, report);
            SensorChecks.Check(run, report);
            HeatedChecks.Check(run, trace.Context.Names, report);
        }
        OverrunChecks.Check(trace.Runs, trace.Context.Names, report);
        ExpectationChecks.Check(trace, report);
    }
}
