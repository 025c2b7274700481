namespace CellDsl.Debugger.Tests;

/// <summary>A session as an editor has it, from the launch to the end.</summary>
public class SessionTests
{
    [Fact]
    public async Task Stops_at_the_first_step_and_shows_who_runs_it()
    {
        await using var client = await DapClient.Launch(stopOnEntry: true);
        await client.Ask("configurationDone");
        var entry = await client.Stopped();
        Assert.Equal("entry", entry.Reason);
        Assert.Equal(["cycling: rest#1 @13", "first @24"], entry.Frames);
        Assert.Equal("0 s", entry.Time);
    }

    [Fact]
    public async Task Runs_to_the_end_and_tells_what_came_of_it()
    {
        await using var client = await DapClient.Launch();
        await client.Ask("configurationDone");
        client.Event("terminated");
        Assert.Contains(
            client.Printed,
            line =>
                line.Contains("completed", StringComparison.Ordinal)
                && line.Contains("3 cycles", StringComparison.Ordinal)
        );
        Assert.Contains(
            client.Printed,
            line =>
                line.StartsWith("expect discharge[1].capacity", StringComparison.Ordinal)
                && line.Contains(": met", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Next_goes_over_a_protocol_that_is_run_and_step_in_into_it()
    {
        await using var client = await DapClient.Started();
        await client.Break((21, null));
        // The `run` itself is no step: the breakpoint moves on to none below it, so the last discharge is where to start.
        await client.Break((19, "cycle.count >= 3"));
        var discharge = await client.Go("continue");
        Assert.Equal("cycling: discharge#1 @19", discharge.Top);
        await client.Break();
        var ended = await client.Go("stepIn");
        Assert.Equal("cycling: discharge#1 ended by voltage <= 2.5 V @19", ended.Top);
        var inside = await client.Go("stepIn");
        Assert.Equal(["check_up: charge#2 @9", "cycling @21", "first @24"], inside.Frames);
        var back = await client.Go("stepBack");
        Assert.Equal("cycling: discharge#1 @19", back.Top);
        Assert.Equal(discharge.Time, back.Time);
        var over = await client.Go("next");
        Assert.StartsWith("The experiment has ended", over.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_on_a_cell_goes_on_where_the_first_left_it()
    {
        await using var client = await DapClient.Started("twice");
        Assert.Equal(["check_up: charge#1 @9", "twice @29"], (await client.Go("reverseContinue")).Frames);
        await client.Break((13, null));
        var second = await client.Go("continue");
        Assert.Equal(["cycling: rest#1 @13", "twice @30"], second.Frames);
        Assert.True(second.Voltage > 3.3, $"{second.Voltage} V: the cell has been charged before");
        Assert.Equal("0 s", second.Time);
        var first = await client.Go("stepBack");
        Assert.Equal("check_up: rest#1 @10", first.Top);
        Assert.Equal(second, await client.Go("continue"), Same);
    }

    [Fact]
    public async Task Pause_stands_still_and_the_run_goes_on_from_there()
    {
        await using var client = await DapClient.Started();
        await client.Ask("continue", new() { ["threadId"] = 1 });
        await client.Ask("pause", new() { ["threadId"] = 1 });
        // A short run may have ended by itself before the wish arrived; both are stops.
        var paused = await client.Stopped();
        Assert.Equal("pause", paused.Reason);
        Assert.Equal("entry", (await client.Go("reverseContinue")).Reason);
    }

    [Fact]
    public async Task A_limit_stops_the_run_where_it_is_passed()
    {
        await using var client = await DapClient.Started("too_far");
        var limit = await client.Go("continue");
        Assert.Equal("exception", limit.Reason);
        Assert.Equal("A limit was passed", limit.Description);
        Assert.InRange(limit.Voltage, 4.199, 4.201);
        await client.Ask(
            "setExceptionBreakpoints",
            new() { ["filters"] = new System.Text.Json.Nodes.JsonArray() }
        );
        Assert.StartsWith(
            "The experiment has ended",
            (await client.Go("continue")).Description,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_cycle_can_be_stopped_at()
    {
        await using var client = await DapClient.Started();
        await client.Ask(
            "setExceptionBreakpoints",
            new() { ["filters"] = new System.Text.Json.Nodes.JsonArray("cycle") }
        );
        for (int cycle = 1; cycle <= 3; cycle++)
            Assert.Equal($"Cycle {cycle} begins", (await client.Go("continue")).Description);
        Assert.Equal("Cycle 2 begins", (await client.Go("reverseContinue")).Description);
    }

    [Fact]
    public async Task Refuses_in_words()
    {
        await using var client = DapClient.Raw();
        Assert.Equal("Nothing is being debugged yet.", await client.Refused("stackTrace"));
        Assert.Contains("`program` is missing", await client.Refused("launch"), StringComparison.Ordinal);
        Assert.Contains(
            "`nowhere.cell`",
            await client.Refused("launch", new() { ["program"] = "nowhere.cell" }),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "The file holds no experiment `third`; it holds `first`, `twice`, `too_far`.",
            await client.Refused("launch", new() { ["program"] = DapClient.File, ["experiment"] = "third" })
        );
        Assert.Contains(
            "not something that this debugger does",
            await client.Refused("restartFrame"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Nonsense_on_the_wire_is_passed_over()
    {
        await using var client = DapClient.Raw();
        client.WriteFrame("{ this is no JSON");
        client.WriteFrame("[1, 2, 3]");
        client.WriteFrame("""{"type": "event", "event": "unheard"}""");
        client.WriteFrame("""{"type": "request", "command": 7, "arguments": "none"}""");
        var can = await client.Ask("initialize", new() { ["linesStartAt1"] = "yes" });
        Assert.True(can["supportsStepBack"]?.GetValue<bool>());
    }

    private static IEqualityComparer<Standing> Same { get; } =
        EqualityComparer<Standing>.Create(
            (left, right) =>
                left?.Top == right?.Top && left?.Time == right?.Time && left?.Voltage == right?.Voltage,
            each => each.Time.GetHashCode(StringComparison.Ordinal)
        );
}
