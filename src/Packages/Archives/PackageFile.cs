using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Packages;
using CellDsl.Packages.Manifests;

namespace CellDsl.Packages.Archives;

/// <summary>A package that was read, and agrees with its own record.</summary>
public sealed class PackageFile
{
    /// <summary>Where the project's own files stand in a package.</summary>
    public const string SourceFolder = "cell/";

    private PackageFile(
        byte[] bytes,
        Manifest manifest,
        PackageFacts facts,
        BuildRecord record,
        SortedDictionary<string, byte[]> files
    )
    {
        Bytes = bytes;
        Manifest = manifest;
        Facts = facts;
        Record = record;
        Files = files;
    }

    public byte[] Bytes { get; }

    public Manifest Manifest { get; }

    public PackageFacts Facts { get; }

    public BuildRecord Record { get; }

    /// <summary>Every file by path, the container's own aside.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>As NuGet writes it: <c>sha512-</c> and Base64.</summary>
    public static string HashOf(byte[] bytes) => "sha512-" + Convert.ToBase64String(SHA512.HashData(bytes));

    /// <summary>The files of the project itself, by their path in it.</summary>
    public IEnumerable<KeyValuePair<string, byte[]>> Project =>
        Files
            .Where(file => file.Key.StartsWith(SourceFolder, StringComparison.Ordinal))
            .Select(file => KeyValuePair.Create(file.Key[SourceFolder.Length..], file.Value));

    /// <summary>
    /// What is restored of it. A lock of its own would stand nearer to its imports than that of the project that uses it.
    /// </summary>
    public IEnumerable<KeyValuePair<string, byte[]>> Restored =>
        Project.Where(file => file.Key[0] != '.' && Path.GetFileName(file.Key) != PackageLock.FileName);

    /// <summary>As a lock names it.</summary>
    public LockedPackage Locked(ImmutableSortedDictionary<string, string> dependencies) =>
        new(
            Facts.Name,
            Facts.Version.ToNormalizedString(),
            HashOf(Bytes),
            dependencies,
            Restored
                .Where(file => file.Key.EndsWith(".cell", StringComparison.Ordinal))
                .ToImmutableSortedDictionary(
                    file => file.Key,
                    file => PackageLock.HashOf(Encoding.UTF8.GetString(file.Value)),
                    StringComparer.Ordinal
                )
        );

    /// <param name="label">What to call it in a message.</param>
    /// <exception cref="PackageException">It is not safe, no package of ours, or contradicts its own record.</exception>
    public static PackageFile Read(byte[] bytes, string label)
    {
        var files = SafeArchive.Read(bytes, label);
        foreach (string path in files.Keys.Where(IsContainers).ToList())
            files.Remove(path);
        if (
            !files.Remove(BuildRecord.FileName, out var written)
            || BuildRecord.Read(written) is not { } record
            || !files.TryGetValue(SourceFolder + Manifest.FileName, out var toml)
        )
            throw new PackageException(
                Rules.UnsafePackageOf(label, "it is a NuGet package, and not one that `cell pack` made")
            );
        foreach (string path in files.Keys.Concat(record.Files.Keys).Order(StringComparer.Ordinal))
        {
            if (
                !files.TryGetValue(path, out var content)
                || !record.Files.TryGetValue(path, out string? hash)
                || BuildRecord.HashOf(content) != hash
            )
                throw new PackageException(Rules.PackageContradictsItself(label, path));
        }
        var manifest = ManifestReader.Read(new(Manifest.FileName, Encoding.UTF8.GetString(toml)));
        if (
            manifest.Package is not { } facts
            || facts.Name != record.Name
            || facts.Version.ToNormalizedString() != record.Version
        )
            throw new PackageException(Rules.PackageContradictsItself(label, Manifest.FileName));
        return new(bytes, manifest, facts, record, files);
    }

    /// <summary>What NuGet puts around the files; a signature is added after packing.</summary>
    public static bool IsContainers(string path) =>
        path.EndsWith(".nuspec", StringComparison.Ordinal) && !path.Contains('/', StringComparison.Ordinal)
        || path is "[Content_Types].xml" or ".signature.p7s"
        || path.StartsWith("_rels/", StringComparison.Ordinal)
        || path.StartsWith("package/", StringComparison.Ordinal);
}
