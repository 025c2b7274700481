using System.Text;

namespace CellDsl.Language.Units;

/// <summary>Quantities as a paper prints them.</summary>
public static class QuantityFormat
{
    // An exact decimal longer than this is the image of a fraction that reads better rounded.
    private const int LongestExact = 12;
    private const int Rounded = 6;

    private static readonly (string Symbol, long Seconds)[] s_clock =
    [
        ("d", 86400),
        ("h", 3600),
        ("min", 60),
        ("s", 1),
    ];

    /// <summary>Number, space, unit: <c>80.5 °C</c>, <c>2.00 ± 0.05 mg</c>; tight where the field writes it so: <c>2C</c>.</summary>
    public static string Format(Quantity quantity)
    {
        var number = Number(quantity.Value);
        if (quantity.Uncertainty is { } uncertainty && uncertainty.TryDecimals(out var decimals))
        {
            var most = quantity.Value.TryDecimals(out var exact) ? Math.Max(exact, decimals) : decimals;
            number = $"{quantity.Value.ToFixedString(most)} ± {uncertainty.ToFixedString(decimals)}";
        }
        else if (quantity.Uncertainty is { } spread)
        {
            number = $"{number} ± {spread.ToDecimalString(2)}";
        }

        return Join(number, quantity.Unit);
    }

    /// <summary>A value given in SI, in this unit and with so many significant digits.</summary>
    public static string Format(Rational si, Unit unit, int significantDigits = 4) =>
        Join(unit.FromSi(si).ToDecimalString(significantDigits), unit);

    /// <summary>
    /// A duration as one says it: <c>1 h 30 min</c>, <c>45 s</c>, <c>250 ms</c>. From a minute on, seconds are kept exactly.
    /// </summary>
    public static string FormatTime(Rational seconds)
    {
        if (seconds.IsZero)
        {
            return "0 s";
        }

        var rest = seconds.Abs();
        if (rest < Rational.One)
        {
            var unit = rest >= Rational.Of(1, 1000) ? "ms" : "µs";
            return (seconds.Sign < 0 ? "-" : "") + Format(rest, UnitTable.Parse(unit), Rounded);
        }

        var text = new StringBuilder();
        foreach (var (symbol, length) in s_clock)
        {
            var count = length == 1 ? rest : (rest / length).Floor();
            if (!count.IsZero)
            {
                text.Append(text.Length == 0 ? "" : " ").Append(Number(count)).Append(' ').Append(symbol);
                rest -= count * length;
            }
        }

        return (seconds.Sign < 0 ? "-" : "") + text;
    }

    private static string Number(Rational value)
    {
        if (!value.TryDecimals(out _))
        {
            return value.ToDecimalString(Rounded);
        }

        var exact = value.ToString();
        return exact.Length <= LongestExact ? exact : value.ToDecimalString(LongestExact);
    }

    private static string Join(string number, Unit unit) =>
        unit.IsOne ? number
        : unit.Kind.Tag is Tag.CRate or Tag.Angle ? number + unit.Symbol
        : $"{number} {unit.Symbol}";
}
