using System.Globalization;

namespace CellDsl.Cli.Reports;

/// <summary>Numbers for people: four significant digits, the usual units of the field.</summary>
internal static class Figures
{
    private const double MilliampHour = 3.6;
    private const double Gram = 1e-3;

    public static string Number(double value) =>
        !double.IsFinite(value) ? "–"
        : value == 0 ? "0"
        : Math.Abs(value) is >= 1e5 or < 1e-3 ? value.ToString("0.###e+0", CultureInfo.InvariantCulture)
        : Math.Abs(value) >= 1000 ? value.ToString("0", CultureInfo.InvariantCulture)
        : value.ToString("G4", CultureInfo.InvariantCulture);

    /// <param name="charge">A·s.</param>
    /// <param name="activeMass">kg; where it is not known the capacity is absolute.</param>
    public static string Capacity(double charge, double activeMass) =>
        !double.IsFinite(charge) ? "–"
        : activeMass > 0 ? $"{Number(charge / MilliampHour / (activeMass / Gram))} mAh/g"
        : $"{Number(charge / MilliampHour)} mAh";

    public static string Percent(double ratio) =>
        double.IsFinite(ratio)
            ? $"{(Math.Round(100 * ratio, 1) + 0.0).ToString("0.0", CultureInfo.InvariantCulture)} %"
            : "–"; // + 0.0: no -0

    /// <param name="grams">As the plan counts.</param>
    public static string Mass(double grams) =>
        !double.IsFinite(grams) ? "–"
        : Math.Abs(grams) >= 1 ? $"{grams.ToString("0.0000", CultureInfo.InvariantCulture)} g"
        : $"{(1000 * grams).ToString("0.00", CultureInfo.InvariantCulture)} mg";

    /// <summary>As <c>2 d 5 h</c>: two units, the second rounded.</summary>
    public static string Time(double seconds)
    {
        if (!double.IsFinite(seconds))
            return "–";
        if (seconds < 60)
            return $"{Number(seconds)} s";
        long minutes = (long)Math.Round(seconds / 60);
        return minutes < 60 ? $"{minutes} min"
            : minutes < 48 * 60 ? Two(minutes / 60, "h", minutes % 60, "min")
            : Two(minutes / 1440, "d", (long)Math.Round(minutes % 1440 / 60.0), "h");
    }

    private static string Two(long whole, string unit, long rest, string small) =>
        rest == 0 ? $"{whole} {unit}" : $"{whole} {unit} {rest} {small}";
}
