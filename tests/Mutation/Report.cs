using System.Globalization;
using System.Text;

namespace CellDsl.Mutation;

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

    public static string Of(IReadOnlyList<Trial> trials, int seed, IEnumerable<string> folders)
    {
        var page = new StringBuilder();
        var harmful = trials.Where(trial => trial.IsHarmful).ToList();
        Line("# What the compiler catches of a tired person's mistakes");
        Line();
        Line(
            $"This page is written by a program. {trials.Count} single edits (seed {seed}) were made in the files below"
        );
        Line(
            $"{string.Join(" and ", folders.Select(folder => $"`{folder}`"))}, one at a time, and each result was checked and planned."
        );
        Line(
            "An edit counts as caught when there is an error or a warning that was not there before, or when a value that was"
        );
        Line("given is listed as open (`unspecified`).");
        Line();
        Line("```sh");
        Line($"dotnet run --project tests/Mutation -c Release -- --seed {seed} --edits {trials.Count}");
        Line("```");
        Line();
        Line(
            $"**{Share(harmful)} of the harmful edits are caught** ({harmful.Count(trial => trial.IsCaught)} of {harmful.Count}), {Share(trials)} of all."
        );
        Line();
        Line("| family | edits | caught | harmful | of these caught | share |");
        Line("|---|---:|---:|---:|---:|---:|");
        foreach (var family in Enum.GetValues<Family>())
        {
            var own = trials.Where(trial => trial.Edit.Family == family).ToList();
            var bad = own.Where(trial => trial.IsHarmful).ToList();
            Line(
                $"| {s_names[family]} | {own.Count} | {own.Count(trial => trial.IsCaught)} | {bad.Count} | {bad.Count(trial => trial.IsCaught)} | {Share(bad)} |"
            );
        }
        Line();
        Line("## What counts as harmless");
        Line();
        Line(
            "An edit is harmful, whatever the compiler says of it, unless one of these rules fits its place:"
        );
        Line();
        Line($"- {Harm.SamePlan} ({trials.Count(trial => trial.Excuse == Harm.SamePlan)});");
        foreach (var (rule, _) in Harm.Harmless)
            Line($"- {rule} ({trials.Count(trial => trial.Excuse == rule)});");
        Line();
        Line("## By which rules");
        Line();
        Line("| code | edits |");
        Line("|---|---:|");
        foreach (
            var (code, count) in trials
                .SelectMany(trial => trial.Found.Codes)
                .CountBy(code => code)
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
        )
            Line($"| [{code}](diagnostics/{code}.md) | {count} |");
        Line($"| listed as open | {trials.Count(trial => trial.Found is { Codes.Count: 0, Opened: > 0 })} |");
        Line();
        Line("## Harmful and not caught");
        Line();
        Missed(trials.Where(trial => trial is { IsHarmful: true, IsCaught: false }));
        Line();
        Line("## Harmless and not caught");
        Line();
        Missed(trials.Where(trial => trial is { IsHarmful: false, IsCaught: false }));
        return page.ToString();

        void Missed(IEnumerable<Trial> some)
        {
            foreach (
                var trial in some.OrderBy(trial => trial.Edit.Family)
                    .ThenBy(trial => trial.Edit.File, StringComparer.Ordinal)
                    .ThenBy(trial => trial.Edit.Line)
            )
                Line(
                    $"- {s_names[trial.Edit.Family]}, `{trial.Edit.File}` line {trial.Edit.Line}: {trial.Edit.Told}"
                );
        }

        void Line(string text = "") => page.Append(text).Append('\n');
    }

    private static string Share(IReadOnlyCollection<Trial> trials) =>
        trials.Count == 0
            ? "–"
            : (trials.Count(trial => trial.IsCaught) / (double)trials.Count).ToString(
                "0 %",
                CultureInfo.InvariantCulture
            );
}
