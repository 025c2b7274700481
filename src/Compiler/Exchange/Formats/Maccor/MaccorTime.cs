using System.Globalization;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Formats.Maccor;

/// <summary><c>00:30:00</c>, <c>00:00:00.50</c>, <c>::.01</c>.</summary>
internal static class MaccorTime
{
    public static string Write(Rational seconds)
    {
        var whole = seconds.Floor();
        _ = whole.TryToInt64(out long total);
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{total / 3600:00}:{total / 60 % 60:00}:{total % 60:00}"
        );
        var rest = seconds - whole;
        return rest.IsZero ? text : text + rest.ToFixedString(2)[1..];
    }

    public static Rational? Read(string text)
    {
        var parts = text.Trim().Split(':');
        if (parts.Length is 0 or > 4)
            return null;
        Rational total = 0;
        Rational[] factors = [1, 60, 3600, 86_400];
        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[parts.Length - 1 - i].Trim();
            if (part.Length == 0)
                continue;
            if (!DecimalText.TryRead(part, out var value) || value.Sign < 0)
                return null;
            total += value * factors[i];
        }
        return total;
    }
}
