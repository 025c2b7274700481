using CellDsl.Compiler.Exchange.Importing;
using CellDsl.Exchange.Tests.Running;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Exchange.Tests;

public class ReactionRecipeTests
{
    private static ImportedProcedure Read(string json) =>
        ImportedProcedure.Read(new SourceText("recipes.json", json), null, _ => null);

    private const string LiCoO2 = """
        {"reactions":[{"doi":"10.1000/made.up","reaction_string":"0.5 Li2CO3 + 0.333 Co3O4 + 0.083 O2 == LiCoO2 + 0.5 CO2",
          "target":{"material_string":"LiCoO2","material_formula":"LiCoO2"},
          "precursors":[{"material_formula":"Li2CO3"},{"material_formula":"Co3O4"}],
          "operations":[
            {"type":"StartingSynthesis","token":"prepared","conditions":null},
            {"type":"LiquidGrinding","token":"milled","conditions":{"heating_time":[{"values":[24],"units":"h"}],"mixing_media":["ethanol"]}},
            {"type":"DryingOperation","token":"dried","conditions":{"heating_temperature":[{"min_value":80,"max_value":80,"values":[80.0],"units":"C"}]}},
            {"type":"ShapingOperation","token":"pressed","conditions":null},
            {"type":"HeatingOperation","token":"calcined","conditions":{"heating_temperature":[{"values":[900],"units":"C"}],"heating_time":[{"values":[12],"units":"h"}],"heating_atmosphere":["air"]}}
          ]}]}
        """;

    [Fact]
    public void A_recipe_becomes_a_route_and_what_it_leaves_out_is_unspecified()
    {
        var read = Read(LiCoO2);
        Assert.Empty(read.Diagnostics);
        Assert.NotNull(read.Text);
        Assert.Equal("", Procedure.Errors(read.Text));
        Assert.Contains(
            "weigh for unspecified of LiCoO2 from Li2CO3, Co3O4",
            read.Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "with ethanol in unspecified at unspecified for 24 h",
            read.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("at 80 °C under unspecified for unspecified", read.Text, StringComparison.Ordinal);
        Assert.Contains("press dried_2 at unspecified", read.Text, StringComparison.Ordinal);
        Assert.Contains("in unspecified under air {", read.Text, StringComparison.Ordinal);
        Assert.Contains("ramp to 900 °C at unspecified", read.Text, StringComparison.Ordinal);
        Assert.Contains("hold for 12 h", read.Text, StringComparison.Ordinal);
        Assert.Contains("Printed, and to be checked: 0.5 Li2CO3", read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("assumed", read.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[\"air\"]", "[\"platinum\"]", "platinum")]
    [InlineData("\"values\":[900]", "\"values\":[900,1000]", "900, 1000")]
    public void Nonsense_and_alternatives_are_open_and_reported(string said, string instead, string named)
    {
        var read = Read(LiCoO2.Replace(said, instead, StringComparison.Ordinal));
        var found = Assert.Single(read.Diagnostics);
        Assert.Equal(Rules.ReadWithAssumption, found.Rule);
        Assert.Contains(named, found.Message, StringComparison.Ordinal);
        Assert.NotNull(read.Text);
        Assert.Equal("", Procedure.Errors(read.Text));
    }

    [Fact]
    public void A_temperature_that_is_only_a_maximum_is_that_temperature()
    {
        var read = Read(
            LiCoO2.Replace(
                "\"values\":[900]",
                "\"values\":[],\"max_value\":900,\"min_value\":null",
                StringComparison.Ordinal
            )
        );
        Assert.Contains("ramp to 900 °C", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_in_which_nothing_can_form_is_left_out_by_name()
    {
        var read = Read(LiCoO2.Replace("HeatingOperation", "QuenchingOperation", StringComparison.Ordinal));
        Assert.Null(read.Text);
        Assert.Contains(read.Diagnostics, found => found.Rule == Rules.UnsupportedElement);
        Assert.Contains(read.Diagnostics, found => found.Rule == Rules.UnreadableFile);
    }
}
