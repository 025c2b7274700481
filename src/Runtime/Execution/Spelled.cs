using CellDsl.Planning.Plans;

namespace CellDsl.Runtime.Execution;

/// <summary>Values of the plan as people write them.</summary>
public static class Spelled
{
    public static string Of(PlanValue value) =>
        value switch
        {
            PlanValue.Quantity quantity => quantity.Spelling,
            PlanValue.Number number => number.Value.ToString(),
            PlanValue.Text text => text.Value,
            PlanValue.Symbol symbol => symbol.Name,
            PlanValue.Truth truth => truth.Value ? "yes" : "no",
            PlanValue.Interval { Low: { } low, High: { } high } => $"{Of(low)} .. {Of(high)}",
            PlanValue.Interval { Low: { } low } => $"above {Of(low)}",
            PlanValue.Interval { High: { } high } => $"below {Of(high)}",
            PlanValue.Sequence list => $"[{string.Join(", ", list.Items.Select(Of))}]",
            PlanValue.Mixture mixture => string.Join(" : ", mixture.Parts.Select(p => p.Name)),
            PlanValue.Group group => group.Class ?? "{…}",
            PlanValue.Assumed assumed => Of(assumed.Value),
            _ => "unspecified",
        };
}
