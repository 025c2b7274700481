using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CellDsl.Lsp.Bench;

/// <summary>A client that does one thing after the other and knows how long each took.</summary>
internal sealed class Client : IDisposable
{
    private readonly Process _process;
    private readonly Stream _output;
    private int _lastId;
    private int _version;

    public Client(string command, string? root)
    {
        Started = Stopwatch.GetTimestamp();
        bool isManaged = command.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isManaged ? "dotnet" : command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (isManaged)
            start.ArgumentList.Add(command);
        start.ArgumentList.Add("lsp");
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start");
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                Console.Error.WriteLine(line.Data);
        };
        _process.BeginErrorReadLine();
        _output = new BufferedStream(_process.StandardOutput.BaseStream, 65536);
        Ask("initialize", new JsonObject { ["rootUri"] = root, ["capabilities"] = new JsonObject() });
        Tell("initialized", new JsonObject());
    }

    public long Started { get; }

    public double MebibytesInUse
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    public void Open(string uri, string text) =>
        Tell(
            "textDocument/didOpen",
            new JsonObject
            {
                ["textDocument"] = new JsonObject
                {
                    ["uri"] = uri,
                    ["languageId"] = "cell",
                    ["version"] = ++_version,
                    ["text"] = text,
                },
            }
        );

    public void Type(string uri, int line, int start, int end, string text) =>
        Tell(
            "textDocument/didChange",
            new JsonObject
            {
                ["textDocument"] = new JsonObject { ["uri"] = uri, ["version"] = ++_version },
                ["contentChanges"] = new JsonArray(
                    new JsonObject { ["range"] = Range(line, start, end), ["text"] = text }
                ),
            }
        );

    /// <summary>Waits for the findings of the last version; how many there are.</summary>
    public int AwaitFindings(string uri)
    {
        while (true)
        {
            var message = Read();
            if (
                message["method"]?.GetValue<string>() == "textDocument/publishDiagnostics"
                && message["params"]?["uri"]?.GetValue<string>() == uri
                && message["params"]?["version"]?.GetValue<int>() == _version
            )
                return message["params"]?["diagnostics"]?.AsArray().Count ?? 0;
        }
    }

    public JsonNode? Ask(string method, JsonNode? parameters)
    {
        int id = ++_lastId;
        Send(
            new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = id,
                ["method"] = method,
                ["params"] = parameters,
            }
        );
        while (true)
        {
            var message = Read();
            if (message["method"] is null && message["id"]?.GetValue<int>() == id)
            {
                return message["error"] is { } error
                    ? throw new InvalidOperationException(error.ToJsonString())
                    : message["result"];
            }
        }
    }

    public static JsonObject At(string uri, int line, int character) =>
        new()
        {
            ["textDocument"] = new JsonObject { ["uri"] = uri },
            ["position"] = new JsonObject { ["line"] = line, ["character"] = character },
        };

    public void Dispose()
    {
        Ask("shutdown", null);
        Tell("exit", null);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static JsonObject Range(int line, int start, int end) =>
        new()
        {
            ["start"] = new JsonObject { ["line"] = line, ["character"] = start },
            ["end"] = new JsonObject { ["line"] = line, ["character"] = end },
        };

    private void Tell(string method, JsonNode? parameters) =>
        Send(
            new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["method"] = method,
                ["params"] = parameters,
            }
        );

    private void Send(JsonObject message)
    {
        byte[] content = Encoding.UTF8.GetBytes(message.ToJsonString());
        var input = _process.StandardInput.BaseStream;
        input.Write(Encoding.ASCII.GetBytes($"Content-Length: {content.Length}\r\n\r\n"));
        input.Write(content);
        input.Flush();
    }

    private JsonObject Read()
    {
        int length = 0;
        var line = new StringBuilder();
        for (int next = _output.ReadByte(); ; next = _output.ReadByte())
        {
            if (next < 0)
                throw new EndOfStreamException("the server has ended");
            if (next != '\n')
            {
                line.Append((char)next);
                continue;
            }
            string text = line.ToString().Trim();
            line.Clear();
            if (text.Length == 0)
                break;
            if (text.StartsWith("Content-Length:", StringComparison.Ordinal))
                length = int.Parse(text["Content-Length:".Length..], CultureInfo.InvariantCulture);
        }
        byte[] content = new byte[length];
        _output.ReadExactly(content);
        return JsonNode.Parse(content)?.AsObject() ?? throw new JsonException("no object");
    }
}
