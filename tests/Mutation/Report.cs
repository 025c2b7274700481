using System.Globalization;
using System.Text;

namespace CellDsl.Mutation;

/// <summary>The edits of one seed.</summary>
/// <param name="IsSeen">Whether what it missed was read while rules were written.</param>
internal sealed record Round(int Seed, bool IsSeen, IReadOnlyList<Trial> Trials);

/// <summary>The page <c>docs/mutation.md</c>.</summary>
internal static class Report
{
    private static readonly Dictionary<Family, string> s_names = new()
    {
        [Family.UnitSwapped] = "unit swapped",
        [Family.Thousandfold] = "factor of a thousand",
        [Family.StepRemoved] = "step removed",
        [Family.NameSwapped] = "name swapped",
        [Family.AtmosphereLost] = "atmosphere lost or changed",
        [Family.BoundDeleted] = "bound deleted",
        [Family.TooHot] = "too hot",
        [Family.BeyondTheWindow] = "cut-off beyond the window",
    };

    public static string Of(IReadOnlyList<Round> rounds, IEnumerable<string> folders)
    {
        var page = new StringBuilder();
        var all = rounds.SelectMany(round => round.Trials).ToList();
        var unseen = rounds.Where(round => !round.IsSeen).SelectMany(round => round.Trials).ToList();
        var seen = rounds.Where(round => round.IsSeen).SelectMany(round => round.Trials).ToList();
        Line("# What the compiler catches of a tired person's mistakes");
        Line();
        Line(
            "This page is written by a program. Single edits that a tired person makes were made in the files below"
        );
        Line(
            $"{string.Join(" and ", folders.Select(folder => $"`{folder}`"))}, one at a time, {rounds[0].Trials.Count} for each seed, and each result was checked"
        );
        Line(
            "and planned. An edit counts as caught when there is an error or a warning that was not there before, or when a"
        );
        Line("value that was given is listed as open (`unspecified`).");
        Line();
        Line("```sh");
        Line(
            $"dotnet run --project tests/Mutation -c Release -- --seen {Seeds(true)} --unseen {Seeds(false)}"
        );
        Line("```");
        Line();
        Line(
            $"**{Share(Harmful(unseen))} of the harmful edits are caught** ({Caught(Harmful(unseen))} of {Harmful(unseen).Count}) with seeds whose misses nobody"
        );
        Line(
            $"read while rules were written; {Share(Harmful(seen))} ({Caught(Harmful(seen))} of {Harmful(seen).Count}) with those that were read. A file has a limited number of places,"
        );
        Line("so some edits come with several seeds.");
        Line();
        Line("| seed | misses | edits | caught | harmful | of these caught | share |");
        Line("|---:|---|---:|---:|---:|---:|---:|");
        foreach (var round in rounds)
            Line($"| {round.Seed} | {(round.IsSeen ? "read" : "not read")} | {Columns(round.Trials)} |");
        Line();
        Line("## By family, seeds not read");
        Line();
        Line("| family | edits | caught | harmful | of these caught | share |");
        Line("|---|---:|---:|---:|---:|---:|");
        foreach (var family in Enum.GetValues<Family>())
            Line(
                $"| {s_names[family]} | {Columns([.. unseen.Where(trial => trial.Edit.Family == family)])} |"
            );
        Line();
        Line("## What counts as harmless");
        Line();
        Line(
            "An edit is harmful, whatever the compiler says of it, unless one of these rules fits its place:"
        );
        Line();
        Line($"- {Harm.SamePlan} ({all.Count(trial => trial.Excuse == Harm.SamePlan)});");
        foreach (var (rule, _) in Harm.Harmless)
            Line($"- {rule} ({all.Count(trial => trial.Excuse == rule)});");
        Line();
        Line("## By which rules");
        Line();
        Line("| code | edits |");
        Line("|---|---:|");
        foreach (
            var (code, count) in all.SelectMany(trial => trial.Found.Codes)
                .CountBy(code => code)
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
        )
            Line($"| [{code}](diagnostics/{code}.md) | {count} |");
        Line($"| listed as open | {all.Count(trial => trial.Found is { Codes.Count: 0, Opened: > 0 })} |");
        Line();
        Line("## Harmful and not caught, seeds not read");
        Line();
        Missed(unseen);
        Line();
        Line("## Harmful and not caught, seeds read");
        Line();
        Missed(seen);
        return page.ToString();

        string Seeds(bool isSeen) =>
            string.Join(',', rounds.Where(round => round.IsSeen == isSeen).Select(round => round.Seed));

        void Missed(IEnumerable<Trial> some)
        {
            foreach (
                string told in some.Where(trial => trial is { IsHarmful: true, IsCaught: false })
                    .OrderBy(trial => trial.Edit.Family)
                    .ThenBy(trial => trial.Edit.File, StringComparer.Ordinal)
                    .ThenBy(trial => trial.Edit.Line)
                    .Select(trial =>
                        $"- {s_names[trial.Edit.Family]}, `{trial.Edit.File}` line {trial.Edit.Line}: {trial.Edit.Told}"
                    )
                    .Distinct()
            )
                Line(told);
        }

        void Line(string text = "") => page.Append(text).Append('\n');
    }

    private static string Columns(IReadOnlyList<Trial> trials)
    {
        var harmful = Harmful(trials);
        return $"{trials.Count} | {Caught(trials)} | {harmful.Count} | {Caught(harmful)} | {Share(harmful)}";
    }

    private static List<Trial> Harmful(IEnumerable<Trial> trials) =>
        [.. trials.Where(trial => trial.IsHarmful)];

    private static int Caught(IEnumerable<Trial> trials) => trials.Count(trial => trial.IsCaught);

    /// <summary>Cut after one decimal, never rounded up.</summary>
    private static string Share(List<Trial> trials) =>
        trials.Count == 0
            ? "–"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Math.Floor(1000.0 * Caught(trials) / trials.Count) / 10:0.0} %"
            );
}
