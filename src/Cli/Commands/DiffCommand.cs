using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Language.Semantics;
using CellDsl.Planning.Differences;
using CellDsl.Planning.Scheduling;
using CellDsl.Reports.Differences;
using Vocabulary = CellDsl.Planning.Vocabulary;

namespace CellDsl.Cli.Commands;

/// <summary>
/// <c>cell diff OLD NEW</c> and <c>cell diff FILE --against REVISION</c>: what changes in the lab, not in the text. Exits
/// with 0 when the same is done, 1 when something differs, 2 when the question cannot be answered.
/// </summary>
public static class DiffCommand
{
    private static readonly string[] Formats = ["text", "json", "markdown"];

    public static Command Create(CellConsole console)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "The old file and the new one; with --against the new one alone.",
            Arity = ArgumentArity.OneOrMore,
        };
        var against = new Option<string?>("--against")
        {
            Description = "Compare with the file, and its imports, as they were at this git revision.",
            HelpName = "revision",
        };
        var format = new Option<string>("--format")
        {
            Description = "text for people, json for programs, markdown for a review comment.",
            HelpName = "text|json|markdown",
            DefaultValueFactory = _ => "text",
        };
        format.CompletionSources.Add(Formats);
        var protocol = new Option<string?>("--protocol", "-p")
        {
            Description = "Beside a cycler's file: which protocol, where a .cell file has several.",
            HelpName = "name",
        };
        var cell = new Option<string?>("--cell", "-c")
        {
            Description = "Beside a cycler's file: on which cell, where a .cell file has several.",
            HelpName = "name",
        };
        var run = new Option<string?>("--run")
        {
            Description = "Beside a cycler's file: which run, where a protocol runs with different values.",
            HelpName = "id",
        };
        var json = CommonOptions.Json();
        var command = new Command("diff", "Show what changes in the lab between two versions.")
        {
            files,
            against,
            format,
            protocol,
            cell,
            run,
            json,
        };
        command.SetAction(parsed =>
        {
            string chosen = parsed.GetRequiredValue(format);
            if (!Formats.Contains(chosen))
                throw new UserException(
                    $"`cell diff` knows no format `{chosen}`",
                    "choose text, json or markdown"
                );
            string[] named = parsed.GetValue(files) ?? [];
            string? revision = parsed.GetValue(against);
            chosen = parsed.GetValue(json) ? "json" : chosen;
            if (!named.Any(file => ForeignDifference.IsForeign(file) && File.Exists(file)))
                return Run(named, revision, chosen, console);
            if (named.Length != 2 || revision is not null)
                throw new UserException(
                    "the file of a cycler is compared with one other file",
                    "`cell diff life.cell ran.xml`"
                );
            if (chosen == "markdown")
                throw new UserException(
                    "what a cycler ran is told as text or JSON, not as Markdown",
                    "leave out `--format`, or choose json"
                );
            return ForeignDifference.Run(
                named[0],
                named[1],
                parsed.GetValue(protocol),
                parsed.GetValue(cell),
                parsed.GetValue(run),
                chosen == "json",
                console
            );
        });
        return command;
    }

    private static int Run(string[] files, string? against, string format, CellConsole console)
    {
        var (before, after) = Sides(files, against);
        foreach (var side in new[] { before, after })
        {
            if (side.Procedures.HasErrors)
                throw new UserException(
                    $"{side.Name} has errors, so it is not known what it does",
                    $"see `cell check {side.File}`{(side == before && against is not null ? " on that revision" : "")}"
                );
        }
        var diff = PlanDiff.Of(Of(before.Procedures), Of(after.Procedures));
        switch (format)
        {
            case "json":
                JsonOutput.Write(
                    console.Out,
                    "cell-diff/1",
                    writer =>
                    {
                        writer.WriteString("before", before.Name);
                        writer.WriteString("after", after.Name);
                        DiffJson.Write(writer, diff);
                    }
                );
                break;
            case "markdown":
                console.Out.Write(DiffMarkdown.Write(diff, before.Name, after.Name));
                break;
            default:
                console.Out.Write(DiffText.Write(diff));
                break;
        }
        return diff.SameInTheLab ? ExitCodes.Clean : ExitCodes.ErrorsFound;
    }

    /// <param name="Name">For people: the file, with the revision where there is one.</param>
    private sealed record Side(string File, string Name, Procedures Procedures);

    private static (Side Before, Side After) Sides(string[] files, string? against)
    {
        if (against is null)
        {
            if (files.Length != 2)
                throw new UserException(
                    $"`cell diff` compares two files, and {files.Length} {(files.Length == 1 ? "was" : "were")} named",
                    "`cell diff OLD NEW`, or `cell diff FILE --against HEAD~1`"
                );
            return (OnDisk(files[0]), OnDisk(files[1]));
        }
        if (files.Length != 1)
            throw new UserException(
                "with `--against` one file is compared with its own past",
                "name one file, or leave out `--against`"
            );
        var now = OnDisk(files[0]);
        var past = new GitSourceResolver(files[0], against);
        if (past.Root(files[0]) is not { } source)
            throw new UserException(
                $"`{files[0]}` was not there at `{against}`",
                "name a later revision, or compare two files"
            );
        return (
            new(files[0], $"{files[0]} at {against}", Procedures.Of(Compilation.Create([source], past))),
            now
        );
    }

    private static Side OnDisk(string file) => new(file, file, Procedures.Load([file]));

    private static DiffSide Of(Procedures procedures) =>
        new(
            procedures.Planned,
            LabResources.Of(procedures.Compilation),
            Vocabulary.Of(procedures.Compilation)
        );
}
