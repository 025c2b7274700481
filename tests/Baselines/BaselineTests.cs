using CellDsl.Cli.Rendering;

namespace CellDsl.Baselines.Tests;

/// <summary>What each stage makes of each case is what was accepted.</summary>
public class BaselineTests
{
    public static IEnumerable<TheoryDataRow<string>> All() =>
        BaselineCase.AllNames().Select(name => new TheoryDataRow<string>(name));

    public static IEnumerable<TheoryDataRow<string>> Wrong() =>
        All().Where(row => row.Data.StartsWith("wrong/", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public void Stages_give_what_was_accepted(string name)
    {
        var subject = BaselineCase.Named(name);
        var outputs = StageOutputs.Of(subject);
        var differences = new List<string>();
        foreach (string file in BaselineCase.OutputNames)
        {
            string path = Path.Combine(subject.Folder, file);
            if (outputs.TryGetValue(file, out string? text))
                differences.AddRange(Differing(path, text));
            else if (File.Exists(path))
                differences.AddRange(Obsolete(path));
        }
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    /// <summary>All of a wrong program's findings, each once, and none that only follows from another.</summary>
    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_programs_give_their_findings_and_no_others(string name)
    {
        var subject = BaselineCase.Named(name);
        var procedures = StageOutputs.Load(subject);
        var actual = procedures
            .Diagnostics.Select(diagnostic => diagnostic.Rule.Code)
            .Order(StringComparer.Ordinal);
        string findings = DiagnosticRenderer.Render(procedures.Diagnostics, RenderOptions.Plain);
        Assert.True(
            subject.ExpectedCodes()?.SequenceEqual(actual) is true,
            $"expected {string.Join(' ', subject.ExpectedCodes() ?? ["an expectation"])}\nbut got  {string.Join(' ', actual)}\n{findings}"
        );
        Assert.True(
            name.EndsWith("/empty_file", StringComparison.Ordinal) || procedures.Diagnostics.Length > 0
        );
    }

    [Fact]
    public void There_are_many_wrong_programs() => Assert.True(Wrong().Count() >= 40);

    private static IEnumerable<string> Differing(string path, string text) =>
        Snapshot.Difference(path, receivedPath: null, text) is { } difference ? [difference] : [];

    private static IEnumerable<string> Obsolete(string path)
    {
        if (!Snapshot.Accepting)
            return
            [
                $"{Path.GetRelativePath(Repository.Root, path)} is no longer produced (accept with ./test.sh --accept)",
            ];
        File.Delete(path);
        return [];
    }
}
