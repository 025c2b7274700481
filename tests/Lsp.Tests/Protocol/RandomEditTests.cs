using System.Globalization;
using System.Text.Json.Nodes;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Lsp.Documents;
using CellDsl.Lsp.Features;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Tests.Protocol;

/// <summary>
/// Whatever is typed: after each edit the text, the tree and the findings of the server are those of a new workspace on
/// the same texts, and now and then those of a new process. <c>CELL_LSP_EDITS=10000</c> runs the long form.
/// </summary>
public class RandomEditTests
{
    private const int FewEdits = 150;
    private const int EditsPerText = 25;
    private const int EditsPerProcess = 75;

    private static readonly string[] s_pieces =
    [
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "\"",
        "`",
        "\n",
        "\r\n",
        "\t",
        " ",
        ";",
        ":",
        ",",
        ".",
        "..",
        "=",
        "|",
        "±",
        "//",
        "///",
        "𝄞",
        "°C",
        "Ω",
        "²",
        "mA/g",
        "1 h 30 min",
        "4.2 V",
        "C/10",
        "0,5",
        "until ",
        "or ",
        "for ",
        "repeat 2 times as cycle { rest for 1 h }\n",
        "protocol q on cell { rest for 1 h }\n",
        "import \"b.cell\"\n",
        "public material A { formula: LiCoO2 }\n",
        "unspecified",
        "assumed ",
        "edition 1\n",
        "limits { }",
        "voltage >= ",
    ];

    public static TheoryData<int> Seeds => [1, 2];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_server_stays_what_a_new_one_would_be(int seed)
    {
        int edits = int.TryParse(
            Environment.GetEnvironmentVariable("CELL_LSP_EDITS"),
            CultureInfo.InvariantCulture,
            out int asked
        )
            ? asked / Seeds.Count
            : FewEdits;
        var random = new Random(seed);
        string[] examples = [.. Repository.Examples()];
        await using var client = await LspClient.StartReady();
        var texts = new Dictionary<string, SourceText>();
        int version = 0;
        for (int i = 0; i < edits; i++)
        {
            if (i % EditsPerText == 0)
            {
                foreach (string name in (string[])["a.cell", "b.cell"])
                {
                    string text =
                        (name == "a.cell" ? "edition 1\nimport \"b.cell\"\n" : "")
                        + File.ReadAllText(examples[random.Next(examples.Length)]);
                    await client.Open(Uri(name), text, ++version);
                    texts[name] = new(name, text);
                }
            }
            string edited = random.Next(4) == 0 ? "b.cell" : "a.cell";
            // Later changes of a batch speak of the text after the earlier ones: otherwise they could halve a pair.
            var changes = new List<ContentChange>();
            for (int left = random.Next(1, 4); left > 0; left--)
            {
                var change = Edit(random, texts[edited]);
                texts[edited] = TextChanges.Apply(texts[edited], [change], PositionEncoding.Utf16);
                changes.Add(change);
            }
            await client.Change(Uri(edited), ++version, [.. changes.Select(ToJson)]);
            await Compare(client, texts, $"seed {seed}, edit {i} of {edited}");
            if (i % EditsPerProcess == EditsPerProcess - 1)
                await CompareProcess(client, texts, $"seed {seed}, edit {i}");
        }
    }

    private static async Task Compare(LspClient client, Dictionary<string, SourceText> texts, string at)
    {
        var workspace = new Workspace(new StandardFiles("/no/such/vocabulary"));
        foreach (var (name, text) in texts)
            workspace.OpenDocument(new(Uri(name), "cell", 1, text.Text));
        foreach (var (name, text) in texts)
        {
            var state = await client.Ask("cell/document", LspClient.In(Uri(name)));
            var document = workspace.Current.Find(Uri(name)) ?? throw new InvalidOperationException(name);
            string had = state?["text"]?.GetValue<string>() ?? "";
            Assert.True(
                text.Text == had,
                $"{at}: the text of {name} differs\n{LineDifference.Describe(text.Text, had)}"
            );
            Assert.True(
                SyntaxDump.Tree(document.Tree) == state?["tree"]?.GetValue<string>(),
                $"{at}: the tree of {name} differs from that of\n{text.Text}"
            );
            string expected = Findings(document, at);
            string actual = string.Join('\n', (await Pull(client, name)).Select(Describe));
            Assert.True(
                expected == actual,
                $"{at}: findings of {name}\n{LineDifference.Describe(expected, actual)}"
            );
        }
    }

    private static string Findings(Document document, string at)
    {
        try
        {
            return string.Join('\n', Diagnostics.Of(document).Select(Describe));
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{at}: no findings for\n{document.Text}", exception);
        }
    }

    private static async Task CompareProcess(
        LspClient client,
        Dictionary<string, SourceText> texts,
        string at
    )
    {
        await using var fresh = await LspClient.StartReady();
        foreach (var (name, text) in texts)
            await fresh.Open(Uri(name), text.Text);
        foreach (string name in texts.Keys)
        {
            string expected = string.Join('\n', (await Pull(fresh, name)).Select(Describe));
            string actual = string.Join('\n', (await Pull(client, name)).Select(Describe));
            Assert.True(
                expected == actual,
                $"{at}: findings of {name}\n{LineDifference.Describe(expected, actual)}"
            );
        }
    }

    private static async Task<JsonArray> Pull(LspClient client, string name) =>
        (await client.Ask("textDocument/diagnostic", LspClient.In(Uri(name))))?["items"]?.AsArray() ?? [];

    private static ContentChange Edit(Random random, SourceText source)
    {
        if (random.Next(60) == 0)
            return new(null, source.Text[Whole(source, random.Next(source.Length + 1))..]);
        int start = Whole(source, random.Next(source.Length + 1));
        int length = random.Next(3) == 0 ? Math.Min(source.Length - start, random.Next(30)) : 0;
        length = Whole(source, start + length) - start;
        string text = random.Next(4) == 0 && length > 0 ? "" : s_pieces[random.Next(s_pieces.Length)];
        return new(
            new(
                Positions.PositionOf(source, start, PositionEncoding.Utf16),
                Positions.PositionOf(source, start + length, PositionEncoding.Utf16)
            ),
            text
        );
    }

    /// <summary>Half of a surrogate pair cannot be sent.</summary>
    private static int Whole(SourceText source, int offset) =>
        offset < source.Length && char.IsLowSurrogate(source.Text[offset]) ? offset - 1 : offset;

    private static JsonNode ToJson(ContentChange change)
    {
        var json = new JsonObject { ["text"] = change.Text };
        if (change.Range is { } range)
            json["range"] = LspClient.Range(
                range.Start.Line,
                range.Start.Character,
                range.End.Line,
                range.End.Character
            );
        return json;
    }

    private static string Describe(FileDiagnostic finding) =>
        $"{finding.Code} {finding.Range.Start.Line}:{finding.Range.Start.Character} {finding.Message}".ReplaceLineEndings(
            " / "
        );

    private static string Describe(JsonNode? finding)
    {
        var start = finding?["range"]?["start"];
        return $"{finding?["code"]} {start?["line"]}:{start?["character"]} {finding?["message"]}".ReplaceLineEndings(
            " / "
        );
    }

    private static string Uri(string name) => $"file:///no/such/folder/{name}";
}
