using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Formats.BioLogic;

/// <summary>Numbers with the units that a settings file spells.</summary>
internal static class BioLogicUnits
{
    private static readonly (string Unit, Rational Factor)[] Currents =
    [
        ("A", 1),
        ("mA", Rational.Of(1, 1000)),
        ("uA", Rational.Of(1, 1_000_000)),
    ];

    private static readonly (string Unit, Rational Factor)[] Frequencies =
    [
        ("kHz", 1000),
        ("Hz", 1),
        ("mHz", Rational.Of(1, 1000)),
    ];

    private static readonly (string Unit, Rational Factor)[] Times = [("h", 3600), ("mn", 60), ("s", 1)];

    private static readonly Dictionary<string, Rational> Read = new(StringComparer.Ordinal)
    {
        ["A"] = 1,
        ["mA"] = Rational.Of(1, 1000),
        ["uA"] = Rational.Of(1, 1_000_000),
        ["µA"] = Rational.Of(1, 1_000_000),
        ["nA"] = Rational.Of(1, 1_000_000_000),
        ["pA"] = Rational.Of(1, 1_000_000_000_000),
        ["V"] = 1,
        ["mV"] = Rational.Of(1, 1000),
        ["uV"] = Rational.Of(1, 1_000_000),
        ["µV"] = Rational.Of(1, 1_000_000),
        ["V/s"] = 1,
        ["mV/s"] = Rational.Of(1, 1000),
        ["mV/mn"] = Rational.Of(1, 60_000),
        ["V/mn"] = Rational.Of(1, 60),
        ["ms"] = Rational.Of(1, 1000),
        ["s"] = 1,
        ["mn"] = 60,
        ["h"] = 3600,
        ["d"] = 86_400,
        ["MHz"] = 1_000_000,
        ["kHz"] = 1000,
        ["Hz"] = 1,
        ["mHz"] = Rational.Of(1, 1000),
        ["uHz"] = Rational.Of(1, 1_000_000),
        ["µHz"] = Rational.Of(1, 1_000_000),
        ["A.h"] = 3600,
        ["mA.h"] = Rational.Of(36, 10),
        ["uA.h"] = Rational.Of(36, 10_000),
        ["µA.h"] = Rational.Of(36, 10_000),
    };

    /// <summary>The largest unit that leaves a number of at least one.</summary>
    public static (string Text, string Unit) Current(Rational amperes) => Scaled(amperes, Currents);

    public static (string Text, string Unit) Frequency(Rational hertz) => Scaled(hertz, Frequencies);

    /// <summary>The largest unit of which the time is a whole number, else seconds.</summary>
    public static (string Text, string Unit) Time(Rational seconds)
    {
        foreach (var (unit, factor) in Times)
        {
            if (!seconds.IsZero && (seconds / factor).IsInteger)
                return (Number(seconds / factor), unit);
        }
        return (Number(seconds), "s");
    }

    /// <summary>At least three decimals, as the program itself writes, and as many digits as a column holds.</summary>
    public static string Number(Rational value)
    {
        string text = DecimalText.Write(value);
        for (int digits = 16; text.Length >= SequenceTable.Width && digits > 0; digits--)
            text = value.ToDecimalString(digits);
        int point = text.IndexOf('.');
        int decimals = point < 0 ? 0 : text.Length - point - 1;
        return decimals >= 3 ? text : value.ToFixedString(3);
    }

    /// <summary>The factor to SI; null for a unit that is not known. A µ that was read in the wrong encoding is still one.</summary>
    public static Rational? Factor(string unit) =>
        Read.TryGetValue(unit.Replace("Âµ", "µ", StringComparison.Ordinal).Replace('μ', 'µ'), out var factor)
            ? factor
            : (Rational?)null;

    private static (string Text, string Unit) Scaled(Rational value, (string Unit, Rational Factor)[] units)
    {
        foreach (var (unit, factor) in units)
        {
            if (value.Abs() >= factor)
                return (Number(value / factor), unit);
        }
        var (smallest, least) = units[^1];
        return (Number(value / least), smallest);
    }
}
