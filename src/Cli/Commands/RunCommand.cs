using System.CommandLine;
using System.Text.Json;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Live;
using CellDsl.Cli.Rendering;
using CellDsl.Cli.Reports;
using CellDsl.Planning;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Loading;
using CellDsl.Runtime.Simulation.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CellDsl.Cli.Commands;

/// <summary>
/// <c>cell run FILE</c>: checks, compiles (cached by content), and simulates every experiment of the file; with a clock it runs
/// one on the bench.
/// </summary>
public static class RunCommand
{
    private const string DefaultFolder = "runs";

    public static Command Create(CellConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The file whose experiments to run." };
        var output = new Option<string?>("--out", "-o")
        {
            Description = "Folder for data and pictures. Default: a new folder below runs/.",
            HelpName = "folder",
        };
        var threads = new Option<int>("--threads")
        {
            Description =
                "Runs to simulate at a time; results do not depend on it. Default: one per processor.",
            HelpName = "n",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var experiment = new Option<string?>("--experiment", "-e")
        {
            Description = "Run only this experiment of the file.",
            HelpName = "name",
        };
        var clock = new Option<string?>("--clock")
        {
            Description =
                "Run on the bench, with a journal: `real` time, so many times faster (`1000x`), or `virtual`. "
                + "Without it the experiments are simulated at once.",
            HelpName = "pace",
        };
        var detach = new Option<bool>("--detach")
        {
            Description = "With --clock: go on in the background, and give the terminal back.",
        };
        var connect = new Option<string[]>("--connect")
        {
            Description =
                "With --clock: a cycler, `scpi://host:port`, with a channel for each cell, or `coin#1=scpi://host:port/3`.",
            HelpName = "address",
        };
        var json = CommonOptions.Json();
        var verbose = CommonOptions.Verbose();
        var command = new Command("run", "Simulate the experiments of a file, or run them on the bench.")
        {
            file,
            output,
            threads,
            experiment,
            clock,
            detach,
            connect,
            json,
            verbose,
        };
        command.SetAction(parsed =>
            Run(
                new(
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(output),
                    parsed.GetValue(threads),
                    parsed.GetValue(experiment),
                    parsed.GetValue(clock),
                    parsed.GetValue(detach),
                    parsed.GetValue(connect) ?? [],
                    parsed.GetValue(json),
                    parsed.GetValue(verbose)
                ),
                console
            )
        );
        return command;
    }

    private sealed record Request(
        string File,
        string? Out,
        int Threads,
        string? Experiment,
        string? Clock,
        bool Detach,
        string[] Connect,
        bool Json,
        bool Verbose
    );

    private static int Run(Request request, CellConsole console)
    {
        if (request.Threads < 1)
            throw new UserException(
                $"`--threads {request.Threads}` leaves nobody to work",
                "give a number from 1"
            );
        var pace = LiveStart.PaceOf(
            request.Clock,
            request.Detach || request.Connect.Length > 0,
            request.Json
        );
        var procedures = Procedures.Load([request.File]);
        if (procedures.HasErrors)
            return Refusal.Write(procedures, request.Json, console);
        if (!request.Json)
            CheckReport.WriteFindings(procedures.Diagnostics, console);

        var names = Experiments(procedures, request);
        var build = ProgramBuild.Compile(procedures, Path.GetFileNameWithoutExtension(request.File));
        if (request.Verbose)
            console.Error.WriteLine(build.HowCompiled);

        if (pace is { } chosen)
        {
            string one = LiveStart.OneOf(names, request.File);
            string place = RunFolders.Choose(request.Out ?? DefaultFolder, one, request.Out is not null, 1);
            return LiveStart.Start(
                place,
                one,
                chosen,
                build,
                LiveStart.Connections(request.Connect, chosen),
                request.Detach,
                request.Verbose,
                console
            );
        }
        using var program = ProgramLoader.Load(build.Program.Assembly, build.Program.Symbols, request.File);
        using var interrupt = new CancellationTokenSource();
        using var handler = CellConsole.OnInterrupt(interrupt);
        using var logging = request.Verbose ? Logging.ToErrorStream() : null;
        var reports = new List<RunReport>();
        foreach (string name in names)
        {
            string folder = RunFolders.Choose(
                request.Out ?? DefaultFolder,
                name,
                isChosen: request.Out is not null,
                names.Count
            );
            var report = Simulate(program, name, folder, request, logging, console, interrupt.Token);
            reports.Add(report);
            if (!request.Json)
                Write(report, procedures.Planned, isFirst: reports.Count == 1, request.Verbose, console);
            if (report.Cancelled)
                break;
        }
        if (request.Json)
            WriteJson(reports, console);
        else if (reports.Count > 1)
            RunReportText.WriteTogether(reports, console);
        if (reports.Exists(report => report.Cancelled))
        {
            console.Error.WriteLine("cancelled: what was simulated until then is written");
            return ExitCodes.Cancelled;
        }
        return reports.Exists(report =>
            report.Runs.Any(run => run.End.Kind is RunEndKind.Failed or RunEndKind.Exhausted)
        )
            ? ExitCodes.ErrorsFound
            : ExitCodes.Clean;
    }

    private static List<string> Experiments(Procedures procedures, Request request)
    {
        var all = procedures.Planned.Plan.Experiments.Select(experiment => experiment.Name).ToList();
        if (all.Count == 0)
            throw new UserException(
                $"`{request.File}` holds no experiment",
                "`experiment first { run my_protocol() on my_cell() }` makes one"
            );
        if (request.Experiment is not { } wanted)
            return all;
        return all.Contains(wanted)
            ? [wanted]
            : throw new UserException(
                $"`{request.File}` holds no experiment `{wanted}`",
                $"it holds {string.Join(", ", all.Select(name => $"`{name}`"))}"
            );
    }

    private static RunReport Simulate(
        LoadedProgram program,
        string experiment,
        string folder,
        Request request,
        ILoggerFactory? logging,
        CellConsole console,
        CancellationToken cancellation
    )
    {
        using var line = ProgressLine.On(console);
        var progress = new RunProgressLine(line, experiment);
        try
        {
            var logger = logging?.CreateLogger(experiment) ?? NullLogger.Instance;
            var options = new RunOptions(experiment, folder) { Threads = request.Threads };
            return ExperimentRunner.Run(program.Program, options, progress, logger, cancellation);
        }
        catch (SimulationException exception)
        {
            throw new UserException(exception.Message.TrimEnd('.'));
        }
        catch (Exception exception) when (FileProblems.Within(exception) is not null)
        {
            throw FileProblems.CannotWrite(folder, FileProblems.Within(exception) ?? exception);
        }
    }

    private static void Write(
        RunReport report,
        PlanResult planned,
        bool isFirst,
        bool verbose,
        CellConsole console
    )
    {
        if (!isFirst)
            console.Out.WriteLine();
        RunReportText.Write(report, verbose, console);
        foreach (string line in Unmodelled.In(planned, report.Experiment))
            console.Out.WriteLine($"\n{line}");
        console.Out.Flush();
    }

    /// <summary>The summaries as they were written, one per experiment.</summary>
    private static void WriteJson(List<RunReport> reports, CellConsole console) =>
        JsonOutput.Write(
            console.Out,
            "cell-run/1",
            writer =>
            {
                writer.WriteStartArray("experiments");
                foreach (var report in reports)
                {
                    writer.WriteStartObject();
                    writer.WriteString("experiment", report.Experiment);
                    writer.WriteString("folder", report.Folder);
                    writer.WriteBoolean("passed", report.Passed);
                    writer.WritePropertyName("summary");
                    WriteSummary(writer, report);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            }
        );

    private static void WriteSummary(Utf8JsonWriter writer, RunReport report)
    {
        string path = Path.Combine(report.Folder ?? ".", "summary.json");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            document.RootElement.WriteTo(writer);
        }
        catch (Exception exception) when (FileProblems.IsFileProblem(exception))
        {
            throw FileProblems.CannotRead(path, exception);
        }
    }
}
