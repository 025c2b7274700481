using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CellDsl.Lsp.Tests.Protocol;

/// <summary>A client over the real server's standard streams. It knows the protocol's frames and nothing of our records.</summary>
internal sealed class LspClient : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> _asked = new();
    private readonly BlockingCollection<JsonObject> _notified = [];
    private readonly Task _reading;
    private readonly StringBuilder _log = new();
    private int _lastId;

    private LspClient(Process process)
    {
        _process = process;
        _reading = Task.Run(ReadAsync);
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_log)
                _log.AppendLine(line.Data);
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>What the server wrote to its error stream.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>Notifications that nobody has waited for yet.</summary>
    public BlockingCollection<JsonObject> Notified => _notified;

    public static LspClient Start()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(CellProcess.Assembly);
        start.ArgumentList.Add("lsp");
        return new(Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start"));
    }

    /// <summary>A server that has been initialized.</summary>
    public static async Task<LspClient> StartReady(
        string? root = null,
        bool planning = false,
        JsonObject? capabilities = null
    )
    {
        var client = Start();
        await client.Initialize(root, planning, capabilities);
        return client;
    }

    public async Task<JsonNode> Initialize(
        string? root = null,
        bool planning = false,
        JsonObject? capabilities = null
    )
    {
        var result = await Ask(
            "initialize",
            new JsonObject
            {
                ["processId"] = Environment.ProcessId,
                ["rootUri"] = root,
                ["capabilities"] = capabilities ?? [],
                ["initializationOptions"] = new JsonObject { ["planning"] = planning },
            }
        );
        await Tell("initialized", new JsonObject());
        return result ?? throw new InvalidOperationException("initialize answers nothing");
    }

    public Task Open(string uri, string text, int version = 1) =>
        Tell(
            "textDocument/didOpen",
            new JsonObject
            {
                ["textDocument"] = new JsonObject
                {
                    ["uri"] = uri,
                    ["languageId"] = "cell",
                    ["version"] = version,
                    ["text"] = text,
                },
            }
        );

    public Task Change(string uri, int version, params JsonNode[] changes) =>
        Tell(
            "textDocument/didChange",
            new JsonObject
            {
                ["textDocument"] = new JsonObject { ["uri"] = uri, ["version"] = version },
                ["contentChanges"] = new JsonArray(changes),
            }
        );

    /// <summary>Parameters of a request about a place.</summary>
    public static JsonObject At(string uri, int line, int character) =>
        new()
        {
            ["textDocument"] = new JsonObject { ["uri"] = uri },
            ["position"] = new JsonObject { ["line"] = line, ["character"] = character },
        };

    public static JsonObject In(string uri) => new() { ["textDocument"] = new JsonObject { ["uri"] = uri } };

    public static JsonObject Range(int line, int start, int endLine, int end) =>
        new()
        {
            ["start"] = new JsonObject { ["line"] = line, ["character"] = start },
            ["end"] = new JsonObject { ["line"] = endLine, ["character"] = end },
        };

    public Task Tell(string method, JsonNode? parameters) => Send(Message(method, parameters));

    /// <summary>The answer's result; fails where it is an error.</summary>
    public async Task<JsonNode?> Ask(string method, JsonNode? parameters)
    {
        var answer = await Request(method, parameters);
        if (answer["error"] is { } error)
            Assert.Fail($"{method}: {error.ToJsonString()}\n{Log}");
        return answer["result"];
    }

    /// <summary>The answer's error code; fails where it is none.</summary>
    public async Task<int> AskForError(string method, JsonNode? parameters)
    {
        var answer = await Request(method, parameters);
        return answer["error"]?["code"]?.GetValue<int>()
            ?? throw new InvalidOperationException($"{method} did not fail: {answer.ToJsonString()}");
    }

    /// <summary>The whole answer.</summary>
    public async Task<JsonObject> Request(string method, JsonNode? parameters)
    {
        var (_, answer) = await Begin(method, parameters);
        return await answer;
    }

    /// <summary>Sends a request; its answer may come later.</summary>
    public async Task<(int Id, Task<JsonObject> Answer)> Begin(string method, JsonNode? parameters)
    {
        int id = Interlocked.Increment(ref _lastId);
        var source = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id] = source;
        var message = Message(method, parameters);
        message["id"] = id;
        await Send(message);
        return (id, source.Task.WaitAsync(s_patience));
    }

    /// <summary>The next notification of a method that fits; others are passed over.</summary>
    public JsonObject Await(string method, Func<JsonNode, bool> fits)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (true)
        {
            var next = _notified.Take(limit.Token);
            if (
                next["method"]?.GetValue<string>() == method
                && next["params"] is { } parameters
                && fits(parameters)
            )
                return (JsonObject)parameters;
        }
    }

    /// <summary>The codes of the next findings of a document in a version.</summary>
    public IReadOnlyList<string> AwaitCodes(string uri, int version)
    {
        var sent = Await(
            "textDocument/publishDiagnostics",
            each => each["uri"]?.GetValue<string>() == uri && each["version"]?.GetValue<int>() == version
        );
        return Codes(sent["diagnostics"]);
    }

    public static IReadOnlyList<string> Codes(JsonNode? diagnostics) =>
        [.. (diagnostics?.AsArray() ?? []).Select(each => each?["code"]?.GetValue<string>() ?? "")];

    /// <summary>Bytes as they are.</summary>
    public async Task SendRaw(byte[] bytes)
    {
        await _process.StandardInput.BaseStream.WriteAsync(bytes);
        await _process.StandardInput.BaseStream.FlushAsync();
    }

    public async Task<int> AwaitExit()
    {
        using var limit = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public Task CloseInput()
    {
        _process.StandardInput.Close();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
        _notified.Dispose();
    }

    private static JsonObject Message(string method, JsonNode? parameters)
    {
        var message = new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method };
        if (parameters is not null)
            message["params"] = parameters;
        return message;
    }

    private Task Send(JsonObject message)
    {
        byte[] content = Encoding.UTF8.GetBytes(message.ToJsonString());
        byte[] header = Encoding.ASCII.GetBytes($"Content-Length: {content.Length}\r\n\r\n");
        return SendRaw([.. header, .. content]);
    }

    private async Task ReadAsync()
    {
        var input = _process.StandardOutput.BaseStream;
        while (await ReadLength(input) is { } length)
        {
            byte[] content = new byte[length];
            // A server that is stopped may be in the middle of a message.
            if (await input.ReadAtLeastAsync(content, length, throwOnEndOfStream: false) < length)
                break;
            var message = JsonNode.Parse(content)?.AsObject() ?? throw new JsonException("no object");
            if (message["method"] is null)
                Complete(message);
            else if (message["id"] is { } id)
                await Send(
                    new JsonObject
                    {
                        ["jsonrpc"] = "2.0",
                        ["id"] = id.DeepClone(),
                        ["result"] = null,
                    }
                );
            else
                _notified.Add(message);
        }
        foreach (var waiting in _asked.Values)
            waiting.TrySetException(new EndOfStreamException($"the server has ended\n{Log}"));
    }

    private void Complete(JsonObject answer)
    {
        if (answer["id"] is { } id && _asked.TryRemove(id.GetValue<int>(), out var source))
            source.TrySetResult(answer);
        else
            _notified.Add(new JsonObject { ["method"] = "answer", ["params"] = answer });
    }

    private static async Task<int?> ReadLength(Stream input)
    {
        int? length = null;
        var line = new StringBuilder();
        byte[] one = new byte[1];
        while (await input.ReadAsync(one) > 0)
        {
            if (one[0] != '\n')
            {
                line.Append((char)one[0]);
                continue;
            }
            string text = line.ToString().Trim();
            line.Clear();
            if (text.Length == 0)
                return length;
            if (text.StartsWith("Content-Length:", StringComparison.Ordinal))
                length = int.Parse(text["Content-Length:".Length..], CultureInfo.InvariantCulture);
        }
        return null;
    }
}
