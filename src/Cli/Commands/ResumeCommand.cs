using System.CommandLine;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Live;
using CellDsl.Executor.Records;
using CellDsl.Executor.Running;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell resume RUN</c>: takes a run up after a crash or an interrupt, or ends the pause of one that goes.</summary>
public static class ResumeCommand
{
    public static Command Create(CellConsole console)
    {
        var run = OrderCommands.Run();
        var detach = new Option<bool>("--detach")
        {
            Description = "Go on in the background, and give the terminal back.",
        };
        var verbose = CommonOptions.Verbose();
        var command = new Command("resume", "Go on with a run that was paused, interrupted or crashed.")
        {
            run,
            detach,
            verbose,
        };
        command.SetAction(parsed =>
            Resume(
                RunChoice.Find(parsed.GetRequiredValue(run)),
                parsed.GetValue(detach),
                parsed.GetValue(verbose),
                console
            )
        );
        return command;
    }

    private static int Resume(RunPaths paths, bool detach, bool verbose, CellConsole console)
    {
        var state = LiveProblems.Worded(paths.Folder, () => RunState.Look(paths));
        if (state.Paused)
            OrderCommands.Post(paths, new(Requests.Continue, null, null, Environment.UserName, null));
        if (state.IsAlive)
        {
            console.Out.WriteLine(
                state.Paused ? $"`{paths.Folder}` was told to go on" : $"`{paths.Folder}` is running"
            );
            return ExitCodes.Clean;
        }
        if (detach)
            return LiveStart.Detach(paths.Folder, console);
        using var session = LiveProblems.Worded(
            paths.Folder,
            () => RunSession.Open(paths, $"cell {ToolVersion.Text}")
        );
        return LiveConsole.Run(session, paths.Folder, verbose, console);
    }
}
