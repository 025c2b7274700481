using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Cells;

/// <summary>Quantities as a scientist would write them in a <c>.cell</c> file, exact.</summary>
internal static class CellQuantities
{
    private static readonly Rational Milli = Rational.Of(1, 1000);
    private static readonly Rational Micro = Rational.Of(1, 1_000_000);

    public static string Current(Amperage current)
    {
        if (current.IsRate)
            return Rate(current.Value);
        var size = current.Value.Abs();
        return size.IsZero ? "0 mA"
            : size >= 1 ? $"{Number(current.Value)} A"
            : size >= Milli ? $"{Number(current.Value / Milli)} mA"
            : $"{Number(current.Value / Micro)} µA";
    }

    private static string Rate(Rational rate)
    {
        if (rate.Sign < 0)
            return $"-{Rate(-rate)}";
        if (rate == 1)
            return "1C";
        if (!rate.IsZero && rate.Reciprocal().IsInteger)
            return $"C/{rate.Reciprocal()}";
        return $"{Number(rate)}C";
    }

    public static string Voltage(Rational volts) =>
        volts.Abs() < Rational.Of(1, 10) && !volts.IsZero
            ? $"{Number(volts / Milli)} mV"
            : $"{Number(volts)} V";

    public static string Charge(Rational ampereSeconds)
    {
        var milliampereHours = ampereSeconds / Rational.Of(36, 10);
        return milliampereHours.Abs() >= 1000
            ? $"{Number(milliampereHours / 1000)} Ah"
            : $"{Number(milliampereHours)} mAh";
    }

    public static string Energy(Rational joules) => $"{Number(joules / 3600)} Wh";

    public static string Power(Rational watts) =>
        watts.Abs() >= 1 ? $"{Number(watts)} W" : $"{Number(watts / Milli)} mW";

    public static string Temperature(Rational kelvin) => $"{Number(kelvin - Rational.Of(27_315, 100))} °C";

    public static string SweepRate(Rational voltsPerSecond) => $"{Number(voltsPerSecond / Milli)} mV/s";

    public static string Frequency(Rational hertz) =>
        hertz >= 1000 ? $"{Number(hertz / 1000)} kHz"
        : hertz >= 1 ? $"{Number(hertz)} Hz"
        : $"{Number(hertz / Milli)} mHz";

    public static string Time(Rational seconds)
    {
        if (seconds >= 172_800 && (seconds / 86_400).IsInteger)
            return $"{Number(seconds / 86_400)} d";
        if (!seconds.IsZero && (seconds / 3600).IsInteger)
            return $"{Number(seconds / 3600)} h";
        return seconds >= 60 && (seconds / 60).IsInteger
            ? $"{Number(seconds / 60)} min"
            : $"{Number(seconds)} s";
    }

    public static string Number(Rational value) => DecimalText.Write(value);
}
