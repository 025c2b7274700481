using CellDsl.Planning.Plans;

namespace CellDsl.Runtime.Simulation.Models;

/// <summary>
/// The <c>model</c> declarations of a plan. A block of parameters is looked for in a model of the subject
/// (<c>model ltvo on LTVO { milling { … } }</c> or <c>model m on LTVO: milling { … }</c>), then in one without a subject.
/// </summary>
public sealed class ModelBook(IReadOnlyList<PlanModel> models)
{
    private readonly SortedSet<string> _used = new(StringComparer.Ordinal);
    private SortedSet<string>? _noted;

    /// <summary>Names of the models that anything was taken from.</summary>
    public IReadOnlyCollection<string> Used => _used;

    public IReadOnlyList<PlanModel> Models => models;

    /// <summary>Does some work and tells which models it took anything from.</summary>
    public T Noting<T>(Func<T> work, out IReadOnlyCollection<string> names)
    {
        var outer = _noted;
        var noted = _noted = new(StringComparer.Ordinal);
        names = noted;
        try
        {
            return work();
        }
        finally
        {
            _noted = outer;
            outer?.UnionWith(noted);
        }
    }

    /// <summary>A block for a subject, or null where no model has it.</summary>
    /// <param name="subject">A material, an electrolyte, a cell or an instrument class; null for general blocks only.</param>
    public ModelSection? Section(string block, string? subject) =>
        (subject is null ? null : Among(block, subject)) ?? Among(block, null);

    /// <summary>A block for a subject.</summary>
    /// <exception cref="SimulationException">No model has it.</exception>
    public ModelSection Require(string block, string? subject, string purpose) =>
        Section(block, subject)
        ?? throw new SimulationException(
            $"No model says how {purpose}: a `model … on {subject ?? "…"}` with `{block} {{ … }}` is needed to simulate it."
        );

    /// <summary>A model by its name, or null.</summary>
    public PlanModel? Find(string name) => models.FirstOrDefault(m => m.Name == name);

    /// <summary>
    /// A block of one model by its name; behind it that of the model which its <c>full_cell</c> names under
    /// <c>parameters</c>, and so on. Null where none of them has it.
    /// </summary>
    public ModelSection? Own(string block, string model)
    {
        var chain = new List<PlanModel>();
        for (string? next = model; next is not null; )
        {
            if (Find(next) is not { } found)
                throw new SimulationException(
                    $"Model `{model}` takes parameters from `{next}`, which is no model."
                );
            if (chain.Contains(found))
                throw new SimulationException(
                    $"Model `{model}` takes parameters from itself, by way of `{next}`."
                );
            chain.Add(found);
            next = Sections(found, "full_cell").FirstOrDefault()?.Name("parameters");
        }
        ModelSection? section = null;
        foreach (var found in Enumerable.Reverse(chain).SelectMany(m => Sections(m, block)))
        {
            Use(found);
            section = section is null ? found : found.Over(section);
        }
        return section;
    }

    /// <summary>The model that has a block and is declared on a subject, or null.</summary>
    public PlanModel? On(string subject, string block) =>
        models.FirstOrDefault(m => m.Subject == subject && Sections(m, block).Any());

    /// <summary>Every block of a kind, those of any subject before the general ones.</summary>
    public IEnumerable<ModelSection> All(string block) =>
        models.OrderBy(m => m.Subject is null).SelectMany(m => Sections(m, block));

    /// <summary>Remembers that a model was used, for the record.</summary>
    public void Use(ModelSection section)
    {
        lock (_used)
        {
            _used.Add(section.Model);
            _noted?.Add(section.Model);
        }
    }

    private ModelSection? Among(string block, string? subject)
    {
        var found = models
            .Where(m => m.Subject == subject)
            .SelectMany(m => Sections(m, block))
            .FirstOrDefault();
        if (found is not null)
            Use(found);
        return found;
    }

    private static IEnumerable<ModelSection> Sections(PlanModel model, string block)
    {
        if (model.Kind == block)
            yield return new(model.Name, block, model.Parameters, model.Source);
        foreach (var parameter in model.Parameters)
        {
            if (parameter.Name == block && parameter.Value.Bare is PlanValue.Group group)
                yield return new(model.Name, block, group.Properties, model.Source);
        }
    }
}
