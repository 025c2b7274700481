using System.Text.Json;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Tests;

public class PlanJsonTests
{
    [Fact]
    public void Reading_what_was_written_gives_an_equal_plan_and_the_same_bytes()
    {
        var plan = PlanSamples.Everything();
        var json = PlanJson.Write(plan);
        var again = PlanJson.Read(json);
        Assert.Equal(plan, again);
        Assert.Equal(json, PlanJson.Write(again));
    }

    [Fact]
    public void The_hash_follows_the_values()
    {
        Assert.Equal(PlanHash.Of(PlanSamples.Everything()), PlanHash.Of(PlanSamples.Everything()));
        Assert.NotEqual(PlanHash.Of(PlanSamples.Everything(700)), PlanHash.Of(PlanSamples.Everything(701)));
        var plan = PlanSamples.Everything();
        Assert.Equal(PlanHash.Of(plan), PlanHash.OfJson(PlanJson.Write(plan)));
    }

    [Fact]
    public void Numbers_are_exact_text_and_lines_end_with_a_line_feed()
    {
        var json = PlanJson.Write(PlanSamples.Everything());
        Assert.Contains("\"coefficient\": \"4/7\"", json, StringComparison.Ordinal);
        Assert.Contains("\"value\": \"973.15\"", json, StringComparison.Ordinal);
        Assert.Contains("700 °C", json, StringComparison.Ordinal);
        Assert.Contains("\"amount\": \"4..?\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', json);
        using var document = JsonDocument.Parse(json);
        Assert.Equal("cell-plan/1", document.RootElement.EnumerateObject().First().Value.GetString());
    }

    [Theory]
    [InlineData("\"cell-plan/1\"", "\"cell-plan/9\"")]
    [InlineData("\"4/7\"", "\"4/0\"")]
    [InlineData("\"4/7\"", "\"four\"")]
    [InlineData(":14:30-15:2", ":14")]
    public void A_damaged_plan_is_refused(string good, string bad)
    {
        var json = PlanJson.Write(PlanSamples.Everything());
        Assert.Contains(good, json, StringComparison.Ordinal);
        Assert.Throws<JsonException>(() => PlanJson.Read(json.Replace(good, bad, StringComparison.Ordinal)));
    }
}
