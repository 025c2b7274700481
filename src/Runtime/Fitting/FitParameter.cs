using CellDsl.Language.Units;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Fitting;

/// <summary>
/// A number of a model that may be moved, and how far: one line of its <c>fit</c> block. The optimiser sees a coordinate
/// from 0 to 1, over the logarithm where the range spans more than a factor of three.
/// </summary>
/// <param name="Start">SI, as it stands in the model.</param>
public sealed record FitParameter(
    string Model,
    IReadOnlyList<string> Path,
    double Start,
    double Low,
    double High,
    double UnitFactor,
    string Unit
)
{
    // A start on a bound could not be left.
    private const double Margin = 1e-3;

    public string Name => $"{Model}.{string.Join('.', Path)}";

    private bool IsLogarithmic => Low > 0 && High > 3 * Low;

    public double StartCoordinate => Math.Clamp(CoordinateOf(Start), Margin, 1 - Margin);

    public double At(double coordinate) =>
        IsLogarithmic ? Low * Math.Pow(High / Low, coordinate) : Low + (High - Low) * coordinate;

    /// <summary>How the value changes with the coordinate.</summary>
    public double SlopeAt(double coordinate) =>
        IsLogarithmic ? At(coordinate) * Math.Log(High / Low) : High - Low;

    public ModelSetting Set(double value) => new(Model, Path, Rational.FromDouble(value));

    private double CoordinateOf(double value) =>
        IsLogarithmic ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);

    /// <summary>Everything under <c>fit</c> in the models of a plan.</summary>
    /// <exception cref="SimulationException">A line is no range, or the model has no such number within it.</exception>
    public static IReadOnlyList<FitParameter> Of(Plan plan) =>
        [
            .. plan.Models.SelectMany(model =>
                model
                    .Parameters.Where(p => p.Name == "fit")
                    .SelectMany(p => Of(model, [], p.Value.Bare as PlanValue.Group))
            ),
        ];

    private static IEnumerable<FitParameter> Of(
        PlanModel model,
        IReadOnlyList<string> path,
        PlanValue.Group? group
    )
    {
        foreach (var property in group?.Properties ?? [])
        {
            string[] inner = [.. path, property.Name];
            if (property.Value.Bare is PlanValue.Group block)
            {
                foreach (var found in Of(model, inner, block))
                    yield return found;
            }
            else
                yield return Of(model, inner, property.Value.Bare);
        }
    }

    private static FitParameter Of(PlanModel model, IReadOnlyList<string> path, PlanValue range)
    {
        string name = string.Join('.', path);
        string place = $"Model `{model.Name}` ({ModelSection.At(model.Source)})";
        if (range is not PlanValue.Interval { Low.Si: { } low, High.Si: { } high } || low >= high)
            throw new SimulationException(
                $"{place}: `fit` must give `{name}` a range, as `50 kJ/kg .. 800 kJ/kg`, low before high."
            );
        var value = ModelSetting.Find(model, path);
        if (value?.Si is not { } start)
            throw new SimulationException(
                $"{place}: `fit` names `{name}`, but the model gives it no number to start from."
            );
        if (start < low || start > high)
            throw new SimulationException(
                $"{place}: `{name}` stands at {Spelled.Of(value)}, outside its own range in `fit`, {Spelled.Of(range)}."
            );
        // A bare share is written in percent, as shares are.
        var (factor, unit) =
            value.Bare is PlanValue.Number && high <= 1 ? (0.01, "%") : SpelledUnit.Of(value);
        return new(model.Name, path, start.ToDouble(), low.ToDouble(), high.ToDouble(), factor, unit);
    }
}
