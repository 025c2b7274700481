using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Compiler.Exchange.Importing;
using CellDsl.Language.Diagnostics;

namespace CellDsl.Cli.Commands;

/// <summary>
/// <c>cell import FILE</c>: another tool's protocol or recipe as a <c>.cell</c> file. What is not understood is reported at
/// its place and listed in the file; a file of which a value cannot be read is written only with <c>--lossy</c>.
/// </summary>
public static class ImportCommand
{
    public static Command Create(CellConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The other tool's file." };
        var from = new Option<string?>("--from", "-f")
        {
            Description = $"Its format, where it does not tell: {ExportTargets.List}.",
            HelpName = "format",
        };
        from.CompletionSources.Add([.. ExportTargets.Names]);
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Where to write. Default: the file's name with .cell, unless that exists.",
            HelpName = "x.cell",
        };
        var lossy = new Option<bool>("--lossy")
        {
            Description = "Write the file although some of its values could not be read; it lists them.",
        };
        var json = CommonOptions.Json();
        var command = new Command("import", "Read another tool's protocol or recipe as a .cell file.")
        {
            file,
            from,
            output,
            lossy,
            json,
        };
        command.SetAction(parsed =>
            Run(
                parsed.GetRequiredValue(file),
                parsed.GetValue(from),
                parsed.GetValue(output),
                parsed.GetValue(lossy),
                parsed.GetValue(json),
                console
            )
        );
        return command;
    }

    private static int Run(
        string file,
        string? from,
        string? output,
        bool lossy,
        bool json,
        CellConsole console
    )
    {
        string path = output ?? Path.ChangeExtension(Path.GetFileName(file), ".cell");
        if (output is null && File.Exists(path))
            throw new UserException($"`{path}` exists already", "choose another name with -o");
        var format = from is null ? null : ExportTargets.Cycler(from);
        var diagnostics = new List<Diagnostic>();
        ImportedProcedure? imported = null;
        if (ForeignFiles.Read(file, diagnostics) is { } source)
        {
            imported = ImportedProcedure.Read(source, format, ForeignFiles.Beside(file, diagnostics));
            diagnostics.AddRange(imported.Diagnostics);
        }
        bool isRefused =
            imported?.Text is null
            || (!lossy && diagnostics.Exists(found => found.Rule.Severity == Severity.Error));
        if (!isRefused && imported?.Text is { } text)
            OutputFiles.Write(path, text);
        if (json)
            WriteJson(file, isRefused ? null : path, imported, diagnostics, console);
        else
            WriteText(file, isRefused ? null : path, imported, diagnostics, console);
        return isRefused ? ExitCodes.ErrorsFound : ExitCodes.Clean;
    }

    private static void WriteText(
        string file,
        string? written,
        ImportedProcedure? imported,
        List<Diagnostic> diagnostics,
        CellConsole console
    )
    {
        CheckReport.WriteFindings(diagnostics, console);
        if (written is null)
        {
            console.Out.WriteLine(
                imported?.Text is null
                    ? $"nothing was written: `{file}` could not be read"
                    : $"nothing was written: not all of `{file}` could be read; --lossy writes the rest"
            );
            return;
        }
        int lost = diagnostics.Count(found => found.Rule.Severity != Severity.Note);
        string what = imported?.Program is { } program ? $", {Plural.Of(program.Steps.Count, "step")}" : "";
        console.Out.WriteLine(
            $"wrote {written} from {imported?.Format}{what}"
                + (
                    lost > 0
                        ? $"; {Plural.Of(lost, "part")} of the file to be looked at, listed at its head"
                        : ""
                )
        );
    }

    private static void WriteJson(
        string file,
        string? written,
        ImportedProcedure? imported,
        List<Diagnostic> diagnostics,
        CellConsole console
    ) =>
        JsonOutput.Write(
            console.Out,
            "cell-import/1",
            writer =>
            {
                writer.WriteString("file", file);
                writer.WriteString("from", imported?.Format);
                writer.WriteString("written", written);
                if (imported?.Program is { } program)
                    writer.WriteNumber("steps", program.Steps.Count);
                JsonDiagnostics.Write(writer, "diagnostics", diagnostics);
            }
        );
}
