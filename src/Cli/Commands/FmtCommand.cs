using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Formatting;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell fmt</c>: one layout for all procedures. A file that does not parse is left as it is.</summary>
public static class FmtCommand
{
    private sealed record Outcome(string Path, bool Changed, IReadOnlyList<Diagnostic> Errors);

    public static Command Create(CellConsole console)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files to format; a folder stands for all .cell files below it.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var check = new Option<bool>("--check")
        {
            Description = "Change nothing; exit with 1 when a file is not formatted.",
        };
        var stdin = new Option<bool>("--stdin")
        {
            Description = "Format the standard input to the standard output.",
        };
        var json = CommonOptions.Json();
        var command = new Command("fmt", "Format files in place.") { files, check, stdin, json };
        command.SetAction(parsed =>
            Run(
                parsed.GetValue(files) ?? [],
                parsed.GetValue(check),
                parsed.GetValue(stdin),
                parsed.GetValue(json),
                console
            )
        );
        return command;
    }

    public static int Run(IReadOnlyList<string> paths, bool check, bool stdin, bool json, CellConsole console)
    {
        if (stdin && paths.Count > 0)
            throw new UserException("`--stdin` takes no files", "leave out one of the two");
        if (!stdin && paths.Count == 0)
            throw new UserException(
                "no file was named",
                "`cell fmt FILE`, or `cell fmt .` for all files below this folder"
            );
        return stdin
            ? FormatInput(check, console)
            : FormatFiles(SourceFiles.Expand(paths), check, json, console);
    }

    private static int FormatInput(bool check, CellConsole console)
    {
        var source = SourceFiles.ReadInput();
        string? formatted = Format(source, out var errors);
        if (formatted is null)
        {
            console.Error.Write(DiagnosticRenderer.Render(errors, RenderOptions.Plain));
            return ExitCodes.ErrorsFound;
        }
        if (check)
            return formatted == source.Text ? ExitCodes.Clean : ExitCodes.ErrorsFound;
        console.Out.Write(formatted);
        return ExitCodes.Clean;
    }

    private static int FormatFiles(IReadOnlyList<string> files, bool check, bool json, CellConsole console)
    {
        var outcomes = new List<Outcome>();
        foreach (string file in files)
        {
            var source = SourceFiles.Read(file);
            string? formatted = Format(source, out var errors);
            bool changed = formatted is not null && formatted != source.Text;
            if (changed && !check && formatted is not null)
                OutputFiles.Write(file, formatted);
            outcomes.Add(new(source.Path, changed, errors));
        }
        if (json)
            WriteJson(outcomes, console);
        else
            WriteText(outcomes, check, console);
        return outcomes.Exists(outcome => outcome.Errors.Count > 0 || (check && outcome.Changed))
            ? ExitCodes.ErrorsFound
            : ExitCodes.Clean;
    }

    /// <summary>The formatted text, or null with the errors that keep the file from being read.</summary>
    private static string? Format(SourceText source, out IReadOnlyList<Diagnostic> errors)
    {
        var tree = SyntaxTree.Parse(source);
        errors = [.. tree.Diagnostics.Where(diagnostic => diagnostic.Rule.Severity is Severity.Error)];
        return errors.Count > 0 ? null : Formatter.Format(tree);
    }

    private static void WriteText(List<Outcome> outcomes, bool check, CellConsole console)
    {
        var options = new RenderOptions(console.Colour, console.Width);
        foreach (var outcome in outcomes)
        {
            if (outcome.Errors.Count > 0)
                console.Out.Write(DiagnosticRenderer.Render(outcome.Errors, options));
            else if (outcome.Changed)
                console.Out.WriteLine(check ? $"not formatted: {outcome.Path}" : $"formatted {outcome.Path}");
        }
        int unread = outcomes.Count(outcome => outcome.Errors.Count > 0);
        if (unread > 0)
            console.Out.WriteLine(
                $"{Plural.Of(unread, "file")} left as {(unread == 1 ? "it is" : "they are")} because of errors"
            );
        int changed = outcomes.Count(outcome => outcome.Changed);
        if (check && changed > 0)
            console.Out.WriteLine($"{Plural.Of(changed, "file")} not formatted; `cell fmt` formats");
    }

    private static void WriteJson(List<Outcome> outcomes, CellConsole console) =>
        JsonOutput.Write(
            console.Out,
            "cell-fmt/1",
            writer =>
            {
                writer.WriteStartArray("files");
                foreach (var outcome in outcomes)
                {
                    writer.WriteStartObject();
                    writer.WriteString("file", outcome.Path);
                    writer.WriteBoolean("changed", outcome.Changed);
                    JsonDiagnostics.Write(writer, "diagnostics", outcome.Errors);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            }
        );
}
