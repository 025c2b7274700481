using CellDsl.Packages.Versions;
using NuGet.Versioning;

namespace CellDsl.Packages.Feeds;

/// <summary>Several feeds as one: a version comes from the first that has it. What was asked once is not asked again.</summary>
public sealed class FeedSet(IReadOnlyList<Feed> feeds) : IVersionSource
{
    private readonly Dictionary<string, List<(FeedVersion Version, Feed Feed)>> _versions = [];

    public IReadOnlyList<Feed> All => feeds;

    public IReadOnlyList<string> Feeds { get; } = [.. feeds.Select(feed => $"`{feed.Name}`")];

    public IReadOnlyList<NuGetVersion> Versions(string name) =>
        [.. Known(name).Where(each => !each.Version.IsWithdrawn).Select(each => each.Version.Version)];

    /// <summary>A version as its feed tells of it, or null where no feed has it.</summary>
    public FeedVersion? Find(string name, NuGetVersion version) =>
        Known(name).Select(each => each.Version).FirstOrDefault(each => each.Version == version);

    public IReadOnlyList<(string Name, VersionRange Range)> DependenciesOf(
        string name,
        NuGetVersion version
    ) => FeedOf(name, version)?.DependenciesOf(name, version) ?? [];

    /// <param name="wanted">Who wants it, for the message where a feed cannot be reached.</param>
    public (byte[] Bytes, Feed Feed)? Fetch(string name, NuGetVersion version, string? wanted = null)
    {
        foreach (var feed in feeds)
        {
            if (feed.Fetch(name, version, wanted) is { } bytes)
                return (bytes, feed);
        }
        return null;
    }

    private Feed? FeedOf(string name, NuGetVersion version) =>
        Known(name).Where(each => each.Version.Version == version).Select(each => each.Feed).FirstOrDefault();

    private List<(FeedVersion Version, Feed Feed)> Known(string name)
    {
        if (_versions.TryGetValue(name, out var known))
            return known;
        known = [];
        foreach (var feed in feeds)
        {
            foreach (var version in feed.Versions(name))
            {
                if (!known.Exists(each => each.Version.Version == version.Version))
                    known.Add((version, feed));
            }
        }
        known.Sort((a, b) => b.Version.Version.CompareTo(a.Version.Version));
        return _versions[name] = known;
    }
}
