using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using CellDsl.Cli.Commands;
using CellDsl.Debugger.Session;

namespace CellDsl.Debugger.Tests;

/// <summary>An editor over pipes: it knows the frames of the protocol and nothing of the adapter's own types.</summary>
internal sealed class DapClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Stream _output;
    private readonly Stream _input;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> _asked = new();
    private readonly BlockingCollection<JsonObject> _events = [];
    private readonly Task _serving;
    private int _sequence;

    private DapClient()
    {
        var (there, back) = (new Pipe(), new Pipe());
        _output = there.Writer.AsStream();
        _input = back.Reader.AsStream();
        _serving = DebugAdapter.RunAsync(
            there.Reader.AsStream(),
            back.Writer.AsStream(),
            TextWriter.Null,
            DapCommand.Load
        );
        _ = Task.Run(ReadAsync);
    }

    /// <summary>What the adapter printed.</summary>
    public ConcurrentQueue<string> Printed { get; } = new();

    public static string File { get; } = Repository.File("tests/Debugger.Tests/life.cell");

    /// <summary>A session that waits for breakpoints.</summary>
    public static async Task<DapClient> Launch(
        string? experiment = null,
        bool stopOnEntry = false,
        bool stopAtEnd = false
    )
    {
        var client = new DapClient();
        await client.Ask("initialize", new() { ["adapterID"] = "cell", ["linesStartAt1"] = true });
        await client.Ask(
            "launch",
            new()
            {
                ["program"] = File,
                ["experiment"] = experiment,
                ["stopOnEntry"] = stopOnEntry,
                ["stopAtEnd"] = stopAtEnd,
            }
        );
        client.Event("initialized");
        return client;
    }

    /// <summary>A session that stands at its first step.</summary>
    public static async Task<DapClient> Started(string? experiment = null)
    {
        var client = await Launch(experiment, stopOnEntry: true, stopAtEnd: true);
        await client.Ask("configurationDone");
        client.Event("stopped");
        return client;
    }

    /// <summary>A session that has not been asked anything.</summary>
    public static DapClient Raw() => new();

    public Task<JsonObject> Ask(string command, JsonObject? arguments = null) =>
        Answered(command, arguments, expectSuccess: true);

    /// <summary>The message of a refusal.</summary>
    public async Task<string> Refused(string command, JsonObject? arguments = null) =>
        (await Answered(command, arguments, expectSuccess: false))["message"]?.GetValue<string>() ?? "";

    private async Task<JsonObject> Answered(string command, JsonObject? arguments, bool expectSuccess)
    {
        int id = Interlocked.Increment(ref _sequence);
        var answered = _asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Write(
            new()
            {
                ["seq"] = id,
                ["type"] = "request",
                ["command"] = command,
                ["arguments"] = arguments ?? [],
            }
        );
        var answer = await answered.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(answer["success"]?.GetValue<bool>() == expectSuccess, answer.ToJsonString());
        return expectSuccess ? answer["body"] as JsonObject ?? [] : answer;
    }

    public void Write(JsonObject message) => WriteFrame(message.ToJsonString());

    public void WriteFrame(string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        _output.Write(Encoding.ASCII.GetBytes($"Content-Length: {bytes.Length}\r\n\r\n"));
        _output.Write(bytes);
        _output.Flush();
    }

    /// <summary>The next event of a name; those before it are passed over.</summary>
    public JsonObject Event(params string[] names)
    {
        while (_events.TryTake(out var next, Patience))
        {
            if (names.Contains(next["event"]?.GetValue<string>()))
                return next;
        }
        throw new TimeoutException($"no {string.Join(" or ", names)}");
    }

    /// <summary>Lets it go until it stands still again: the reason, and where.</summary>
    public async Task<Standing> Go(string command)
    {
        await Ask(command, new() { ["threadId"] = 1 });
        return await Stopped();
    }

    public async Task<Standing> Stopped()
    {
        var stopped = Event("stopped", "terminated");
        return stopped["event"]?.GetValue<string>() == "terminated"
            ? new("terminated", "", [], double.NaN, "")
            : await Standing(stopped);
    }

    private async Task<Standing> Standing(JsonObject stopped)
    {
        var frames = (await Ask("stackTrace", new() { ["threadId"] = 1 }))["stackFrames"]?.AsArray() ?? [];
        var seen = await Variables("Observation");
        return new(
            stopped["body"]?["reason"]?.GetValue<string>() ?? "",
            stopped["body"]?["description"]?.GetValue<string>() ?? "",
            [
                .. frames.Select(frame =>
                    $"{frame?["name"]?.GetValue<string>()} @{frame?["line"]?.GetValue<int>()}"
                ),
            ],
            double.Parse(seen["voltage"].Split(' ')[0], CultureInfo.InvariantCulture),
            seen["test time"]
        );
    }

    /// <summary>What a scope shows, name by name.</summary>
    public async Task<Dictionary<string, string>> Variables(string scope)
    {
        var scopes = (await Ask("scopes", new() { ["frameId"] = 1 }))["scopes"]?.AsArray() ?? [];
        var chosen = scopes.FirstOrDefault(each => each?["name"]?.GetValue<string>() == scope);
        return chosen is null ? [] : await Children(chosen);
    }

    public async Task<Dictionary<string, string>> Children(JsonNode parent) =>
        (await List(parent)).ToDictionary(
            each => each["name"]?.GetValue<string>() ?? "",
            each => each["value"]?.GetValue<string>() ?? ""
        );

    public async Task<List<JsonNode>> List(JsonNode parent) =>
        [
            .. (
                (
                    await Ask(
                        "variables",
                        new() { ["variablesReference"] = parent["variablesReference"]?.GetValue<int>() }
                    )
                )["variables"]
                    ?.AsArray()
                ?? []
            ).OfType<JsonNode>(),
        ];

    public async Task<string> Evaluate(string expression) =>
        (await Ask("evaluate", new() { ["expression"] = expression, ["frameId"] = 1 }))["result"]
            ?.GetValue<string>()
        ?? "";

    /// <summary>Sets the breakpoints of the file, and returns what came of them.</summary>
    public async Task<List<JsonNode>> Break(params (int Line, string? Condition)[] breakpoints) =>
        await Set([
            .. breakpoints.Select(each => new JsonObject
            {
                ["line"] = each.Line,
                ["condition"] = each.Condition,
            }),
        ]);

    public async Task<List<JsonNode>> Set(params JsonObject[] breakpoints)
    {
        var answer = await Ask(
            "setBreakpoints",
            new()
            {
                ["source"] = new JsonObject { ["path"] = File },
                ["breakpoints"] = new JsonArray([.. breakpoints]),
            }
        );
        return [.. (answer["breakpoints"]?.AsArray() ?? []).OfType<JsonNode>()];
    }

    public async ValueTask DisposeAsync()
    {
        await _output.DisposeAsync();
        await _serving.WaitAsync(Patience);
    }

    private async Task ReadAsync()
    {
        using var reader = new BinaryReader(_input);
        while (ReadLength(reader) is { } length)
        {
            if (JsonNode.Parse(reader.ReadBytes(length)) is not JsonObject message)
                continue;
            if (message["type"]?.GetValue<string>() == "response")
            {
                if (_asked.TryRemove(message["request_seq"]?.GetValue<int>() ?? 0, out var asked))
                    asked.SetResult(message);
                continue;
            }
            if (message["event"]?.GetValue<string>() == "output")
                Printed.Enqueue(message["body"]?["output"]?.GetValue<string>() ?? "");
            else
                _events.Add(message);
        }
        await Task.CompletedTask;
    }

    private static int? ReadLength(BinaryReader reader)
    {
        var header = new StringBuilder();
        try
        {
            while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                header.Append((char)reader.ReadByte());
        }
        catch (Exception end) when (end is EndOfStreamException or ObjectDisposedException)
        {
            return null;
        }
        return int.Parse(header.ToString().Split(':')[1], CultureInfo.InvariantCulture);
    }
}

/// <summary>Where a session stands: voltages in V, the time as it is shown.</summary>
internal sealed record Standing(
    string Reason,
    string Description,
    string[] Frames,
    double Voltage,
    string Time
)
{
    public string Top => Frames.Length == 0 ? "" : Frames[0];
}
