using System.Globalization;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Cli.Reports;
using CellDsl.Contracts;
using CellDsl.Executor.Instruments;
using CellDsl.Executor.Journal;
using CellDsl.Executor.Running;
using CellDsl.Runtime.Execution;
using Microsoft.Extensions.Logging.Abstractions;
using Entry = CellDsl.Executor.Journal.Entry;

namespace CellDsl.Cli.Live;

/// <summary>A run on the bench in this terminal: what happens, what it asks, and what came of it.</summary>
internal sealed class LiveConsole(
    string folder,
    IReadOnlyList<string> runs,
    CellConsole console,
    ProgressLine line
)
{
    public static int Run(RunSession session, string folder, bool verbose, CellConsole console)
    {
        using var interrupt = new CancellationTokenSource();
        using var handler = CellConsole.OnInterrupt(interrupt);
        using var logging = verbose ? Logging.ToErrorStream() : null;
        using var line = ProgressLine.On(console);
        var view = new LiveConsole(folder, session.Runs, console, line);
        var logger =
            logging?.CreateLogger(session.Experiment)
            ?? NullLogger.Instance as Microsoft.Extensions.Logging.ILogger;
        var end = LiveProblems.Worded(
            folder,
            () =>
                session.Run(
                    (jobs, clock) =>
                        session.Connections.Count == 0
                            ? new SimulatedBench(jobs, clock)
                            : new ConnectedBench(jobs, session.Connections),
                    RunSettings.Default,
                    view.Show,
                    logger,
                    interrupt.Token
                )
        );
        line.Clear();
        if (end == LiveEnd.Interrupted)
        {
            console.Error.WriteLine(
                $"interrupted: every cell is at open circuit; `cell resume {folder}` goes on"
            );
            return ExitCodes.Cancelled;
        }
        if (session.Report is { } report)
            RunReportText.Write(report, verbose, console);
        return session.Report?.Runs.Any(run => run.End.Kind is RunEndKind.Failed) is true
            ? ExitCodes.ErrorsFound
            : ExitCodes.Clean;
    }

    private void Show(Entry entry)
    {
        switch (entry)
        {
            case Checkpoint checkpoint:
                Progress(checkpoint.Channel, checkpoint.Standing);
                break;
            case WatchdogTripped tripped:
                Tell($"warning: {Name(tripped.Channel)}: {tripped.What}");
                break;
            case Interrupted interrupted:
                Tell(
                    $"{Name(interrupted.Channel)}: {interrupted.Why}; nobody watched for "
                        + $"{Figures.Time(interrupted.Unwatched * 1e-9)}: {Verdict(interrupted.Verdict)}"
                );
                break;
            case Asked asked:
                Tell($"{Name(asked.Channel)} asks ({asked.Question}): {asked.Text}");
                Tell($"  answer: cell answer {folder} {asked.Question} {string.Join('|', asked.Choices)}");
                break;
            case Answered answered:
                Tell($"{answered.Question}: {answered.By} answered `{answered.Answer}`");
                break;
            case Requested requested:
                Tell($"{requested.By} asked to {requested.What}");
                break;
        }
    }

    private void Progress(int channel, Standing standing) =>
        line.Report(
            double.NaN,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Name(channel)}: {Figures.Time(standing.Seen.Time * 1e-9)}, cycle {standing.Command.Cycle}, "
                    + $"{standing.Seen.Voltage:0.000} V, {standing.Seen.Current * 1000:0.0000} mA"
            )
        );

    private static string Verdict(ResumeResult verdict) =>
        verdict switch
        {
            ResumeResult.Continue => "it goes on",
            ResumeResult.Stop => "the protocol stops",
            _ => "a person must decide",
        };

    private string Name(int channel) => channel >= 0 && channel < runs.Count ? runs[channel] : "the run";

    private void Tell(string text)
    {
        line.Clear();
        console.Error.WriteLine(text);
    }
}
