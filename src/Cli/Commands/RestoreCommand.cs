using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Packaging;
using CellDsl.Cli.Rendering;
using CellDsl.Language.Diagnostics;
using CellDsl.Packages;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell restore</c>: puts the packages that cell.lock names where imports find them; from this machine where it has them.</summary>
public static class RestoreCommand
{
    public static Command Create(CellConsole console)
    {
        var feeds = PackageOptions.Feeds("Asked before those of the project.");
        var locked = new Option<bool>("--locked")
        {
            Description =
                "Fail where cell.lock does not suffice, instead of choosing versions: for a pipeline.",
        };
        var command = new Command("restore", "Bring the packages that this project uses.") { feeds, locked };
        command.SetAction(parsed =>
            PackageWork.Guarded(
                console,
                () => Run(parsed.GetValue(feeds) ?? [], parsed.GetValue(locked), console)
            )
        );
        return command;
    }

    private static int Run(string[] named, bool onlyLocked, CellConsole console)
    {
        var project = PackageWork.Project();
        var feeds = PackageWork.Feeds(named, project);
        var locked = project.Lock;
        if (!project.LockSuffices)
        {
            if (onlyLocked)
                throw new PackageException(
                    Rules.ManifestFaultAt(
                        null,
                        "cell.lock does not suffice for what cell.toml asks for",
                        "call `cell restore` without `--locked`, and commit cell.lock"
                    )
                );
            locked = project.Choose(feeds, PackageWork.Store, _ => false);
            LockChanges.Write(project.Lock, locked, console);
        }
        var brought = project.Restore(locked, feeds, PackageWork.Store);
        if (!ReferenceEquals(locked, project.Lock))
            OutputFiles.Write(project.LockPath, locked.Write());
        foreach (var package in brought)
            console.Out.WriteLine($"restored {package.Name} {package.Version}");
        console.Out.WriteLine(
            $"{Plural.OfOrNone(locked.Packages.Length, "package")}, {(brought.Count == 0 ? "all were here" : $"{brought.Count} brought")}"
        );
        return ExitCodes.Clean;
    }
}
