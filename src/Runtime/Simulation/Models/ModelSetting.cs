using CellDsl.Language.Units;
using CellDsl.Planning;
using CellDsl.Planning.Plans;

namespace CellDsl.Runtime.Simulation.Models;

/// <summary>Another number for one parameter of one model.</summary>
/// <param name="Path">From the block inwards: <c>milling</c>, <c>surface_energy</c>.</param>
/// <param name="Value">SI.</param>
public sealed record ModelSetting(string Model, IReadOnlyList<string> Path, Rational Value)
{
    /// <summary>A plan whose models have other numbers.</summary>
    /// <exception cref="SimulationException">A model has no such parameter, or it is no number.</exception>
    public static Plan In(Plan plan, IReadOnlyCollection<ModelSetting> settings)
    {
        if (settings.Count == 0)
            return plan;
        var models = plan.Models.ToArray();
        foreach (var setting in settings)
        {
            int index = Array.FindIndex(models, m => m.Name == setting.Model);
            if (index < 0)
                throw new SimulationException($"There is no model `{setting.Model}`.");
            models[index] = models[index] with { Parameters = setting.Within(models[index].Parameters, 0) };
        }
        return plan with { Models = [.. models] };
    }

    /// <summary>The value that stands at a path of a model, or null.</summary>
    public static PlanValue? Find(PlanModel model, IReadOnlyList<string> path)
    {
        PlanValue? value = new PlanValue.Group(null, model.Parameters);
        foreach (string name in path)
            value = (value?.Bare as PlanValue.Group)?.Properties.FirstOrDefault(p => p.Name == name)?.Value;
        return value;
    }

    private EquatableList<PlanProperty> Within(EquatableList<PlanProperty> properties, int depth)
    {
        var all = properties.ToArray();
        int index = Array.FindIndex(all, p => p.Name == Path[depth]);
        if (index < 0)
            throw new SimulationException(
                $"Model `{Model}` has no `{string.Join('.', Path)}`; only what stands in the model can be changed."
            );
        all[index] = all[index] with { Value = Changed(all[index].Value.Bare, depth) };
        return [.. all];
    }

    private PlanValue Changed(PlanValue value, int depth) =>
        value switch
        {
            PlanValue.Group group when depth + 1 < Path.Count => group with
            {
                Properties = Within(group.Properties, depth + 1),
            },
            PlanValue.Quantity quantity when depth + 1 == Path.Count => quantity with
            {
                Value = Value,
                Spelling = $"{Value.ToDouble():G6} {quantity.Unit}",
            },
            PlanValue.Number when depth + 1 == Path.Count => new PlanValue.Number(Value),
            _ => throw new SimulationException(
                $"`{string.Join('.', Path)}` of model `{Model}` is no number."
            ),
        };
}
