using CellDsl.Language.Units;
using Xunit;

namespace CellDsl.Language.Tests.Units;

public class UnitTableTests
{
    public static TheoryData<string, string> Spellings()
    {
        var data = new TheoryData<string, string>();
        foreach (var unit in UnitTable.Listed)
        {
            foreach (var spelling in UnitTable.SpellingsOf(unit))
            {
                data.Add(spelling, unit.Symbol);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Every_spelling_leads_to_its_unit(string spelling, string symbol)
    {
        var unit = UnitTable.Parse(spelling);
        Assert.Equal(symbol, unit.Symbol);
        Assert.Equal(unit, UnitTable.Parse(unit.Symbol));
        Assert.Equal(Quantity.FromSi(7, unit).Si, 7);
    }

    [Theory]
    [InlineData("mAh/g", "mAh/g", nameof(Kinds.SpecificCapacity), "3600")]
    [InlineData("mA/g", "mA/g", nameof(Kinds.SpecificCurrent), "1")]
    [InlineData("mA/cm²", "mA/cm²", nameof(Kinds.CurrentDensity), "10")]
    [InlineData("mA/cm^2", "mA/cm²", nameof(Kinds.CurrentDensity), "10")]
    [InlineData("Ω·cm²", "Ω·cm²", nameof(Kinds.ArealResistance), "0.0001")]
    [InlineData("Ohm*cm^2", "Ω·cm²", nameof(Kinds.ArealResistance), "0.0001")]
    [InlineData("mg/cm^2", "mg/cm²", nameof(Kinds.Loading), "0.01")]
    [InlineData("S/cm", "S/cm", nameof(Kinds.Conductivity), "100")]
    [InlineData("mol/L", "mol/L", nameof(Kinds.Concentration), "1000")]
    [InlineData("mol/kg", "mol/kg", nameof(Kinds.Molality), "1")]
    [InlineData("m²/g", "m²/g", nameof(Kinds.SpecificArea), "1000")]
    [InlineData("mV/s", "mV/s", nameof(Kinds.SweepRate), "0.001")]
    [InlineData("W/(m²·K)", "W/(m²·K)", nameof(Kinds.HeatTransfer), "1")]
    [InlineData("W/m²/K", "W/(m²·K)", nameof(Kinds.HeatTransfer), "1")]
    [InlineData("°C/min", "K/min", nameof(Kinds.HeatingRate), "1/60")]
    [InlineData("g/mol", "g/mol", nameof(Kinds.MolarMass), "0.001")]
    [InlineData("mPa·s", "mPa·s", nameof(Kinds.Viscosity), "0.001")]
    [InlineData("A·s", "A·s", nameof(Kinds.Charge), "1")]
    [InlineData("mAh/cm²", "mAh/cm²", nameof(Kinds.ArealCapacity), "36000")]
    [InlineData("%/cycle", "%/cycles", nameof(Kinds.Ratio), "0.01")]
    [InlineData("(mAh/g)", "mAh/g", nameof(Kinds.SpecificCapacity), "3600")]
    [InlineData("µA·h", "µA·h", nameof(Kinds.Charge), "0.0036")]
    public void A_product_has_its_kind_and_factor(string text, string symbol, string kind, string factor)
    {
        var unit = UnitTable.Parse(text);
        Assert.Equal(symbol, unit.Symbol);
        Assert.Equal(kind, Kinds.NameOf(unit.Kind).Title);
        Assert.Equal(factor, unit.Factor.ToString());
        Assert.Equal(unit, UnitTable.Parse(unit.Symbol));
    }

    [Theory]
    [InlineData("degC", "°C")]
    [InlineData("um", "µm")]
    [InlineData("\u03BCm", "µm")]
    [InlineData("\u00B5m", "µm")]
    [InlineData("Ohm", "Ω")]
    [InlineData("\u2126", "Ω")]
    [InlineData("\u212B", "Å")]
    [InlineData("Ω*cm^2", "Ω·cm²")]
    public void Unicode_and_ASCII_are_equal(string ascii, string unicode) =>
        Assert.Equal(UnitTable.Parse(unicode), UnitTable.Parse(ascii));

    [Theory]
    [InlineData("mA g⁻¹", UnitFault.Blank, " ", "mA/g")]
    [InlineData("mA·g⁻¹", UnitFault.NegativePower, "⁻¹", "mA/g")]
    [InlineData("mA cm^-2", UnitFault.Blank, " ", "mA/cm²")]
    [InlineData("mA g⁻¹ h⁻¹", UnitFault.Blank, " ", "mA/(g·h)")]
    [InlineData("mA/g·h", UnitFault.AmbiguousProduct, "·h", "mA/(g·h)")]
    [InlineData("cm2", UnitFault.BareExponent, "cm2", "cm²")]
    [InlineData("mA/cm2", UnitFault.BareExponent, "cm2", "mA/cm²")]
    [InlineData("mah/g", UnitFault.Unknown, "mah", "mAh/g")]
    [InlineData("hrs", UnitFault.Unknown, "hrs", "h")]
    [InlineData("°F", UnitFault.Unknown, "°F", "°C")]
    [InlineData("mPa", UnitFault.Unknown, "mPa", "MPa")]
    [InlineData("C/g", UnitFault.RateInCompound, "C", "coulomb/g")]
    [InlineData("mA/", UnitFault.MissingFactor, "/", "mA")]
    [InlineData("/g", UnitFault.MissingFactor, "/", "g⁻¹")]
    [InlineData("mA/(g", UnitFault.Parenthesis, "(", null)]
    [InlineData("mA)", UnitFault.Parenthesis, ")", null)]
    [InlineData("m^0", UnitFault.Power, "^0", null)]
    [InlineData("m^", UnitFault.Power, "^", null)]
    [InlineData("V^9·V^9", UnitFault.TooHigh, "V^9·V^9", null)]
    [InlineData("", UnitFault.Empty, "", null)]
    public void A_mistake_is_located_and_mended(string text, UnitFault fault, string part, string? mended)
    {
        Assert.False(UnitTable.TryParse(text, out _, out var error));
        Assert.Equal(fault, error.Fault);
        Assert.Equal(part, error.Part);
        Assert.Equal(part, text.Substring(error.Span.Start, error.Span.Length));
        Assert.Equal(mended, error.Suggestion);
        if (mended is not null)
        {
            UnitTable.Parse(mended);
        }
    }

    [Fact]
    public void A_second_reading_allocates_nothing()
    {
        var text = "mA/(g·h)".AsSpan();
        UnitTable.Parse(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Assert.True(UnitTable.TryParse(text, out _, out _));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Every_usual_unit_has_the_kind_it_is_usual_for()
    {
        foreach (var name in Kinds.Names)
        {
            foreach (var spelling in name.Units)
            {
                Assert.True(name.Accepts(UnitTable.Parse(spelling).Kind), $"{name.Name}: {spelling}");
            }
        }
    }
}
