using System.Text.RegularExpressions;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Differences;

/// <summary>
/// What changes in a protocol, read off the listings of its machines: steps with their ends, limits and records; loops,
/// choices and reasons to stop; what happens after an interruption. Numbers of blocks mean nothing and are left out.
/// </summary>
internal static partial class ProtocolDiff
{
    /// <summary>A step of a listing.</summary>
    /// <param name="Id">As <c>charge#1</c>.</param>
    /// <param name="Command">As <c>Current |rate|</c>.</param>
    /// <param name="Lines">Name and what it says: ends, records.</param>
    private sealed record Step(
        string Id,
        string Kind,
        string Command,
        List<(string Name, string Text)> Lines
    );

    private sealed record Listing(
        List<Step> Steps,
        List<(string Name, string Text)> Limits,
        List<(string Name, string Text)> Interruption,
        List<string> Flow
    );

    public static void Compare(ChangeList changes, PlanMachine before, PlanMachine after)
    {
        var old = Read(before);
        var now = Read(after);
        Named(changes, "", old.Limits, now.Limits, after.Source);
        foreach (var (b, a) in Alignment.Of(old.Steps, now.Steps, (one, other) => one.Kind == other.Kind))
        {
            if (b < 0)
                changes.Add(
                    ChangeKind.Added,
                    now.Steps[a].Id,
                    "",
                    null,
                    Described(now.Steps[a]),
                    null,
                    after.Source
                );
            else if (a < 0)
                changes.Add(
                    ChangeKind.Removed,
                    old.Steps[b].Id,
                    "",
                    Described(old.Steps[b]),
                    null,
                    null,
                    before.Source
                );
            else
                Compare(changes, old.Steps[b], now.Steps[a], after.Source);
        }
        Flow(changes, old.Flow, now.Flow, after.Source);
        Named(changes, "on interruption", old.Interruption, now.Interruption, after.Source);
    }

    private static void Compare(ChangeList changes, Step before, Step after, SourceRef place)
    {
        if (before.Command != after.Command)
            changes.Add(ChangeKind.Value, after.Id, "command", before.Command, after.Command, null, place);
        Named(changes, after.Id, before.Lines, after.Lines, place);
    }

    private static void Named(
        ChangeList changes,
        string where,
        List<(string Name, string Text)> before,
        List<(string Name, string Text)> after,
        SourceRef place
    )
    {
        // An end without a name goes by its own words, which change with it: then by its kind and place.
        var pairs = Alignment.Of(before, after, (one, other) => one.Name == other.Name);
        var gone = pairs.Where(pair => pair.After < 0).Select(pair => before[pair.Before]).ToList();
        var come = pairs.Where(pair => pair.Before < 0).Select(pair => after[pair.After]).ToList();
        foreach (var (b, a) in pairs)
        {
            if (b >= 0 && a >= 0 && before[b].Text != after[a].Text)
                changes.Add(
                    ChangeKind.Bound,
                    where,
                    after[a].Name,
                    before[b].Text,
                    after[a].Text,
                    null,
                    place
                );
        }
        foreach (var old in gone)
        {
            int like = come.FindIndex(one => Subject(one.Text) == Subject(old.Text));
            if (like >= 0)
            {
                changes.Add(
                    ChangeKind.Bound,
                    where,
                    Subject(old.Text),
                    old.Text,
                    come[like].Text,
                    null,
                    place
                );
                come.RemoveAt(like);
            }
            else
                changes.Add(ChangeKind.Removed, where, Title(old), old.Text, null, null, place);
        }
        foreach (var now in come)
            changes.Add(ChangeKind.Added, where, Title(now), null, now.Text, null, place);
    }

    private static string Title((string Name, string Text) line) =>
        line.Name == line.Text || line.Text.Length == 0 ? Subject(line.Name) : line.Name;

    /// <summary>What a condition is about: <c>voltage</c>, <c>after</c>, <c>record</c>.</summary>
    private static string Subject(string text)
    {
        int end = text.IndexOf(' ', StringComparison.Ordinal);
        string first = end < 0 ? text : text[..end];
        return first is "after" ? "time" : first;
    }

    private static string Described(Step step) =>
        string.Join(
            "; ",
            step.Lines.Select(line => line.Text).Prepend(step.Command).Where(text => text.Length > 0)
        );

