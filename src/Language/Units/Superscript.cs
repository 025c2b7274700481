using System.Globalization;
using System.Text;

namespace CellDsl.Language.Units;

/// <summary>Exponents and subscripts as the field prints them.</summary>
internal static class Superscript
{
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉";

    /// <summary>Nothing for 1, <c>⁻³</c> for whole exponents, <c>^(1/2)</c> for fractions.</summary>
    public static string Power(Rational exponent)
    {
        if (exponent == Rational.One)
        {
            return "";
        }

        if (!exponent.IsInteger)
        {
            return $"^({exponent.Numerator}/{exponent.Denominator})";
        }

        var text = new StringBuilder();
        foreach (var c in exponent.ToString())
        {
            text.Append(c == '-' ? '⁻' : Raised[c - '0']);
        }

        return text.ToString();
    }

    public static string Power(int exponent) => Power((Rational)exponent);

    /// <summary>The digit that a raised character shows, or −1.</summary>
    public static int Digit(char c) => Raised.IndexOf(c, StringComparison.Ordinal);

    /// <summary>The digit that a lowered character shows, or −1.</summary>
    public static int LoweredDigit(char c) => Lowered.IndexOf(c, StringComparison.Ordinal);

    /// <summary>Digits of a whole number as subscripts.</summary>
    public static string Lower(long value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return string.Create(
            text.Length,
            text,
            static (span, digits) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = char.IsAsciiDigit(digits[i]) ? Lowered[digits[i] - '0'] : digits[i];
                }
            }
        );
    }
}
