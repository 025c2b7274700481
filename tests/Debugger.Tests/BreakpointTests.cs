using System.Text.Json.Nodes;

namespace CellDsl.Debugger.Tests;

/// <summary>Where a run can be stopped, and under which conditions.</summary>
public class BreakpointTests
{
    [Fact]
    public async Task On_a_step_and_on_a_named_end()
    {
        await using var client = await DapClient.Started();
        var set = await client.Break((19, null), (16, null));
        Assert.All(set, each => Assert.True(each["verified"]?.GetValue<bool>(), each.ToJsonString()));
        var full = await client.Go("continue");
        Assert.Equal("cycling: charge#1 ended by full @16", full.Top);
        Assert.InRange(full.Voltage, 3.799, 3.801);
        Assert.Equal("cycling: discharge#1 @19", (await client.Go("continue")).Top);
    }

    [Fact]
    public async Task A_line_without_a_step_means_the_next_one()
    {
        await using var client = await DapClient.Started();
        var set = await client.Break((14, null), (1, null), (35, null));
        Assert.Equal([15, 9, null], set.Select(each => each["line"]?.GetValue<int>()));
        Assert.False(set[2]["verified"]?.GetValue<bool>());
        Assert.Contains("No step", set[2]["message"]?.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_stops_at_the_moment_at_which_it_first_holds()
    {
        await using var client = await DapClient.Started();
        await client.Break((19, "voltage < 3.0 V"));
        var first = await client.Go("continue");
        Assert.Equal("Paused on conditional breakpoint", first.Description);
        Assert.InRange(first.Voltage, 2.9999, 3.0001);
        var second = await client.Go("continue");
        Assert.NotEqual(first.Time, second.Time);
        Assert.InRange(second.Voltage, 2.9999, 3.0001);
        var back = await client.Go("reverseContinue");
        Assert.Equal((first.Time, first.Voltage), (back.Time, back.Voltage));
    }

    [Theory]
    [InlineData("voltge > 3 V", "nothing here is called `voltge`")]
    [InlineData("voltage > 3 A", "these two sides measure different things")]
    [InlineData("voltage", "a condition")]
    [InlineData("voltage > 3 V for 5 min", "has been for some time")]
    public async Task A_wrong_condition_is_told_in_the_compilers_words(string condition, string words)
    {
        await using var client = await DapClient.Started();
        var set = await client.Break((19, condition));
        Assert.False(set[0]["verified"]?.GetValue<bool>());
        Assert.Contains(words, set[0]["message"]?.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_looked_at_on_the_way_does_not_change_the_run()
    {
        await using var plain = await DapClient.Started();
        var untouched = await plain.Go("continue");
        await using var watched = await DapClient.Started();
        await watched.Break((19, "voltage < 3.0 V"), (15, "voltage > 3.45 V"), (19, "capacity > 1 mAh"));
        Standing last;
        int stops = 0;
        do
        {
            last = await watched.Go("continue");
            stops++;
        } while (last.Reason == "breakpoint");
        Assert.Equal(10, stops);
        Assert.Equal((untouched.Time, untouched.Voltage), (last.Time, last.Voltage));
    }

    [Fact]
    public async Task By_name()
    {
        await using var client = await DapClient.Started();
        var answer = await client.Ask(
            "setFunctionBreakpoints",
            new()
            {
                ["breakpoints"] = new JsonArray(
                    new JsonObject { ["name"] = "full" },
                    new JsonObject { ["name"] = "discharge#1" },
                    new JsonObject { ["name"] = "nowhere" }
                ),
            }
        );
        Assert.Equal(
            [true, true, false],
            answer["breakpoints"]?.AsArray().Select(each => each?["verified"]?.GetValue<bool>())
        );
        Assert.Equal("cycling: charge#1 ended by full @16", (await client.Go("continue")).Top);
        Assert.Equal("cycling: discharge#1 @19", (await client.Go("continue")).Top);
    }

    [Fact]
    public async Task A_log_point_prints_and_goes_on()
    {
        await using var client = await DapClient.Started();
        await client.Set(
            new JsonObject
            {
                ["line"] = 16,
                ["logMessage"] = "cycle {cycle.count}: {voltage}, {voltage > 3 V}",
            }
        );
        await client.Go("continue");
        Assert.Equal(
            ["cycle 1: 3.8 V, yes\n", "cycle 2: 3.8 V, yes\n", "cycle 3: 3.8 V, yes\n"],
            client.Printed.Where(line => line.StartsWith("cycle ", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task An_editor_is_told_where_breakpoints_can_lie()
    {
        await using var client = await DapClient.Started();
        var answer = await client.Ask(
            "breakpointLocations",
            new()
            {
                ["source"] = new JsonObject { ["path"] = DapClient.File },
                ["line"] = 15,
                ["endLine"] = 19,
            }
        );
        Assert.Equal(
            [(15, 5), (16, 13), (17, 13), (19, 5), (19, 29), (19, 49)],
            answer["breakpoints"]
                ?.AsArray()
                .Select(each => (each?["line"]?.GetValue<int>() ?? 0, each?["column"]?.GetValue<int>() ?? 0))
        );
    }
}
