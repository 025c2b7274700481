using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using NuGet.Versioning;

namespace CellDsl.Packages.Manifests;

/// <param name="Name">In full.</param>
/// <param name="Family">With <paramref name="Given"/> its parts, where the author tells them apart; else null.</param>
/// <param name="Orcid">As <c>0000-0002-1825-0097</c>, or null.</param>
public sealed record Author(string Name, string? Family, string? Given, string? Orcid, string? Affiliation);

/// <summary>What <c>[package]</c> in a <c>cell.toml</c> says.</summary>
/// <param name="License">An SPDX expression, or null.</param>
/// <param name="Released">The day of its release, or null.</param>
/// <param name="Doi">Of the package itself, as <c>10.5281/zenodo.1234567</c>, or null.</param>
/// <param name="Cites">DOIs of what the procedures come from.</param>
/// <param name="Include">Files to take along that are no procedures, as paths.</param>
public sealed record PackageFacts(
    string Name,
    NuGetVersion Version,
    string? Description,
    string? License,
    string? Doi,
    DateOnly? Released,
    ImmutableArray<Author> Authors,
    ImmutableArray<string> Keywords,
    ImmutableArray<string> Cites,
    ImmutableArray<string> Include
);

/// <param name="Written">The range as it stands in the file.</param>
public sealed record Dependency(string Name, VersionRange Range, string Written, Location At);

/// <param name="Where">A folder, the address of a NuGet feed, or the name of a source in NuGet's own configuration.</param>
public sealed record FeedEntry(string Name, string Where);

/// <summary>A <c>cell.toml</c>: a package, or only a project that uses some.</summary>
/// <param name="Package">Null where the project is no package.</param>
public sealed record Manifest(
    SourceText Source,
    PackageFacts? Package,
    ImmutableArray<Dependency> Dependencies,
    ImmutableArray<FeedEntry> Feeds
)
{
    public const string FileName = "cell.toml";

    public static Manifest Empty { get; } = new(new(FileName, ""), null, [], []);
}
