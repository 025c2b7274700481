using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Live;
using CellDsl.Executor.Records;
using CellDsl.Executor.Running;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell pause RUN</c> and <c>cell stop RUN</c>: orders to a run, which it writes into its journal before it obeys.</summary>
internal static class OrderCommands
{
    public static Command Pause(CellConsole console) =>
        Create(
            "pause",
            "Bring every cell of a run to open circuit until `cell resume`.",
            Requests.Pause,
            console
        );

    public static Command Stop(CellConsole console) =>
        Create("stop", "End a run before its time.", Requests.Stop, console);

    public static Argument<string> Run() =>
        new("RUN") { Description = "The run: its folder, or its name below runs/." };

    public static Option<string?> By() =>
        new("--by")
        {
            Description = "Who signs for it. Default: the user of this session.",
            HelpName = "name",
        };

    public static Option<string?> Note() =>
        new("--note") { Description = "Why, for the journal.", HelpName = "text" };

    public static void Post(RunPaths paths, Message message)
    {
        try
        {
            FolderMailbox.Post(paths.Inbox, message);
        }
        catch (Exception e) when (FileProblems.IsFileProblem(e))
        {
            throw FileProblems.CannotWrite(paths.Inbox, e);
        }
    }

    private static Command Create(string name, string description, string order, CellConsole console)
    {
        var run = Run();
        var by = By();
        var note = Note();
        var command = new Command(name, description) { run, by, note };
        command.SetAction(parsed =>
        {
            var paths = RunChoice.Find(parsed.GetRequiredValue(run));
            var state = LiveProblems.Worded(paths.Folder, () => RunState.Look(paths));
            if (state.IsOver)
                throw new UserException($"`{paths.Folder}` is over: {state.Words}");
            Post(
                paths,
                new(order, null, null, parsed.GetValue(by) ?? Environment.UserName, parsed.GetValue(note))
            );
            console.Out.WriteLine(
                state.IsAlive
                    ? $"`{paths.Folder}` was told to {order}"
                    : $"`{paths.Folder}` is not running: it will {order} once `cell resume {paths.Folder}` has taken it up"
            );
            return ExitCodes.Clean;
        });
        return command;
    }
}
