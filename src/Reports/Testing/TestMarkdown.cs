using System.Text;

namespace CellDsl.Reports.Testing;

/// <summary>Results as Markdown, for the page of a pipeline or a comment: a row per experiment, then what failed.</summary>
public static class TestMarkdown
{
    public static string Write(IReadOnlyList<TestedExperiment> experiments)
    {
        int all = experiments.Sum(experiment => experiment.Cases.Count);
        int failed = experiments.Sum(experiment => experiment.Failed);
        var text = new StringBuilder();
        text.Append(
            failed == 0
                ? $"### Simulated: {all} of {all} met\n"
                : $"### Simulated: {failed} of {all} not met\n"
        );
        text.Append(
            "\n| experiment | file | runs | met | stand-ins | assumed |\n|---|---|--:|--:|--:|--:|\n"
        );
        foreach (var experiment in experiments)
            text.Append(
                $"| {(experiment.Failed == 0 ? "" : "**✗** ")}{Escaped(experiment.Name)} | {Code(experiment.File)} | {experiment.Runs} | {experiment.Passed} of {experiment.Cases.Count} | {experiment.StandIns} | {experiment.Assumptions} |\n"
            );
        var wrong = experiments.SelectMany(experiment =>
            experiment
                .Cases.Where(test => test.Outcome is TestOutcome.Failed)
                .Select(test => (experiment, test))
        );
        if (failed > 0)
            text.Append("\n| not met | run | found | where |\n|---|---|---|---|\n");
        foreach (var (experiment, test) in wrong)
            text.Append(
                $"| {Escaped(experiment.Name)}: {Escaped(test.Name)} | {Escaped(test.Run ?? "")} | {Escaped(test.Message ?? "")} | {(test.Place is { } place ? Code($"{place.Path}:{place.Line}") : "")} |\n"
            );
        var compared = experiments
            .SelectMany(experiment => experiment.Cases.Select(test => (experiment, test)))
            .Where(each => each.test.Beside is not null)
            .ToList();
        if (compared.Count > 0)
            text.Append("\n| beside a record | run | found | record |\n|---|---|---|---|\n");
        foreach (var (experiment, test) in compared)
            text.Append(
                $"| {Escaped(experiment.Name)}: {Escaped(test.Name)} | {Escaped(test.Run ?? "")} | {Escaped(test.Message ?? "")} | {Escaped(test.Beside ?? "")} |\n"
            );
        text.Append(
            "\nEverything here is simulated. A stand-in is what a model used for a value that the procedure leaves `unspecified`.\n"
        );
        return text.ToString();
    }

    private static string Code(string text) =>
        $"`{text.Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal)}`";

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace("*", "\\*", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal)
            .Replace('\n', ' ');
}
