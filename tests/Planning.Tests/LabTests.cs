using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Planning.Tests;

/// <summary>What a lab adds to a plan, and what a lab's own words can do.</summary>
public class LabTests
{
    private const string Synthesis = """
        edition 1

        material titanate { formula: Li2TiO3; form: Powder }

        route made(temperature: Temperature = 800 °C) makes titanate {
          reagents = weigh for 5 g of titanate from Li2CO3, TiO2
          return heat reagents in alumina_crucible under argon {
            ramp to temperature at 5 K/min
            hold for 6 h
            furnace_cool to 25 °C
          }
        }

        experiment trial {
          powder = made()
          check xrd on powder
        }


        """;

    private static PlanResult PlanOf(string text, PlanOptions? options = null)
    {
        var compilation = Compilation.Create([new SourceText("test.cell", text)], new NoFiles());
        Assert.Empty(compilation.Diagnostics);
        return Planner.Plan(compilation, options ?? PlanOptions.Default);
    }

    private sealed class NoFiles : ISourceResolver
    {
        public SourceText? Resolve(string importingPath, string importPath) => null;
    }

    private static IEnumerable<string> Codes(PlanResult result) =>
        result.Diagnostics.Select(finding => finding.Rule.Code);

    [Fact]
    public void An_operation_gets_the_instrument_that_can_do_it()
    {
        var result = PlanOf(
            Synthesis
                + """
                lab bench {
                  instrument small: tube_furnace { temperature: 25 °C .. 700 °C }
                  instrument large: box_furnace { temperature: 25 °C .. 1400 °C }
                  instrument x_ray: diffractometer
                }
                """
        );
        Assert.Empty(result.Diagnostics);
        var experiment = Assert.Single(result.Plan.Experiments);
        Assert.Equal("bench", experiment.Lab);
        Assert.Equal("large", experiment.Operations.Single(each => each.Verb == "heat").AssignedTo);
    }

    [Fact]
    public void The_purity_of_the_stock_enters_what_is_weighed()
    {
        const string lab = """
            lab bench {
              instrument furnace_1: box_furnace
              instrument x_ray: diffractometer
              stock Li2CO3 { amount: 100 g; purity: 50 % }
              stock TiO2 { amount: 100 g }
            }
            """;
        var plain = Weighed(PlanOf(Synthesis), "Li2CO3");
        Assert.Equal(plain * 2, Weighed(PlanOf(Synthesis + lab), "Li2CO3"));
    }

    private static Rational? Weighed(PlanResult result, string reagent) =>
        result
            .Plan.Experiments[0]
            .Operations.SelectMany(operation => operation.Weighings)
            .Single(line => line.Reagent == reagent)
            .Mass.Exact;

    [Theory]
    [InlineData("2026-03", 2026, 3, 31, 0)]
    [InlineData("2026-03", 2026, 4, 1, 1)]
    [InlineData("2026-03-15", 2026, 3, 16, 1)]
    public void Stock_is_good_until_its_last_day(string expires, int year, int month, int day, int findings)
    {
        var result = PlanOf(
            Synthesis
                + $$"""
                lab bench {
                  instrument furnace_1: box_furnace
                  instrument x_ray: diffractometer
                  stock Li2CO3 { amount: 100 g; expires: "{{expires}}" }
                  stock TiO2 { amount: 100 g }
                }
                """,
            new(Today: new DateOnly(year, month, day))
        );
        Assert.Equal(findings, Codes(result).Count(code => code == "CELL6007"));
    }

    [Fact]
    public void The_lab_that_is_asked_for_goes_before_the_one_in_the_file()
    {
        var text =
            Synthesis
            + """
                lab first {
                  instrument furnace_1: box_furnace { temperature: 25 °C .. 1400 °C }
                  instrument x_ray: diffractometer
                }

                lab second {
                  instrument furnace_2: box_furnace { temperature: 25 °C .. 750 °C }
                }
                """;
        var compilation = Compilation.Create([new SourceText("test.cell", text)], new NoFiles());
        Assert.Empty(Planner.Plan(compilation).Diagnostics);
        var asked = Planner.Plan(compilation, new(compilation.Find<LabSymbol>("second")));
        Assert.Equal(["CELL6002", "CELL6001"], Codes(asked));
        var shortfall = asked.Diagnostics[0];
        Assert.Equal("`furnace_2` reaches 750 °C, and 800 °C is asked for: 50 K too much", shortfall.Message);
        Assert.Equal("the nearest that fits is 750 °C", shortfall.Help);
    }

    [Fact]
    public void Words_of_a_lab_have_the_power_of_the_standard_ones()
    {
        const string words = """
            edition 1

            class uv_lamp: instrument_class
            schema uv_lamp { wavelength: Length }

            operation cure(sample: takes Sheet, at wavelength: Length, for time: Time) makes same {
              effect: dry
              instrument: uv_lamp
              duration: time
            }

            term photoresist: reactive_group
            chemical resist { form: Liquid; group: photoresist }
            chemical developer { form: Liquid }

            incompatibility resist_and_developer {
              contents: photoresist
              meets: developer
              consequence: "the resist dissolves"
              source: "the maker's data sheet"
            }

            route film(sheet: Sheet) makes Sheet {
              return cure sheet at 254 nm for 10 min
            }

            route spoilt() makes Slurry {
              return disperse LFP : resist = 90 : 10 by mass in developer
            }

            lab bench { instrument lamp_1: uv_lamp { wavelength: 300 nm .. 400 nm } }
            """;
        var result = PlanOf(words);
        Assert.Equal(["CELL6002", "CELL5001"], Codes(result));
        Assert.StartsWith(
            "`lamp_1` has wavelength from 300 nm on, and 254 nm is asked for: 46 nm too little",
            result.Diagnostics[0].Message,
            StringComparison.Ordinal
        );
        Assert.Contains("the resist dissolves", result.Diagnostics[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_is_split_by_mass_and_what_is_left_has_a_name()
    {
        var result = PlanOf(
            """
            edition 1

            experiment trial {
              stock_powder = weigh 10 g of TiO2
              first, second, rest = split stock_powder into 2 g, 3 g
              measure sem on first using 1 g
              measure sem on second using 1 g
              measure sem on rest using 1 g
              other = weigh 6 g of TiO2
              half, half_too = split other
              measure sem on half using 4 g
              measure sem on half_too using 1 g
            }
            """
        );
        Rational? Of(string name) =>
            result.Plan.Experiments[0].Samples.Single(sample => sample.Name == name).Amount.Exact;
        Assert.Equal([2, 3, 5, 3], [Of("first"), Of("second"), Of("rest"), Of("half")]);
        Assert.Equal(["CELL4010"], Codes(result));
    }

    [Fact]
    public void A_potential_against_another_reference_is_converted()
    {
        const string program = """
            edition 1

            chemical sodium { formula: Na; form: Metal; potential: 0.33 V }

            cell coin {
              positive: LFP { loading: 10 mg/cm² of active; diameter: 12 mm }
              negative: Li { potential: 0 V vs Li }
              limits { voltage: 2.0 V .. 4.0 V }
            }

            protocol test on cell {
              charge at C/10 until voltage >= 3.9 V vs sodium or for 15 h
            }

            experiment trial { run test() on coin() }
            """;
        // 3.9 V against sodium are 4.23 V against lithium: beyond what the cell may see.
        var finding = Assert.Single(PlanOf(program).Diagnostics);
        Assert.Equal("CELL7012", finding.Rule.Code);
        Assert.Contains("4.23 V", finding.Message, StringComparison.Ordinal);
    }
}
