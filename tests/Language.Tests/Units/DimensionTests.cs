using CellDsl.Language.Units;
using CsCheck;
using Xunit;

namespace CellDsl.Language.Tests.Units;

public class DimensionTests
{
    private static readonly Dimension[] s_bases =
    [
        Dimension.Mass,
        Dimension.Length,
        Dimension.Time,
        Dimension.Current,
        Dimension.Temperature,
        Dimension.Amount,
    ];

    private static readonly Gen<Dimension> s_dimension = Gen.Int[-6, 6]
        .Array[6]
        .Select(powers =>
            powers.Select((p, i) => s_bases[i].Power(p)).Aggregate(Dimension.None, static (a, b) => a * b)
        );

    [Fact]
    public void Dimensions_are_an_abelian_group() =>
        Gen.Select(s_dimension, s_dimension, s_dimension)
            .Holds(
                (a, b, c) =>
                {
                    Assert.Equal(a * b, b * a);
                    Assert.Equal(a * (b * c), a * b * c);
                    Assert.Equal(a, a * Dimension.None);
                    Assert.Equal(Dimension.None, a / a);
                    Assert.Equal(a, a * b / b);
                }
            );

    [Fact]
    public void Powers_and_roots_undo_each_other() =>
        Gen.Select(s_dimension, Gen.Int[1, 4], Gen.Int[-4, 4].Where(n => n != 0))
            .Holds(
                (a, root, power) =>
                {
                    Assert.Equal(a, a.Root(root).Power(root));
                    Assert.Equal(a, a.Power(power).Power(1, power));
                    foreach (var dimension in Enum.GetValues<BaseDimension>())
                    {
                        Assert.Equal(a[dimension] * power / root, a.Power(power, root)[dimension]);
                    }
                }
            );

    [Fact]
    public void A_power_out_of_range_stays_out_of_range()
    {
        var far = Dimension.Length.Power(42);
        Assert.False(far.IsOutOfRange);
        Assert.True((far * Dimension.Length).IsOutOfRange);
        Assert.True((far * Dimension.Length / Dimension.Length).IsOutOfRange);
        Assert.True((far.Power(-1) / Dimension.Length).IsOutOfRange);
        Assert.True(far.Power(int.MaxValue).IsOutOfRange);
        Assert.True(Dimension.Length.Root(5).IsOutOfRange);
        Assert.NotEqual(Dimension.None, far * Dimension.Length);
    }

    [Fact]
    public void A_dimension_prints_its_base_dimensions()
    {
        Assert.Equal("mass · length² · time⁻³ · current⁻¹", Kinds.Voltage.Dimension.ToString());
        Assert.Equal("current", Dimension.Current.ToString());
        Assert.Equal("1", Dimension.None.ToString());
        Assert.Equal("time^(-1/2)", Dimension.Time.Power(-1, 2).ToString());
        Assert.Equal("temperature · amount", (Dimension.Amount * Dimension.Temperature).ToString());
    }
}
