using System.Globalization;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Execution;

/// <summary>
/// Compares settings of sweeps, arguments of runs and what synthesis made of the active material, by name, with the ranges
/// that the models of a run give under <c>calibrated</c>.
/// </summary>
internal static class Extrapolations
{
    public static List<Extrapolation> Of(IEnumerable<RunOutcome> runs, ModelBook models)
    {
        var found = new List<Extrapolation>();
        foreach (var run in runs)
            AddOf(run, models, found);
        return found;
    }

    /// <summary>Whether a run lies outside what any of its models was calibrated for.</summary>
    public static bool Any(RunOutcome run, ModelBook models)
    {
        var found = new List<Extrapolation>();
        AddOf(run, models, found);
        return found.Count > 0;
    }

    private static void AddOf(RunOutcome run, ModelBook models, List<Extrapolation> found)
    {
        foreach (var model in models.Models.Where(m => run.Models.Contains(m.Name)))
        {
            foreach (var range in Ranges(model))
                Compare(run, model.Name, range, found);
        }
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
        var interval = (PlanValue.Interval)range.Value.Bare;
        var values = run
            .Settings.Concat(run.Run.Arguments.Select(a => new PlanProperty(a.Name, a.Given)))
            .Where(s => s.Name == range.Name)
            .Select(s => (Value: s.Value.Si?.ToDouble() ?? double.NaN, Text: Spelled.Of(s.Value)))
            .Concat(
                run.Attributes.Where(a => a.Name == range.Name)
                    .Select(a => (a.Value, Text: Written(a.Value, interval)))
            )
            .Distinct();
        // Ranges and the parameters behind them are written with four figures: what differs less is inside.
        const double Slack = 2e-3;
        double low = interval.Low?.Si?.ToDouble() ?? double.NegativeInfinity;
        double high = interval.High?.Si?.ToDouble() ?? double.PositiveInfinity;
        foreach (var (value, text) in values)
        {
            if (value < low - Slack * Math.Abs(low) || value > high + Slack * Math.Abs(high))
                found.Add(new(model, range.Name, text, Written(interval), run.Run.Id));
        }
    }

    private static string Written(PlanValue.Interval interval) =>
        interval is { Low: PlanValue.Number { Value: var low }, High: PlanValue.Number { Value: var high } }
        && high <= 1
            ? $"{Percent(low.ToDouble())} .. {Percent(high.ToDouble())}"
            : Spelled.Of(interval);

    private static string Percent(double share) =>
        $"{(100 * share).ToString("G4", CultureInfo.InvariantCulture)} %";

    /// <summary>A value in the unit in which the range is written.</summary>
    private static string Written(double value, PlanValue.Interval interval)
    {
        if (interval.High is PlanValue.Number { Value: var most } && most <= 1)
            return Percent(value);
        var (factor, unit) = SpelledUnit.Of(interval.High ?? interval.Low);
        return $"{(value / factor).ToString("G4", CultureInfo.InvariantCulture)}{(unit.Length > 0 ? " " : "")}{unit}";
    }
}
