using System.Text;
using CellDsl.Language.Units;
using CsCheck;
using Xunit;

namespace CellDsl.Language.Tests.Units;

public class UnitTextTests
{
    // Units that may stand in a product: rates stand alone, and one that is itself written with a power or a product has
    // another spelling there.
    private static readonly List<Unit> s_factors =
    [
        .. UnitTable.Listed.Where(u =>
            u.Kind.Tag is not (Tag.CRate or Tag.TemperaturePoint) && !u.Symbol.AsSpan().ContainsAny('⁻', '·')
        ),
    ];

    private static readonly Gen<string> s_factor = Gen.Select(
        Gen.Int[0, s_factors.Count - 1],
        Gen.Int[1, 3],
        (i, power) => s_factors[i].Symbol + (power == 1 ? "" : $"^{power}")
    );

    private static readonly Gen<string> s_compound = Gen.Select(
        s_factor.Array[1, 3],
        s_factor.Array[0, 3],
        (above, below) =>
            string.Join('*', above)
            + (below.Length > 0 ? "/" : "")
            + (below.Length > 1 ? $"({string.Join('*', below)})" : string.Concat(below))
    );

    [Fact]
    public void A_product_has_one_spelling_and_reads_back_from_it() =>
        s_compound.Holds(text =>
        {
            if (!UnitTable.TryParse(text, out var unit, out var error))
            {
                Assert.Equal(UnitFault.TooHigh, error.Fault);
                return;
            }

            if (unit.IsOne)
            {
                return;
            }

            var again = UnitTable.Parse(unit.Symbol);
            Assert.Equal(unit.Symbol, again.Symbol);
            Assert.Equal(unit.Factor, again.Factor);
            Assert.Equal(unit.Kind.Dimension, again.Kind.Dimension);
            Assert.Equal(unit, UnitTable.Parse(Ascii(unit.Symbol)));
        });

    [Fact]
    public void The_factor_of_a_product_is_the_product_of_factors() =>
        Gen.Select(s_factor, s_factor)
            .Holds(
                (a, b) =>
                {
                    var (left, right) = (UnitTable.Parse(a), UnitTable.Parse(b));
                    Assert.Equal(left.Factor * right.Factor, (left * right).Factor);
                    Assert.Equal(left.Factor / right.Factor, (left / right).Factor);
                    Assert.Equal(left, left * right / right);
                }
            );

    [Fact]
    public void No_text_makes_the_reader_throw() =>
        Gen.Char["mAhgcsVΩµ°C%·*/^()⁻²1-9 \t\u00e9x"]
            .Array[0, 24]
            .Select(c => new string(c))
            .Holds(
                text =>
                {
                    if (UnitTable.TryParse(text, out var unit, out var error))
                    {
                        Assert.False(unit.Factor.Sign <= 0);
                        return;
                    }

                    Assert.Equal(error.Part, text.Substring(error.Span.Start, error.Span.Length));
                    if (error.Suggestion is { Length: > 0 } suggestion && error.Fault != UnitFault.Unknown)
                    {
                        UnitTable.Parse(suggestion);
                    }
                },
                iter: 5000
            );

    private static string Ascii(string symbol)
    {
        var text = new StringBuilder();
        foreach (var c in symbol)
        {
            var digit = "⁰¹²³⁴⁵⁶⁷⁸⁹".IndexOf(c, StringComparison.Ordinal);
            text.Append(
                digit >= 0 ? (text.Length > 0 && text[^1] == '-' ? $"{digit}" : $"^{digit}")
                : c == '⁻' ? "^-"
                : c == '·' ? "*"
                : c == 'µ' ? "u"
                : c == 'Ω' ? "Ohm"
                : c == '°' ? "deg"
                : c == 'Å' ? "angstrom"
                : $"{c}"
            );
        }

        return text.ToString();
    }
}
