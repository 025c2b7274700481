using System.Globalization;

namespace CellDsl.Executor.Running;

/// <summary>Figures as messages give them.</summary>
internal static class Figures
{
    public static string Volts(double value) => value.ToString("0.000", CultureInfo.InvariantCulture) + " V";

    public static string Celsius(double kelvin) =>
        (kelvin - 273.15).ToString("0.0", CultureInfo.InvariantCulture) + " °C";

    /// <summary>A duration in ns as <c>3 h 12 min</c>.</summary>
    public static string Duration(long nanoseconds)
    {
        double seconds = nanoseconds * 1e-9;
        if (seconds < 120)
            return seconds.ToString(seconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) + " s";
        long minutes = (long)(seconds / 60);
        if (minutes < 120)
            return $"{minutes} min";
        long hours = minutes / 60;
        return hours < 48 ? $"{hours} h {minutes % 60} min" : $"{hours / 24} d {hours % 24} h";
    }
}
