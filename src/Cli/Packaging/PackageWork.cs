using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Compiler.CSharp;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Packages;
using CellDsl.Packages;
using CellDsl.Packages.Archives;
using CellDsl.Packages.Feeds;
using CellDsl.Packages.Manifests;
using CellDsl.Packages.Projects;

namespace CellDsl.Cli.Packaging;

/// <summary>What the package commands share: the project they are called in, its feeds, and how a finding is told.</summary>
internal static class PackageWork
{
    /// <summary>Packages that were fetched, beside the cache of compiled programs.</summary>
    public static PackageStore Store { get; } =
        new(Path.Combine(Path.GetDirectoryName(AssemblyCache.DefaultFolder) ?? ".", "packages"));

    /// <summary>Does the work; what is wrong with packages is told on the error stream and exits with 1, an unreachable feed with 2.</summary>
    public static int Guarded(CellConsole console, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (PackageException exception)
        {
            console.Out.Flush();
            foreach (var finding in exception.Findings)
                console.Error.Write(Text(finding, new RenderOptions(Colour: false, console.Width)));
            return exception.Findings[0].Rule == Rules.FeedUnreachable
                ? ExitCodes.UsageOrIo
                : ExitCodes.ErrorsFound;
        }
    }

    /// <summary>A finding as a check shows one; without a place in a file its code stands in brackets just the same.</summary>
    public static string Text(PackageFinding finding, RenderOptions options)
    {
        if (finding.At is { } at)
            return DiagnosticRenderer.Render(
                [new Diagnostic(finding.Rule, at, finding.Message, Help: finding.Help)],
                options
            );
        var style = finding.Rule.Severity is Severity.Error ? Style.Error : Style.Warning;
        return new StyledText(options.Colour)
            .Write(style, $"{DiagnosticRenderer.NameOf(finding.Rule.Severity)}[{finding.Rule.Code}]")
            .Write($": {finding.Message}")
            .Line()
            .Write("  ")
            .Write(Style.Help, "help:")
            .Write($" {finding.Help}")
            .Line()
            .ToString();
    }

    /// <summary>The project of the current folder or of one above it.</summary>
    public static Project Project() =>
        CellDsl.Packages.Projects.Project.Find(".")
        ?? throw new UserException(
            "there is no cell.toml here or in a folder above",
            "`cell add NAME` makes one for a project that uses packages; docs/packages.md shows one for a package"
        );

    /// <summary>The project whose cell.toml stands in a folder itself, and which is a package.</summary>
    public static (Project Project, PackageFacts Facts) Package(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Manifest.FileName)))
            throw new UserException(
                $"there is no cell.toml in `{folder}`, so it is no package",
                "write one with [package], name and version: docs/packages.md shows how"
            );
        var project = CellDsl.Packages.Projects.Project.Open(Path.GetFullPath(folder));
        return project.Manifest.Package is { } facts
            ? (project, facts)
            : throw new PackageException(
                Rules.CannotPackSince(
                    "this cell.toml describes a project and no package",
                    "write `[package]` with name and version into it",
                    new Location(project.Manifest.Source, new(0, 0))
                )
            );
    }

    /// <summary>A package file, or a package that the project uses, by name.</summary>
    public static PackageFile Open(string package)
    {
        if (File.Exists(package))
            return PackageFile.Read(PackageFiles.Read(package), $"`{package}`");
        var project = CellDsl.Packages.Projects.Project.Find(".");
        if (project?.Lock.Find(package) is not { } locked)
            throw new UserException(
                $"there is no package `{package}` here",
                "name a package file, or a package that this project uses"
            );
        byte[] bytes = CellDsl.Packages.Projects.Project.Bytes(locked, Feeds([], project), Store);
        return PackageFile.Read(bytes, $"`{locked.Name}` {locked.Version}");
    }

    /// <summary>The feeds that were named on the command line, then those of the project.</summary>
    public static FeedSet Feeds(IEnumerable<string> named, Project? project)
    {
        var feeds = named.Select(where => Feed.Open(where, Environment.CurrentDirectory));
        if (project is not null)
            feeds = feeds.Concat(project.Manifest.Feeds.Select(feed => Feed.Open(feed.Where, project.Root)));
        return new([.. feeds.DistinctBy(feed => feed.Folder ?? feed.Name)]);
    }
}
