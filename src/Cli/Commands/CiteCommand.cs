using System.CommandLine;
using System.Text;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Packaging;
using CellDsl.Packages.Citing;
using CellDsl.Packages.Manifests;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell cite</c>: how to cite a package, one that is used or the one that is written here.</summary>
public static class CiteCommand
{
    private static readonly string[] Formats = ["text", "bibtex", "cff"];

    public static Command Create(CellConsole console)
    {
        var package = new Argument<string?>("PACKAGE")
        {
            Description =
                "A package file, the name of a package that this project uses, or a folder. Default: this folder.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var format = new Option<string>("--format", "-f")
        {
            Description = "text for a list of references, bibtex, or cff for a CITATION.cff.",
            HelpName = "text|bibtex|cff",
            DefaultValueFactory = _ => "text",
        };
        format.CompletionSources.Add(Formats);
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Write it to a file.",
            HelpName = "file",
        };
        var command = new Command("cite", "Say how to cite a package.") { package, format, output };
        command.SetAction(parsed =>
            PackageWork.Guarded(
                console,
                () =>
                    Run(
                        parsed.GetValue(package) ?? ".",
                        parsed.GetRequiredValue(format),
                        parsed.GetValue(output),
                        console
                    )
            )
        );
        return command;
    }

    private static int Run(string package, string format, string? output, CellConsole console)
    {
        if (!Formats.Contains(format))
            throw new UserException($"`cell cite` knows no format `{format}`", "choose text, bibtex or cff");
        var facts = Facts(package);
        string text = format switch
        {
            "bibtex" => Citation.BibTeX(facts),
            "cff" => Citation.Cff(facts),
            _ => Citation.Text(facts),
        };
        if (output is null)
            console.Out.Write(text);
        else
            OutputFiles.Write(output, Encoding.UTF8.GetBytes(text));
        return ExitCodes.Clean;
    }

    private static PackageFacts Facts(string package) =>
        Directory.Exists(package) ? PackageWork.Package(package).Facts : PackageWork.Open(package).Facts;
}
