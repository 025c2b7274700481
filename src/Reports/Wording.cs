using CellDsl.Language.Units;
using CellDsl.Planning.Plans;
using CellDsl.Planning.Scheduling;

namespace CellDsl.Reports;

/// <summary>Amounts and times as a bench scientist reads them.</summary>
internal static class Wording
{
    private static readonly (long Seconds, string Unit)[] Clock =
    [
        (86400, "d"),
        (3600, "h"),
        (60, "min"),
        (1, "s"),
    ];

    /// <summary>To 0.1 mg from a gram on, as a balance shows it; else milligrams with four digits.</summary>
    public static string Grams(Rational grams) =>
        grams >= Rational.One ? $"{grams.ToFixedString(4)} g"
        : grams.IsZero ? "0 g"
        : $"{(grams * 1000).ToDecimalString(4)} mg";

    public static string Grams(PlanRange grams) =>
        grams.Exact is { } exact ? Grams(exact)
        : grams is { Low: { IsZero: false } low, High: null } ? $"at least {Grams(low)}"
        : grams is { High: { } high, Low: null or { IsZero: true } } ? $"at most {Grams(high)}"
        : grams is { Low: { } from, High: { } to } ? $"{Grams(from)} .. {Grams(to)}"
        : "not stated";

    /// <summary>Two units, the second rounded: <c>2 d 5 h</c>.</summary>
    public static string Time(Rational seconds)
    {
        double left = seconds.ToDouble();
        if (left < 1)
            return left == 0 ? "0 s" : QuantityFormat.FormatTime(seconds);
        int unit = Array.FindIndex(Clock, one => left >= one.Seconds);
        if (unit == Clock.Length - 1)
            return $"{Math.Round(left)} s";
        // Rounding the small unit may fill the large one.
        long small = (long)Math.Round(left / Clock[unit + 1].Seconds);
        long perLarge = Clock[unit].Seconds / Clock[unit + 1].Seconds;
        var (whole, rest) = (small / perLarge, small % perLarge);
        return rest == 0
            ? $"{whole} {Clock[unit].Unit}"
            : $"{whole} {Clock[unit].Unit} {rest} {Clock[unit + 1].Unit}";
    }

    public static string Time(PlanRange seconds) =>
        seconds.Exact is { } exact ? Time(exact)
        : seconds is { Low: { } low, High: { } high } ? $"{Time(low)} .. {Time(high)}"
        : seconds.Low is { IsZero: false } least ? $"at least {Time(least)}"
        : seconds.High is { } most ? $"at most {Time(most)}"
        : "time not stated";

    /// <summary>A share as written, or in percent where it was computed.</summary>
    public static string Share(PlanValue value) =>
        value.Bare is PlanValue.Number ratio
            ? $"{(ratio.Value * 100).ToDecimalString(4)} %{(value is PlanValue.Assumed ? " (assumed)" : "")}"
            : PlanValueText.Of(value);

    /// <summary><c>1 cell</c>, <c>9 cells</c>.</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
