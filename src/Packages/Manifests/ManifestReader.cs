using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Packages;
using CellDsl.Language.Text;
using CellDsl.Language.Units;
using CellDsl.Packages.Versions;
using NuGet.Packaging.Licenses;
using NuGet.Versioning;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace CellDsl.Packages.Manifests;

/// <summary>Reads a <c>cell.toml</c>; everything that is wrong with it is told at once, each at its place.</summary>
public sealed partial class ManifestReader
{
    private static readonly string[] Tables = ["package", "dependencies", "feeds"];
    private static readonly string[] PackageKeys =
    [
        "name",
        "version",
        "description",
        "license",
        "doi",
        "released",
        "authors",
        "keywords",
        "cites",
        "include",
    ];
    private static readonly string[] AuthorKeys = ["name", "family", "given", "orcid", "affiliation"];

    private const string Day = "yyyy-MM-dd";

    private readonly SourceText _source;
    private readonly List<PackageFinding> _findings = [];

    private ManifestReader(SourceText source) => _source = source;

    /// <exception cref="PackageException">Something is wrong with it.</exception>
    public static Manifest Read(SourceText source)
    {
        var reader = new ManifestReader(source);
        var manifest = reader.Read();
        return reader._findings.Count == 0 ? manifest : throw new PackageException(reader._findings);
    }

    private Manifest Read()
    {
        var document = SyntaxParser.Parse(_source.Text, _source.Path, validate: true);
        if (document.HasErrors)
        {
            foreach (var message in document.Diagnostics)
                Fault(
                    new(_source, new(Math.Clamp(message.Span.Start.Offset, 0, _source.Text.Length), 0)),
                    $"this is not TOML: {Sentence(message.Message)}",
                    "a line is `key = \"value\"`; a group begins with `[dependencies]`"
                );
            return Manifest.Empty;
        }
        foreach (var stray in Toml.Entries(document.KeyValues, _source))
            Fault(stray.KeyAt, $"`{stray.Key}` stands in no group", "write `[package]` above it");

        PackageFacts? package = null;
        var dependencies = ImmutableArray.CreateBuilder<Dependency>();
        var feeds = ImmutableArray.CreateBuilder<FeedEntry>();
        foreach (var table in document.Tables)
        {
            string name = Toml.NameOf(table.Name);
            var entries = Toml.Entries(table.Items, _source);
            switch (name)
            {
                case "package":
                    package = ReadPackage(table, entries);
                    break;
                case "dependencies":
                    dependencies.AddRange(entries.Select(ReadDependency).OfType<Dependency>());
                    break;
                case "feeds":
                    feeds.AddRange(
                        entries
                            .Select(entry => new FeedEntry(entry.Key, Text(entry) ?? ""))
                            .Where(feed => feed.Where.Length > 0)
                    );
                    break;
                default:
                    Unknown(Toml.At(_source, table.Name), $"the group `[{name}]`", name, Tables);
                    break;
            }
        }
        return new(_source, package, dependencies.ToImmutable(), feeds.ToImmutable());
    }

    private PackageFacts? ReadPackage(TableSyntaxBase table, IEnumerable<TomlEntry> entries)
    {
        var byKey = new Dictionary<string, TomlEntry>();
        foreach (var entry in entries)
        {
            byKey[entry.Key] = entry;
            if (!PackageKeys.Contains(entry.Key))
                Unknown(
                    entry.KeyAt,
                    $"`{entry.Key}` of a package",
                    entry.Key == "licence" ? "license" : entry.Key,
                    PackageKeys
                );
        }
        string? name = Needed(table, byKey, "name", "name = \"my_lab.my_procedure\"");
        if (name is not null && PackageName.Fault(name) is { } wrong)
            Fault(byKey["name"].At, $"the name `{name}` {wrong}", "as in `lab_a.ltvo`");
        string? written = Needed(table, byKey, "version", "version = \"1.0.0\"");
        NuGetVersion? version = null;
        if (
            written is not null
            && !(SemanticVersion.TryParse(written, out _) && NuGetVersion.TryParse(written, out version))
        )
            Fault(
                byKey["version"].At,
                $"`{written}` is no semantic version",
                "three numbers, as in `1.0.0`, or `1.1.0-beta.1`"
            );
        string? license = Optional(
            byKey,
            "license",
            IsLicense,
            "is no SPDX licence expression",
            "as in `CC-BY-4.0` or `MIT OR Apache-2.0`"
        );
        string? doi = Optional(
            byKey,
            "doi",
            IsDoi,
            "is no DOI",
            "as in `10.5281/zenodo.1234567`, without `https://`"
        );
        string? released = Optional(byKey, "released", IsDay, "is no date", "as in `2026-11-23`");
        var cites = Texts(byKey, "cites");
        foreach (string cited in cites.Where(cited => !IsDoi(cited)))
            Fault(
                byKey["cites"].At,
                $"`{cited}` is no DOI",
                "as in `10.1039/d5ta07405c`, without `https://`"
            );
        var authors = ReadAuthors(byKey.GetValueOrDefault("authors"));
        return name is null || version is null
            ? null
            : new(
                name,
                version,
                Said(byKey, "description"),
                license,
                doi,
                released is null ? null : DateOnly.ParseExact(released, Day, CultureInfo.InvariantCulture),
                authors,
                Texts(byKey, "keywords"),
                cites,
                Texts(byKey, "include")
            );
    }

