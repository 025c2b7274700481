using System.Text.Json.Nodes;

namespace CellDsl.Lsp.Tests.Protocol;

/// <summary>
/// Sessions as an editor sent them: a line of JSON for each message (<c>send</c>, <c>params</c>) or for what the server is
/// to have found after it (<c>expect</c> a document, with the codes in their order).
/// </summary>
public class RecordedSessionTests
{
    private const string Folder = "tests/Lsp.Tests/Protocol/Sessions";

    public static IEnumerable<TheoryDataRow<string>> Sessions() =>
        Directory
            .EnumerateFiles(Repository.File(Folder), "*.jsonl")
            .Order(StringComparer.Ordinal)
            .Select(file => new TheoryDataRow<string>(Path.GetFileNameWithoutExtension(file)));

    [Theory]
    [MemberData(nameof(Sessions))]
    public async Task A_recorded_session_finds_what_it_found(string name)
    {
        await using var client = await LspClient.StartReady();
        var versions = new Dictionary<string, int>();
        int number = 0;
        foreach (
            string line in await File.ReadAllLinesAsync(
                Repository.File($"{Folder}/{name}.jsonl"),
                TestContext.Current.CancellationToken
            )
        )
        {
            number++;
            var entry =
                JsonNode.Parse(line) ?? throw new InvalidOperationException($"{name}:{number} is empty");
            if (entry["send"]?.GetValue<string>() is { } method)
            {
                var document = entry["params"]?["textDocument"];
                if (document?["version"]?.GetValue<int>() is { } version)
                    versions[document["uri"]?.GetValue<string>() ?? ""] = version;
                await client.Tell(method, entry["params"]?.DeepClone());
                continue;
            }
            string uri = entry["expect"]?.GetValue<string>() ?? "";
            var expected = entry["codes"]?.AsArray().Select(code => code?.GetValue<string>()) ?? [];
            Assert.Equal(
                (number, string.Join(' ', expected)),
                (number, string.Join(' ', client.AwaitCodes(uri, versions[uri])))
            );
        }
    }
}
