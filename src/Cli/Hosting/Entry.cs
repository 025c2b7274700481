using CellDsl.Cli.Commands;

namespace CellDsl.Cli.Hosting;

/// <summary>From the arguments to an exit code. No exception leaves it and no stack trace is shown.</summary>
public static class Entry
{
    /// <param name="otherwise">Takes what <see cref="DirectCommands"/> leaves.</param>
    public static int Run(string[] args, CellConsole console, Func<string[], CellConsole, int> otherwise)
    {
        try
        {
            int code = DirectCommands.TryRun(args, console) ?? otherwise(args, console);
            console.Out.Flush();
            return code;
        }
        catch (Exception exception)
        {
            return Report(exception, console);
        }
    }

    private static int Report(Exception exception, CellConsole console)
    {
        try
        {
            switch (exception)
            {
                case OperationCanceledException:
                    console.Out.Flush();
                    console.Error.WriteLine("cancelled");
                    return ExitCodes.Cancelled;
                case UserException error:
                    console.WriteError(error.Message, error.Help);
                    return ExitCodes.UsageOrIo;
                case IOException io when IsOutputProblem(io):
                    return ReportOutputProblem(io, console);
                default:
                    ReportInternalError(exception, console);
                    return ExitCodes.UsageOrIo;
            }
        }
        catch (IOException)
        {
            // The error stream is gone as well: the exit code is all that is left to say.
            return ExitCodes.UsageOrIo;
        }
    }

    /// <summary>
    /// Commands word their own files' problems as <see cref="UserException"/>, so what arrives here as an IOException comes
    /// from writing to the standard output.
    /// </summary>
    private static bool IsOutputProblem(IOException exception) =>
        exception.HResult is Files.FileProblems.BrokenPipe or Files.FileProblems.NoSpace;

    private static int ReportOutputProblem(IOException exception, CellConsole console)
    {
        // Whoever read the output has had enough (`cell check … | head`): not worth a message.
        if (exception.HResult != Files.FileProblems.BrokenPipe)
            console.Error.WriteLine("error: the output could not be written: the disk is full");
        return ExitCodes.UsageOrIo;
    }

    private static void ReportInternalError(Exception exception, CellConsole console)
    {
        console.Error.WriteLine(
            $"internal error in cell {ToolVersion.Text}: {exception.GetType().Name}: {FirstLine(exception.Message)}"
        );
        if (Environment.GetEnvironmentVariable("CELL_DEBUG") is "1")
            console.Error.WriteLine(exception);
        else
            console.Error.WriteLine(
                "  This is a mistake in cell, not in your file. Please report it with the file and the output of the"
                    + " same command under CELL_DEBUG=1."
            );
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
}
