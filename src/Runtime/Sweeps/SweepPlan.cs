using CellDsl.Planning;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Sweeps;

/// <summary>
/// The points of a sweep: every point of the experiment's own sweeps that runs anything, with every combination of the
/// axes, the last axis turning fastest.
/// </summary>
public sealed class SweepPlan
{
    private readonly Func<ExperimentVariants> _variants;
    private readonly IReadOnlyList<EquatableList<PlanProperty>> _own;

    /// <param name="plan">The program's.</param>
    /// <param name="variants">Makes a planner of variants, one for each thread.</param>
    /// <exception cref="SimulationException">An axis names nothing that can vary, or the experiment runs nothing.</exception>
    public SweepPlan(
        Plan plan,
        string experiment,
        IReadOnlyList<SweepAxis> axes,
        Func<ExperimentVariants> variants
    )
    {
        Plan = plan;
        Axes = axes;
        _variants = variants;
        Experiment =
            plan.Experiments.FirstOrDefault(e => e.Name == experiment)
            ?? throw new SimulationException($"There is no experiment `{experiment}`.");
        var runs = Experiment.Runs.Select(r => r.Point).ToHashSet();
        // Points of a loop over a swept name differ in nothing else.
        var swept = axes.Select(a => a.Name).ToHashSet();
        _own =
        [
            .. Experiment
                .Points.Where(p => runs.Contains(p.Id))
                .DistinctBy(p =>
                    string.Join(
                        '\n',
                        p.Settings.Where(s => !swept.Contains(s.Name))
                            .Select(s => $"{s.Name} = {Spelled.Of(s.Value)}")
                    )
                )
                .Select(p => p.Settings),
        ];
        if (_own.Count == 0)
            throw new SimulationException(
                $"Experiment `{experiment}` runs no protocol: there is nothing to sweep."
            );
        Check();
    }

    internal Plan Plan { get; }

    public PlanExperiment Experiment { get; }

    public IReadOnlyList<SweepAxis> Axes { get; }

    public long Count => Axes.Aggregate((long)_own.Count, (count, axis) => count * axis.Values.Count);

    /// <summary>Settings of the experiment's own sweeps that no axis overrides.</summary>
    internal IReadOnlyList<string> OwnSettings =>
        [.. _own.SelectMany(p => p).Select(p => p.Name).Distinct().Except(Axes.Select(a => a.Name))];

    internal IEnumerable<PlanValue> OwnValues(string name) =>
        _own.SelectMany(p => p).Where(p => p.Name == name).Select(p => p.Value);

    internal ExperimentVariants NewVariants() => _variants();

    /// <summary>The settings of one point: of the experiment's own sweeps, then of the axes.</summary>
    internal (EquatableList<PlanProperty> Own, AxisValue[] Values) Settings(long point)
    {
        var values = new AxisValue[Axes.Count];
        for (int i = Axes.Count - 1; i >= 0; i--)
        {
            int count = Axes[i].Values.Count;
            values[i] = Axes[i].Values[(int)(point % count)];
            point /= count;
        }
        return (_own[(int)point], values);
    }

    /// <summary>The plan and the experiment of one point, with nothing but what it runs.</summary>
    /// <exception cref="SimulationException">The values do not fit the experiment.</exception>
    internal (Plan Plan, PlanExperiment Experiment) At(long point, ExperimentVariants variants)
    {
        var (own, values) = Settings(point);
        var names = new Dictionary<string, AxisValue>();
        var models = new List<ModelSetting>();
        for (int i = 0; i < values.Length; i++)
        {
            if (!Axes[i].IsOfModel)
                names[Axes[i].Name] = values[i];
            else if (values[i].Value.Si is { } si)
                models.Add(OfModel(Axes[i], si));
        }
        var variant = variants.At(names, own);
        if (variant.Problem is { } problem)
            throw new SimulationException(problem);
        var wanted = variant
            .Experiment.Points.Where(p => p.Settings.Count == own.Count)
            .Select(p => p.Id)
            .ToHashSet();
        var runs = variant.Experiment.Runs.Where(r => wanted.Contains(r.Point)).ToArray();
        var cells = runs.Select(r => r.Cell).ToHashSet();
        return (
            ModelSetting.In(Plan, models),
            variant.Experiment with
            {
                Runs = [.. runs],
                Cells = [.. variant.Experiment.Cells.Where(c => cells.Contains(c.Id))],
                Expectations = [],
            }
        );
    }

    private static ModelSetting OfModel(SweepAxis axis, Language.Units.Rational value)
    {
        string[] path = axis.Name.Split('.');
        return new(path[0], path[1..], value);
    }

    /// <summary>Every axis must move something: what it does not find is said before anything is simulated.</summary>
    private void Check()
    {
        foreach (var axis in Axes)
        {
            if (axis.Values.Count == 0)
                throw new SimulationException($"`{axis.Name}` is given no values.");
            if (axis.IsOfModel && axis.Values[0].Value.Si is { } si)
            {
                var setting = OfModel(axis, si);
                var old = Plan.Models.FirstOrDefault(m => m.Name == setting.Model) is { } model
                    ? ModelSetting.Find(model, setting.Path)
                    : null;
                ModelSetting.In(Plan, [setting]);
                if (UnitOf(old) != UnitOf(axis.Values[0].Value))
                    throw new SimulationException(
                        $"`{axis.Name}` is in {UnitOf(old)}, and is swept in {UnitOf(axis.Values[0].Value)}."
                    );
            }
        }
        var variants = _variants();
        var names = Axes.Where(a => !a.IsOfModel).ToDictionary(a => a.Name, a => a.Values[0]);
        var first = variants.At(names, _own[0]);
        foreach (string name in names.Keys)
        {
            if (!first.Met.Contains(name))
                throw new SimulationException(
                    $"Experiment `{Experiment.Name}` has no setting `{name}`. What can be swept: "
                        + $"{string.Join(", ", first.Offered.Select(o => $"`{o}`"))}, and numbers of models, as "
                        + "`model.block.name`."
                );
        }
        if (first.Problem is { } problem)
            throw new SimulationException(problem + ".");
    }

    private static string UnitOf(PlanValue? value) =>
        value?.Bare is PlanValue.Quantity quantity ? quantity.Unit : "numbers without a unit";
}
