using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Reports.Testing;

namespace CellDsl.Cli.Reports;

/// <summary>What tests came to, for people: a line per experiment, below it what is not met, and one line that sums up.</summary>
internal static class TestReportText
{
    /// <param name="all">Whether what is met is shown as well.</param>
    public static void Write(TestedExperiment experiment, bool all, CellConsole console)
    {
        var text = new StyledText(console.Colour);
        text.Write(
                experiment.Failed == 0 ? Style.Help : Style.Error,
                experiment.Failed == 0 ? "met    " : "missed "
            )
            .Write(" ")
            .Write($"{experiment.File}: ")
            .Write(Style.Strong, experiment.Name)
            .Write(
                $": {experiment.Passed} of {experiment.Cases.Count}, {Plural.OfOrNone(experiment.Runs, "run")}{StandIns(experiment)}"
            )
            .Line();
        foreach (var test in experiment.Cases)
        {
            bool met = test.Outcome is TestOutcome.Passed;
            if (met && !all && test.Beside is null)
                continue;
            text.Spaces(10)
                .Write(met ? Style.Help : Style.Error, met ? "met    " : "missed ")
                .Write(" ")
                .Write(test.Title)
                .Line();
            if (test.Message is { } message)
                text.Spaces(18).Write(message).Line();
            if (test.Beside is { } beside)
                text.Spaces(18).Write(Style.Related, beside).Line();
            if (!met && test.Place is { } place)
                text.Spaces(18).Write(Style.Gutter, $"{place.Path}:{place.Line}:{place.Column}").Line();
        }
        console.Out.Write(text.ToString());
        console.Out.Flush();
    }

    /// <summary>As <c>12 of 13 met, 1 missed, in 3 experiments; simulated</c>.</summary>
    public static string Summary(IReadOnlyList<TestedExperiment> experiments)
    {
        int all = experiments.Sum(experiment => experiment.Cases.Count);
        int failed = experiments.Sum(experiment => experiment.Failed);
        string missed = failed > 0 ? $", {failed} missed" : "";
        return $"{all - failed} of {all} met{missed}, in {Plural.Of(experiments.Count, "experiment")}; simulated";
    }

    private static string StandIns(TestedExperiment experiment) =>
        experiment.StandIns == 0 ? "" : $", {Plural.Of(experiment.StandIns, "stand-in")}";
}
