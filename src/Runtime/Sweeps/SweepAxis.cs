using CellDsl.Planning;
using CellDsl.Runtime.Execution;

namespace CellDsl.Runtime.Sweeps;

/// <summary>
/// A setting and the values that it takes: a parameter of what the experiment calls, a name of its own, or a number of a
/// model by its path, as <c>ltvo.electrode.diffusivity</c>.
/// </summary>
/// <param name="Name">As asked for.</param>
public sealed record SweepAxis(string Name, IReadOnlyList<AxisValue> Values)
{
    /// <summary>Whether it is a number of a model.</summary>
    public bool IsOfModel => Name.Contains('.', StringComparison.Ordinal);

    internal SweepUnit Unit { get; } = SweepUnit.Of(Values.Select(v => v.Value));
}

/// <summary>The one unit in which the values of a column are written, or SI where they do not agree.</summary>
/// <param name="Factor">SI value of one.</param>
internal sealed record SweepUnit(double Factor, string Symbol)
{
    public static SweepUnit Of(IEnumerable<Planning.Plans.PlanValue> values)
    {
        var units = values.Select(v => (SpelledUnit.Of(v).Unit, Full: SpelledUnit.Of(v))).ToArray();
        if (units.Length == 0)
            return new(1, "");
        if (units.All(u => u.Unit == units[0].Unit))
            return new(units[0].Full.Factor, units[0].Unit.Split(" of ")[0]);
        return new(1, (values.First().Bare as Planning.Plans.PlanValue.Quantity)?.Unit ?? "");
    }

    /// <summary>A name with its unit for a column: <c>rate_mA_per_g</c>.</summary>
    public string Column(string name)
    {
        if (Symbol.Length == 0)
            return name;
        string ascii = Symbol
            .Replace("°C", "degC", StringComparison.Ordinal)
            .Replace("/", "_per_", StringComparison.Ordinal)
            .Replace("·", "_", StringComparison.Ordinal)
            .Replace("²", "2", StringComparison.Ordinal)
            .Replace("³", "3", StringComparison.Ordinal)
            .Replace("µ", "u", StringComparison.Ordinal)
            .Replace("Ω", "Ohm", StringComparison.Ordinal)
            .Replace("%", "percent", StringComparison.Ordinal)
            .Replace(" ", "_", StringComparison.Ordinal);
        return $"{name}_{ascii}";
    }
}
