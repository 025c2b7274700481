using System.Text;
using System.Text.Json.Nodes;

namespace CellDsl.Lsp.Tests.Protocol;

/// <summary>The server as a process: start, end, and what must not end it.</summary>
public class LifecycleTests
{
    private const string Uri = "file:///lab/main.cell";
    private const string Right = "edition 1\nprotocol p on cell {\n  rest for 1 h\n}\n";
    private const string Wrong = "edition 1\nprotocol p on cell {\n  rest for 1 V\n}\n";

    [Fact]
    public async Task It_starts_says_what_it_can_and_ends()
    {
        await using var client = LspClient.Start();
        var result = await client.Initialize();
        Assert.Equal("cell", result["serverInfo"]?["name"]?.GetValue<string>());
        var capabilities = result["capabilities"]?.AsObject() ?? [];
        string[] expected =
        [
            "hoverProvider",
            "completionProvider",
            "signatureHelpProvider",
            "definitionProvider",
            "renameProvider",
            "semanticTokensProvider",
            "inlayHintProvider",
            "diagnosticProvider",
            "codeActionProvider",
            "callHierarchyProvider",
        ];
        Assert.All(expected, name => Assert.True(capabilities.ContainsKey(name), name));
        Assert.Null(await client.Ask("shutdown", null));
        await client.Tell("exit", null);
        Assert.Equal(0, await client.AwaitExit());
    }

    [Fact]
    public async Task An_exit_without_a_shutdown_is_told_apart()
    {
        await using var client = await LspClient.StartReady();
        await client.Tell("exit", null);
        Assert.Equal(1, await client.AwaitExit());
    }

    [Fact]
    public async Task It_ends_when_its_client_goes_away()
    {
        await using var client = await LspClient.StartReady();
        await client.CloseInput();
        Assert.Equal(1, await client.AwaitExit());
    }

    [Fact]
    public async Task Nothing_is_answered_before_initialize_nor_after_shutdown()
    {
        await using var client = LspClient.Start();
        Assert.Equal(-32002, await client.AskForError("textDocument/hover", LspClient.At(Uri, 0, 0)));
        await client.Initialize();
        Assert.Null(await client.Ask("textDocument/hover", LspClient.At(Uri, 0, 0)));
        await client.Ask("shutdown", null);
        Assert.Equal(-32600, await client.AskForError("textDocument/hover", LspClient.At(Uri, 0, 0)));
    }

    [Fact]
    public async Task Findings_follow_the_text()
    {
        await using var client = await LspClient.StartReady();
        await client.Open(Uri, Wrong);
        Assert.Single(client.AwaitCodes(Uri, 1));
        await client.Change(
            Uri,
            2,
            new JsonObject { ["range"] = LspClient.Range(2, 13, 2, 14), ["text"] = "h" }
        );
        Assert.Empty(client.AwaitCodes(Uri, 2));
        await client.Tell("textDocument/didClose", LspClient.In(Uri));
        client.Await("textDocument/publishDiagnostics", sent => sent["version"] is null);
        Assert.Null(await client.Ask("textDocument/hover", LspClient.At(Uri, 2, 3)));
    }

    [Fact]
    public async Task A_client_that_fetches_findings_is_sent_none()
    {
        var capabilities = new JsonObject
        {
            ["textDocument"] = new JsonObject
            {
                ["diagnostic"] = new JsonObject { ["dynamicRegistration"] = false },
            },
        };
        await using var client = await LspClient.StartReady(capabilities: capabilities);
        await client.Open(Uri, Wrong);
        var report = await client.Ask("textDocument/diagnostic", LspClient.In(Uri));
        Assert.Equal("full", report?["kind"]?.GetValue<string>());
        Assert.Single(LspClient.Codes(report?["items"]));
        var again = LspClient.In(Uri);
        again["previousResultId"] = report?["resultId"]?.DeepClone();
        Assert.Equal(
            "unchanged",
            (await client.Ask("textDocument/diagnostic", again))?["kind"]?.GetValue<string>()
        );
        Assert.DoesNotContain(
            client.Notified,
            each => each["method"]?.GetValue<string>() == "textDocument/publishDiagnostics"
        );
    }

