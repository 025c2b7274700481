using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell check</c>: all findings of the named files and what they import. Never loads Roslyn.</summary>
public static class CheckCommand
{
    private static readonly string[] Formats = ["text", "json", "sarif", "github"];

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
        var format = new Option<string>("--format")
        {
            Description = "text for people; json, sarif (2.1.0) or github (workflow commands) for machines.",
            HelpName = "text|json|sarif|github",
            DefaultValueFactory = _ => "text",
        };
        format.CompletionSources.Add(Formats);
        var lab = CommonOptions.Lab();
        var json = CommonOptions.Json();
        var command = new Command("check", "Find what is wrong with procedures.")
        {
            files,
            listOpen,
            lab,
            format,
            json,
        };
        command.SetAction(parsed =>
        {
            string chosen = parsed.GetRequiredValue(format);
            if (!Formats.Contains(chosen))
                throw new UserException(
                    $"`cell check` knows no format `{chosen}`",
                    "choose text, json, sarif or github"
                );
            bool asJson = parsed.GetValue(json);
            if (asJson && chosen is not ("text" or "json"))
                throw new UserException(
                    $"`--json` and `--format {chosen}` contradict each other",
                    "leave out one of the two"
                );
            var paths = parsed.GetValue(files) ?? [];
            return chosen is "sarif" or "github"
                ? RunForHost(paths, chosen, console, parsed.GetValue(lab))
                : Run(
                    paths,
                    asJson || chosen is "json",
                    parsed.GetValue(listOpen),
                    console,
                    parsed.GetValue(lab)
                );
        });
        return command;
    }

    /// <param name="lab">A lab's name, or a file that declares it; null for what each experiment names itself.</param>
    public static int Run(
        IReadOnlyList<string> paths,
        bool json,
        bool listOpen,
        CellConsole console,
        string? lab = null
    )
    {
        var procedures = Procedures.Load(paths, lab);
        if (json)
            CheckReport.WriteJson(procedures, console.Out);
        else
            CheckReport.WriteText(procedures, listOpen, console);
        return procedures.HasErrors ? ExitCodes.ErrorsFound : ExitCodes.Clean;
    }

    private static int RunForHost(
        IReadOnlyList<string> paths,
        string format,
        CellConsole console,
        string? lab
    )
    {
        var procedures = Procedures.Load(paths, lab);
        console.Out.Write(
            format is "sarif" ? CheckReport.Sarif(procedures) : CheckReport.GithubCommands(procedures)
        );
        return procedures.HasErrors ? ExitCodes.ErrorsFound : ExitCodes.Clean;
    }
}
