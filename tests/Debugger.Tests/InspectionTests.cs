using System.Text.Json.Nodes;

namespace CellDsl.Debugger.Tests;

/// <summary>What is shown of a moment.</summary>
public class InspectionTests
{
    [Fact]
    public async Task Every_group_shows_its_numbers_in_their_units()
    {
        await using var client = await DapClient.Started();
        await client.Break((19, "voltage < 3.0 V"));
        await client.Go("continue");

        var seen = await client.Variables("Observation");
        Assert.Equal("3 V", seen["voltage"]);
        Assert.Equal("-192.145 µA", seen["current"]);
        Assert.Equal("25 °C", seen["temperature"]);
        var step = await client.Variables("Step");
        Assert.Equal("discharge#1", step["step"]);
        Assert.Equal("1", step["cycle"]);
        Assert.EndsWith("mAh", step["capacity"], StringComparison.Ordinal);
        Assert.Equal("192.145 µA", (await client.Variables("Arguments"))["rate"]);
        Assert.Equal("1", (await client.Variables("Counters"))["cycle_count"]);
        Assert.Contains(
            "left",
            (await client.Variables("Budgets"))["at most 30 d"],
            StringComparison.Ordinal
        );
        var cell = await client.Variables("Cell");
        Assert.Equal("11.3097 mg", cell["active mass"]);
        Assert.Equal("4.2 V", cell["highest voltage"]);
    }

    [Fact]
    public async Task Results_open_to_their_figures()
    {
        await using var client = await DapClient.Started();
        await client.Break((19, "cycle.count >= 3"));
        await client.Go("continue");
        var scopes = (await client.Ask("scopes", new() { ["frameId"] = 1 }))["scopes"]?.AsArray() ?? [];
        var results =
            scopes.First(each => each?["name"]?.GetValue<string>() == "Results") ?? new JsonObject();
        var groups = await client.List(results);
        var cycles = await client.List(groups[0]);
        Assert.Equal(
            ["cycle[3]", "cycle[2]", "cycle[1]"],
            cycles.Select(each => each["name"]?.GetValue<string>())
        );
        var second = await client.Children(cycles[1]);
        Assert.EndsWith("mAh", second["discharge.capacity"], StringComparison.Ordinal);
        Assert.EndsWith("%", second["retention"], StringComparison.Ordinal);
        Assert.Equal("charge#1", (await client.List(groups[1]))[0]["name"]?.GetValue<string>());
    }

    [Fact]
    public async Task Ends_tell_how_far_they_are()
    {
        await using var client = await DapClient.Started();
        await client.Break((16, null));
        await client.Go("continue");
        Assert.Equal("fired", (await Ends(client))["full"].Split(": ")[^1]);
        Assert.StartsWith("after 15 h: in 5 h", (await Ends(client))["late"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("voltage", "3 V")]
    [InlineData("rate", "192.145 µA")]
    [InlineData("voltage < 3.1 V", "yes")]
    [InlineData("voltage < 2.9 V and current < 0 A", "no")]
    [InlineData("cycle.count", "1")]
    [InlineData("theoretical", "1.92145 mAh")]
    [InlineData("-current / theoretical", "0.1 1/h")]
    [InlineData("2 + 2", "4")]
    public async Task Expressions_are_those_of_the_language(string expression, string value)
    {
        await using var client = await DapClient.Started();
        await client.Break((19, "voltage < 3.0 V"));
        await client.Go("continue");
        Assert.Equal(value, await client.Evaluate(expression));
    }

    [Fact]
    public async Task What_cannot_be_evaluated_is_told()
    {
        await using var client = await DapClient.Started();
        Assert.Contains("`nowhere`", await Problem(client, "nowhere"), StringComparison.Ordinal);
        Assert.Contains(
            "does not keep",
            await Problem(client, "cycle[2].discharge.capacity"),
            StringComparison.Ordinal
        );
        Assert.Contains("nothing to evaluate", await Problem(client, "  "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_shown_of_another_moment_is_refused()
    {
        await using var client = await DapClient.Started();
        var scopes = (await client.Ask("scopes", new() { ["frameId"] = 1 }))["scopes"]?.AsArray() ?? [];
        int reference = scopes[0]?["variablesReference"]?.GetValue<int>() ?? 0;
        await client.Go("next");
        Assert.Contains(
            "has moved",
            await client.Refused("variables", new() { ["variablesReference"] = reference }),
            StringComparison.Ordinal
        );
    }

    private static Task<string> Problem(DapClient client, string expression) =>
        client.Refused("evaluate", new() { ["expression"] = expression, ["frameId"] = 1 });

    private static async Task<Dictionary<string, string>> Ends(DapClient client)
    {
        var scopes = (await client.Ask("scopes", new() { ["frameId"] = 1 }))["scopes"]?.AsArray() ?? [];
        var step = scopes.First(each => each?["name"]?.GetValue<string>() == "Step") ?? new JsonObject();
        var ends = (await client.List(step)).First(each => each["name"]?.GetValue<string>() == "ends");
        return await client.Children(ends);
    }
}
