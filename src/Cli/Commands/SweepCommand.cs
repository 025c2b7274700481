using System.CommandLine;
using System.Globalization;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Cli.Reports;
using CellDsl.Runtime.Loading;
using CellDsl.Runtime.Simulation.Models;
using CellDsl.Runtime.Sweeps;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell sweep FILE --over name=values</c>: simulates every combination into one table with pictures.</summary>
public static class SweepCommand
{
    private const string DefaultFolder = "runs";
    private const long MostPoints = 1_000_000;

    public static Command Create(CellConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The file with the experiment." };
        var over = new Option<string[]>("--over")
        {
            Description =
                "A setting and its values: \"rate=20 mA/g, 50 mA/g\", \"speed=200 rpm .. 600 rpm step 50 rpm\", any list or "
                + "series of the language; a model's number by its path, \"ltvo.electrode.diffusivity=…\". Repeat for "
                + "more. Default: the experiment's own sweeps.",
            HelpName = "name=values",
        };
        var experiment = new Option<string?>("--experiment", "-e")
        {
            Description = "The experiment to sweep. Default: the only one of the file.",
            HelpName = "name",
        };
        var output = new Option<string?>("--out", "-o")
        {
            Description = "Folder for table and pictures. Default: a new folder below runs/.",
            HelpName = "folder",
        };
        var figure = new Option<string>("--figure")
        {
            Description =
                "What the pictures show: first_discharge, last_discharge, retention, … Default: last_discharge.",
            HelpName = "name",
            DefaultValueFactory = _ => "last_discharge",
        };
        var plain = new Option<bool>("--no-plots") { Description = "Write tables only." };
        var threads = new Option<int>("--threads")
        {
            Description = "Points at a time; results do not depend on it. Default: one per processor.",
            HelpName = "n",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var json = CommonOptions.Json();
        var command = new Command("sweep", "Simulate every combination of some settings into one table.")
        {
            file,
            over,
            experiment,
            output,
            figure,
            plain,
            threads,
            json,
        };
        command.SetAction(parsed =>
            Run(
                new(
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(over) ?? [],
                    parsed.GetValue(experiment),
                    parsed.GetValue(output),
                    parsed.GetValue(figure) ?? "",
                    parsed.GetValue(plain),
                    parsed.GetValue(threads),
                    parsed.GetValue(json)
                ),
                console
            )
        );
        return command;
    }

    private sealed record Request(
        string File,
        string[] Over,
        string? Experiment,
        string? Out,
        string Figure,
        bool Plain,
        int Threads,
        bool Json
    );

    private static int Run(Request request, CellConsole console)
    {
        if (request.Threads < 1)
            throw new UserException(
                $"`--threads {request.Threads}` leaves nobody to work",
                "give a number from 1"
            );
        if (!SweepRow.FigureNames.Contains(request.Figure))
            throw new UserException(
                $"there is no figure `{request.Figure}`",
                $"it is one of {string.Join(", ", SweepRow.FigureNames)}"
            );
        var procedures = Procedures.Load([request.File]);
        if (procedures.HasErrors)
            return Refusal.Write(procedures, request.Json, console);
        string experiment = Chosen(procedures, request);
        var axes = new SweepAxes(request.File, request.Over);
        var build = ProgramBuild.Compile(procedures, Path.GetFileNameWithoutExtension(request.File));
        using var program = ProgramLoader.Load(build.Program.Assembly, build.Program.Symbols, request.File);
        using var interrupt = new CancellationTokenSource();
        using var handler = CellConsole.OnInterrupt(interrupt);
        string folder = RunFolders.Choose(
            request.Out ?? DefaultFolder,
            $"{experiment}-sweep",
            isChosen: request.Out is not null,
            1
        );
        long start = TimeProvider.System.GetTimestamp();
        SweepResult result;
        try
        {
            var variants = axes.Variants(experiment);
            var plan = new SweepPlan(
                procedures.Planned.Plan,
                experiment,
                axes.Read(variants),
                () => axes.Variants(experiment)
            );
            if (plan.Count > MostPoints)
                throw new UserException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"these are {plan.Count:N0} points, and a sweep may have {MostPoints:N0}"
                    ),
                    "take fewer values, or draw them: `latin_hypercube(…, count: 1000)` in the experiment"
                );
            using var line = ProgressLine.On(console);
            result = SweepRunner.Run(
                program.Program,
                plan,
                new() { Threads = request.Threads },
                new SweepProgressLine(line, experiment),
                interrupt.Token
            );
        }
        catch (SimulationException exception)
        {
            throw new UserException(exception.Message.TrimEnd('.'));
        }
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        var table = new SweepTable(result);
        IReadOnlyList<string> files;
        try
        {
            files = SweepFolder.Write(folder, table, request.Plain ? null : request.Figure);
        }
        catch (Exception exception) when (FileProblems.Within(exception) is not null)
        {
            throw FileProblems.CannotWrite(folder, FileProblems.Within(exception) ?? exception);
        }
        if (request.Json)
            SweepReportText.WriteJson(result, table, folder, files, console);
        else
            SweepReportText.Write(
                result,
                table,
                request.Figure,
                elapsed,
                request.Threads,
                folder,
                files,
                console
            );
        if (result.Cancelled)
        {
            console.Error.WriteLine("cancelled: the points that were done by then are written");
            return ExitCodes.Cancelled;
        }
        return result.Rows.Any(row => row.Failed) ? ExitCodes.ErrorsFound : ExitCodes.Clean;
    }

    private static string Chosen(Procedures procedures, Request request)
    {
        string[] all = [.. procedures.Planned.Plan.Experiments.Select(e => e.Name)];
        if (request.Experiment is { } wanted)
            return all.Contains(wanted)
                ? wanted
                : throw new UserException(
                    $"`{request.File}` holds no experiment `{wanted}`",
                    $"it holds {string.Join(", ", all.Select(name => $"`{name}`"))}"
                );
        return all switch
        {
            [var only] => only,
            [] => throw new UserException($"`{request.File}` holds no experiment"),
            _ => throw new UserException(
                $"`{request.File}` holds {all.Length} experiments",
                $"choose one with `-e`: {string.Join(", ", all)}"
            ),
        };
    }

    private sealed class SweepProgressLine(ProgressLine line, string experiment) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value) =>
            line.Report(
                (double)value.Done / value.Total,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{experiment}, {value.Done} of {value.Total} points"
                )
            );
    }
}
