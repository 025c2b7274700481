using System.Collections.Immutable;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Language.Packages;
using CellDsl.Packages.Archives;
using CellDsl.Packages.Feeds;
using CellDsl.Packages.Projects;

namespace CellDsl.Cli.Packaging;

/// <param name="Package">As it was given.</param>
/// <param name="Same">Paths of the files that the rebuild gives as well.</param>
/// <param name="Different">Paths of those that it gives otherwise, or not.</param>
/// <param name="SameArchive">Whether the package file itself, container and all, is the same bytes; a signature changes it.</param>
internal sealed record VerifiedPackage(
    PackageFile Package,
    IReadOnlyList<string> Same,
    IReadOnlyList<string> Different,
    bool SameArchive
);

/// <summary>Makes a package anew from its own sources, in an empty folder, and compares.</summary>
internal static class PackageVerification
{
    /// <param name="label">What to call the package in a message.</param>
    public static VerifiedPackage Verify(
        byte[] bytes,
        string label,
        FeedSet feeds,
        CellConsole console,
        CancellationToken cancellation
    )
    {
        var package = PackageFile.Read(bytes, label);
        string folder = Directory.CreateTempSubdirectory("cell-verify-").FullName;
        try
        {
            foreach (var (path, content) in package.Restored)
            {
                string full = Path.Combine(folder, path);
                Directory.CreateDirectory(Path.GetDirectoryName(full) ?? folder);
                File.WriteAllBytes(full, content);
            }
            var project = Restored(package, folder, feeds);
            using var line = ProgressLine.On(console);
            bool withTests = package.Files.ContainsKey("results/tests.json");
            var made = new PackageMaker(project, package.Facts, withTests, line).Make(cancellation);
            var all = package.Files.Keys.Union(made.Files.Keys).Order(StringComparer.Ordinal);
            var same = all.ToLookup(path => IsSame(path, package.Files, made.Files));
            return new(package, [.. same[true]], [.. same[false]], made.Bytes.AsSpan().SequenceEqual(bytes));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The packages that it was packed with, at the hashes that it names.</summary>
    private static Project Restored(PackageFile package, string folder, FeedSet feeds)
    {
        var project = Project.Open(folder);
        if (package.Record.Uses.IsEmpty)
            return project;
        var locked = package.Record.Uses.Select(used => new LockedPackage(
            used.Name,
            used.Version,
            used.Hash,
            ImmutableSortedDictionary<string, string>.Empty,
            ImmutableSortedDictionary<string, string>.Empty
        ));
        var files = locked
            .Select(used =>
                (
                    used,
                    File: PackageFile.Read(
                        Project.Bytes(used, feeds, PackageWork.Store),
                        $"`{used.Name}` {used.Version}"
                    )
                )
            )
            .ToList();
        var versions = files.ToDictionary(each => each.used.Name, each => each.used.Version);
        var whole = new PackageLock([
            .. files.Select(each =>
                each.File.Locked(
                    each.File.Manifest.Dependencies.ToImmutableSortedDictionary(
                        wanted => wanted.Name,
                        wanted => versions.GetValueOrDefault(wanted.Name, ""),
                        StringComparer.Ordinal
                    )
                )
            ),
        ]);
        File.WriteAllText(project.LockPath, whole.Write());
        project.Restore(whole, feeds, PackageWork.Store);
        return project with { Lock = whole };
    }

    private static bool IsSame(
        string path,
        IReadOnlyDictionary<string, byte[]> one,
        IReadOnlyDictionary<string, byte[]> other
    ) =>
        one.TryGetValue(path, out var a) && other.TryGetValue(path, out var b) && a.AsSpan().SequenceEqual(b);
}
