using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Packaging;
using CellDsl.Cli.Rendering;
using CellDsl.Language.Diagnostics;
using CellDsl.Packages.Archives;
using CellDsl.Packages.Manifests;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell pack</c>: the package of a folder, for another lab to install; byte for byte the same for equal input.</summary>
public static class PackCommand
{
    public static Command Create(CellConsole console)
    {
        var folder = new Argument<string>("FOLDER")
        {
            Description = "The folder with cell.toml. Default: this folder.",
            DefaultValueFactory = _ => ".",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Where to write; a folder takes the default name NAME.VERSION.nupkg.",
            HelpName = "file|folder",
        };
        var withoutTests = new Option<bool>("--without-tests")
        {
            Description = "Do not simulate the experiments; the package then carries no results.",
        };
        var json = CommonOptions.Json();
        var command = new Command("pack", "Make a package that another lab can install.")
        {
            folder,
            output,
            withoutTests,
            json,
        };
        command.SetAction(parsed =>
            PackageWork.Guarded(
                console,
                () =>
                    Run(
                        parsed.GetRequiredValue(folder),
                        parsed.GetValue(output),
                        !parsed.GetValue(withoutTests),
                        parsed.GetValue(json),
                        console
                    )
            )
        );
        return command;
    }

    private static int Run(string folder, string? output, bool withTests, bool json, CellConsole console)
    {
        var (project, facts) = PackageWork.Package(folder);
        if (facts.License is null)
            console.Error.Write(
                PackageWork.Text(
                    Rules.NoLicenceOf(facts.Name, facts.Version.ToNormalizedString()),
                    new RenderOptions(Colour: false, console.Width)
                )
            );
        using var interrupt = new CancellationTokenSource();
        using var handler = CellConsole.OnInterrupt(interrupt);
        using var line = ProgressLine.On(console);
        var made = new PackageMaker(project, facts, withTests, line).Make(interrupt.Token);
        line.Clear();
        string name = $"{facts.Name}.{facts.Version.ToNormalizedString()}.nupkg";
        string path =
            output is null ? name
            : Directory.Exists(output) ? Path.Combine(output, name).Replace('\\', '/')
            : output;
        OutputFiles.Write(path, made.Bytes);
        int programs = made.Files.Keys.Count(file => file.EndsWith(".dll", StringComparison.Ordinal));
        int met = made.Tested.Sum(each => each.Passed);
        int asked = made.Tested.Sum(each => each.Cases.Count);
        if (json)
        {
            WriteJson(path, facts, made, console);
            return ExitCodes.Clean;
        }
        string results =
            !withTests ? "not tested"
            : asked == 0 ? "no experiment to test"
            : $"{met} of {asked} tests met";
        console.Out.WriteLine(
            $"packed {path}: {Plural.Of(made.Files.Count, "file")}, {Plural.OfOrNone(programs, "program")}, {results}"
        );
        return ExitCodes.Clean;
    }

    private static void WriteJson(string path, PackageFacts facts, MadePackage made, CellConsole console) =>
        JsonOutput.Write(
            console.Out,
            "cell-pack/1",
            writer =>
            {
                writer.WriteString("package", path);
                writer.WriteString("name", facts.Name);
                writer.WriteString("version", facts.Version.ToNormalizedString());
                writer.WriteString("hash", PackageFile.HashOf(made.Bytes));
                writer.WriteNumber("met", made.Tested.Sum(each => each.Passed));
                writer.WriteNumber("missed", made.Tested.Sum(each => each.Failed));
                writer.WriteStartArray("files");
                foreach (string file in made.Files.Keys)
                    writer.WriteStringValue(file);
                writer.WriteEndArray();
            }
        );
}
