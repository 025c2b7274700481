using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Packaging;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Packages;
using CellDsl.Packages;
using CellDsl.Packages.Manifests;
using CellDsl.Packages.Projects;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell add NAME</c>: uses a package in the project; cell.toml, cell.lock and the package's files follow.</summary>
public static class AddCommand
{
    public static Command Create(CellConsole console)
    {
        var name = new Argument<string>("NAME")
        {
            Description =
                "The package, with a range of versions where not the newest is meant: `lab_a.ltvo@^1.2`.",
        };
        var feeds = PackageOptions.Feeds("Where to look; the project keeps it.");
        var command = new Command("add", "Use a package in this project.") { name, feeds };
        command.SetAction(parsed =>
            PackageWork.Guarded(
                console,
                () => Run(parsed.GetRequiredValue(name), parsed.GetValue(feeds) ?? [], console)
            )
        );
        return command;
    }

    private static int Run(string wanted, string[] named, CellConsole console)
    {
        int at = wanted.IndexOf('@', StringComparison.Ordinal);
        string name = at < 0 ? wanted : wanted[..at];
        if (PackageName.Fault(name) is { } wrong)
            throw new UserException($"the name `{name}` {wrong}", "as in `cell add lab_a.ltvo`");
        var before = Project.Find(".") ?? new(Path.GetFullPath("."), Manifest.Empty, PackageLock.Empty);
        string path = Path.Combine(before.Root, Manifest.FileName);
        string text = before.Manifest.Source.Text;
        foreach (string feed in named)
            text = WithFeed(text, before, feed);
        var feeds = PackageWork.Feeds(named, before);
        string range = at < 0 ? Newest(name, feeds) : wanted[(at + 1)..];
        text = ManifestEditor.Set(text, "dependencies", name, range);
        var project = before with { Manifest = ManifestReader.Read(new(Manifest.FileName, text)) };
        var locked = project.Choose(feeds, PackageWork.Store, renewed => renewed == name);
        project.Restore(locked, feeds, PackageWork.Store);
        // All went well up to here: only now the project changes.
        OutputFiles.Write(path, text);
        OutputFiles.Write(project.LockPath, locked.Write());
        if (locked.Find(name) is { } added)
        {
            console.Out.WriteLine($"added {name} {added.Version} ({range})");
            foreach (string module in Modules(added))
                console.Out.WriteLine($"  import {module}");
        }
        LockChanges.Write(before.Lock, locked, console, except: name);
        return ExitCodes.Clean;
    }

    private static string Newest(string name, CellDsl.Packages.Feeds.FeedSet feeds)
    {
        var versions = feeds.Versions(name);
        var newest = versions.FirstOrDefault(version => !version.IsPrerelease);
        if (newest is not null)
            return $"^{newest.ToNormalizedString()}";
        throw new PackageException(
            Rules.NoSuchPackageIn(
                name,
                "that is no preview",
                "`cell add`",
                [.. versions.Select(version => version.ToNormalizedString())],
                feeds.Feeds,
                null
            )
        );
    }

    private static IEnumerable<string> Modules(LockedPackage package)
    {
        string own = package.Name[(package.Name.LastIndexOf('.') + 1)..] + ".cell";
        return package.Sources.Keys.Select(file =>
            file == own ? package.Name : $"{package.Name}.{file[..^5].Replace('/', '.')}"
        );
    }

    /// <summary>A folder is kept as it is seen from the project, so that the project may move with it.</summary>
    private static string WithFeed(string text, Project project, string feed)
    {
        string where = feed;
        if (!feed.Contains("://", StringComparison.Ordinal) && Directory.Exists(feed))
        {
            string relative = Path.GetRelativePath(project.Root, Path.GetFullPath(feed)).Replace('\\', '/');
            where = relative.StartsWith('.') || Path.IsPathRooted(relative) ? relative : $"./{relative}";
        }
        if (project.Manifest.Feeds.Any(known => known.Where == where))
            return text;
        string key = string.Concat(
            where.TrimEnd('/').Split('/')[^1].Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')
        );
        return ManifestEditor.Set(text, "feeds", key.Trim('_').Length == 0 ? "feed" : key, where);
    }
}
