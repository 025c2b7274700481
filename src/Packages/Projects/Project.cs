using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Packages;
using CellDsl.Packages.Archives;
using CellDsl.Packages.Feeds;
using CellDsl.Packages.Manifests;
using CellDsl.Packages.Versions;
using NuGet.Versioning;

namespace CellDsl.Packages.Projects;

/// <summary>A folder with a <c>cell.toml</c>: which packages it uses, which were chosen, and whether they are here.</summary>
/// <param name="Root">Its folder, absolute.</param>
/// <param name="Lock">As it is on disk; empty where there is none.</param>
public sealed record Project(string Root, Manifest Manifest, PackageLock Lock)
{
    public string LockPath => Path.Combine(Root, PackageLock.FileName);

    /// <summary>The project of a folder or of one above it, or null.</summary>
    /// <exception cref="PackageException">Its <c>cell.toml</c> or its lock cannot be understood.</exception>
    public static Project? Find(string folder)
    {
        for (DirectoryInfo? at = new(Path.GetFullPath(folder)); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Manifest.FileName)))
                return Open(at.FullName);
        }
        return null;
    }

    /// <inheritdoc cref="Find"/>
    public static Project Open(string root)
    {
        var manifest = ManifestReader.Read(
            new(Manifest.FileName, File.ReadAllText(Path.Combine(root, Manifest.FileName)))
        );
        string path = Path.Combine(root, PackageLock.FileName);
        if (!File.Exists(path))
            return new(root, manifest, PackageLock.Empty);
        var locked = PackageLock.Read(File.ReadAllText(path), out string? fault);
        return fault is null
            ? new(root, manifest, locked)
            : throw new PackageException(
                new PackageFinding(
                    Rules.UnreadableLock,
                    $"the lock file {fault}",
                    "take it from version control, or delete it and call `cell restore`, which chooses anew"
                )
            );
    }

    /// <summary>Whether the lock has what the <c>cell.toml</c> asks for, and all that this needs.</summary>
    public bool LockSuffices =>
        Manifest.Dependencies.All(wanted =>
            Lock.Find(wanted.Name) is { } locked
            && NuGetVersion.TryParse(locked.Version, out var version)
            && wanted.Range.Satisfies(version)
        )
        && Lock.Packages.SelectMany(package => package.Dependencies.Keys)
            .All(name => Lock.Find(name) is not null)
        && Lock.Packages.All(package => IsUsed(package.Name));

    /// <summary>Chooses versions anew, what is locked first unless it is to be renewed, and fetches them.</summary>
    /// <param name="renew">Whether a package may leave the version that is locked.</param>
    public PackageLock Choose(FeedSet feeds, PackageStore store, Func<string, bool> renew)
    {
        var preferred = Lock
            .Packages.Where(package => !renew(package.Name))
            .ToDictionary(package => package.Name, package => NuGetVersion.Parse(package.Version));
        var chosen = Solver.Solve(
            Manifest.Dependencies.Select(each => new Wish(
                Manifest.FileName,
                null,
                each.Name,
                each.Range,
                each.At
            )),
            feeds,
            preferred
        );
        return new([
            .. chosen
                .OrderBy(each => each.Key, StringComparer.Ordinal)
                .Select(each => Fetch(each.Key, each.Value, feeds, store, chosen)),
        ]);
    }

    /// <summary>Puts every locked package where imports find it, from this machine where it has them.</summary>
    /// <returns>The packages that were not there yet, or had been changed.</returns>
    public IReadOnlyList<LockedPackage> Restore(PackageLock locked, FeedSet feeds, PackageStore store)
    {
        var missing = locked.Packages.Where(package => !IsRestored(package)).ToList();
        foreach (var package in missing)
            Unpack(package, Bytes(package, feeds, store));
        if (!locked.Packages.IsEmpty)
            IgnoreRestored();
        return missing;
    }

    /// <summary>Whether all its sources are here as they were locked.</summary>
    public bool IsRestored(LockedPackage package) =>
        package.Sources.All(source =>
        {
            string path = Path.Combine(Root, package.Folder, source.Key);
            return File.Exists(path) && PackageLock.HashOf(File.ReadAllText(path)) == source.Value;
        });

    private bool IsUsed(string name) =>
        Manifest.Dependencies.Any(each => each.Name == name)
        || Lock.Packages.Any(package => package.Dependencies.ContainsKey(name));

    private LockedPackage Fetch(
        string name,
        NuGetVersion version,
        FeedSet feeds,
        PackageStore store,
        IReadOnlyDictionary<string, NuGetVersion> chosen
    )
    {
        string normal = version.ToNormalizedString();
        var before = Lock.Find(name) is { } known && known.Version == normal ? known : null;
        byte[] bytes = before is not null ? Bytes(before, feeds, store) : Fetched(name, version, feeds).Bytes;
        var package = PackageFile.Read(bytes, $"`{name}` {normal}");
        if (package.Facts.Name != name || package.Facts.Version != version)
            throw new PackageException(
                Rules.PackageContradictsItself($"`{name}` {normal}", Manifest.FileName)
            );
        store.Add(name, version, bytes);
        return package.Locked(
            package.Manifest.Dependencies.ToImmutableSortedDictionary(
                each => each.Name,
                each => chosen[each.Name].ToNormalizedString(),
                StringComparer.Ordinal
            )
        );
    }

    /// <summary>A locked package's bytes, which have the hash that is locked.</summary>
    public static byte[] Bytes(LockedPackage package, FeedSet feeds, PackageStore store)
    {
        var version = NuGetVersion.Parse(package.Version);
        if (store.Find(package.Name, version, package.Hash) is { } kept)
            return kept;
        var (bytes, feed) = Fetched(package.Name, version, feeds);
        if (PackageFile.HashOf(bytes) != package.Hash)
            throw new PackageException(
                Rules.PackageTamperedIn(package.Name, package.Version, $"the feed `{feed.Name}`")
            );
        store.Add(package.Name, version, bytes);
        return bytes;
    }

    private static (byte[] Bytes, Feed Feed) Fetched(string name, NuGetVersion version, FeedSet feeds)
    {
        string normal = version.ToNormalizedString();
        return feeds.Fetch(name, version, $"`{name}` {normal}")
            ?? throw new PackageException(
                Rules.NoSuchPackageIn(
                    name,
                    $"={normal}",
                    PackageLock.FileName,
                    [.. feeds.Versions(name).Select(each => each.ToNormalizedString())],
                    feeds.Feeds,
                    null
                )
            );
    }

    private void Unpack(LockedPackage locked, byte[] bytes)
    {
        var package = PackageFile.Read(bytes, $"`{locked.Name}` {locked.Version}");
        string folder = Path.Combine(Root, locked.Folder);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (var (path, content) in package.Restored)
        {
            string full = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full) ?? folder);
            File.WriteAllBytes(full, content);
        }
    }

    /// <summary>Restored packages are the lock's business, not version control's.</summary>
    private void IgnoreRestored()
    {
        string path = Path.Combine(Root, ".cell", ".gitignore");
        if (!File.Exists(path))
            File.WriteAllText(path, "*\n");
    }
}
