using Xunit;

namespace CellDsl.Language.Tests.Semantics;

public class QuantityFindingTests
{
    [Theory]
    [InlineData("chemical c { melts: 5 }", "CELL2003 5")]
    [InlineData("chemical c { melts: 5 Kx }", "CELL2001 Kx")]
    [InlineData("chemical c { density: 5 V }", "CELL2005 5 V")]
    [InlineData("chemical c { density: 5 g/cm³ }")]
    [InlineData("chemical c { density: 1 g/cm³ .. 2 V }", "CELL2004 2 V")]
    [InlineData("chemical c { melts: 600 .. 500 °C }", "CELL2011 600 .. 500 °C")]
    [InlineData("chemical c { melts: 20 °C + 30 °C }", "CELL2006 30 °C")]
    [InlineData("chemical c { melts: 20 °C + 30 K }")]
    [InlineData("chemical c { melts: 2 * 30 °C }", "CELL2006 30 °C")]
    [InlineData("chemical c { melts: 0 }")]
    [InlineData("chemical c { density: 2 g / 3 cm³ }")]
    [InlineData("chemical c { density: 2 g / 0 }", "CELL2007 0")]
    [InlineData("chemical c { density: \"high\" + 1 g/cm³ }", "CELL2014 \"high\"")]
    [InlineData("class k { channels: 2.5 }", "CELL2010 2.5")]
    [InlineData("class k { ranges: [0.1, 1, 10] mA }")]
    [InlineData("class k { ranges: [0.1, 1, 10] V }", "CELL2005 0.1", "CELL2005 1", "CELL2005 10")]
    [InlineData("vessel v { max_temperature: 5 K of argon }", "CELL2017 5 K of argon")]
    [InlineData("route r(t: Time in 1 h .. 2 h = 3 h) { x = t }", "CELL2009 3 h", "CELL1005 x")]
    [InlineData("route r(t: Time in 1 h .. 2 h = 90 min) { x = t }", "CELL1005 x")]
    public void A_quantity_fits_where_it_stands_or_is_reported(string text, params string[] expected) =>
        Assert.Equal(expected, Checked.Findings(text));

    [Theory]
    [InlineData("charge at C/10 until voltage >= 4.3 A or for 12 h", "CELL2004 4.3 A")]
    [InlineData("charge at C/10 until voltage >= 4.3 or for 12 h", "CELL2003 4.3")]
    [InlineData("charge at 30 mA/g until for 12 h", "CELL2008 30 mA/g")]
    [InlineData("charge at 30 mA/g of active until for 12 h")]
    [InlineData("charge at 3 V until for 12 h", "CELL2005 3 V")]
    [InlineData("charge at 2 mA/cm² until for 12 h")]
    [InlineData("charge at 1 mA until capacity > 1.2 * theoretical")]
    [InlineData("charge at 1 mA until capacity > 200 mAh/g or for 12 h", "CELL2008 200 mAh/g")]
    [InlineData("charge at 1 mA until voltage or for 12 h", "CELL2013 voltage")]
    [InlineData("charge at 1 mA until voltage within 5 mV or for 12 h", "CELL2015 5 mV")]
    [InlineData("charge at 1 mA until voltage within 5 mV of 3 V or for 12 h")]
    [InlineData("charge at 1 mA until temperature within 5 °C of 50 °C or for 12 h", "CELL2006 5 °C")]
    [InlineData("charge at 1 mA until temperature within 1 % of 50 °C or for 12 h", "CELL2006 1 %")]
    [InlineData("charge at 1 mA until 3 g vs Li > 3 V or for 12 h", "CELL2018 3 g")]
    [InlineData("charge at 1 mA until slope(voltage, over: 10 min) < 1 mV/h or for 12 h")]
    [InlineData("charge at 1 mA until slope(voltage) < 1 mV/h or for 12 h", "CELL1011 slope")]
    [InlineData("repeat 3 h times { rest for 1 h }", "CELL2010 3 h")]
    [InlineData("repeat 3 times { rest for 1 h }")]
    [InlineData("rest for 10", "CELL2003 10")]
    public void A_step_asks_for_its_kinds(string step, params string[] expected) =>
        Assert.Equal(expected, Checked.InProtocol(step));

    [Fact]
    public void A_mismatch_names_both_sides_and_what_was_meant()
    {
        var finding = Assert.Single(
            Checked
                .Compile("protocol p on cell { charge at C/10 until voltage >= 4.3 A or for 12 h }")
                .Diagnostics
        );
        Assert.Equal("a current", finding.Text);
        Assert.Equal("a voltage", Assert.Single(finding.Related).Text);
        Assert.Equal("did you mean `4.3 V`?", finding.Help);
        Assert.Contains("[Voltage]", finding.Notes[0], StringComparison.Ordinal);
        Assert.Contains("[Current]", finding.Notes[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a : b = 47 : 53 by mass")]
    [InlineData("a : b = unspecified by mol")]
    [InlineData("a : b = assumed 1 : 1 by volume \"habit\"")]
    [InlineData("a : b = 47 : 45 : 8 by mass", "CELL2012 = 47 : 45 : 8 by mass")]
    [InlineData("a : b = 47 : 53 by length", "CELL2012 length")]
    [InlineData("a : b = 47 : 3 V by mass", "CELL2005 3 V")]
    public void A_mixture_has_a_share_for_each_part(string mixture, params string[] expected) =>
        Assert.Equal(
            expected,
            Checked.Findings($"route r(a: Powder, b: Powder) makes Powder {{ return combine {mixture} }}")
        );

    [Theory]
    [InlineData("for a, b in [(1 h, 2 V), (2 h, 3 V)] { run p(t: a, v: b) on k() }")]
    [InlineData(
        "for a, b in [(1 h, 2 V), (2 h, 3 V, 4)] { run p(t: a, v: b) on k() }",
        "CELL2016 (2 h, 3 V, 4)"
    )]
    [InlineData("for a in [1 h, 2 V] { run p(t: a, v: 2 V) on k() }", "CELL2004 2 V")]
    [InlineData(
        "for a, b in [(1 h, 2 V), (2 V, 1 h)] { run p(t: a, v: b) on k() }",
        "CELL2004 2 V",
        "CELL2004 1 h"
    )]
    [InlineData("for a, b in [(0, 2 V), (1 h, 0)] { run p(t: a, v: b) on k() }")]
    [InlineData("for a in 3 h { run p(t: a, v: 2 V) on k() }", "CELL1017 3 h")]
    [InlineData("for a in linear(1 h .. 2 h, count: 3) { run p(t: a, v: 2 V) on k() }")]
    [InlineData("for a, b in zip([1 h], [2 V]) { run p(t: a, v: b) on k() }")]
    [InlineData("run p(t: 1 V, v: 2 V) on k()", "CELL2005 1 V")]
    [InlineData("run p(t: 1 h) on k()", "CELL1011 p")]
    [InlineData("run p(t: 1 h, v: 2 V, w: 3) on k()", "CELL1010 w")]
    [InlineData("run p(t: 1 h, v: 2 V) on k() replicate 3 cells")]
    [InlineData("run p(t: 1 h, v: 2 V) on argon", "CELL1012 argon")]
    public void A_sweep_hands_its_values_on(string statement, params string[] expected) =>
        Assert.Equal(
            expected,
            Checked.Findings(
                $$"""
                cell k { positive: Li; limits { } }
                protocol p(t: Time, v: Voltage) on cell { discharge at C/10 until voltage <= v or for t }
                experiment e { {{statement}} }
                """
            )
        );
}
