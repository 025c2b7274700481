using CellDsl.Planning.Plans;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Execution;

/// <summary>
/// Compares settings of sweeps and arguments of runs, by name, with the ranges that models give under <c>calibrated</c>.
/// </summary>
internal static class Extrapolations
{
    public static List<Extrapolation> Of(IEnumerable<RunOutcome> runs, ModelBook models)
    {
        var found = new List<Extrapolation>();
        var used = models.Models.Where(m => models.Used.Contains(m.Name)).ToArray();
        foreach (var run in runs)
        {
            foreach (var model in used)
            {
                foreach (var range in Ranges(model))
                    Compare(run, model.Name, range, found);
            }
        }
        return found;
    }

    private static IEnumerable<PlanProperty> Ranges(PlanModel model) =>
        model
            .Parameters.Where(p => p.Name == "calibrated")
            .Select(p => p.Value.Bare)
            .OfType<PlanValue.Group>()
            .SelectMany(g => g.Properties)
            .Where(p => p.Value.Bare is PlanValue.Interval);

    private static void Compare(RunOutcome run, string model, PlanProperty range, List<Extrapolation> found)
    {
        var values = run
            .Settings.Concat(run.Run.Arguments.Select(a => new PlanProperty(a.Name, a.Given)))
            .Where(s => s.Name == range.Name);
        var interval = (PlanValue.Interval)range.Value.Bare;
        foreach (var setting in values)
        {
            if (setting.Value.Si is { } value && (value < interval.Low?.Si || value > interval.High?.Si))
                found.Add(
                    new(model, setting.Name, Spelled.Of(setting.Value), Spelled.Of(interval), run.Run.Id)
                );
        }
    }
}
