using System.Text.Json;
using CellDsl.Packages.Citing;
using CellDsl.Packages.Manifests;
using YamlDotNet.RepresentationModel;

namespace CellDsl.Packages.Tests;

/// <summary>Citations that reference managers and data repositories read; nothing in them that cell.toml does not say.</summary>
public class CitationTests
{
    private const string Toml = """
        [package]
        name = "lab_a.ltvo"
        version = "1.2.0"
        description = "A \"route\": 50 % & more"
        license = "CC-BY-4.0"
        doi = "10.5281/zenodo.1234567"
        released = "2026-11-23"
        authors = [
          { family = "Müller", given = "Ada", orcid = "0000-0002-1825-0097", affiliation = "Lab A" },
          { name = "The Battery Team" },
        ]
        keywords = ["solid state"]
        cites = ["10.1039/d5ta07405c"]
        """;

    [Fact]
    public void A_sentence() =>
        Assert.Equal(
            "Müller, Ada; The Battery Team. lab_a.ltvo: A \"route\": 50 % & more, version 1.2.0 (2026). https://doi.org/10.5281/zenodo.1234567\n",
            Citation.Text(Facts(Toml))
        );

    [Fact]
    public void BibTeX_escapes_what_TeX_would_read() =>
        Assert.Equal(
            """
            @software{lab_a_ltvo_1.2.0,
              author = {Müller, Ada and {The Battery Team}},
              title = {lab\_a.ltvo: A "route": 50 \% \& more},
              year = {2026},
              date = {2026-11-23},
              version = {1.2.0},
              doi = {10.5281/zenodo.1234567},
              license = {CC-BY-4.0}
            }

            """,
            Citation.BibTeX(Facts(Toml))
        );

    [Fact]
    public void A_citation_file_is_YAML_with_what_the_format_requires()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Citation.Cff(Facts(Toml))));
        var root = Assert.IsType<YamlMappingNode>(yaml.Documents[0].RootNode);
        Assert.Equal("1.2.0", Text(root, "cff-version"));
        Assert.Equal("lab_a.ltvo: A \"route\": 50 % & more", Text(root, "title"));
        Assert.Equal("2026-11-23", Text(root, "date-released"));
        Assert.NotEmpty(Text(root, "message"));
        var authors = Assert.IsType<YamlSequenceNode>(root.Children["authors"]);
        var ada = Assert.IsType<YamlMappingNode>(authors[0]);
        Assert.Equal("Müller", Text(ada, "family-names"));
        Assert.Equal("https://orcid.org/0000-0002-1825-0097", Text(ada, "orcid"));
        Assert.Equal("The Battery Team", Text(Assert.IsType<YamlMappingNode>(authors[1]), "name"));
    }

    [Fact]
    public void A_crate_names_authors_by_their_orcid_and_every_file()
    {
        byte[] crate = PackageCrate.Write(Facts(Toml), [("cell/a.cell", 10), ("CITATION.cff", 20)], "0.1.0");
        using var json = JsonDocument.Parse(crate);
        var graph = json.RootElement.GetProperty("@graph").EnumerateArray().ToDictionary(Id, each => each);
        var root = graph["./"];
        Assert.Equal("2026-11-23", root.GetProperty("datePublished").GetString());
        Assert.Equal("https://spdx.org/licenses/CC-BY-4.0", Id(root.GetProperty("license")));
        Assert.Equal(
            ["https://orcid.org/0000-0002-1825-0097", "#The%20Battery%20Team"],
            root.GetProperty("author").EnumerateArray().Select(Id)
        );
        // Everything that is linked to is described.
        foreach (string list in new[] { "author", "citation", "hasPart" })
            Assert.All(root.GetProperty(list).EnumerateArray().Select(Id), id => Assert.Contains(id, graph));
        Assert.Equal(
            "https://w3id.org/ro/crate/1.2",
            Id(graph[PackageCrate.FileName].GetProperty("conformsTo"))
        );
    }

    [Fact]
    public void What_is_not_said_is_left_out()
    {
        var facts = Facts("[package]\nname = \"lab_a.ltvo\"\nversion = \"1.0.0\"\n");
        Assert.Equal("lab_a.ltvo, version 1.0.0.\n", Citation.Text(facts));
        Assert.DoesNotContain("year", Citation.BibTeX(facts), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "datePublished",
            System.Text.Encoding.UTF8.GetString(PackageCrate.Write(facts, [], "0.1.0")),
            StringComparison.Ordinal
        );
    }

    private static PackageFacts Facts(string toml) =>
        ManifestReader.Read(new("cell.toml", toml)).Package ?? throw new InvalidDataException();

    private static string Id(JsonElement element) => element.GetProperty("@id").GetString() ?? "";

    private static string Text(YamlMappingNode node, string key) =>
        Assert.IsType<YamlScalarNode>(node.Children[key]).Value ?? "";
}
