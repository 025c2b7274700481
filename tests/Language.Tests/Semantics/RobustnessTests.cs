using CellDsl.Language.Diagnostics;
using CsCheck;
using Xunit;

namespace CellDsl.Language.Tests.Semantics;

public class RobustnessTests
{
    [Theory]
    [InlineData("material A { density: A.density }")]
    [InlineData("route r(x: Time = r(x: 1 h)) { y = x }")]
    [InlineData("electrolyte e = r()\nroute r makes e { return dissolve LiPF6 in DMC }")]
    [InlineData("protocol p on cell { run p() }\nexperiment e { run p() on p() }")]
    [InlineData("cell k(a: k) { positive: k(a: k()); limits { } }")]
    [InlineData("class a: a\ninstrument i: a { }\nlab l { instrument i: a { channels: 3 } }")]
    [InlineData("form a: a\nmaterial m { form: a }\nroute r(x: a) makes a { return grind x }")]
    [InlineData(
        "schema schema { schema: schema }\nterm term: term\noperation operation { effect: operation }"
    )]
    public void What_speaks_of_itself_ends(string text) =>
        Assert.All(Checked.Compile(text).Diagnostics, finding => Assert.NotEmpty(finding.Message));

    /// <summary>A text with any stretch taken out, doubled or moved still gives findings with places in it.</summary>
    [Fact]
    public void A_damaged_program_is_still_checked() =>
        Gen.Select(Gen.Int[0, Section2.Text.Length], Gen.Int[0, 40], Gen.Int[0, Section2.Text.Length])
            .Holds(
                (start, length, target) =>
                {
                    length = Math.Min(length, Section2.Text.Length - start);
                    string piece = Section2.Text.Substring(start, length);
                    string rest = Section2.Text.Remove(start, length);
                    string damaged = rest.Insert(Math.Min(target, rest.Length), piece);
                    var compilation = Checked.Compile(damaged, ("materials.cell", Section2.Materials));
                    foreach (var finding in compilation.Diagnostics)
                        CheckPlaces(finding);
                    foreach (var point in compilation.OpenPoints)
                        Assert.True(point.Location.Span.End <= point.Location.Source.Length);
                },
                iter: 400
            );

    private static void CheckPlaces(Diagnostic finding)
    {
        Assert.NotEmpty(finding.Message);
        Assert.False(finding.Message.EndsWith('.'), finding.Message);
        Assert.InRange(finding.Location.Span.End, 0, finding.Location.Source.Length);
        foreach (var label in finding.Related)
            Assert.InRange(label.Location.Span.End, 0, label.Location.Source.Length);
    }

    [Theory]
    [InlineData("repeat 2 times { rst for 1 h }", "CELL1008 rst")]
    [InlineData(
        "charg at C/10 until { full: for 1 h }\nwhen full { stop }\nwhen full { stop }",
        "CELL1008 charg"
    )]
    [InlineData("charge at C/10 until voltage >= 4.2 Vx", "CELL2001 Vx")]
    [InlineData("charge with C/10 until voltage >= 4.2 V or for 1 h", "CELL1010 with C/10")]
    [InlineData("repeat 2 times as cycle { rest for 1 h }\nif cycel.time > 1 h { stop }", "CELL1001 cycel")]
    public void One_mistake_in_a_protocol_is_reported_once(string steps, string expected) =>
        Assert.Equal([expected], Checked.InProtocol(steps));

    /// <summary>One wrong word gives one finding: whatever follows from it stays silent.</summary>
    [Theory]
    [InlineData("weigh for", "weight for")]
    [InlineData("zirconia_jar", "zirconia_jug")]
    [InlineData("Li2CO3 (excess", "Li2C03 (excess")]
    [InlineData("acetylene_black", "acetylen_black")]
    [InlineData("temperature: Temperature in", "temperature: Temprature in")]
    [InlineData("structure: layered_rocksalt", "structur: layered_rocksalt")]
    [InlineData("2 mg/cm² of active", "2 mgg/cm² of active")]
    [InlineData("isostatic_press at", "isostatic_prss at")]
    [InlineData("voltage >= assumed", "voltag >= assumed")]
    [InlineData("1.2 * theoretical", "1.2 * theoretcal")]
    [InlineData("when overrun", "when overran")]
    [InlineData("run impedance_check()", "run impedance_chek()")]
    [InlineData("[(280 rpm, 6 h)", "[(280 rpn, 6 h)")]
    [InlineData("cycle[270].retention", "cycle[270].retenion")]
    [InlineData("instrument cycler_1: cycler", "instrument cycler_1: cyler")]
    [InlineData("= dry mixed", "= dri mixed")]
    [InlineData("solid(powder)", "solid(powdr)")]
    public void One_mistake_is_reported_once(string right, string wrong)
    {
        int at = Section2.Text.IndexOf(right, StringComparison.Ordinal);
        string text = Section2.Text.Remove(at, right.Length).Insert(at, wrong);
        var findings = Checked.Findings(text, ("materials.cell", Section2.Materials));
        Assert.True(findings.Length == 1, string.Join("\n", findings));
    }
}
