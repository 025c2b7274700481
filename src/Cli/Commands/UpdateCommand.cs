using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Packaging;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell update</c>: the newest versions that the ranges in cell.toml allow.</summary>
public static class UpdateCommand
{
    public static Command Create(CellConsole console)
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "The package to update. Default: all.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var feeds = PackageOptions.Feeds("Asked before those of the project.");
        var command = new Command("update", "Take the newest versions that cell.toml allows.")
        {
            name,
            feeds,
        };
        command.SetAction(parsed =>
            PackageWork.Guarded(
                console,
                () => Run(parsed.GetValue(name), parsed.GetValue(feeds) ?? [], console)
            )
        );
        return command;
    }

    private static int Run(string? name, string[] named, CellConsole console)
    {
        var project = PackageWork.Project();
        if (name is not null && project.Lock.Find(name) is null)
            throw new UserException(
                $"this project uses no package `{name}`",
                project.Lock.Packages.IsEmpty
                    ? $"`cell add {name}` adds it"
                    : $"it uses {string.Join(", ", project.Lock.Packages.Select(each => $"`{each.Name}`"))}"
            );
        var feeds = PackageWork.Feeds(named, project);
        var locked = project.Choose(feeds, PackageWork.Store, each => name is null || each == name);
        project.Restore(locked, feeds, PackageWork.Store);
        OutputFiles.Write(project.LockPath, locked.Write());
        if (!LockChanges.Write(project.Lock, locked, console))
            console.Out.WriteLine("nothing newer within the ranges of cell.toml");
        return ExitCodes.Clean;
    }
}
