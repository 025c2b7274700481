using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Reports.Procedures;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell doc</c>: the procedure to print and take to the bench, in HTML or Markdown.</summary>
public static class DocCommand
{
    public static Command Create(CellConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The file whose experiments to print." };
        var output = new Option<string?>("--output", "-o")
        {
            Description =
                "Where to write; .md gives Markdown, all else HTML. Default: the file's name with .html.",
            HelpName = "x.html",
        };
        var command = new Command(
            "doc",
            "Print the procedure: steps to tick, masses, handling, what is open."
        )
        {
            file,
            output,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetValue(output), console));
        return command;
    }

    private static int Run(string file, string? output, CellConsole console)
    {
        var procedures = Procedures.Load([file]);
        if (procedures.HasErrors)
            return Refusal.Write(procedures, json: false, console);
        var plan = procedures.Planned.Plan;
        var documents = PrintedProcedure.Of(file, procedures);
        string path = output ?? Path.ChangeExtension(Path.GetFileName(file), ".html");
        OutputFiles.Write(
            path,
            path.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
                ? PrintedProcedure.Markdown(documents)
                : ProcedureHtml.Write(documents)
        );
        console.Out.WriteLine(
            $"written {path}: {plan.Holes.Count} unspecified, {plan.Assumptions.Count} assumed"
        );
        return ExitCodes.Clean;
    }
}
