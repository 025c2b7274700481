using System.Numerics;
using CellDsl.Language.Units;
using CsCheck;
using Xunit;

namespace CellDsl.Language.Tests.Units;

public class RationalTests
{
    // Small values meet often, extreme ones push every operation over the edge of a machine word.
    private static readonly Gen<long> s_long = Gen.OneOf(
        Gen.Long[-50, 50],
        Gen.Long,
        Gen.Int[0, 3].Select(i => new[] { long.MinValue, long.MaxValue, long.MinValue + 1, 0L }[i])
    );

    private static readonly Gen<Rational> s_small = Gen.Select(
        s_long,
        s_long.Where(d => d != 0),
        Rational.Of
    );

    private static readonly Gen<Rational> s_any = Gen.OneOf(
        s_small,
        Gen.Select(s_small, s_small, (a, b) => a * b)
    );

    [Fact]
    public void Default_is_zero()
    {
        Assert.Equal(Rational.Zero, default);
        Assert.Equal(Rational.Of(0, 5), default);
        Assert.Equal(BigInteger.One, default(Rational).Denominator);
    }

    [Fact]
    public void Arithmetic_agrees_with_big_integers() =>
        Gen.Select(s_any, s_any)
            .Holds(
                (a, b) =>
                {
                    Same(
                        a + b,
                        (a.Numerator * b.Denominator) + (b.Numerator * a.Denominator),
                        a.Denominator * b.Denominator
                    );
                    Same(
                        a - b,
                        (a.Numerator * b.Denominator) - (b.Numerator * a.Denominator),
                        a.Denominator * b.Denominator
                    );
                    Same(a * b, a.Numerator * b.Numerator, a.Denominator * b.Denominator);
                    if (!b.IsZero)
                    {
                        Same(a / b, a.Numerator * b.Denominator, a.Denominator * b.Numerator);
                    }

                    Assert.Equal(
                        (a.Numerator * b.Denominator).CompareTo(b.Numerator * a.Denominator),
                        a.CompareTo(b)
                    );
                }
            );

    [Fact]
    public void The_laws_of_a_field_hold() =>
        Gen.Select(s_any, s_any, s_any)
            .Holds(
                (a, b, c) =>
                {
                    Assert.Equal(a + b, b + a);
                    Assert.Equal(a * b, b * a);
                    Assert.Equal(a + (b + c), a + b + c);
                    Assert.Equal(a * (b * c), a * b * c);
                    Assert.Equal((a * b) + (a * c), a * (b + c));
                    Assert.Equal(Rational.Zero, a - a);
                    Assert.Equal((a + b).GetHashCode(), (b + a).GetHashCode());
                    Assert.True(a.IsZero || a * a.Reciprocal() == Rational.One);
                }
            );

    [Fact]
    public void Exact_text_reads_back() =>
        Gen.Select(Gen.Long, Gen.Int[-30, 30])
            .Holds(
                (mantissa, exponent) =>
                {
                    var value = Rational.Parse($"{mantissa}e{exponent}");
                    Assert.Equal(mantissa * ((Rational)10).Pow(exponent), value);
                    Assert.Equal(value, Rational.Parse(value.ToString()));
                }
            );

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1.5e-3", "0.0015")]
    [InlineData("2.50", "2.5")]
    [InlineData("-0.05", "-0.05")]
    [InlineData("−3", "-3")]
    [InlineData("1E3", "1000")]
    [InlineData("123456789012345678901234567890.5", "123456789012345678901234567890.5")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("9223372036854775808", "9223372036854775808")]
    public void Decimal_text_is_exact(string text, string printed) =>
        Assert.Equal(printed, Rational.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1..2")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e9999")]
    [InlineData("0,5")]
    [InlineData("1 000")]
    [InlineData("0x10")]
    public void Other_text_is_refused(string text) => Assert.False(Rational.TryParse(text, out _));

    [Theory]
    [InlineData(8, 7, "8/7")]
    [InlineData(1, 8, "0.125")]
    [InlineData(-3, 4, "-0.75")]
    public void A_fraction_prints_exactly(long n, long d, string text) =>
        Assert.Equal(text, Rational.Of(n, d).ToDecimalString());

    [Theory]
    [InlineData("8/7", 4, "1.143")]
    [InlineData("1/3", 3, "0.333")]
    [InlineData("2/3", 1, "0.7")]
    [InlineData("999999/1000", 3, "1000")]
    [InlineData("123456/1", 3, "123000")]
    [InlineData("1/1000000", 2, "0.000001")]
    [InlineData("-8/7", 2, "-1.1")]
    [InlineData("5/2", 1, "2")]
    [InlineData("7/2", 1, "4")]
    public void Rounding_keeps_significant_digits(string fraction, int digits, string text)
    {
        var parts = fraction.Split('/');
        Assert.Equal(text, (Rational.Parse(parts[0]) / Rational.Parse(parts[1])).ToDecimalString(digits));
    }

    [Fact]
    public void A_double_survives_the_way_there_and_back() =>
        Gen.Double.Where(double.IsNormal).Holds(d => Assert.Equal(d, Rational.FromDouble(d).ToDouble()));

    [Fact]
    public void The_nearest_double_is_what_the_framework_reads() =>
        Gen.Select(Gen.Long, Gen.Int[-40, 40])
            .Holds(
                (m, e) =>
                    Assert.Equal(
                        double.Parse($"{m}e{e}", System.Globalization.CultureInfo.InvariantCulture),
                        Rational.Parse($"{m}e{e}").ToDouble()
                    )
            );

    [Fact]
    public void Floor_ceiling_and_round_bracket_the_value() =>
        s_any.Holds(a =>
        {
            Assert.True(a.Floor() <= a && a < a.Floor() + 1);
            Assert.True(a.Ceiling() >= a && a > a.Ceiling() - 1);
            Assert.True((a - a.Round()).Abs() <= Rational.Of(1, 2));
        });

    private static void Same(Rational value, BigInteger numerator, BigInteger denominator)
    {
        Assert.Equal(numerator * value.Denominator, value.Numerator * denominator);
        Assert.True(value.Denominator.Sign > 0);
        Assert.True(BigInteger.GreatestCommonDivisor(value.Numerator, value.Denominator).IsOne);
        Assert.Equal(value, Rational.Of(value.Numerator, value.Denominator));
    }
}
