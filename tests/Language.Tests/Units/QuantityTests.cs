using CellDsl.Language.Units;
using CsCheck;
using Xunit;

namespace CellDsl.Language.Tests.Units;

public class QuantityTests
{
    private static readonly Gen<Rational> s_value = Gen.Select(
        Gen.Int[-500, 500],
        Gen.Int[1, 20],
        (n, d) => Rational.Of(n, d)
    );

    private static readonly Gen<Unit> s_unit = Gen.Int[0, UnitTable.Listed.Length - 1]
        .Select(i => UnitTable.Listed[i]);

    private static readonly Gen<(Unit, Unit)> s_alike = Gen.Select(s_unit, Gen.Int[0, 99])
        .Where((u, _) => !u.Kind.IsPoint)
        .Select(
            (u, i) =>
            {
                var same = UnitTable.Listed.Where(v => v.Kind == u.Kind).ToList();
                return (u, same[i % same.Count]);
            }
        );

    private static readonly Gen<Quantity> s_point = Gen.Select(
        s_value,
        Gen.Const(UnitTable.Parse("°C")),
        (v, u) => new Quantity(v, u)
    );

    private static readonly Gen<Quantity> s_kelvin = s_value.Select(v => new Quantity(
        v,
        UnitTable.Parse("K")
    ));

    [Theory]
    [InlineData("80.5 °C")]
    [InlineData("30 mA/g")]
    [InlineData("2C")]
    [InlineData("0.2D")]
    [InlineData("99.9 %")]
    [InlineData("5 wt%")]
    [InlineData("100")]
    [InlineData("10°")]
    [InlineData("-40 °C")]
    [InlineData("0.0001 mbar")]
    [InlineData("270 cycles")]
    public void A_quantity_prints_as_it_is_written(string text) =>
        Assert.Equal(text, Quantity.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("V")]
    [InlineData("3 Volts per cell")]
    [InlineData("3 mA g⁻¹")]
    [InlineData("0,5 V")]
    public void Other_text_is_no_quantity(string text) => Assert.False(Quantity.TryParse(text, out _));

    [Theory]
    [InlineData("25 °C", "298.15")]
    [InlineData("-10 °C", "263.15")]
    [InlineData("220 mAh/g", "792000")]
    [InlineData("450 rpm", "7.5")]
    [InlineData("5 K/min", "1/12")]
    [InlineData("1 atm", "101325")]
    [InlineData("1 psi", "6894.757293168")]
    [InlineData("760 torr", "101325")]
    [InlineData("1 eV", "0.0000000000000000001602176634")]
    public void Si_values_are_exact(string text, string si)
    {
        var value = Quantity.Parse(text).Si;
        Assert.Equal(si, si.Length == 14 ? value.ToDecimalString(13) : value.ToString());
    }

    [Fact]
    public void Temperatures_are_affine() =>
        Gen.Select(s_point, s_point, s_kelvin)
            .Holds(
                (a, b, k) =>
                {
                    var difference = a - b;
                    Assert.Equal(Tag.None, difference.Kind.Tag);
                    Assert.Equal("K", difference.Unit.Symbol);
                    Assert.Equal(a, b + difference);
                    Assert.Equal(a, difference + b);
                    Assert.Equal(a, a + k - k);
                    Assert.Equal("°C", (a + k).Unit.Symbol);
                    Assert.Equal(a.Value + k.Value, (a + k).Value);
                    Assert.False(a.TryAdd(b, out _, out var fault));
                    Assert.Equal(KindFault.PointPlusPoint, fault);
                    Assert.False(a.TryMultiply(new(2), out _, out fault));
                    Assert.Equal(KindFault.PointScaled, fault);
                }
            );

    [Fact]
    public void Kelvin_compares_with_celsius_on_the_absolute_scale()
    {
        Assert.True(Quantity.Parse("300 K") > Quantity.Parse("25 °C"));
        Assert.Equal(0, Quantity.Parse("298.15 K").CompareTo(Quantity.Parse("25 °C")));
    }

    [Fact]
    public void Sums_do_not_depend_on_the_units() =>
        Gen.Select(s_value, s_value, s_alike)
            .Holds(
                (a, b, alike) =>
                {
                    var (u, v) = alike;
                    var (x, y) = (new Quantity(a, u), new Quantity(b, v));
                    Assert.Equal(x.Si + y.Si, (x + y).Si);
                    Assert.Equal(x.Si - y.Si, (x - y).Si);
                    Assert.Equal(u, (x + y).Unit);
                    Assert.Equal(0, (x + y).CompareTo(y + x));
                    Assert.Equal(x.In(v).Si, x.Si);
                }
            );

