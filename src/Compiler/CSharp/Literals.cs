using System.Globalization;
using System.Numerics;
using System.Text;
using CellDsl.Language.Units;
using CellDsl.Planning;

namespace CellDsl.Compiler.CSharp;

/// <summary>Constants as C# text.</summary>
internal static class Literals
{
    private static readonly NumberFormatInfo Grouped = new() { NumberGroupSeparator = "_" };

    // As in MachineTime: longer than any test.
    private static readonly BigInteger Longest = BigInteger.One << 61;

    /// <summary>The nearest double, as the shortest text that reads back to it.</summary>
    public static string Number(Rational value) => Number(value.ToDouble());

    public static string Number(double value)
    {
        if (double.IsNaN(value))
            return "double.NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    /// <summary>A constant number of seconds in whole ns, rounded once.</summary>
    public static string Nanoseconds(Rational seconds)
    {
        var nanoseconds = (seconds * 1_000_000_000L).Round().Numerator;
        nanoseconds = BigInteger.Clamp(nanoseconds, -Longest, Longest);
        return nanoseconds.ToString("N0", Grouped) + "L";
    }

    /// <summary>How it was written, to stand behind a number; nothing where that says no more than the number.</summary>
    public static string Comment(string spelling, string literal)
    {
        var text = OneLine(spelling).Replace("*/", "* /", StringComparison.Ordinal);
        return text.Length == 0 || text == literal ? "" : $" /* {text} */";
    }

    public static string Text(string value)
    {
        var result = new StringBuilder(value.Length + 2).Append('"');
        foreach (char c in value)
        {
            if (c is '"' or '\\')
                result.Append('\\').Append(c);
            else if (c == '\n')
                result.Append("\\n");
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF')
                result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                result.Append(c);
        }
        return result.Append('"').ToString();
    }

    /// <summary>A text without line breaks and runs of spaces, for a comment.</summary>
    public static string OneLine(string text) =>
        string.Join(
            ' ',
            text.Split(
                default(char[]),
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        );

    public static string Integer(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Place(SourceRef source, int length) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"new({Text(source.Path)}, {source.Line}, {source.Column}, {length})"
        );
}
