using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

/// <summary>A <c>model</c> declaration as data for the simulator.</summary>
internal static class ModelPlan
{
    public static PlanModel Of(PlanContext context, ModelSymbol model)
    {
        context.OpenPoints.Meet(model);
        return new(
            model.Name,
            model.Class?.Name ?? "",
            model.Header.Acts ?? Subject(model.Properties),
            ExperimentElaborator.DataOf(context, model.Properties),
            context.Names.RefOf(model.Location)
        );
    }

    /// <summary>The first material, cell or instrument that a property names.</summary>
    private static string? Subject(PropertyBag properties) =>
        properties
            .Items.SelectMany(item => item.Values)
            .Select(value => (value.Bare as BoundEntity)?.Symbol)
            .FirstOrDefault(symbol =>
                symbol is MaterialSymbol or CellSymbol or ClassSymbol or InstrumentSymbol
            )
            ?.Name;
}
