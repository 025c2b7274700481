using System.Globalization;

namespace CellDsl.Debugger.Inspection;

/// <summary>SI numbers in the units that people of the field read.</summary>
internal static class Shown
{
    private static readonly (string Si, double Factor, string Unit)[] Units =
    [
        ("V", 1, "V"),
        ("W", 1, "W"),
        ("Ω", 1, "Ω"),
        ("Hz", 1, "Hz"),
        ("kg", 1e6, "mg"),
        ("m²", 1e4, "cm²"),
        ("A/kg", 1, "mA/g"),
        ("A/m²", 0.1, "mA/cm²"),
        ("A·s/kg", 1 / 3600.0, "mAh/g"),
        ("A·s/m²", 1 / 36000.0, "mAh/cm²"),
        ("J/kg", 1 / 3600.0, "mWh/g"),
        ("V/s", 1e3, "mV/s"),
        ("1/s", 3600, "1/h"),
    ];

    /// <summary>As <c>3.9124 V</c>, <c>1.25 mA</c>, <c>25 °C</c>, <c>2 h 5 min 12 s</c>; a dash where it is not known.</summary>
    public static string Of(double value, string si)
    {
        if (double.IsNaN(value))
            return "–";
        if (double.IsInfinity(value))
            return "unbounded";
        switch (si)
        {
            case "1" or "":
                return Number(value);
            case "s":
                return Time(value);
            case "K":
                return $"{Number(value - 273.15)} °C";
            case "A":
                return Scaled(value, "A");
            case "A·s":
                return Scaled(value / 3600, "Ah");
            case "J":
                return Scaled(value / 3600, "Wh");
        }
        var (_, factor, unit) = Units.FirstOrDefault(each => each.Si == si, (si, 1, si));
        return $"{Number(value * factor)} {unit}";
    }

    /// <param name="nanoseconds">Of program or wall time.</param>
    public static string Time(long nanoseconds) => Time(nanoseconds / 1e9);

    public static string Truth(bool value) => value ? "yes" : "no";

    public static string Percent(double ratio) => double.IsNaN(ratio) ? "–" : $"{Number(100 * ratio)} %";

    // Six digits tell a tenth of a millivolt and more.
    private static string Number(double value)
    {
        double rounded = value == 0 ? 0 : value;
        string format = Math.Abs(rounded) is > 0 and (< 1e-4 or >= 1e7) ? "0.#####e+0" : "G6";
        return rounded.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Scaled(double value, string unit)
    {
        double size = Math.Abs(value);
        return size == 0 ? $"0 {unit}"
            : size < 1e-3 ? $"{Number(value * 1e6)} µ{unit}"
            : size < 1 ? $"{Number(value * 1e3)} m{unit}"
            : $"{Number(value)} {unit}";
    }

    private static string Time(double seconds)
    {
        if (Math.Abs(seconds) < 60)
            return $"{Number(seconds)} s";
        string sign = seconds < 0 ? "−" : "";
        double left = Math.Round(Math.Abs(seconds), 3);
        var parts = new List<string>();
        foreach (var (length, unit) in new[] { (86400.0, "d"), (3600.0, "h"), (60.0, "min") })
        {
            double whole = Math.Floor(left / length);
            if (whole > 0)
                parts.Add($"{whole.ToString("0", CultureInfo.InvariantCulture)} {unit}");
            left -= whole * length;
        }
        if (left >= 0.0005)
            parts.Add($"{left.ToString("0.###", CultureInfo.InvariantCulture)} s");
        return sign + string.Join(' ', parts);
    }
}
