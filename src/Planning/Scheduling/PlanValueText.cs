using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Scheduling;

/// <summary>Values of a plan as people wrote them.</summary>
public static class PlanValueText
{
    public static string Of(PlanValue value) =>
        value switch
        {
            PlanValue.Quantity quantity => quantity.Spelling,
            PlanValue.Number number => number.Value.ToDecimalString(6),
            PlanValue.Text text => $"\"{text.Value}\"",
            PlanValue.Symbol symbol => symbol.Name,
            PlanValue.Truth truth => truth.Value ? "true" : "false",
            PlanValue.Interval { Low: null, High: { } high } => $"up to {Of(high)}",
            PlanValue.Interval { Low: { } low, High: null } => $"at least {Of(low)}",
            PlanValue.Interval { Low: { } low, High: { } high } => $"{Of(low)} .. {Of(high)}",
            PlanValue.Sequence sequence => string.Join(", ", sequence.Items.Select(Of)),
            PlanValue.Mixture mixture => $"{string.Join(" : ", mixture.Parts.Select(part => part.Name))} = "
                + $"{string.Join(" : ", mixture.Parts.Select(part => Of(part.Value)))} by {mixture.Basis}",
            PlanValue.Group { Class: "of", Properties: [var amount, var material] } =>
                $"{Of(amount.Value)} of {Of(material.Value)}",
            PlanValue.Group group => Group(group),
            PlanValue.Hole => "unspecified",
            PlanValue.Assumed assumed => $"{Of(assumed.Value)} (assumed)",
            _ => "",
        };

    private static string Group(PlanValue.Group group)
    {
        var inside = string.Join(
            ", ",
            group.Properties.Select(property =>
                property.Name.Length == 0 ? Of(property.Value) : $"{property.Name}: {Of(property.Value)}"
            )
        );
        return group.Class is null ? $"{{ {inside} }}"
            : inside.Length == 0 ? group.Class
            : $"{group.Class} ({inside})";
    }
}
