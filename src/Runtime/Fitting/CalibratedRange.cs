using System.Globalization;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Execution;

namespace CellDsl.Runtime.Fitting;

/// <summary>
/// The span of a setting, an argument or an attribute of the active material over the runs to which a model was fitted: a
/// line of its <c>calibrated</c> block.
/// </summary>
public sealed record CalibratedRange(string Name, string Low, string High)
{
    /// <summary>
    /// Over the runs behind fitted rows that took anything from the model. What synthesis made belongs to the model of the
    /// material, the one with an <c>electrode</c>.
    /// </summary>
    public static IReadOnlyList<CalibratedRange> Of(PlanModel model, FitResult result)
    {
        var fitted = result.Rows.Select(r => r.Row.Run.Split(',')[0]).ToHashSet();
        var runs = result
            .Reports.SelectMany(report =>
                report.Runs.Where(run =>
                    run.Models.Contains(model.Name)
                    && result.Rows.Any(r => r.Row.Experiment == report.Experiment)
                    && fitted.Contains(run.Run.Id)
                )
            )
            .ToArray();
        var stated = runs.SelectMany(run =>
                run.Settings.Concat(run.Run.Arguments.Select(a => new PlanProperty(a.Name, a.Given)))
            )
            .Where(setting => setting.Value.Si is not null)
            .GroupBy(setting => setting.Name)
            .Select(group => Stated(group.Key, [.. group.Select(s => s.Value.Bare)]));
        if (model.Parameters.All(p => p.Name != "electrode"))
            return [.. stated];
        var made = runs.SelectMany(run => run.Attributes)
            .GroupBy(a => (a.Name, a.Unit))
            .Select(group => new CalibratedRange(
                group.Key.Name,
                Written(group.Min(a => a.Value), group.Key.Unit, -1),
                Written(group.Max(a => a.Value), group.Key.Unit, 1)
            ));
        return [.. stated.Concat(made)];
    }

    private static CalibratedRange Stated(string name, IReadOnlyList<PlanValue> values)
    {
        var low = values.MinBy(v => v.Si) ?? values[0];
        var high = values.MaxBy(v => v.Si) ?? values[0];
        // A run of a hundred cycles has gone through fifty.
        string first = low is PlanValue.Number ? "1" : Bare(low);
        return new(name, first, Bare(high));
    }

    // Names compare by number: what a rate is normalised by is the protocol's business.
    private static string Bare(PlanValue value) => Spelled.Of(value).Split(" of ")[0];

    /// <summary>Four figures, rounded outwards, in the field's units.</summary>
    private static string Written(double value, string unit, int outwards)
    {
        var (factor, name) = unit switch
        {
            "m" => (1e-6, "µm"),
            "m²/kg" => (1e3, "m²/g"),
            "J/kg" => (1e3, "kJ/kg"),
            "Pa" => (1e6, "MPa"),
            "1" => (0.01, "%"),
            _ => (1.0, unit),
        };
        double scaled = value / factor;
        if (scaled == 0)
            return $"0 {name}";
        double digit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(scaled))) - 3);
        double rounded = (outwards < 0 ? Math.Floor(scaled / digit) : Math.Ceiling(scaled / digit)) * digit;
        return $"{rounded.ToString("G4", CultureInfo.InvariantCulture)} {name}";
    }
}
