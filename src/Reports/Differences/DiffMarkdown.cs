using System.Text;
using CellDsl.Planning.Differences;

namespace CellDsl.Reports.Differences;

/// <summary>Differences between two plans as a review comment.</summary>
public static class DiffMarkdown
{
    public static string Write(PlanDiff diff, string before, string after)
    {
        var text = new StringBuilder();
        text.Append($"### What changes in the lab: {Code(before)} → {Code(after)}\n\n");
        if (diff.Changes.Count == 0)
            return text.Append("Nothing.\n").ToString();
        text.Append(DiffWords.Summary(diff)).Append(".\n");
        foreach (var part in diff.Changes.GroupBy(change => change.Part))
        {
            text.Append(
                $"\n**{Escaped(part.Key)}**\n\n| | what | before | after | where |\n|---|---|---|---|---|\n"
            );
            foreach (var change in part)
                text.Append(
                    $"| {Word(change.Kind)} | {Escaped(What(change))} | {Escaped(change.Before ?? "")} | {Escaped(change.After ?? "")} | {Place(change)} |\n"
                );
        }
        return text.ToString();
    }

    private static string What(PlanChange change)
    {
        string what = string.Join(": ", new[] { change.Where, change.What }.Where(words => words.Length > 0));
        return change.Points.Count == 0
            ? what
            : $"{what} ({(change.Points.Count == 1 ? "point" : "points")} {string.Join(", ", change.Points)})";
    }

    private static string Word(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.Added => "added",
            ChangeKind.Removed => "removed",
            ChangeKind.Renamed => "renamed",
            ChangeKind.Reordered => "**reordered**",
            ChangeKind.Bound => "**bound**",
            ChangeKind.Total => "in all",
            _ => "value",
        };

    private static string Place(PlanChange change) =>
        change.Place is { } place ? Code($"{place.Path}:{place.Line}") : "";

    private static string Code(string text) => $"`{text.Replace('`', '\'')}`";

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace("*", "\\*", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal)
            .Replace('\n', ' ');
}
