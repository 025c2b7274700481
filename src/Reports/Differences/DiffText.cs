using System.Text;
using CellDsl.Planning.Differences;

namespace CellDsl.Reports.Differences;

/// <summary>Differences between two plans for a terminal.</summary>
public static class DiffText
{
    public static string Write(PlanDiff diff)
    {
        if (diff.Changes.Count == 0)
            return "nothing changes in the lab\n";
        var text = new StringBuilder();
        foreach (var part in diff.Changes.GroupBy(change => change.Part))
        {
            text.Append(part.Key).Append('\n');
            foreach (var change in part)
            {
                text.Append("  ").Append(Sign(change.Kind)).Append(' ').Append(DiffWords.Of(change));
                text.Append(Points(change)).Append(Place(change)).Append('\n');
            }
            text.Append('\n');
        }
        text.Append(DiffWords.Summary(diff)).Append('\n');
        return text.ToString();
    }

    private static char Sign(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.Added => '+',
            ChangeKind.Removed => '-',
            ChangeKind.Total => '=',
            _ => '~',
        };

    private static string Points(PlanChange change) =>
        change.Points.Count switch
        {
            0 => "",
            1 => $"  [point {change.Points[0]}]",
            _ => $"  [points {string.Join(", ", change.Points)}]",
        };

    private static string Place(PlanChange change) =>
        change.Place is { } place ? $"  ({place.Path}:{place.Line})" : "";
}

/// <summary>A change in words.</summary>
internal static class DiffWords
{
    public static string Of(PlanChange change)
    {
        string subject = string.Join(
            ": ",
            new[] { change.Where, change.What }.Where(words => words.Length > 0)
        );
        string colon = subject.Length > 0 ? ": " : "";
        return change switch
        {
            { Kind: ChangeKind.Renamed } => $"{subject} {change.Before} is now called {change.After}",
            { Kind: ChangeKind.Reordered } => $"{subject} now comes {change.After} (was {change.Before})",
            { Before: null } => $"{subject}{colon}{change.After}".TrimEnd(' ', ':')
                + (change.Kind is ChangeKind.Added ? "" : " (was not stated)"),
            { After: null } => $"{subject}{colon}{change.Before}".TrimEnd(' ', ':')
                + (change.Kind is ChangeKind.Removed ? "" : " (not stated any more)"),
            _ => $"{subject}{colon}{change.Before} → {change.After}",
        };
    }

    /// <summary>As <c>4 values changed, 1 addition</c>.</summary>
    public static string Summary(PlanDiff diff)
    {
        var parts = new List<string>();
        Count(ChangeKind.Value, "value changed", "values changed");
        Count(ChangeKind.Bound, "bound changed", "bounds changed");
        Count(ChangeKind.Added, "addition", "additions");
        Count(ChangeKind.Removed, "removal", "removals");
        Count(ChangeKind.Reordered, "change of order", "changes of order");
        Count(ChangeKind.Renamed, "new name", "new names");
        return string.Join(", ", parts) + (diff.SameInTheLab ? ": nothing else changes in the lab" : "");

        void Count(ChangeKind kind, string one, string several)
        {
            int count = diff.Changes.Count(change => change.Kind == kind);
            if (count > 0)
                parts.Add(count == 1 ? $"1 {one}" : $"{count} {several}");
        }
    }
}
