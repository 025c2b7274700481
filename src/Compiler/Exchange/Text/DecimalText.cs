using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Text;

/// <summary>Numbers as other tools write them.</summary>
public static class DecimalText
{
    // What a double holds: no tool keeps more.
    private const int Digits = 17;

    /// <summary>The exact decimal where it ends within 17 digits, else 17 significant digits; never zero for what is not.</summary>
    public static string Write(Rational value)
    {
        string exact = value.ToString();
        return exact.Contains('/') || exact.Count(char.IsAsciiDigit) > Digits + 3
            ? value.ToDecimalString(Digits)
            : exact;
    }

    /// <summary>Reads <c>0.1</c>, <c>0,1</c>, <c>.5</c>, <c>5.</c>, <c>1e-3</c>; false for anything else and for both comma and point.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out Rational value)
    {
        value = default;
        text = text.Trim();
        if (text.Length is 0 or > 400)
            return false;
        if (Rational.TryParse(text, out value))
            return true;
        string number = text.ToString();
        if (number.Contains(','))
        {
            if (number.Contains('.') || number.IndexOf(',') != number.LastIndexOf(','))
                return false;
            number = number.Replace(',', '.');
        }
        int point = number.IndexOf('.');
        if (point >= 0)
        {
            if (point + 1 == number.Length || !char.IsAsciiDigit(number[point + 1]))
                number = number.Insert(point + 1, "0");
            if (point == 0 || !char.IsAsciiDigit(number[point - 1]))
                number = number.Insert(point, "0");
        }
        return Rational.TryParse(number, out value);
    }
}
