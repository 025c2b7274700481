using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;

namespace CellDsl.Cli.Rendering;

/// <summary>How a command that needs a sound program answers to one with errors: with the findings of a check.</summary>
internal static class Refusal
{
    public static int Write(Procedures procedures, bool json, CellConsole console)
    {
        if (json)
            CheckReport.WriteJson(procedures, console.Out);
        else
            CheckReport.WriteText(procedures, listOpen: false, console);
        return ExitCodes.ErrorsFound;
    }
}
