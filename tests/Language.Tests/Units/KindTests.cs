using CellDsl.Language.Units;
using Xunit;

namespace CellDsl.Language.Tests.Units;

public class KindTests
{
    [Theory]
    [InlineData("Voltage", "4.3 V", true)]
    [InlineData("Voltage", "4.3 A", false)]
    [InlineData("Rate", "50 mA/g", true)]
    [InlineData("Rate", "2C", true)]
    [InlineData("Rate", "0.5 mA/cm²", true)]
    [InlineData("Rate", "1 mA", true)]
    [InlineData("Rate", "5 K/min", false)]
    [InlineData("Rate", "3 rpm", false)]
    [InlineData("Temperature", "80 °C", true)]
    [InlineData("Temperature", "353 K", true)]
    [InlineData("TemperatureDifference", "0.5 K", true)]
    [InlineData("TemperatureDifference", "0.5 °C", false)]
    [InlineData("RotationSpeed", "450 rpm", true)]
    [InlineData("RotationSpeed", "450 Hz", false)]
    [InlineData("Frequency", "450 rpm", false)]
    [InlineData("CRate", "3 rpm", false)]
    [InlineData("Fraction", "5 wt%", true)]
    [InlineData("Fraction", "5 %", true)]
    [InlineData("MassFraction", "99.9 %", true)]
    [InlineData("MassFraction", "99.9 mol%", false)]
    [InlineData("Ratio", "1.1", true)]
    [InlineData("Count", "270", true)]
    [InlineData("Count", "3 cells", true)]
    [InlineData("Count", "3 wt%", false)]
    [InlineData("Flow", "50 sccm", true)]
    [InlineData("VolumeFlow", "50 sccm", false)]
    [InlineData("Angle", "10°", true)]
    [InlineData("Angle", "10", true)]
    public void A_name_accepts_what_it_stands_for(string name, string value, bool accepted)
    {
        Assert.True(Kinds.TryFind(name, out var kind));
        Assert.Equal(accepted, kind.Accepts(Quantity.Parse(value).Kind));
    }

    [Fact]
    public void A_basis_that_is_stated_must_agree()
    {
        var active = Kinds.SpecificCurrent.With(Basis.ActiveMass);
        Assert.True(active.Accepts(Kinds.SpecificCurrent));
        Assert.False(active.Accepts(Kinds.SpecificCurrent.With(Basis.CompositeMass)));
        Assert.Equal(
            KindFault.Bases,
            KindAlgebra.Add(active, Kinds.SpecificCurrent.With(Basis.CompositeMass)).Fault
        );
        Assert.Equal("a specific current (mA/g) of active mass", Kinds.NameOf(active).Article);
        Assert.Equal(active, KindAlgebra.Multiply(active, Kinds.Ratio).Kind);
        Assert.Equal(Kinds.Current, KindAlgebra.Multiply(active, Kinds.Mass).Kind);
    }

    [Fact]
    public void Every_name_is_found_and_a_slip_leads_to_it()
    {
        foreach (var name in Kinds.Names)
        {
            Assert.True(Kinds.TryFind(name.Name, out var found));
            Assert.Same(name, found);
            Assert.Equal(name.Name, Kinds.Nearest(name.Name.ToLowerInvariant()));
        }

        Assert.Equal("Temperature", Kinds.Nearest("Temprature"));
        Assert.Equal("RotationSpeed", Kinds.Nearest("RotationSped"));
        Assert.Null(Kinds.Nearest("Xylophone"));
    }

    [Fact]
    public void Every_tag_has_a_name_and_a_nameless_dimension_tells_itself()
    {
        Assert.Equal("a C-rate", Kinds.NameOf(Kinds.CRate).Article);
        Assert.Equal("RotationSpeed", Kinds.NameOf(Kinds.RotationSpeed).Title);
        Assert.Equal(
            "a quantity of dimension mass⁴",
            Kinds.NameOf(new Kind(Dimension.Mass.Power(4))).Article
        );
    }

    [Fact]
    public void A_mismatch_lays_both_sides_out()
    {
        var mismatch = UnitMismatch.Between(Kinds.Voltage, Kinds.Current);
        Assert.NotNull(mismatch);
        Assert.Equal(
            [
                "left:   mass · length² · time⁻³ · current⁻¹  [Voltage]",
                "right:  current                              [Current]",
                "the right side would have to be multiplied by a resistance",
            ],
            mismatch.Notes()
        );
        Assert.Null(UnitMismatch.Between(Kinds.Voltage, Kinds.Voltage));
        Assert.Equal(KindFault.Tags, UnitMismatch.Between(Kinds.RotationSpeed, Kinds.Frequency)?.Fault);
        Assert.Equal(2, UnitMismatch.Between(Kinds.RotationSpeed, Kinds.Frequency)?.Notes().Length);
        Assert.Equal(
            "the right side would have to be divided by a mass",
            UnitMismatch.Between(Kinds.SpecificCurrent, Kinds.Current)?.MissingFactor
        );
    }

    [Theory]
    [InlineData("A", "Voltage", "V")]
    [InlineData("mA", "Voltage", "mV")]
    [InlineData("mA", "SpecificCurrent", "mA/g")]
    [InlineData("A", "SpecificCurrent", "A/g")]
    [InlineData("mA", "SpecificCapacity", "mAh/g")]
    [InlineData("mA/g", "Current", "mA")]
    [InlineData("mA/g", "SpecificCapacity", "mAh/g")]
    [InlineData("°C", "TemperatureDifference", "K")]
    [InlineData("Hz", "RotationSpeed", "rpm")]
    [InlineData("mAh/g", "Rate", "mA/g")]
    [InlineData("h", "Voltage", "V")]
    [InlineData("V", "Count", null)]
    [InlineData("", "Rate", "C")]
    [InlineData("", "SpecificCurrent", "mA/g")]
    [InlineData("mg", "Loading", "mg/cm²")]
    [InlineData("mAh", "ArealCapacity", "mAh/cm²")]
    public void The_unit_that_was_probably_meant_keeps_prefix_or_numerator(
        string given,
        string wanted,
        string? meant
    )
    {
        Assert.True(Kinds.TryFind(wanted, out var name));
        Assert.Equal(
            meant,
            UnitMismatch.SuggestUnit(given.Length == 0 ? Unit.One : UnitTable.Parse(given), name)?.Symbol
        );
    }
}
