using System.Collections.Immutable;
using System.Text;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>Formulas in one spelling, for files and for readers.</summary>
internal static class FormulaText
{
    private static readonly (int Value, string Digits)[] s_roman =
    [
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];

    public static string Plain(Formula formula) => Write(formula, Subscript);

    public static string Display(Formula formula) => Write(formula, LoweredSubscript);

    /// <summary>As <c>III</c>, <c>0</c>, <c>-II</c>.</summary>
    public static string Roman(int state)
    {
        if (state == 0)
        {
            return "0";
        }

        var text = new StringBuilder(state < 0 ? "-" : "");
        var rest = Math.Abs(state);
        foreach (var (value, digits) in s_roman)
        {
            for (; rest >= value; rest -= value)
            {
                text.Append(digits);
            }
        }

        return text.ToString();
    }

    /// <summary>The oxidation state that a Roman numeral up to X, or 0, says; null for other text.</summary>
    public static int? State(ReadOnlySpan<char> text)
    {
        var negative = text is ['-' or '−', ..];
        var digits = text is ['-' or '−' or '+', ..] ? text[1..] : text;
        for (var state = 0; state <= 10; state++)
        {
            if (digits.SequenceEqual(Roman(state)))
            {
                return negative ? -state : state;
            }
        }

        return null;
    }

    private static string Write(Formula formula, Func<FormulaAmount, string> subscript)
    {
        var text = new StringBuilder();
        foreach (var adduct in formula.Adducts)
        {
            text.Append(text.Length == 0 ? "" : "·");
            text.Append(
                adduct.Amount is FormulaNumber { Value: var n } && n == Rational.One
                    ? ""
                    : Subscript(adduct.Amount)
            );
            Write(text, adduct.Parts, subscript);
        }

        return text.ToString();
    }

    private static void Write(
        StringBuilder text,
        ImmutableArray<FormulaPart> parts,
        Func<FormulaAmount, string> subscript
    )
    {
        foreach (var part in parts)
        {
            if (part is FormulaGroup group)
            {
                text.Append('(');
                Write(text, group.Parts, subscript);
                text.Append(')').Append(subscript(group.Amount));
            }
            else if (part is FormulaElement element)
            {
                text.Append(element.Element.Symbol).Append(subscript(element.Amount));
                text.Append(element.State is { } state ? $"({Roman(state)})" : "");
            }
        }
    }

    private static string Subscript(FormulaAmount amount) =>
        amount is FormulaNumber { Value: var value } ? Composition.Subscript(value) : $"[{amount}]";

    private static string LoweredSubscript(FormulaAmount amount)
    {
        var plain = Subscript(amount);
        return plain.StartsWith('[')
            ? plain
            : string.Concat(
                plain.Select(c => char.IsAsciiDigit(c) ? Superscript.Lower(c - '0') : c.ToString())
            );
    }
}
