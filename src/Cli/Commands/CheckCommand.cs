using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell check</c>: all findings of the named files and what they import. Never loads Roslyn.</summary>
public static class CheckCommand
{
    public static Command Create(CellConsole console)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files to check; a folder stands for all .cell files below it.",
            Arity = ArgumentArity.OneOrMore,
        };
        var listOpen = new Option<bool>("--list-open")
        {
            Description = "List what is unspecified and what is assumed.",
        };
        var json = CommonOptions.Json();
        var command = new Command("check", "Find what is wrong with procedures.") { files, listOpen, json };
        command.SetAction(parsed =>
            Run(parsed.GetValue(files) ?? [], parsed.GetValue(json), parsed.GetValue(listOpen), console)
        );
        return command;
    }

    public static int Run(IReadOnlyList<string> paths, bool json, bool listOpen, CellConsole console)
    {
        var procedures = Procedures.Load(paths);
        if (json)
            CheckReport.WriteJson(procedures, console.Out);
        else
            CheckReport.WriteText(procedures, listOpen, console);
        return procedures.HasErrors ? ExitCodes.ErrorsFound : ExitCodes.Clean;
    }
}
