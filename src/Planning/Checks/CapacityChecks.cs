using CellDsl.Language.Diagnostics;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Checks;

/// <summary>A protocol that counts per mass or per capacity needs a cell of which these are known.</summary>
internal static class CapacityChecks
{
    public static void Check(PerformedRun run, SourceNames names, Action<Diagnostic> report)
    {
        foreach (var (fact, source) in FactsIn(run.Machine.Machine, run.Run))
        {
            if (
                RunNumbers.FigureOf(run.Built.Cell.Facts, fact) is not { Value: null }
                || Cause(run.Built, fact) is not { } cause
            )
                continue;
            report(
                Rules.UnknownCapacityAt(
                    run.Operation.Location,
                    run.Built.Symbol.Name,
                    NameOf(fact),
                    cause.Words,
                    cause.At,
                    source is { } step ? names.LocationOf(step) : null
                )
            );
            return;
        }
    }

    private static string NameOf(CellFact fact) =>
        fact switch
        {
            CellFact.ActiveMass => "the mass of its active material",
            CellFact.CompositeMass => "the mass of its composite",
            CellFact.ElectrodeArea => "the area of its electrode",
            CellFact.TheoreticalCapacity => "its theoretical capacity",
            CellFact.CounterPotential => "the potential of its counter electrode",
            _ => "its capacity",
        };

    /// <summary>What nobody says, in words. What is said to be unspecified is a hole, and counted as one: null.</summary>
    private static (string Words, Location At)? Cause(BuiltCell built, CellFact fact)
    {
        var declared = built.Symbol.Location;
        if (fact == CellFact.CounterPotential)
        {
            var counter = built.Parts.FirstOrDefault(part => part.Role == "negative");
            return counter is null || counter.Settings.ContainsKey("potential")
                ? null
                : ("its negative electrode has no `potential`", counter.Source.Location);
        }
        if (built.Parts.FirstOrDefault(part => part.Role == "positive") is not { } working)
            return ("it has no positive electrode", declared);
        var at = working.Source.Location;
        bool hasArea = working.Settings.ContainsKey("diameter") || working.Settings.ContainsKey("area");
        if (fact != CellFact.ElectrodeArea)
        {
            if (
                fact is CellFact.NominalCapacity or CellFact.TheoreticalCapacity
                && working.Active is null
                && working.Constituents.Count > 0
                && !working.Settings.ContainsKey("capacity")
            )
                return (
                    $"`{working.MaterialName ?? working.Role}` states neither a `capacity` nor a `redox` couple from which one follows",
                    at
                );
            if (!working.Settings.ContainsKey("loading") && !working.Settings.ContainsKey("areal_capacity"))
                return ("its positive electrode has no `loading`", at);
        }
        return hasArea ? null : ("its positive electrode has neither a `diameter` nor an `area`", at);
    }

    private static IEnumerable<(CellFact Fact, SourceRef? Source)> FactsIn(Machine machine, PlanRun run)
    {
        foreach (var argument in run.Arguments)
        {
            if (argument.Per is { } fact)
                yield return (fact, null);
        }
        foreach (var step in machine.Steps)
        {
            foreach (
                var expression in new[] { step.Setpoint, step.CurrentLimit }.Concat(
                    step.Ends.Select(end => end.Condition)
                )
            )
            {
                foreach (var fact in Facts(expression))
                    yield return (fact, step.Source);
            }
        }
    }

    private static IEnumerable<CellFact> Facts(MachineExpression? expression) =>
        expression switch
        {
            MachineExpression.Fact fact => [fact.What],
            MachineExpression.Arithmetic both => Facts(both.Left).Concat(Facts(both.Right)),
            MachineExpression.Compared both => Facts(both.Left).Concat(Facts(both.Right)),
            MachineExpression.Negated inner => Facts(inner.Operand),
            MachineExpression.Absolute inner => Facts(inner.Operand),
            MachineExpression.Not inner => Facts(inner.Operand),
            MachineExpression.Sustained inner => Facts(inner.Condition),
            MachineExpression.Within within => Facts(within.Value).Concat(Facts(within.Target)),
            MachineExpression.Any any => any.Operands.SelectMany(Facts),
            MachineExpression.All all => all.Operands.SelectMany(Facts),
            _ => [],
        };
}
