using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text;
using System.Text.RegularExpressions;
using CellDsl.Packages.Manifests;
using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Packaging.Licenses;
using Manifest = CellDsl.Packages.Manifests.Manifest;

namespace CellDsl.Packages.Archives;

/// <summary>
/// Makes a NuGet package of files. The same files give the same bytes: the container that NuGet builds is written anew
/// without its dates and its note of the machine.
/// </summary>
public static partial class PackageWriter
{
    /// <summary>What kind of package it is, for feeds that can be asked by kind.</summary>
    private static readonly PackageType Kind = new("CellProcedure", PackageType.EmptyVersion);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="files">All but the record.</param>
    public static byte[] Write(
        Manifest manifest,
        PackageFacts facts,
        IReadOnlyDictionary<string, byte[]> files,
        BuildRecord record
    )
    {
        var builder = new PackageBuilder(deterministic: true)
        {
            Id = facts.Name,
            Version = facts.Version,
            Description = facts.Description ?? $"The procedures of {facts.Name}.",
        };
        if (facts.Authors.IsEmpty)
            builder.Authors.Add("unknown");
        builder.Authors.AddRange(facts.Authors.Select(author => author.Name.Replace(',', ' ')));
        builder.Tags.AddRange(facts.Keywords.Select(word => word.Replace(' ', '-')));
        builder.PackageTypes.Add(Kind);
        if (facts.License is { } license)
            builder.LicenseMetadata = new(
                LicenseType.Expression,
                license,
                NuGetLicenseExpression.Parse(license),
                null,
                LicenseMetadata.CurrentVersion
            );
        if (facts.Doi is { } doi)
            builder.ProjectUrl = new($"https://doi.org/{doi}");
        if (files.ContainsKey("README.md"))
            builder.Readme = "README.md";
        if (!manifest.Dependencies.IsEmpty)
            builder.DependencyGroups.Add(
                new(
                    NuGetFramework.AnyFramework,
                    manifest.Dependencies.Select(each => new PackageDependency(each.Name, each.Range))
                )
            );
        var all = files.Append(KeyValuePair.Create(BuildRecord.FileName, record.Write()));
        foreach (var (path, content) in all.OrderBy(file => file.Key, StringComparer.Ordinal))
            builder.Files.Add(new MemoryFile(path, content));
        using var container = new MemoryStream();
        builder.Save(container);
        return StoredArchive.Write(Portable(container));
    }

    private static Dictionary<string, byte[]> Portable(MemoryStream container)
    {
        var files = new Dictionary<string, byte[]>();
        using var archive = new ZipArchive(container, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            byte[] bytes = content.ToArray();
            files[entry.FullName] = entry.FullName.EndsWith(".psmdcp", StringComparison.Ordinal)
                ? Utf8.GetBytes(
                    MadeBy().Replace(Encoding.UTF8.GetString(bytes), "<lastModifiedBy>cell</lastModifiedBy>")
                )
                : bytes;
        }
        return files;
    }

    [GeneratedRegex("<lastModifiedBy>.*?</lastModifiedBy>", RegexOptions.Singleline)]
    private static partial Regex MadeBy();

    /// <summary>A file that may be read more than once, as a README is.</summary>
    private sealed class MemoryFile(string path, byte[] content) : IPackageFile
    {
        public string Path => path;

        public string EffectivePath => path;

        public FrameworkName? TargetFramework => null;

        public NuGetFramework? NuGetFramework => null;

        public DateTimeOffset LastWriteTime => DateTimeOffset.UnixEpoch;

        public Stream GetStream() => new MemoryStream(content, writable: false);
    }
}