    public static TheoryData<string> Garbage =>
        [
            "Content-Length: 5\r\n\r\n{\"a\":",
            "Content-Length: 4\r\n\r\nnull",
            "Content-Length: 2\r\n\r\n[]",
            "Content-Length: 0\r\n\r\n",
            "Content-Length: -7\r\n\r\n",
            "Content-Length: many\r\n\r\n",
            "Content-Type: x\r\n\r\n",
            "no header at all\r\n\r\n",
            "\r\n\r\n\r\n",
            "Content-Length: 47\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\"}",
            "Content-Length: 57\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":3}"[
                ..^1
            ],
        ];

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task A_malformed_message_does_not_end_it(string bytes)
    {
        await using var client = await LspClient.StartReady();
        await client.Open(Uri, Right);
        await client.SendRaw(Encoding.UTF8.GetBytes(bytes));
        var hover = await client.Ask("textDocument/hover", LspClient.At(Uri, 2, 3));
        Assert.Contains("rest", hover?.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_request_is_answered_with_an_error_and_no_more()
    {
        await using var client = await LspClient.StartReady();
        await client.Open(Uri, Right);
        Assert.Equal(-32601, await client.AskForError("textDocument/noSuchThing", LspClient.In(Uri)));
        Assert.True(await client.AskForError("textDocument/hover", new JsonObject()) < 0);
        Assert.True(
            await client.AskForError("textDocument/hover", new JsonObject { ["textDocument"] = 3 }) < 0
        );
        Assert.True(await client.AskForError("textDocument/hover", new JsonArray()) < 0);
        Assert.Equal(
            -32803,
            await client.AskForError(
                "textDocument/rename",
                new JsonObject(
                    LspClient
                        .At(Uri, 0, 0)
                        .Select(each => new KeyValuePair<string, JsonNode?>(
                            each.Key,
                            each.Value?.DeepClone()
                        ))
                )
                {
                    ["newName"] = "x",
                }
            )
        );
        foreach (
            var (line, character) in ((int, int)[])
                [(-1, -1), (0, 9999), (9999, 0), (int.MaxValue, int.MaxValue)]
        )
            await client.Ask("textDocument/completion", LspClient.At(Uri, line, character));
        Assert.Null(await client.Ask("textDocument/hover", LspClient.At("nonsense:/\\%%", 0, 0)));
        Assert.NotNull(await client.Ask("textDocument/hover", LspClient.At(Uri, 2, 3)));
    }

    [Fact]
    public async Task A_request_can_be_cancelled_and_a_stale_one_is_given_up()
    {
        await using var client = await LspClient.StartReady();
        string text =
            "edition 1\n"
            + string.Concat(
                Enumerable
                    .Range(0, 3000)
                    .Select(i => Right[10..].Replace("p on", $"p{i} on", StringComparison.Ordinal))
            );
        await client.Open(Uri, text);
        var asked = new List<(int Id, Task<JsonObject> Answer)>();
        for (int i = 0; i < 30; i++)
            asked.Add(await client.Begin("textDocument/formatting", LspClient.In(Uri)));
        foreach (var (id, _) in asked)
            await client.Tell("$/cancelRequest", new JsonObject { ["id"] = id });
        var answers = await Task.WhenAll(asked.Select(each => each.Answer));
        Assert.Contains(answers, answer => answer["error"]?["code"]?.GetValue<int>() == -32800);
        asked.Clear();
        // Nothing is known of a new text, so its first answers take as long as reading it.
        await client.Change(
            Uri,
            2,
            new JsonObject { ["text"] = text.Replace("rest", "wait", StringComparison.Ordinal) }
        );
        for (int i = 0; i < 30; i++)
            asked.Add(await client.Begin("textDocument/semanticTokens/full", LspClient.In(Uri)));
        await client.Change(Uri, 3, new JsonObject { ["text"] = Right });
        var (_, hover) = await client.Begin("textDocument/hover", LspClient.At(Uri, 2, 3));
        Assert.Contains("rest", (await hover).ToJsonString(), StringComparison.Ordinal);
        answers = await Task.WhenAll(asked.Select(each => each.Answer));
        Assert.Contains(answers, answer => answer["error"]?["code"]?.GetValue<int>() == -32801);
    }

    [Fact]
    public async Task Columns_can_count_bytes()
    {
        var capabilities = new JsonObject
        {
            ["general"] = new JsonObject { ["positionEncodings"] = new JsonArray("utf-8", "utf-16") },
        };
        await using var client = LspClient.Start();
        var result = await client.Initialize(capabilities: capabilities);
        Assert.Equal("utf-8", result["capabilities"]?["positionEncoding"]?.GetValue<string>());
        await client.Open(Uri, "edition 1\nmaterial x { supplier: \"𝄞°\"; density: 5 V }\n");
        var sent = client.Await("textDocument/publishDiagnostics", _ => true);
        var start = sent["diagnostics"]?[0]?["range"]?["start"];
        Assert.Equal(
            Encoding.UTF8.GetByteCount("material x { supplier: \"𝄞°\"; density: "),
            start?["character"]?.GetValue<int>()
        );
    }

    [Fact]
    public async Task A_long_file_is_served_and_one_that_is_too_long_is_refused()
    {
        await using var client = await LspClient.StartReady();
        string line = "// a comment that is of no interest to anybody, over and over again\n";
        await client.Open(Uri, Right + string.Concat(Enumerable.Repeat(line, 20_000)));
        Assert.Empty(client.AwaitCodes(Uri, 1));
        Assert.NotNull(await client.Ask("textDocument/hover", LspClient.At(Uri, 2, 3)));
        await client.Change(Uri, 2, new JsonObject { ["text"] = new string('x', 17 * 1024 * 1024) });
        Assert.Equal(["CELL0000"], client.AwaitCodes(Uri, 2));
        await client.Change(Uri, 3, new JsonObject { ["text"] = Right });
        Assert.Empty(client.AwaitCodes(Uri, 3));
    }

    [Fact]
    public async Task Deep_nesting_does_not_exhaust_it()
    {
        await using var client = await LspClient.StartReady();
        string deep =
            "edition 1\nprotocol p on cell {\n"
            + string.Concat(Enumerable.Repeat("repeat 2 times {\n", 5000))
            + "rest for 1 h\n"
            + string.Concat(Enumerable.Repeat("}\n", 5000))
            + "}\nmaterial x { density: "
            + new string('(', 5000)
            + "1"
            + new string(')', 5000)
            + " }\n";
        await client.Open(Uri, deep);
        Assert.NotEmpty(client.AwaitCodes(Uri, 1));
        await client.Ask("textDocument/semanticTokens/full", LspClient.In(Uri));
        await client.Ask("textDocument/formatting", LspClient.In(Uri));
        await client.Ask("textDocument/completion", LspClient.At(Uri, 60, 3));
    }
}
