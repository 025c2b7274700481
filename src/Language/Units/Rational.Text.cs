using System.Globalization;
using System.Numerics;

namespace CellDsl.Language.Units;

public readonly partial struct Rational
{
    // Far beyond any laboratory, and small enough that a typing error cannot fill the memory.
    private const int LargestExponent = 400;
    private const int LongestMantissa = 400;

    /// <summary>
    /// Reads decimal text exactly: <c>12</c>, <c>-0.05</c>, <c>1.5e-3</c>; <c>−</c> is a minus. False for anything else,
    /// for an exponent beyond ±400 and for more than 400 digits.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Rational value)
    {
        value = default;
        var at = 0;
        var negative = false;
        if (text.Length > 0 && text[0] is '+' or '-' or '−')
        {
            negative = text[0] != '+';
            at++;
        }

        var start = at;
        long digits = 0;
        var fits = true;
        var count = 0;
        var decimals = 0;
        var point = -1;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '.' && point < 0 && count > 0)
            {
                point = at;
            }
            else if (char.IsAsciiDigit(c))
            {
                count++;
                decimals += point >= 0 ? 1 : 0;
                fits = fits && digits <= (long.MaxValue - 9) / 10;
                digits = fits ? (digits * 10) + (c - '0') : digits;
            }
            else
            {
                break;
            }
        }

        if (count == 0 || count > LongestMantissa || (point >= 0 && decimals == 0))
        {
            return false;
        }

        var mantissa = text[start..at];
        var exponent = 0;
        if (at < text.Length && !TryParseExponent(text[at..], out exponent))
        {
            return false;
        }

        var scale = exponent - decimals;
        if (fits && scale is <= 0 and >= -18)
        {
            value = Reduce(negative ? -digits : digits, PowersOfTen[-scale]);
            return true;
        }

        var whole = fits ? digits : ParseDigits(mantissa);
        whole = negative ? -whole : whole;
        value =
            scale >= 0
                ? Of(whole * BigInteger.Pow(10, scale), BigInteger.One)
                : Of(whole, BigInteger.Pow(10, -scale));
        return true;
    }

    /// <summary>Reads decimal text exactly, as <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">The text is no decimal number.</exception>
    public static Rational Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"`{text}` is not a number.");

    /// <summary>The exact decimal where it ends, else the fraction: <c>0.125</c>, <c>8/7</c>.</summary>
    public string ToDecimalString() => ToString();

    /// <summary>The value with at most so many significant digits, ties to even, without trailing zeros.</summary>
    public string ToDecimalString(int significantDigits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(significantDigits, 1);
        return IsZero ? "0" : ToFixedString(significantDigits - 1 - Magnitude10(), trim: true);
    }

    /// <summary>The value with exactly so many decimals, ties to even: 2 with two decimals is <c>2.00</c>.</summary>
    public string ToFixedString(int decimals) => ToFixedString(decimals, trim: false);

    public override string ToString()
    {
        if (_large is null && _denominatorLessOne == 0)
        {
            return _numerator.ToString(CultureInfo.InvariantCulture);
        }

        return TryDecimals(out var decimals)
            ? ToFixedString(decimals)
            : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
    }

    /// <summary>How many decimals write the value exactly; false where no finite number does.</summary>
    public bool TryDecimals(out int decimals)
    {
        decimals = 0;
        var rest = Denominator;
        var twos = Strip(ref rest, 2);
        var fives = Strip(ref rest, 5);
        decimals = Math.Max(twos, fives);
        return rest.IsOne;
    }

    /// <summary>The exponent of the leading digit once the value is written in scientific notation.</summary>
    private int Magnitude10()
    {
        var magnitude = Abs();
        var guess = (int)
            Math.Floor(BigInteger.Log10(magnitude.Numerator) - BigInteger.Log10(magnitude.Denominator));
        Rational ten = 10;
        while (ten.Pow(guess) > magnitude)
        {
            guess--;
        }

        while (ten.Pow(guess + 1) <= magnitude)
        {
            guess++;
        }

        return guess;
    }

    private string ToFixedString(int decimals, bool trim)
    {
        Rational ten = 10;
        var scaled = (Abs() * ten.Pow(decimals)).Round();
        if (decimals <= 0)
        {
            return Signed((scaled * ten.Pow(-decimals)).Numerator.ToString(CultureInfo.InvariantCulture));
        }

        var digits = scaled.Numerator.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var text = $"{digits.AsSpan(0, digits.Length - decimals)}.{digits.AsSpan(digits.Length - decimals)}";
        return Signed(trim ? text.TrimEnd('0').TrimEnd('.') : text);
    }

    private string Signed(string magnitude) =>
        Sign < 0 && magnitude.AsSpan().ContainsAnyInRange('1', '9') ? $"-{magnitude}" : magnitude;

    private static bool TryParseExponent(ReadOnlySpan<char> text, out int exponent)
    {
        exponent = 0;
        if (text[0] is not ('e' or 'E') || text.Length == 1)
        {
            return false;
        }

        text = text[1..];
        var negative = text[0] is '-' or '−';
        text = text[0] is '+' or '-' or '−' ? text[1..] : text;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out exponent))
        {
            return false;
        }

        var small = exponent <= LargestExponent;
        exponent = negative ? -exponent : exponent;
        return small;
    }

    private static BigInteger ParseDigits(ReadOnlySpan<char> mantissa)
    {
        Span<char> digits = stackalloc char[mantissa.Length];
        var length = 0;
        foreach (var c in mantissa)
        {
            if (c != '.')
            {
                digits[length++] = c;
            }
        }

        return BigInteger.Parse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static int Strip(ref BigInteger value, int factor)
    {
        var count = 0;
        while (true)
        {
            var quotient = BigInteger.DivRem(value, factor, out var rest);
            if (!rest.IsZero)
            {
                return count;
            }

            value = quotient;
            count++;
        }
    }

    private static readonly long[] PowersOfTen =
    [
        1,
        10,
        100,
        1_000,
        10_000,
        100_000,
        1_000_000,
        10_000_000,
        100_000_000,
        1_000_000_000,
        10_000_000_000,
        100_000_000_000,
        1_000_000_000_000,
        10_000_000_000_000,
        100_000_000_000_000,
        1_000_000_000_000_000,
        10_000_000_000_000_000,
        100_000_000_000_000_000,
        1_000_000_000_000_000_000,
    ];
}
