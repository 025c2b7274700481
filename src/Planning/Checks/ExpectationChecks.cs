using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Checks;

/// <summary>A capacity per gram is not known better than the grams are.</summary>
internal static class ExpectationChecks
{
    public static void Check(Trace trace, Action<Diagnostic> report)
    {
        foreach (var (expect, plan) in trace.Expectations)
        {
            if (expect.Condition.Bare is not BoundWithin { IsRelative: true } within)
                continue;
            if (
                within.Target.Type is not QuantityType { First: var kind }
                || kind.Dimension != Kinds.SpecificCapacity.Dimension
                || !Constant.TryEvaluate(within.Tolerance, out var tolerance)
            )
                continue;
            var cells = trace
                .Runs.Where(run => plan.Runs.Contains(run.Run.Id))
                .Select(run => run.Built)
                .Distinct();
            foreach (var built in cells)
            {
                var loading = built
                    .Cell.Electrodes.FirstOrDefault(each => each.Role == "positive")
                    ?.Properties.FirstOrDefault(property => property.Name is "loading" or "areal_capacity");
                if (
                    loading?.Value.Bare
                        is not PlanValue.Quantity { Uncertainty: { } spread, Value: { IsZero: false } value }
                    || spread / value <= tolerance.Si
                )
                    continue;
                report(
                    Rules.TooTightAt(
                        within.Tolerance.Location,
                        tolerance.ToString(),
                        $"{(spread / value * 100).ToDecimalString(3)} %",
                        built
                            .Parts.FirstOrDefault(part => part.Role == "positive")
                            ?.Source.Block?.Find(loading.Name)
                            ?.Location
                            ?? built.Symbol.Location
                    )
                );
                break;
            }
        }
    }
}