    private ImmutableArray<Author> ReadAuthors(TomlEntry? entry)
    {
        if (entry is null)
            return [];
        const string help = "authors = [{ name = \"Ada Example\", orcid = \"0000-0002-1825-0097\" }]";
        if (entry.Value is not ArraySyntax list)
        {
            Fault(entry.At, "`authors` is a list", help);
            return [];
        }
        var authors = ImmutableArray.CreateBuilder<Author>();
        foreach (var item in list.Items)
        {
            if (item.Value is not InlineTableSyntax table)
            {
                Fault(Toml.At(_source, item), "an author is a name with an ORCID, in braces", help);
                continue;
            }
            var byKey = new Dictionary<string, TomlEntry>();
            foreach (
                var each in Toml.Entries(
                    table.Items.Select(one => one.KeyValue).OfType<KeyValueSyntax>(),
                    _source
                )
            )
            {
                byKey[each.Key] = each;
                if (!AuthorKeys.Contains(each.Key))
                    Unknown(each.KeyAt, $"`{each.Key}` of an author", each.Key, AuthorKeys);
            }
            string? family = Said(byKey, "family");
            string? given = Said(byKey, "given");
            string? name = Said(byKey, "name") ?? (family is null ? null : $"{given} {family}".Trim());
            if (name is null)
                Fault(Toml.At(_source, item), "this author has no name", help);
            string? orcid = Optional(
                byKey,
                "orcid",
                Orcid.IsValid,
                "is no ORCID: sixteen digits in four groups, of which the last is a check digit",
                "copy it from the author's page, as in `0000-0002-1825-0097`"
            );
            if (name is not null)
                authors.Add(new(name, family, given, orcid, Said(byKey, "affiliation")));
        }
        return authors.ToImmutable();
    }

    private Dependency? ReadDependency(TomlEntry entry)
    {
        if (PackageName.Fault(entry.Key) is { } wrong)
        {
            Fault(entry.KeyAt, $"the name `{entry.Key}` {wrong}", "as in `lab_a.ltvo`");
            return null;
        }
        if (Text(entry) is not { } written)
            return null;
        if (RangeNotation.Read(written, out string? fault) is { } range)
            return new(entry.Key, range, written, entry.At);
        Fault(entry.At, $"`{written}` {fault}", $"write {RangeNotation.Ways}");
        return null;
    }

    private string? Needed(
        TableSyntaxBase table,
        Dictionary<string, TomlEntry> byKey,
        string key,
        string example
    )
    {
        if (byKey.TryGetValue(key, out var entry))
            return Text(entry);
        Fault(Toml.At(_source, table.Name), $"this package has no {key}", $"write `{example}`");
        return null;
    }

    private string? Optional(
        Dictionary<string, TomlEntry> byKey,
        string key,
        Func<string, bool> isValid,
        string fault,
        string help
    )
    {
        if (!byKey.TryGetValue(key, out var entry) || Text(entry) is not { } text)
            return null;
        if (isValid(text))
            return text;
        Fault(entry.At, $"`{text}` {fault}", help);
        return null;
    }

    private string? Said(Dictionary<string, TomlEntry> byKey, string key) =>
        byKey.TryGetValue(key, out var entry) ? Text(entry) : null;

    private string? Text(TomlEntry entry)
    {
        if (entry.Value is StringValueSyntax { Value: { } text })
            return text;
        Fault(entry.At, $"`{entry.Key}` is a text", $"write it in quotation marks: `{entry.Key} = \"…\"`");
        return null;
    }

    private ImmutableArray<string> Texts(Dictionary<string, TomlEntry> byKey, string key)
    {
        if (!byKey.TryGetValue(key, out var entry))
            return [];
        if (entry.Value is ArraySyntax list && list.Items.All(item => item.Value is StringValueSyntax))
            return [.. list.Items.Select(item => (item.Value as StringValueSyntax)?.Value ?? "")];
        Fault(entry.At, $"`{key}` is a list of texts", $"as in `{key} = [\"one\", \"two\"]`");
        return [];
    }

    private void Unknown(Location at, string what, string name, IReadOnlyList<string> known) =>
        Fault(
            at,
            $"{what} means nothing here",
            Spelling.Nearest(name, known) is { } nearest
                ? $"did you mean `{nearest}`?"
                : $"known are {string.Join(", ", known.Select(each => $"`{each}`"))}"
        );

    private void Fault(Location at, string message, string help) =>
        _findings.Add(Rules.ManifestFaultAt(at, message, help));

    private static bool IsLicense(string text)
    {
        try
        {
            return NuGetLicenseExpression.Parse(text) is not null;
        }
        catch (NuGetLicenseExpressionParsingException)
        {
            return false;
        }
    }

    private static bool IsDay(string text) =>
        DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsDoi(string text) => Doi().IsMatch(text);

    private static string Sentence(string message)
    {
        string first = message.Split(["␤", " at `", "\n"], 2, StringSplitOptions.None)[0].Trim().TrimEnd('.');
        return first.Length > 0 ? char.ToLowerInvariant(first[0]) + first[1..] : "its layout is broken";
    }

    [GeneratedRegex(@"^10\.\d{4,9}/\S+$")]
    private static partial Regex Doi();
}
