using System.Collections.Concurrent;
using CellDsl.Language.Units;

namespace CellDsl.Planning;

/// <summary>How the plan writes the coherent SI unit of a dimension: <c>A/kg</c>, <c>V/s</c>, <c>Ω·m²</c>.</summary>
public static class SiUnits
{
    private static readonly (string Symbol, Dimension Dimension)[] Numerators =
    [
        ("1", Dimension.None),
        ("kg", Dimension.Mass),
        ("m", Dimension.Length),
        ("m²", Dimension.Length.Power(2)),
        ("m³", Dimension.Length.Power(3)),
        ("s", Dimension.Time),
        ("A", Dimension.Current),
        ("K", Dimension.Temperature),
        ("mol", Dimension.Amount),
        ("A·s", Kinds.Charge.Dimension),
        ("V", Kinds.Voltage.Dimension),
        ("W", Kinds.Power.Dimension),
        ("J", Kinds.Energy.Dimension),
        ("Ω", Kinds.Resistance.Dimension),
        ("S", Kinds.Conductance.Dimension),
        ("Pa", Kinds.Pressure.Dimension),
        ("N", Kinds.Force.Dimension),
        ("Pa·s", Kinds.Viscosity.Dimension),
        ("Ω·m", Kinds.Resistivity.Dimension),
        ("Ω·m²", Kinds.ArealResistance.Dimension),
    ];

    private static readonly (string Symbol, Dimension Dimension)[] Denominators =
    [
        ("", Dimension.None),
        ("/kg", Dimension.Mass),
        ("/m²", Dimension.Length.Power(2)),
        ("/m³", Dimension.Length.Power(3)),
        ("/s", Dimension.Time),
        ("/m", Dimension.Length),
        ("/mol", Dimension.Amount),
        ("/K", Dimension.Temperature),
        ("/(kg·K)", Dimension.Mass * Dimension.Temperature),
        ("/(m·K)", Dimension.Length * Dimension.Temperature),
        ("/(m²·K)", Dimension.Length.Power(2) * Dimension.Temperature),
        ("/(A·s)", Kinds.Charge.Dimension),
    ];

    private static readonly ConcurrentDictionary<Dimension, string> Known = new();

    /// <summary>The symbol; <c>1</c> for a pure number, the dimension in words where no usual unit fits.</summary>
    public static string Of(Dimension dimension) => Known.GetOrAdd(dimension, Find);

    public static string Of(Kind kind) => Of(kind.Dimension);

    private static string Find(Dimension dimension)
    {
        foreach (var (below, divisor) in Denominators)
        {
            foreach (var (above, dividend) in Numerators)
            {
                if (dividend / divisor == dimension)
                    return above + below;
            }
        }
        return dimension.ToString();
    }
}
