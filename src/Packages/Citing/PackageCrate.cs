using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CellDsl.Packages.Manifests;

namespace CellDsl.Packages.Citing;

/// <summary>
/// The RO-Crate 1.2 metadata of a package, so that a data repository can take the package as it is. States what
/// <c>cell.toml</c> states; a day of release is there only where it is.
/// </summary>
public static class PackageCrate
{
    public const string FileName = "ro-crate-metadata.json";

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Dictionary<string, string> Media = new()
    {
        [".cell"] = "text/plain",
        [".toml"] = "application/toml",
        [".json"] = "application/json",
        [".md"] = "text/markdown",
        [".html"] = "text/html",
        [".cff"] = "text/yaml",
        [".csv"] = "text/csv",
        [".dll"] = "application/vnd.microsoft.portable-executable",
    };

    /// <param name="files">Paths with their sizes.</param>
    /// <param name="tool">As <c>0.1.0</c>.</param>
    public static byte[] Write(PackageFacts facts, IReadOnlyList<(string Path, int Bytes)> files, string tool)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://w3id.org/ro/crate/1.2/context");
            json.WriteStartArray("@graph");
            Entity(
                json,
                FileName,
                "CreativeWork",
                () =>
                {
                    Link(json, "conformsTo", "https://w3id.org/ro/crate/1.2");
                    Link(json, "about", "./");
                }
            );
            Entity(json, "./", "Dataset", () => Root(json, facts, files));
            foreach (var author in facts.Authors)
                Entity(json, IdOf(author), "Person", () => Person(json, author));
            if (facts.License is { } license)
                Entity(json, LicenseId(license), "CreativeWork", () => json.WriteString("name", license));
            foreach (string cited in facts.Cites)
                Entity(
                    json,
                    $"https://doi.org/{cited}",
                    "ScholarlyArticle",
                    () => json.WriteString("identifier", cited)
                );
            Entity(
                json,
                "#cell",
                "SoftwareApplication",
                () =>
                {
                    json.WriteString("name", "cell");
                    json.WriteString("version", tool);
                }
            );
            foreach (var (path, bytes) in files)
                Entity(json, path, "File", () => Describe(json, path, bytes));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return [.. stream.ToArray(), (byte)'\n'];
    }

    private static void Root(
        Utf8JsonWriter json,
        PackageFacts facts,
        IReadOnlyList<(string Path, int Bytes)> files
    )
    {
        json.WriteString("name", facts.Name);
        json.WriteString("version", facts.Version.ToNormalizedString());
        json.WriteString(
            "description",
            facts.Description ?? $"The battery laboratory procedures of {facts.Name}."
        );
        if (facts.Released is { } day)
            json.WriteString("datePublished", Citation.Day(day));
        if (facts.Doi is { } doi)
            json.WriteString("identifier", $"https://doi.org/{doi}");
        if (facts.License is { } license)
            Link(json, "license", LicenseId(license));
        Links(json, "author", facts.Authors.Select(IdOf));
        Links(json, "citation", facts.Cites.Select(cited => $"https://doi.org/{cited}"));
        if (!facts.Keywords.IsEmpty)
            json.WriteString("keywords", string.Join(", ", facts.Keywords));
        Links(json, "hasPart", files.Select(file => file.Path));
    }

    private static void Person(Utf8JsonWriter json, Author author)
    {
        json.WriteString("name", author.Name);
        if (author.Family is { } family)
            json.WriteString("familyName", family);
        if (author.Given is { } given)
            json.WriteString("givenName", given);
        if (author.Affiliation is { } where)
            json.WriteString("affiliation", where);
    }

    private static void Describe(Utf8JsonWriter json, string path, int bytes)
    {
        json.WriteString("name", Path.GetFileName(path));
        if (Media.GetValueOrDefault(Path.GetExtension(path)) is { } media)
            json.WriteString("encodingFormat", media);
        json.WriteString("contentSize", bytes.ToString(CultureInfo.InvariantCulture));
    }

    private static string IdOf(Author author) =>
        author.Orcid is { } orcid ? $"https://orcid.org/{orcid}" : $"#{Uri.EscapeDataString(author.Name)}";

    /// <summary>SPDX has a page for a licence, and none for an expression of several.</summary>
    private static string LicenseId(string license) =>
        license.Contains(' ', StringComparison.Ordinal)
            ? $"#{Uri.EscapeDataString(license)}"
            : $"https://spdx.org/licenses/{license}";

    private static void Entity(Utf8JsonWriter json, string id, string type, Action write)
    {
        json.WriteStartObject();
        json.WriteString("@id", id);
        json.WriteString("@type", type);
        write();
        json.WriteEndObject();
    }

    private static void Link(Utf8JsonWriter json, string name, string id)
    {
        json.WriteStartObject(name);
        json.WriteString("@id", id);
        json.WriteEndObject();
    }

    private static void Links(Utf8JsonWriter json, string name, IEnumerable<string> ids)
    {
        string[] all = [.. ids];
        if (all.Length == 0)
            return;
        json.WriteStartArray(name);
        foreach (string id in all)
        {
            json.WriteStartObject();
            json.WriteString("@id", id);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
