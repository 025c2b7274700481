using System.Text.Json;
using NJsonSchema;

namespace CellDsl.Cli.Tests;

/// <summary>What <c>cell check --format</c> writes for machines: SARIF and GitHub's workflow commands.</summary>
public class CheckFormatTests
{
    // A misspelt name with a suggestion, a decimal comma with a fix, and an error that names a second place.
    private const string Wrong = """
        edition 1
        import std.materials

        cell coin {
          positive: LFP { loading: 10 mg/cm² of active; diameter: 12 mm }
          negative: Li
          limits { voltage: 2,0 V .. 4.2 V }
        }

        protocol p on cell {
          charge at C/10 until voltage >= 4.0 A or for 15 h
          dischrge at C/10 until voltage <= 2.5 V
        }

        """;

    [Fact]
    public async Task Sarif_holds_to_the_schema_of_the_standard()
    {
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(AppContext.BaseDirectory, "Schemas", "sarif-2.1.0-rtm.5.json"),
            TestContext.Current.CancellationToken
        );
        using var folder = new TemporaryFolder();
        folder.Write("wrong, 50 %.cell", Wrong);
        var result = await CellProcess.Run(folder.Path, "check", "--format", "sarif", "wrong, 50 %.cell");
        Assert.Equal(1, result.ExitCode);
        Offenders.None(schema.Validate(result.Output));

        using var log = JsonDocument.Parse(result.Output);
        var run = log.RootElement.GetProperty("runs")[0];
        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.True(results.Count >= 3, result.Output);
        Assert.Contains(results, finding => finding.GetProperty("ruleId").GetString() == "CELL2004");
        var place = results[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal(
            "wrong%2C%2050%20%25.cell",
            place.GetProperty("artifactLocation").GetProperty("uri").GetString()
        );
        var fixes = results.Where(finding => finding.TryGetProperty("fixes", out _)).ToList();
        Assert.NotEmpty(fixes);
        var replacement = fixes[0]
            .GetProperty("fixes")[0]
            .GetProperty("artifactChanges")[0]
            .GetProperty("replacements")[0];
        Assert.Equal(
            "2.0",
            Applied(Wrong, replacement)[(Wrong.IndexOf("2,0", StringComparison.Ordinal))..][..3]
        );
        foreach (var finding in results)
        {
            var rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[
                finding.GetProperty("ruleIndex").GetInt32()
            ];
            Assert.Equal(rule.GetProperty("id").GetString(), finding.GetProperty("ruleId").GetString());
        }
    }

    [Fact]
    public async Task The_schema_rejects_what_is_no_sarif()
    {
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(AppContext.BaseDirectory, "Schemas", "sarif-2.1.0-rtm.5.json"),
            TestContext.Current.CancellationToken
        );
        Assert.NotEmpty(schema.Validate("""{ "version": "2.1.0", "runs": [ { "results": [ {} ] } ] }"""));
    }

    [Fact]
    public async Task Sarif_keeps_what_the_author_silenced_with_the_reason()
    {
        using var folder = new TemporaryFolder();
        folder.Write("p.cell", Wrong.Replace("2,0", "2.0", StringComparison.Ordinal));
        var result = await CellProcess.Run(folder.Path, "check", "--format", "sarif", "p.cell");
        using var log = JsonDocument.Parse(result.Output);
        var fingerprints = log
            .RootElement.GetProperty("runs")[0]
            .GetProperty("results")
            .EnumerateArray()
            .Select(finding =>
                finding.GetProperty("partialFingerprints").GetProperty("cellFinding/v1").GetString()
            )
            .ToList();
        Assert.Equal(fingerprints.Count, fingerprints.Distinct().Count());
        folder.Write("p.cell", "// a line more\n" + Wrong.Replace("2,0", "2.0", StringComparison.Ordinal));
        var moved = await CellProcess.Run(folder.Path, "check", "--format", "sarif", "p.cell");
        foreach (string? fingerprint in fingerprints)
            Assert.Contains(fingerprint ?? "none", moved.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Github_gets_a_workflow_command_for_each_finding()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a,b.cell", Wrong);
        var result = await CellProcess.Run(folder.Path, "check", "--format", "github", "a,b.cell");
        Assert.Equal(1, result.ExitCode);
        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(
            lines[..^1],
            line => Assert.Matches(@"^::(error|warning|notice) file=a%2Cb\.cell,line=\d+,endLine=\d+", line)
        );
        Assert.Contains(
            lines,
            line =>
                line.StartsWith("::error", StringComparison.Ordinal)
                && line.Contains("title=CELL2004::", StringComparison.Ordinal)
                && line.Contains("%0A", StringComparison.Ordinal)
        );
        Assert.Matches(@"^\d+ errors", lines[^1]);
    }

    [Theory]
    [InlineData("yaml", "`cell check` knows no format `yaml`")]
    [InlineData("sarif --json", "`--json` and `--format sarif` contradict each other")]
    public async Task An_unknown_format_is_refused(string arguments, string sentence)
    {
        using var folder = new TemporaryFolder();
        folder.Write("p.cell", "edition 1\n");
        var result = await CellProcess.Run(
            folder.Path,
            ["check", "p.cell", "--format", .. arguments.Split(' ')]
        );
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    private static string Applied(string text, JsonElement replacement)
    {
        var region = replacement.GetProperty("deletedRegion");
        int from = region.GetProperty("charOffset").GetInt32();
        int length = region.GetProperty("charLength").GetInt32();
        string inserted = replacement.GetProperty("insertedContent").GetProperty("text").GetString() ?? "";
        return text[..from] + inserted + text[(from + length)..];
    }
}
