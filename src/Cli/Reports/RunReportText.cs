using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Contracts;
using CellDsl.Runtime.Execution;

namespace CellDsl.Cli.Reports;

/// <summary>What came of an experiment, for people: results, expectations, what stood in for what was left open, files.</summary>
internal static class RunReportText
{
    public static void Write(RunReport report, bool verbose, CellConsole console)
    {
        console.Out.WriteLine(Heading(report));
        if (report.Runs.Count > 0)
        {
            console.Out.WriteLine();
            WriteRuns(report, console);
        }
        if (report.Measurements.Count > 0)
            WriteMeasurements(report, console);
        if (report.Expectations.Count > 0)
            WriteExpectations(report, console);
        WriteOpenings(report, verbose, console);
        WriteFiles(report, console);
    }

    private static string Heading(RunReport report)
    {
        string seed = report.Seed is { } value ? $", seed {value}" : "";
        string stopped = report.Cancelled ? ", cancelled" : "";
        return $"{report.Experiment}: {Plural.Of(report.Runs.Count, "run")}, simulated{seed}{stopped}";
    }

    private static void WriteRuns(RunReport report, CellConsole console)
    {
        string[] settings =
        [
            .. report.Runs.SelectMany(run => run.Settings).Select(setting => setting.Name).Distinct(),
        ];
        var table = new TextTable([
            .. settings,
            "cell",
            "cycles",
            "first charge",
            "first discharge",
            "last discharge",
            "retention",
            "ended",
        ]);
        foreach (var run in report.Runs)
        {
            var values = settings.Select(name =>
                run.Settings.FirstOrDefault(setting => setting.Name == name)
            );
            string[] given = [.. values.Select(setting => setting is null ? "" : Spelled.Of(setting.Value))];
            table.Add([.. given, run.Cell.Id, .. CycleFigures(run), run.End.ToString()]);
        }
        table.Write(console);
    }

    private static string[] CycleFigures(RunOutcome run)
    {
        if (run.Results is not { } results)
            return ["–", "–", "–", "–", "–"];
        double mass = results.Cell.ActiveMass;
        double charge = results.Step("charge", 1, StepFigure.Capacity);
        double discharge = results.Step("discharge", 1, StepFigure.Capacity);
        return
        [
            $"{results.CycleCount}",
            Figures.Capacity(charge, mass),
            Figures.Capacity(discharge, mass),
            Figures.Capacity(results.Step("discharge", -1, StepFigure.Capacity), mass),
            Figures.Percent(results.Cycle(-1, CycleFigure.Retention)),
        ];
    }

    private static void WriteMeasurements(RunReport report, CellConsole console)
    {
        var unexpected = report.Measurements.Where(result => result.AsExpected is false).ToList();
        console.Out.WriteLine();
        console.Out.WriteLine($"{Plural.Of(report.Measurements.Count, "measurement")} simulated");
        foreach (var result in unexpected)
            console.Out.WriteLine(
                $"  not as expected: {result.Measurement.Kind} on {result.Measurement.Subject}"
            );
    }

    private static void WriteExpectations(RunReport report, CellConsole console)
    {
        if (report.Expectations.Any(result => result.IsOpen || result.Origin != FigureOrigin.Unstated))
        {
            WriteFigures(report, console);
            return;
        }
        int met = report.Expectations.Count(result => result.Verdict is { Known: true, Passed: true });
        console.Out.WriteLine();
        console.Out.WriteLine($"{met} of {Plural.Of(report.Expectations.Count, "expectation")} met");
        foreach (var group in report.Expectations.GroupBy(result => result.Expectation))
        {
            console.Out.WriteLine($"  {group.Key.Text}");
            foreach (var result in group)
                console.Out.WriteLine($"    {Verdict(result)}");
        }
    }

    /// <summary>Expected beside simulated, and where each figure comes from: fitted, predicted, extrapolated.</summary>
    private static void WriteFigures(RunReport report, CellConsole console)
    {
        var known = report.Expectations.Where(result => !result.IsOpen).ToList();
        int met = known.Count(result => result.Verdict is { Known: true, Passed: true });
        console.Out.WriteLine();
        if (known.Count > 0)
            console.Out.WriteLine($"{met} of {Plural.Of(known.Count, "expectation")} met");
        var table = new TextTable("figure", "run", "expected", "simulated", "deviation", "");
        foreach (var result in report.Expectations)
            table.Add([FigureRow.What(result.Expectation.Text), result.Run, .. Compared(result)]);
        table.Write(console);
    }

