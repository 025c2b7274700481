using System.Text.Json.Nodes;
using CellDsl.Lsp.Documents;

namespace CellDsl.Lsp.Tests.Protocol;

/// <summary>Several files: unsaved ones, files on disk, folders, settings, plans.</summary>
public sealed class WorkspaceTests : IDisposable
{
    private const string Importer =
        "edition 1\nimport \"lib.cell\"\ncell c {\n  positive: A\n  negative: Li\n  limits { voltage: 2 V .. 4 V; temperature: 0 °C .. 60 °C }\n}\n";
    private const string Library = "edition 1\npublic material A { formula: LiCoO2 }\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_import_is_read_from_disk_until_it_is_opened()
    {
        string main = Uri(_folder.Write("main.cell", Importer));
        string lib = Uri(_folder.Write("lib.cell", Library));
        await using var client = await LspClient.StartReady();
        await client.Open(main, Importer);
        Assert.Empty(client.AwaitCodes(main, 1));
        await client.Open(lib, "edition 1\npublic material B { formula: LiCoO2 }\n");
        var sent = client.Await(
            "textDocument/publishDiagnostics",
            each => each["uri"]?.GetValue<string>() == main && each["diagnostics"]?.AsArray().Count > 0
        );
        Assert.Contains("CELL1001", LspClient.Codes(sent["diagnostics"]));
        await client.Tell("textDocument/didClose", LspClient.In(lib));
        client.Await(
            "textDocument/publishDiagnostics",
            each => each["uri"]?.GetValue<string>() == main && each["diagnostics"]?.AsArray().Count == 0
        );
    }

    [Fact]
    public async Task A_file_that_changes_on_disk_is_read_again()
    {
        string main = Uri(_folder.Write("main.cell", Importer));
        string lib = _folder.File("lib.cell");
        await using var client = await LspClient.StartReady();
        await client.Open(main, Importer);
        Assert.Contains("CELL1003", client.AwaitCodes(main, 1));
        _folder.Write("lib.cell", Library);
        await client.Tell(
            "workspace/didChangeWatchedFiles",
            new JsonObject
            {
                ["changes"] = new JsonArray(new JsonObject { ["uri"] = Uri(lib), ["type"] = 1 }),
            }
        );
        client.Await(
            "textDocument/publishDiagnostics",
            each => each["uri"]?.GetValue<string>() == main && each["diagnostics"]?.AsArray().Count == 0
        );
    }

    [Fact]
    public async Task Files_of_the_folders_are_known_before_they_are_opened()
    {
        _folder.Write("one/main.cell", Importer);
        _folder.Write("one/lib.cell", Library);
        _folder.Write("one/.hidden/other.cell", Library.Replace(" A ", " H ", StringComparison.Ordinal));
        string root = Uri(_folder.File("one"));
        await using var client = await LspClient.StartReady(root);
        Assert.Equal(["A", "c"], await Names(client, 2));
        _folder.Write("two/more.cell", "edition 1\nmaterial M { formula: NaCl }\n");
        await client.Tell(
            "workspace/didChangeWorkspaceFolders",
            new JsonObject
            {
                ["event"] = new JsonObject
                {
                    ["added"] = new JsonArray(
                        new JsonObject { ["uri"] = Uri(_folder.File("two")), ["name"] = "two" }
                    ),
                    ["removed"] = new JsonArray(new JsonObject { ["uri"] = root, ["name"] = "one" }),
                },
            }
        );
        Assert.Equal(["M"], await Names(client, 1));
    }

    [Fact]
    public async Task Settings_are_taken_over()
    {
        await using var client = await LspClient.StartReady();
        string uri = "untitled:Untitled-1";
        await client.Open(uri, "edition 1\nprotocol p on cell { rest for 1 h }\n");
        Assert.NotEmpty((await client.Ask("textDocument/codeLens", LspClient.In(uri)))?.AsArray() ?? []);
        await client.Tell(
            "workspace/didChangeConfiguration",
            new JsonObject
            {
                ["settings"] = new JsonObject { ["cell"] = new JsonObject { ["codeLenses"] = false } },
            }
        );
        Assert.Empty((await client.Ask("textDocument/codeLens", LspClient.In(uri)))?.AsArray() ?? []);
        await client.Tell(
            "workspace/didChangeConfiguration",
            new JsonObject
            {
                ["settings"] = new JsonObject { ["cell"] = new JsonObject { ["codeLenses"] = "no" } },
            }
        );
        Assert.Empty((await client.Ask("textDocument/codeLens", LspClient.In(uri)))?.AsArray() ?? []);
    }

    /// <summary>When the client is quiet the open document is planned, and hints that need a plan appear.</summary>
    [Fact]
    public async Task A_plan_is_made_when_it_is_quiet()
    {
        var capabilities = new JsonObject
        {
            ["workspace"] = new JsonObject { ["inlayHint"] = new JsonObject { ["refreshSupport"] = true } },
        };
        await using var client = await LspClient.StartReady(planning: true, capabilities: capabilities);
        string uri = Uri(Repository.File("examples/quickstart.cell"));
        await client.Open(uri, File.ReadAllText(Repository.File("examples/quickstart.cell")));
        Assert.Empty(client.AwaitCodes(uri, 1));
        var asked = LspClient.In(uri);
        asked["range"] = LspClient.Range(0, 0, 100, 0);
        string hints = "";
        for (int i = 0; i < 600 && !hints.Contains("mA", StringComparison.Ordinal); i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            hints = (await client.Ask("textDocument/inlayHint", asked.DeepClone()))?.ToJsonString() ?? "";
        }
        Assert.Contains("0.192 mA", hints, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> Names(LspClient client, int count)
    {
        IReadOnlyList<string> names = [];
        for (int i = 0; i < 600 && names.Count != count; i++)
        {
            await Task.Delay(50);
            var found = await client.Ask("workspace/symbol", new JsonObject { ["query"] = "" });
            names =
            [
                .. (found?.AsArray() ?? [])
                    .Select(each => each?["name"]?.GetValue<string>() ?? "")
                    .Order(StringComparer.Ordinal),
            ];
        }
        return names;
    }

    private static string Uri(string path) => DocumentUri.FromPath(path.Replace('\\', '/'));
}
