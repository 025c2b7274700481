using CellDsl.Language.Diagnostics;
using CellDsl.Language.Packages;
using CellDsl.Packages;
using CellDsl.Packages.Archives;
using CellDsl.Packages.Feeds;
using CellDsl.Packages.Projects;
using NuGet.Versioning;

namespace CellDsl.Cli.Packaging;

/// <summary>
/// Looks at every package that a project uses: is what is here what was locked, does the feed still give the same bytes,
/// does its author stand by the version, may it be used?
/// </summary>
internal static class PackageAudit
{
    public static IReadOnlyList<PackageFinding> Of(Project project, FeedSet feeds)
    {
        var findings = new List<PackageFinding>();
        foreach (var package in project.Lock.Packages)
        {
            if (!project.IsRestored(package))
                findings.Add(NotAsLocked(package));
            Licence(package, feeds, findings);
        }
        foreach (var feed in feeds.All)
        {
            try
            {
                foreach (var package in project.Lock.Packages)
                    AtFeed(package, feed, findings);
            }
            catch (PackageException exception)
            {
                findings.AddRange(exception.Findings);
            }
        }
        foreach (var package in project.Lock.Packages)
            Withdrawn(package, feeds, findings);
        return findings;
    }

    private static PackageFinding NotAsLocked(LockedPackage package) =>
        new(
            Rules.PackageChanged,
            $"`{package.Folder}` is not what `{package.Name}` {package.Version} holds: it was changed here, or is missing",
            "`cell restore` puts it back"
        );

    private static void Licence(LockedPackage package, FeedSet feeds, List<PackageFinding> findings)
    {
        try
        {
            byte[] bytes = Project.Bytes(package, feeds, PackageWork.Store);
            if (PackageFile.Read(bytes, $"`{package.Name}` {package.Version}").Facts.License is null)
                findings.Add(Rules.NoLicenceOf(package.Name, package.Version));
        }
        catch (PackageException)
        {
            // What is wrong with the feed is told once, when the feed is looked at.
        }
    }

    private static void AtFeed(LockedPackage package, Feed feed, List<PackageFinding> findings)
    {
        var version = NuGetVersion.Parse(package.Version);
        if (feed.Fetch(package.Name, version) is { } bytes && PackageFile.HashOf(bytes) != package.Hash)
            findings.Add(Rules.PackageTamperedIn(package.Name, package.Version, $"the feed `{feed.Name}`"));
    }

    private static void Withdrawn(LockedPackage package, FeedSet feeds, List<PackageFinding> findings)
    {
        if (feeds.All.Count == 0)
            return;
        try
        {
            var found = feeds.Find(package.Name, NuGetVersion.Parse(package.Version));
            if (found is null or { IsWithdrawn: true })
                findings.Add(
                    Rules.WithdrawnVersionOf(
                        package.Name,
                        package.Version,
                        found?.Reason?.TrimEnd('.'),
                        gone: found is null
                    )
                );
        }
        catch (PackageException)
        {
            // As above.
        }
    }
}
