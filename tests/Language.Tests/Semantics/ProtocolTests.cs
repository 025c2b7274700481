using CellDsl.Language.Diagnostics;
using Xunit;

namespace CellDsl.Language.Tests.Semantics;

public class ProtocolTests
{
    [Theory]
    [InlineData("charge at C/10", "CELL7001 charge")]
    [InlineData("rest", "CELL7001 rest")]
    [InlineData("rest for 10 min")]
    [InlineData("charge at C/10 until voltage >= 4.2 V", "CELL7002 charge")]
    [InlineData("charge at C/10 until voltage >= 4.2 V or capacity > 1.2 * theoretical")]
    [InlineData("charge at C/10 until voltage >= 4.2 V or for 12 h")]
    [InlineData("charge at C/10 until voltage >= 4.2 V and for 12 h", "CELL7002 charge")]
    [InlineData("charge at C/10 until voltage >= 4.2 V, at most 12 h")]
    [InlineData("charge at C/10 until { full: voltage >= 4.2 V; late: for 12 h }")]
    [InlineData("discharge at C/10 until voltage <= 2 V", "CELL7003 discharge")]
    [InlineData("discharge at C/10 until voltage <= 2 V or time > 12 h")]
    [InlineData("repeat 3 times { discharge at C/10 until voltage <= 2 V } at most 3 d")]
    [InlineData("wait until temperature within 1 K of 50 °C", "CELL7003 wait")]
    [InlineData("charge at C/10 to 4.2 V until |current| < C/20 or for 3 h then rest", "CELL7001 rest")]
    [InlineData("impedance from 1 MHz to 10 mHz\nset temperature to 50 °C")]
    [InlineData("discharge at C/10 until voltage <= 2 A", "CELL2004 2 A")]
    public void Every_step_ends(string steps, params string[] expected) =>
        Assert.Equal(expected, Checked.InProtocol(steps));

    [Theory]
    [InlineData("charge at C/10 until voltage = 4.2 V or for 1 h", "CELL7005 voltage = 4.2 V")]
    [InlineData("charge at C/10 until voltage <= 4.2 V or for 1 h", "CELL7010 voltage <= 4.2 V")]
    [InlineData("discharge at C/10 until voltage >= 4.2 V or for 1 h", "CELL7010 voltage >= 4.2 V")]
    [InlineData("record every 30 s or 5 kg\nrest for 1 h", "CELL7011 5 kg")]
    public void An_end_can_fire(string steps, params string[] expected) =>
        Assert.Equal(expected, Checked.InProtocol(steps));

    [Theory]
    [InlineData("charge at C/10 until { full: for 1 h }\nwhen full { stop }")]
    [InlineData("charge at C/10 until { full: for 1 h }\nwhen ful { stop }", "CELL7006 ful")]
    [InlineData(
        "charge at C/10 until { full: for 1 h; late: for 2 h }\nwhen full { stop }\nwhen late { stop }"
    )]
    [InlineData("when full { stop }", "CELL7006 full")]
    [InlineData("rest for 1 h\nwhen full { stop }", "CELL7006 full")]
    public void When_names_an_end_of_the_step_before(string steps, params string[] expected) =>
        Assert.Equal(expected, Checked.InProtocol(steps));

    [Theory]
    [InlineData("stop\nrest for 1 h", "CELL7007 rest for 1 h")]
    [InlineData("stop\non interruption { longer: stop }")]
    [InlineData("if 1 < 2 { stop } else { stop }\nrest for 1 h", "CELL7007 rest for 1 h")]
    [InlineData("repeat 2 times { rest for 1 h; break; rest for 2 h }", "CELL7007 rest for 2 h")]
    [InlineData("repeat 2 times { set temperature to 50 °C }", "CELL7008 repeat")]
    [InlineData("repeat 2 times { if 1 < 2 { rest for 1 h } }", "CELL7008 repeat")]
    [InlineData("repeat 2 times { if 1 < 2 { rest for 1 h } else { rest for 2 h } }")]
    [InlineData("repeat 2 times { if 1 < 2 { break }; rest for 2 h }")]
    [InlineData("while 1 < 2 { record every 1 s }", "CELL7008 while")]
    public void Every_pass_takes_time_and_every_step_is_reached(string steps, params string[] expected) =>
        Assert.Equal(expected, Checked.InProtocol(steps));

