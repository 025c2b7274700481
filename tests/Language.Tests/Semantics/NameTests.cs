using Xunit;

namespace CellDsl.Language.Tests.Semantics;

public class NameTests
{
    [Theory]
    [InlineData("material A { density: densty }", "CELL1001 densty")]
    [InlineData("material A { structure: olivin }", "CELL1001 olivin")]
    [InlineData("material A { densty: 3 g/cm³ }", "CELL1007 densty")]
    [InlineData("material A { form: Powder; form: Pellet }", "CELL1015 form")]
    [InlineData("material A\nvessel A", "CELL1002 A")]
    [InlineData("route r(x: Tim) { }", "CELL1005 x", "CELL1013 Tim")]
    [InlineData("route r(x: Time, x: Mass) { y = x }", "CELL1002 x", "CELL1005 y")]
    [InlineData("form A: B\nform B: A", "CELL1016 B", "CELL1016 A")]
    [InlineData("class a: b", "CELL1001 b")]
    [InlineData("lab l { route r { } }", "CELL1017 route")]
    [InlineData("cell c { limits { voltge: 1 V .. 2 V } }", "CELL1007 voltge")]
    [InlineData("cell c { positive: Li { loadng: 1 mg/cm² }; limits { } }", "CELL1007 loadng")]
    [InlineData("experiment e { expect discharge[1].capcity > 1 mAh }", "CELL1014 capcity")]
    [InlineData("vessel v { wetted: argon }", "CELL1012 argon")]
    [InlineData("chemical c { formula: Xy2O3 }", "CELL3010 Xy")]
    public void A_finding_points_at_the_word(string text, params string[] expected) =>
        Assert.Equal(expected, Checked.Findings(text));

    [Theory]
    [InlineData("heat raw in zirconia_jar on argn under argon { hold for 1 h }", "CELL1001 argn")]
    [InlineData("grindd raw", "CELL1008 grindd")]
    [InlineData("ramp to 700 °C at 5 K/min", "CELL1009 ramp")]
    [InlineData("charge at C/10", "CELL1009 charge")]
    [InlineData("grind raw on water", "CELL1010 on water")]
    [InlineData("grind raw, raw", "CELL1010 raw")]
    [InlineData("mill at 300 rpm", "CELL1011 mill")]
    [InlineData("heat raw in argon under zirconia_jar", "CELL1012 argon", "CELL1012 zirconia_jar")]
    [InlineData("mill raw at 300 rpm at 400 rpm", "CELL1015 at 400 rpm")]
    [InlineData("raw(3)", "CELL1019 (3)")]
    public void A_verb_phrase_is_matched_to_its_operation(string phrase, params string[] expected) =>
        Assert.Equal(expected, Checked.InRoute($"return {phrase}"));

    [Theory]
    [InlineData("Li2C03", "Li2CO3")]
    [InlineData("acetylen_black", "acetylene_black")]
    public void A_name_is_suggested_from_everything_that_is_visible(string written, string meant)
    {
        var finding = Assert.Single(
            Checked.Compile($"electrolyte e = dissolve {written} in DMC").Diagnostics
        );
        Assert.Equal($"did you mean `{meant}`?", finding.Help);
        Assert.Equal(meant, Assert.Single(finding.Fixes).Edits[0].NewText);
    }

    [Fact]
    public void Files_share_what_is_public()
    {
        (string, string)[] files =
        [
            ("a.cell", "public material A { formula: LiFePO4 }\nmaterial Hidden { formula: LiCoO2 }"),
        ];
        Assert.Empty(Checked.Findings("import \"a.cell\"\ncell c { positive: A; limits { } }", files));
        Assert.Empty(Checked.Findings("import \"a.cell\" as m\ncell c { positive: m.A; limits { } }", files));
        Assert.Equal(
            ["CELL1006 Hidden"],
            Checked.Findings("import \"a.cell\"\ncell c { positive: Hidden; limits { } }", files)
        );
    }

    [Fact]
    public void An_import_that_closes_a_circle_is_reported_once()
    {
        var findings = Checked.Findings(
            "import \"a.cell\"\npublic material M { structure: spinel }\ncell c { positive: A; limits { } }",
            ("a.cell", "import \"main.cell\"\npublic material A { structure: spinel }")
        );
        Assert.Contains("CELL1004 import \"main.cell\"", findings);
    }

    [Fact]
    public void What_is_unknown_because_a_file_is_missing_is_not_reported_again() =>
        Assert.Equal(
            ["CELL1003 \"gone.cell\""],
            Checked.Findings("import \"gone.cell\"\ncell c { positive: Wanted; limits { } }")
        );

    [Fact]
    public void A_module_that_does_not_exist_is_suggested()
    {
        var finding = Assert.Single(Checked.Compile("import std.chemicls").Diagnostics);
        Assert.Equal(("CELL1003", "did you mean `std.chemicals`?"), (finding.Rule.Code, finding.Help));
    }

    [Fact]
    public void A_bad_statement_hides_the_name_that_it_binds() =>
        Assert.DoesNotContain(
            Checked.InRoute("a = grind raw ] [\nreturn grind a"),
            finding => finding.StartsWith("CELL1001", StringComparison.Ordinal)
        );

    [Fact]
    public void Names_of_a_file_come_before_standard_ones()
    {
        const string text = """
            chemical ethanol { formula: C2H5OH; boils: 79 °C }
            route r(raw: Powder) makes Slurry {
              return ball_mill raw with ethanol in zirconia_jar at 300 rpm for 1 h
            }
            """;
        var compilation = Checked.Compile(text);
        Assert.Empty(compilation.Diagnostics);
        var own = compilation.Declarations.First();
        Assert.Single(compilation.Model.ReferencesTo(own));
    }

    [Fact]
    public void A_verb_means_what_its_place_says() =>
        Assert.Empty(
            Checked.Findings(
                """
                route r(raw: Powder) makes Solid {
                  return heat raw in alumina_crucible under air { hold for 1 h }
                }
                protocol p on cell { hold at 4.2 V until |current| <= C/20 or for 2 h }
                """
            )
        );

    [Fact]
    public void A_schema_of_ones_own_allows_more_and_still_no_other()
    {
        const string schema = "schema vessel { filling: Ratio }\n";
        Assert.Empty(Checked.Findings(schema + "vessel v { filling: 66 %; closed: yes }"));
        Assert.Equal(["CELL1007 filing"], Checked.Findings(schema + "vessel v { filing: 66 % }"));
        Assert.Equal(["CELL2005 3 V"], Checked.Findings(schema + "vessel v { filling: 3 V }"));
    }
}
