using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Planning.Checks;

/// <summary>What a protocol observes has to be measured: electrodes by a reference, a pressure by the stack's holder.</summary>
internal static class SensorChecks
{
    public static void Check(PerformedRun run, Action<Diagnostic> report) =>
        Check(run.Protocol, run, [], report);

    private static void Check(
        ProtocolSymbol protocol,
        PerformedRun run,
        HashSet<ProtocolSymbol> seen,
        Action<Diagnostic> report
    )
    {
        if (!seen.Add(protocol))
            return;
        var bag = run.Built.Symbol.Properties;
        var parts = BoundWalker
            .Statements(protocol.Body.Block)
            .SelectMany(BoundWalker.ExpressionsOf)
            .SelectMany(BoundWalker.Descendants);
        foreach (var part in parts)
        {
            switch (part)
            {
                case BoundCall { Callee: ProtocolSymbol called }:
                    Check(called, run, seen, report);
                    break;
                case BoundObservable
                {
                    Observable: Observable.PositivePotential or Observable.NegativePotential
                } when bag.Find("reference") is null:
                    Report(part, "reference electrode");
                    break;
                case BoundObservable { Observable: Observable.Pressure }
                    when bag.Find("stack_pressure") is null
                        && bag.Find("limits")?.Block?.Find("pressure") is null:
                    Report(part, "controlled pressure");
                    break;
            }
        }

        void Report(BoundExpression part, string missing) =>
            report(
                Rules.NotMeasuredAt(
                    part.Location,
                    part.Syntax.Text.Trim(),
                    missing,
                    run.Built.Symbol.Name,
                    run.Operation.Location
                )
            );
    }
}