    /// <summary>Loops, choices, reasons to stop, by their conditions.</summary>
    private static void Flow(ChangeList changes, List<string> before, List<string> after, SourceRef place)
    {
        var gone = new List<string>();
        var come = new List<string>();
        foreach (var (b, a) in Alignment.Of(before, after, (one, other) => one == other))
        {
            if (a < 0)
                gone.Add(before[b]);
            else if (b < 0)
                come.Add(after[a]);
        }
        foreach (string old in gone)
        {
            int like = come.FindIndex(now => Skeleton(now) == Skeleton(old));
            if (like >= 0)
            {
                changes.Add(
                    ChangeKind.Value,
                    "",
                    WhatOf(old),
                    Readable(old),
                    Readable(come[like]),
                    null,
                    place
                );
                come.RemoveAt(like);
            }
            else if (IsTold(old))
                changes.Add(ChangeKind.Removed, "", WhatOf(old), Readable(old), null, null, place);
        }
        foreach (string now in come.Where(IsTold))
            changes.Add(ChangeKind.Added, "", WhatOf(now), null, Readable(now), null, place);
    }

    /// <summary>The line without its numbers: what stays when a count or a threshold is changed.</summary>
    private static string Skeleton(string line) =>
        line.StartsWith("stop ", StringComparison.Ordinal) ? "stop" : Digits().Replace(line, "0");

    /// <summary>Bookkeeping of the machine follows from steps and loops, which are told already.</summary>
    private static bool IsTold(string line) =>
        line.StartsWith("if ", StringComparison.Ordinal)
        || line.StartsWith("stop ", StringComparison.Ordinal);

    private static string WhatOf(string line) =>
        line.StartsWith("stop ", StringComparison.Ordinal) ? "reason to stop"
        : Pass().Match(line) is { Success: true } pass ? $"repetitions of {pass.Groups["loop"].Value}"
        : "condition";

    private static string Readable(string line) =>
        line.StartsWith("stop ", StringComparison.Ordinal) ? line["stop ".Length..]
        : Pass().Match(line) is { Success: true } pass ? $"{pass.Groups["count"].Value} times"
        : line.StartsWith("if ", StringComparison.Ordinal) ? line["if ".Length..]
        : line;

    private static Listing Read(PlanMachine machine)
    {
        var listing = new Listing([], [], [], []);
        Step? step = null;
        bool inBlock = false;
        foreach (string line in machine.Listing)
        {
            string text = WithoutTargets(line.Trim());
            if (line.StartsWith("step ", StringComparison.Ordinal))
            {
                step = StepOf(text["step ".Length..]);
                listing.Steps.Add(step);
                inBlock = false;
            }
            else if (line.StartsWith("block ", StringComparison.Ordinal))
                inBlock = true;
            else if (line.StartsWith("limit ", StringComparison.Ordinal))
                listing.Limits.Add(Split(text));
            else if (line.StartsWith("interruption ", StringComparison.Ordinal))
                listing.Interruption.Add(Split(text["interruption ".Length..]));
            else if (inBlock && !line.StartsWith("block ", StringComparison.Ordinal))
                listing.Flow.Add(text);
            else if (step is not null && line.StartsWith(' '))
                step.Lines.Add(Split(text));
        }
        return listing;
    }

    private static Step StepOf(string text)
    {
        var match = StepLine().Match(text);
        return match.Success
            ? new(match.Groups["id"].Value, match.Groups["kind"].Value, match.Groups["command"].Value, [])
            : new(text, text, "", []);
    }

    private static (string Name, string Text) Split(string text)
    {
        if (text.StartsWith("record ", StringComparison.Ordinal))
            return ("record", text["record ".Length..]);
        // The name may hold colons and quotes; what it means never does.
        int colon = text.LastIndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? (text, text) : (text[..colon], text[(colon + 2)..]);
    }

    private static string WithoutTargets(string text) => GoTo().Replace(Arrow().Replace(text, ""), "");

    [GeneratedRegex(@" → block \d+$")]
    private static partial Regex Arrow();

    [GeneratedRegex(@" go to block \d+( else \d+)?$")]
    private static partial Regex GoTo();

    [GeneratedRegex(@"^(?<id>[^ ]+) \((?<kind>[^)]*)\): (?<command>.*)$")]
    private static partial Regex StepLine();

    [GeneratedRegex(@"^if (?<loop>\w+)_pass < (?<count>\S+)$")]
    private static partial Regex Pass();

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Digits();
}