    [Theory]
    [InlineData("repeat 2 times as cycle { rest for 1 h; if cycle.time > 2 h { break } }")]
    [InlineData("repeat 2 times as cycle { rest for 1 h }\nif cycle.time > 2 h { stop }", "CELL7009 cycle")]
    [InlineData("repeat 2 times as cycle { rest for 1 h }\nif test.cycle[1].time > 2 h { stop }")]
    [InlineData("repeat 9 times as cycle { rest for 1 h; if cycle[n-1].time > 2 h { break cycle } }")]
    [InlineData("break", "CELL7009 break")]
    [InlineData("repeat 2 times as formation { rest for 1 h }\nevery 5 formations { rest for 1 h }")]
    [InlineData("repeat 2.5 times { rest for 1 h }", "CELL2010 2.5")]
    [InlineData("repeat 2 times { rest for 1 h; break cycle }", "CELL1001 cycle")]
    [InlineData(
        "repeat 2 times as cycle { rest for 1 h }\nbefore cycle 1 and every 5 cycles { rest for 1 h }"
    )]
    [InlineData(
        "repeat 2 times as cycle { rest for 1 h }\nbefore cycel 1 { rest for 1 h }",
        "CELL1001 cycel"
    )]
    [InlineData(
        "repeat 2 times as cycle { rest for 1 h }\nbefore cycle 1 and every 5 h { rest for 1 h }",
        "CELL2010 5 h"
    )]
    [InlineData("repeat 2 times as a { rest for 1 h }\nrepeat 2 times as a { rest for 1 h }", "CELL1002 a")]
    public void Labels_speak_of_their_loop(string steps, params string[] expected) =>
        Assert.Equal(expected, Checked.InProtocol(steps));

    [Fact]
    public void A_cell_has_limits() =>
        Assert.Equal(["CELL7004 k"], Checked.Findings("cell k { positive: Li }"));

    [Fact]
    public void An_equality_can_be_repaired_by_the_editor()
    {
        var finding = Assert.Single(
            Checked
                .Compile("protocol p on cell { discharge at C/2 until voltage = 2 V or for 1 h }")
                .Diagnostics
        );
        Assert.Equal("voltage <= 2 V", Assert.Single(finding.Fixes).Edits[0].NewText);
    }

    [Theory]
    [InlineData("allow CELL7003 \"the cell is guarded\"\ndischarge at C/10 until voltage <= 2 V")]
    [InlineData("repeat 2 times { discharge at C/10 until voltage <= 2 V\nallow CELL7003 \"guarded\" }")]
    [InlineData(
        "allow CELL7003 \"guarded\"\nrest for 1 h\ndischarge at C/10 until voltage <= 2 V",
        "CELL1020 CELL7003",
        "CELL7003 discharge"
    )]
    [InlineData(
        "allow CELL7001 \"guarded\"\ndischarge at C/10 until voltage <= 2 V",
        "CELL1020 CELL7001",
        "CELL7003 discharge"
    )]
    [InlineData("allow CELL1001 \"no\"\nrest for 1 h", "CELL1018 CELL1001")]
    [InlineData("allow CELL4001 \"no\"\nrest for 1 h", "CELL1020 CELL4001")]
    [InlineData("allow CELL1999 \"no\"\nrest for 1 h", "CELL1018 CELL1999")]
    public void Allow_silences_one_finding_at_one_place(string steps, params string[] expected) =>
        Assert.Equal(expected, Checked.InProtocol(steps));

    [Fact]
    public void What_is_silenced_is_kept_with_its_reason()
    {
        var compilation = Checked.Compile(
            "protocol p on cell {\nallow CELL7003 \"guarded\"\ndischarge at C/10 until voltage <= 2 V\n}"
        );
        Assert.Empty(compilation.Diagnostics);
        var silenced = Assert.Single(compilation.Silenced);
        Assert.Equal((Rules.MayNeverEnd, "guarded"), (silenced.Diagnostic.Rule, silenced.Reason));
    }
}
