using CellDsl.Lsp.Features;

namespace CellDsl.Lsp.Tests.Features;

public class HoverTests
{
    private static string At(Marked marked) =>
        Hover.At(marked.Document, marked.Position)?.Contents.Value ?? "";

    [Fact]
    public void A_material_has_its_molar_mass_and_capacity()
    {
        string text = At(
            Marked.Of(
                "edition 1\n/// A layered oxide.\nmaterial §LTVO {\n  formula: Li[8/7] Ti[2/7] V[4/7](III) O2\n  redox: V(III)/V(V)\n}\n"
            )
        );
        Assert.Contains("A layered oxide.", text, StringComparison.Ordinal);
        Assert.Contains("molar mass: 82.71", text, StringComparison.Ordinal);
        Assert.Contains("370.3 mAh/g, limited by electrons", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_says_what_it_needs()
    {
        string text = At(Marked.InRoute("x = ball_§mill y in zirconia_jar"));
        Assert.Contains("operation ball_mill(", text, StringComparison.Ordinal);
        Assert.Contains("needs `sample` (Solid), `in jar` (vessel)", text, StringComparison.Ordinal);
        Assert.Contains("may have `with liquid`", text, StringComparison.Ordinal);
        Assert.Contains("yields a Slurry", text, StringComparison.Ordinal);
        Assert.Contains("instrument: `planetary_mill`", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quantity_has_a_kind_a_dimension_and_other_units()
    {
        string text = At(Marked.InProtocol("charge at rate until voltage >= 4§.2 V or for 3 h"));
        Assert.Contains("**4.2 V**: a voltage", text, StringComparison.Ordinal);
        Assert.Contains("mass · length² · time⁻³ · current⁻¹", text, StringComparison.Ordinal);
        Assert.Contains("4200 mV", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_says_how_long_a_charge_takes() =>
        Assert.Contains(
            "10 h",
            At(Marked.InProtocol("charge at §C/10 until voltage >= 4 V or for 15 h")),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_parameter_has_its_default_and_units()
    {
        string text = At(Marked.InProtocol("charge at r§ate until voltage >= 4 V or for 15 h"));
        Assert.Contains("rate: Rate = C/10", text, StringComparison.Ordinal);
        Assert.Contains("units: C, mA/g", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_has_a_composition() =>
        Assert.Contains(
            "molar mass: 97.87",
            At(Marked.Of("edition 1\nmaterial x { formula: Li§CoO2 }\n")),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_property_says_its_kind() =>
        Assert.Contains(
            "density: density",
            At(Marked.Of("edition 1\nmaterial x { formula: LiCoO2; den§sity: 5 g/cm³ }\n")),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_word_of_the_language_is_explained() =>
        Assert.Contains(
            "counts it",
            At(Marked.InRoute("x = grind y for unspec§ified")),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("edition 1\n// a comm§ent\n")]
    [InlineData("edition 1\n§\n")]
    [InlineData("§")]
    public void Nothing_is_said_of_nothing(string text) => Assert.Equal("", At(Marked.Of(text)));
}
