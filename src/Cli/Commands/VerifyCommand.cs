using System.CommandLine;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Live;
using CellDsl.Cli.Packaging;
using CellDsl.Cli.Rendering;
using CellDsl.Language.Diagnostics;
using CellDsl.Packages;
using CellDsl.Packages.Projects;

namespace CellDsl.Cli.Commands;

/// <summary>
/// <c>cell verify</c>: makes a package anew from its own sources and compares every file; of a run it proves which program made
/// its data.
/// </summary>
public static class VerifyCommand
{
    public static Command Create(CellConsole console)
    {
        var package = new Argument<string>("WHAT")
        {
            Description =
                "The package file to verify, or a run on the bench: its folder, or its name below runs/.",
        };
        var feeds = PackageOptions.Feeds("Where the packages come from that it uses itself.");
        var json = CommonOptions.Json();
        var command = new Command(
            "verify",
            "Prove that a package is made of its sources, or which program made the data of a run."
        )
        {
            package,
            feeds,
            json,
        };
        command.SetAction(parsed =>
            RunChoice.IsRun(parsed.GetRequiredValue(package))
                ? RunProof.Show(
                    RunChoice.Find(parsed.GetRequiredValue(package)),
                    parsed.GetValue(json),
                    console
                )
                : PackageWork.Guarded(
                    console,
                    () =>
                        Run(
                            parsed.GetRequiredValue(package),
                            parsed.GetValue(feeds) ?? [],
                            parsed.GetValue(json),
                            console
                        )
                )
        );
        return command;
    }

    private static int Run(string path, string[] named, bool json, CellConsole console)
    {
        using var interrupt = new CancellationTokenSource();
        using var handler = CellConsole.OnInterrupt(interrupt);
        byte[] bytes = PackageFiles.Read(path);
        var verified = PackageVerification.Verify(
            bytes,
            $"`{path}`",
            PackageWork.Feeds(named, Project.Find(".")),
            console,
            interrupt.Token
        );
        var record = verified.Package.Record;
        if (json)
            WriteJson(path, verified, console);
        else if (verified.Different.Count > 0)
            throw new PackageException(
                Rules.RebuildDiffersIn(
                    $"`{path}`",
                    verified.Different,
                    record.Tool == ToolVersion.Text ? null : record.Tool
                )
            );
        else
            console.Out.WriteLine(
                $"verified {record.Name} {record.Version}: its sources give all {Plural.Of(verified.Same.Count, "file")} again, byte for byte"
                    + (verified.SameArchive ? "" : "; the archive around them is another, as after signing")
            );
        return verified.Different.Count == 0 ? ExitCodes.Clean : ExitCodes.ErrorsFound;
    }

    private static void WriteJson(string path, VerifiedPackage verified, CellConsole console) =>
        JsonOutput.Write(
            console.Out,
            "cell-verify/1",
            writer =>
            {
                writer.WriteString("package", path);
                writer.WriteString("name", verified.Package.Record.Name);
                writer.WriteString("version", verified.Package.Record.Version);
                writer.WriteString("packedBy", verified.Package.Record.Tool);
                writer.WriteString("verifiedBy", ToolVersion.Text);
                writer.WriteBoolean("same", verified.Different.Count == 0);
                writer.WriteBoolean("sameArchive", verified.SameArchive);
                Paths("files", verified.Same);
                Paths("different", verified.Different);

                void Paths(string name, IReadOnlyList<string> paths)
                {
                    writer.WriteStartArray(name);
                    foreach (string file in paths)
                        writer.WriteStringValue(file);
                    writer.WriteEndArray();
                }
            }
        );
}