    [Fact]
    public void Products_multiply_in_SI() =>
        Gen.Select(s_value, s_value, s_unit, s_unit)
            .Where((_, b, u, v) => !b.IsZero && !u.Kind.IsPoint && !v.Kind.IsPoint)
            .Holds(
                (a, b, u, v) =>
                {
                    var (x, y) = (new Quantity(a, u), new Quantity(b, v));
                    Assert.Equal(x.Si * y.Si, (x * y).Si);
                    Assert.Equal(x.Si / y.Si, (x / y).Si);
                    Assert.Equal(x.Kind.Dimension * y.Kind.Dimension, (x * y).Kind.Dimension);
                    Assert.Equal(x.Kind.Dimension / y.Kind.Dimension, (x / y).Kind.Dimension);
                    Assert.Equal(KindAlgebra.Multiply(x.Kind, y.Kind).Kind, (x * y).Kind);
                    Assert.Equal(KindAlgebra.Divide(x.Kind, y.Kind).Kind, (x / y).Kind);
                }
            );

    [Theory]
    [InlineData("50 mA/g", "*", "2 mg", "100 mA·mg/g")]
    [InlineData("50 mA/g", "*", "2 g", "100 mA")]
    [InlineData("2C", "*", "3 mAh", "6 mAh/h")]
    [InlineData("80 %", "*", "4 mAh", "3.2 mAh")]
    [InlineData("4 mAh", "*", "50 %", "2 mAh")]
    [InlineData("220 mAh/g", "/", "10 h", "22 mAh/(g·h)")]
    [InlineData("3 h", "/", "90 min", "2")]
    [InlineData("1.2", "*", "370 mAh/g", "444 mAh/g")]
    [InlineData("10 V", "/", "4", "2.5 V")]
    [InlineData("5 cells", "*", "2", "10 cells")]
    [InlineData("6 cells", "/", "2 cells", "3")]
    [InlineData("1 h", "+", "30 min", "1.5 h")]
    [InlineData("0", "+", "30 min", "30 min")]
    [InlineData("25 °C", "+", "5 K", "30 °C")]
    [InlineData("25 °C", "-", "5 °C", "20 K")]
    public void Arithmetic_keeps_units_as_one_writes_them(
        string left,
        string sign,
        string right,
        string result
    )
    {
        var (a, b) = (Quantity.Parse(left), Quantity.Parse(right));
        var value = sign switch
        {
            "*" => a * b,
            "/" => a / b,
            "+" => a + b,
            _ => a - b,
        };
        Assert.Equal(result, value.ToString());
    }

    [Theory]
    [InlineData("1 V", "1 A", KindFault.Dimensions)]
    [InlineData("1 rpm", "1 Hz", KindFault.Tags)]
    [InlineData("1 wt%", "1 mol%", KindFault.Tags)]
    [InlineData("1", "1 V", KindFault.Dimensions)]
    public void What_does_not_belong_together_does_not_add(string left, string right, KindFault fault)
    {
        Assert.False(Quantity.Parse(left).TryAdd(Quantity.Parse(right), out _, out var found));
        Assert.Equal(fault, found);
        Assert.False(Quantity.Parse(left).TryCompare(Quantity.Parse(right), out _, out found));
        Assert.Equal(fault, found);
    }

    [Fact]
    public void Only_a_bare_zero_fits_every_dimension()
    {
        Assert.True(Quantity.Parse("1 V").TryCompare(new(0), out var order, out _));
        Assert.True(order > 0);
        Assert.False(Quantity.Parse("1 V").TryCompare(Quantity.Parse("0 A"), out _, out _));
        Assert.False(Quantity.Parse("1 V").TryDivide(new(0), out _, out var fault));
        Assert.Equal(KindFault.DivisionByZero, fault);
    }

    [Fact]
    public void Uncertainty_is_carried()
    {
        var loading = Quantity.Parse("2 mg") with { Uncertainty = Rational.Parse("0.05") };
        Assert.Equal("2.00 ± 0.05 mg", loading.ToString());
        Assert.Equal("4.0 ± 0.1 mg", (loading + loading).ToString());
        Assert.Equal(Rational.Parse("0.1"), (loading + loading).Uncertainty);
        Assert.Equal(
            Rational.Parse("0.05"),
            (loading / Quantity.Parse("2 mg") * new Quantity(2)).Uncertainty
        );
        Assert.Equal("0.00200 ± 0.00005 g", loading.In("g").ToString());
    }

    [Theory]
    [InlineData("5400", "1 h 30 min")]
    [InlineData("45", "45 s")]
    [InlineData("0.25", "250 ms")]
    [InlineData("25920000", "300 d")]
    [InlineData("90061", "1 d 1 h 1 min 1 s")]
    [InlineData("1.5", "1.5 s")]
    [InlineData("0", "0 s")]
    [InlineData("-60", "-1 min")]
    [InlineData("0.00002", "20 µs")]
    public void A_duration_reads_as_one_says_it(string seconds, string text) =>
        Assert.Equal(text, QuantityFormat.FormatTime(Rational.Parse(seconds)));

    [Fact]
    public void A_fraction_prints_rounded() =>
        Assert.Equal("0.333333 h", new Quantity(Rational.Of(1, 3), UnitTable.Parse("h")).ToString());

    [Fact]
    public void The_default_is_a_bare_zero()
    {
        Assert.True(default(Quantity).IsBareZero);
        Assert.Equal("0", default(Quantity).ToString());
        Assert.Equal(new Quantity(0), default);
    }
}
