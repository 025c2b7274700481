using CellDsl.Planning.Plans;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Execution;

/// <summary>
/// What <c>cell fit</c> wrote into a model under <c>fitted</c>: the rows to which it was fitted, by experiment and text.
/// </summary>
internal static class Provenance
{
    /// <summary>How a row is named in a model: <c>post_milling: discharge[1].capacity within …</c>.</summary>
    public static string RowName(string experiment, PlanExpectation expectation) =>
        $"{experiment}: {Text(expectation)}";

    /// <summary>The text of an expectation without its first word and on one line.</summary>
    public static string Text(PlanExpectation expectation)
    {
        string text = string.Join(
            ' ',
            expectation.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        return text.StartsWith("expect ", StringComparison.Ordinal) ? text["expect ".Length..] : text;
    }

    /// <summary>Says of every figure whether it was fitted, predicted, or neither is known, and whether it is extrapolated.</summary>
    public static IReadOnlyList<ExpectationResult> Mark(
        IReadOnlyList<ExpectationResult> results,
        string experiment,
        IReadOnlyList<RunOutcome> runs,
        ModelBook models
    )
    {
        var byId = runs.ToDictionary(r => r.Run.Id);
        var rows = models.Models.ToDictionary(m => m, m => RowsOf(m).ToHashSet());
        var outside = new Dictionary<string, bool>();
        return [.. results.Select(Marked)];

        ExpectationResult Marked(ExpectationResult result)
        {
            var run = byId[result.Run];
            var fitted = rows.Where(m => m.Value.Count > 0 && run.Models.Contains(m.Key.Name)).ToArray();
            if (!outside.TryGetValue(result.Run, out bool isOutside))
                outside[result.Run] = isOutside = Extrapolations.Any(run, models);
            return result with
            {
                IsExtrapolated = isOutside,
                Origin =
                    fitted.Length == 0 ? FigureOrigin.Unstated
                    : fitted.Any(m => m.Value.Contains(RowName(experiment, result.Expectation)))
                        ? FigureOrigin.Fitted
                    : FigureOrigin.Predicted,
            };
        }
    }

    private static IEnumerable<string> RowsOf(PlanModel model) =>
        model
            .Parameters.Where(p => p.Name == "fitted")
            .Select(p => p.Value.Bare)
            .OfType<PlanValue.Group>()
            .SelectMany(g => g.Properties)
            .Where(p => p.Name == "rows")
            .Select(p => p.Value.Bare)
            .OfType<PlanValue.Sequence>()
            .SelectMany(list => list.Items)
            .Select(item => item.Bare is PlanValue.Sequence { Items: [var name, ..] } ? name.Bare : null)
            .OfType<PlanValue.Text>()
            .Select(text => text.Value);
}
