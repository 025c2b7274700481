using Xunit;

namespace CellDsl.Language.Tests.Semantics;

public class FlowTests
{
    [Fact]
    public void A_sample_is_used_once()
    {
        var finding = Assert.Single(
            Checked
                .Compile(
                    """
                    route r(raw: Powder) makes Powder {
                      a = grind raw
                      b = combine a : raw = 1 : 1 by mass
                      return b
                    }
                    """
                )
                .Diagnostics
        );
        Assert.Equal("CELL4001", finding.Rule.Code);
        Assert.Equal("`raw` is gone: `grind` has used it up", finding.Message);
        Assert.Equal(1, Assert.Single(finding.Related).Location.Start.Line);
    }

    [Theory]
    [InlineData("a = grind raw\nreturn grind a")]
    [InlineData("check xrd on raw\nreturn grind raw")]
    [InlineData("a = grind raw\nb = grind raw\nreturn a", "CELL4002 b", "CELL4001 raw")]
    [InlineData("grind raw\nreturn grind Li2CO3", "CELL4002 grind")]
    [InlineData("a = grind raw\nreturn grind Li2CO3", "CELL4002 a")]
    [InlineData("repeat 3 times { a = grind raw\ncheck xrd on a }\nreturn grind Li2CO3", "CELL4003 raw")]
    [InlineData("if 1 < 2 { a = grind raw\nreturn a }\nreturn grind raw")]
    [InlineData("if 1 < 2 { a = grind raw\ncheck xrd on a }\nreturn grind raw", "CELL4001 raw")]
    [InlineData("if 1 < 2 { return grind raw } else { return grind raw }")]
    [InlineData("a = grind raw", "CELL4005 r")]
    [InlineData("if 1 < 2 { return grind raw }", "CELL4005 r")]
    [InlineData("return dissolve Li2CO3 in water", "CELL4004 dissolve Li2CO3 in water")]
    [InlineData("a = press raw at 1 MPa\nreturn sieve a through 1 mm", "CELL4004 a")]
    [InlineData(
        "a = ball_mill raw in zirconia_jar at 1 rpm for 1 h\nreturn dry a at 80 °C under air for 1 h"
    )]
    public void Samples_flow_from_step_to_step(string statements, params string[] expected) =>
        Assert.Equal(expected, Checked.InRoute(statements));

    [Fact]
    public void A_sweep_draws_from_a_sample_made_outside() =>
        Assert.Empty(
            Checked.Findings(
                """
                material A { formula: LiFePO4 }
                route r makes A { return grind Li2CO3 }
                cell k(active: A) { positive: active; limits { } }
                protocol p(rate: Rate) on cell { discharge at rate until for 1 h }
                experiment e {
                  powder = r()
                  measure xrd, bet on powder using 50 mg
                  for rate in [C/10, C/5] { run p(rate: rate) on k(powder) }
                }
                """
            )
        );
}