    /// <summary>The figures of several experiments in one table; nothing where none says where its figures come from.</summary>
    public static void WriteTogether(IReadOnlyList<RunReport> reports, CellConsole console)
    {
        var table = new TextTable(
            "experiment",
            "figure",
            "settings",
            "expected",
            "simulated",
            "deviation",
            ""
        );
        foreach (var report in reports)
        {
            foreach (var result in report.Expectations)
            {
                if (!result.IsOpen && result.Origin == FigureOrigin.Unstated)
                    continue;
                string settings = report.Runs.First(run => run.Run.Id == result.Run).SettingsText;
                string figure = FigureRow.Figure(result.Expectation.Text);
                table.Add([report.Experiment, figure, settings, .. Compared(result)]);
            }
        }
        if (table.RowCount == 0)
            return;
        console.Out.WriteLine();
        console.Out.WriteLine("All figures, expected beside simulated");
        console.Out.WriteLine();
        table.Write(console);
    }

    private static string[] Compared(ExpectationResult result)
    {
        var (expectation, _, verdict) = result;
        double target = 0.5 * (verdict.Low + verdict.High);
        return
        [
            FigureRow.Expected(expectation.Text),
            verdict.Known ? FigureRow.InUnit(verdict.Actual, expectation) : "–",
            verdict.Known && double.IsFinite(target) && target != 0
                ? Figures.Percent(verdict.Actual / target - 1)
                : "",
            Origin(result),
        ];
    }

    private static string Origin(ExpectationResult result)
    {
        string origin = result.Origin switch
        {
            FigureOrigin.Fitted => "fitted",
            FigureOrigin.Predicted => "predicted",
            _ => result.IsOpen ? "predicted" : "",
        };
        string outside = result.IsExtrapolated ? "extrapolated" : "";
        string missed =
            !result.Verdict.Known ? "the run did not get so far"
            : !result.IsOpen && !result.Verdict.Passed ? "missed"
            : "";
        return string.Join(", ", new[] { missed, origin, outside }.Where(part => part.Length > 0));
    }

    private static string Verdict(ExpectationResult result)
    {
        string word =
            !result.Verdict.Known ? "unknown"
            : result.Verdict.Passed ? "met   "
            : "missed";
        return $"{word}  {result.Run}: {ExpectationText.Finding(result)}";
    }

    private static void WriteOpenings(RunReport report, bool verbose, CellConsole console)
    {
        if (
            report.StandIns.Count
                + report.Untouched.Count
                + report.Assumptions.Count
                + report.Extrapolations.Count
            == 0
        )
            return;
        console.Out.WriteLine();
        if (report.StandIns.Count > 0)
            console.Out.WriteLine(
                $"{Plural.Of(report.StandIns.Count, "unspecified value")} simulated with stand-ins of the model"
            );
        // What stood in for a hole shapes the results: it is never left for -v to tell.
        foreach (var standIn in report.StandIns)
            console.Out.WriteLine(
                $"  {Place(standIn.Place)}: {standIn.What} = {standIn.Value} ({standIn.Model})"
            );
        if (report.Untouched.Count > 0)
            console.Out.WriteLine(
                $"{Plural.Of(report.Untouched.Count, "unspecified value")} without effect on the simulation"
            );
        Details(report.Untouched.Select(hole => $"{Place(hole.Source)}: {hole.What}"));
        if (report.Assumptions.Count > 0)
            console.Out.WriteLine($"{Plural.Of(report.Assumptions.Count, "assumption")} of the author");
        Details(
            report.Assumptions.Select(a =>
                $"{Place(a.Source)}: {a.What} = {a.Value}{(a.Why is null ? "" : $" ({a.Why})")}"
            )
        );
        foreach (var extrapolation in report.Extrapolations.GroupBy(e => (e.Model, e.What, e.Value, e.Range)))
            console.Out.WriteLine($"extrapolated: {extrapolation.First()}");

        void Details(IEnumerable<string> lines)
        {
            if (!verbose)
                return;
            foreach (string line in lines)
                console.Out.WriteLine($"  {line}");
        }
    }

    private static void WriteFiles(RunReport report, CellConsole console)
    {
        if (report.Folder is null)
            return;
        string[] series = [.. report.Files.Where(file => file.StartsWith("data/", StringComparison.Ordinal))];
        string[] pictures =
        [
            .. report.Files.Where(file => file.StartsWith("plots/", StringComparison.Ordinal)),
        ];
        string[] others = [.. report.Files.Except(series).Except(pictures)];
        console.Out.WriteLine();
        console.Out.WriteLine($"written to {report.Folder}/");
        if (series.Length > 0)
            console.Out.WriteLine(
                $"  data/   {Plural.Of(series.Length, "time series file")} (Battery Data Format)"
            );
        if (pictures.Length > 0)
            console.Out.WriteLine(
                $"  plots/  {Plural.Of(pictures.Length, "picture")} (PNG and SVG): {pictures[0]["plots/".Length..]}, …"
            );
        if (others.Length > 0)
            console.Out.WriteLine($"  {string.Join(", ", others)}");
    }

    private static string Place(Planning.SourceRef place) => $"{place.Path}:{place.Line}:{place.Column}";
}
