using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Planning;
using CellDsl.Planning.Plans;
using CellDsl.Planning.Scheduling;
using CellDsl.Reports.Charts;
using CellDsl.Reports.Plans;

namespace CellDsl.Cli.Commands;

/// <summary>
/// <c>cell plan</c>: what a file's experiments ask of a lab: masses, schedule, consumables, energy; and every operation,
/// cell and run on request. No Roslyn.
/// </summary>
public static class PlanCommand
{
    public static Command Create(CellConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The file whose experiments to plan." };
        var steps = new Option<bool>("--steps")
        {
            Description = "Print every operation, cell and run, with all that is open.",
        };
        var svg = new Option<string?>("--svg")
        {
            Description = "Draw the schedule as a picture into this file.",
            HelpName = "schedule.svg",
        };
        var lab = CommonOptions.Lab();
        var resources = new Option<bool>("--resources")
        {
            Description = "With --json: masses, schedule, consumables and energy instead of the plan itself.",
        };
        var json = CommonOptions.Json();
        var command = new Command("plan", "Show what to weigh, when to do what, and what it takes.")
        {
            file,
            steps,
            svg,
            lab,
            resources,
            json,
        };
        command.SetAction(parsed =>
            Run(
                new(
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(steps),
                    parsed.GetValue(svg),
                    parsed.GetValue(lab),
                    parsed.GetValue(resources),
                    parsed.GetValue(json)
                ),
                console
            )
        );
        return command;
    }

    private sealed record Request(
        string File,
        bool Steps,
        string? Svg,
        string? Lab,
        bool Resources,
        bool Json
    );

    private static int Run(Request request, CellConsole console)
    {
        var procedures = Procedures.Load([request.File], request.Lab);
        if (procedures.HasErrors)
            return Refusal.Write(procedures, request.Json, console);
        var plan = procedures.Planned.Plan;
        if (request is { Json: true, Resources: false, Svg: null })
        {
            console.Out.Write(PlanJson.Write(plan));
            return ExitCodes.Clean;
        }
        if (plan.Experiments.Count == 0 && !request.Json)
        {
            console.Out.WriteLine($"{request.File} holds no experiment");
            return ExitCodes.Clean;
        }
        if (request.Steps && !request.Json)
        {
            console.Out.Write(PlanText.Write(plan));
            return ExitCodes.Clean;
        }
        var reports = Reports(procedures);
        if (request.Svg is { } picture)
            WritePicture(picture, reports);
        if (request is { Json: true, Resources: false })
            console.Out.Write(PlanJson.Write(plan));
        else if (request.Json)
            WriteJson(reports, console);
        else
            WriteText(request, plan, reports, console);
        return ExitCodes.Clean;
    }

    private static List<PlanReport> Reports(Procedures procedures)
    {
        var resources = LabResources.Of(procedures.Compilation, procedures.Lab?.Name);
        var vocabulary = Vocabulary.Of(procedures.Compilation);
        return
        [
            .. procedures.Planned.Plan.Experiments.Select(experiment =>
                PlanReport.Of(procedures.Planned, experiment, resources, vocabulary)
            ),
        ];
    }

    private static void WriteText(Request request, Plan plan, List<PlanReport> reports, CellConsole console)
    {
        foreach (var report in reports)
        {
            console.Out.Write(PlanReportText.Write(report, console.Width));
            console.Out.WriteLine();
        }
        if (request.Svg is { } picture)
            console.Out.WriteLine($"schedule drawn in {picture}");
        console.Out.WriteLine(
            $"{plan.Holes.Count} unspecified, {plan.Assumptions.Count} assumed; `cell plan --steps {request.File}` lists them with all operations"
        );
    }

    private static void WriteJson(List<PlanReport> reports, CellConsole console) =>
        JsonOutput.Write(
            console.Out,
            "cell-resources/1",
            writer =>
            {
                writer.WriteStartArray("experiments");
                foreach (var report in reports)
                    PlanReportJson.Write(writer, report);
                writer.WriteEndArray();
            }
        );

    private static void WritePicture(string path, List<PlanReport> reports)
    {
        var charts = new List<GanttChart>();
        foreach (var report in reports)
        {
            string name = reports.Count == 1 ? "" : $"{report.Experiment.Name}: ";
            foreach (
                var chart in new[]
                {
                    GanttChart.Preparation(report.Experiment, report.Schedule),
                    GanttChart.Tests(report.Experiment, report.Schedule),
                }
            )
            {
                if (chart is not null)
                    charts.Add(chart with { Title = name + chart.Title });
            }
        }
        if (charts.Count == 0)
            throw new UserException(
                "there is no schedule to draw: no operation states its duration, and no test can be estimated",
                "state how long steps take, as in `for 2 h`"
            );
        string title = string.Join(", ", reports.Select(report => report.Experiment.Name));
        OutputFiles.Write(path, GanttSvg.Write(title, charts));
    }
}
