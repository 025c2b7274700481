using System.Text.Json;
using CellDsl.Cli.Hosting;
using CellDsl.Packages.Archives;
using CellDsl.Reports.Testing;

namespace CellDsl.Cli.Testing;

/// <summary>What the tests of a package found when it was packed, to stand beside one's own.</summary>
internal sealed class PackageRecord
{
    private const string Results = "results/tests.json";

    private readonly string _label;
    private readonly ILookup<string, (string Condition, string Found)> _byExpectation;

    private PackageRecord(string label, IEnumerable<(string Name, string Found)> found)
    {
        _label = label;
        _byExpectation = found
            .Select(each => (Parts: Split(each.Name), each.Found))
            .ToLookup(each => each.Parts.Text, each => (each.Parts.Condition, Value(each.Found)));
    }

    public static PackageRecord Of(PackageFile package)
    {
        string label = $"{package.Facts.Name} {package.Facts.Version.ToNormalizedString()}";
        if (!package.Files.TryGetValue(Results, out var bytes))
            throw new UserException(
                $"{label} carries no results of its tests",
                "its author packed it without them, or it has no experiments"
            );
        using var json = JsonDocument.Parse(bytes);
        return new(
            label,
            [
                .. json
                    .RootElement.GetProperty("experiments")
                    .EnumerateArray()
                    .SelectMany(experiment => experiment.GetProperty("tests").EnumerateArray())
                    .Where(test => test.TryGetProperty("found", out _) && test.TryGetProperty("run", out _))
                    .Select(test =>
                        (
                            test.GetProperty("name").GetString() ?? "",
                            test.GetProperty("found").GetString() ?? ""
                        )
                    ),
            ]
        );
    }

    /// <summary>The test with what the record has for the same expectation, whatever the condition behind its <c>where</c>.</summary>
    public TestCase Beside(TestCase test)
    {
        if (test.Run is null)
            return test;
        string[] found =
        [
            .. _byExpectation[Split(test.Name).Text]
                .Distinct()
                .Select(each =>
                    each.Condition.Length == 0 ? each.Found : $"{each.Found} where {each.Condition}"
                ),
        ];
        return test with
        {
            Beside =
                found.Length == 0
                    ? $"{_label} has no record of this"
                    : $"{_label} found {string.Join(", ", found)}",
        };
    }

    private static (string Text, string Condition) Split(string expectation)
    {
        int at = expectation.IndexOf(" where ", StringComparison.Ordinal);
        return at < 0 ? (expectation, "") : (expectation[..at], expectation[(at + " where ".Length)..]);
    }

    private static string Value(string found) => found.Split(", expected ", 2)[0];
}
