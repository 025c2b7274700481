using CellDsl.Packages.Manifests;

namespace CellDsl.Packages.Tests;

/// <summary>What a cell.toml may say, and what is said where it is wrong.</summary>
public class ManifestTests
{
    [Fact]
    public void All_that_it_may_say_is_read()
    {
        var manifest = ManifestReader.Read(
            new(
                "cell.toml",
                """
                # ours
                [package]
                name = "lab_a.ltvo"
                version = "1.2.0-beta.1"
                description = "A route"
                license = "MIT OR Apache-2.0"
                doi = "10.5281/zenodo.1234567"
                released = "2026-11-23"
                authors = [
                  { family = "Example", given = "Ada", orcid = "0000-0002-1825-0097", affiliation = "Lab A" },
                  { name = "Team" },
                ]
                keywords = ["a", "b"]
                cites = ["10.1039/d5ta07405c"]
                include = ["drive.csv"]

                [dependencies]
                "lab_b.base" = "^1.0"
                lab_c.tools = "~2.1.0"

                [feeds]
                ours = "../feed"
                """
            )
        );
        var facts = Assert.IsType<PackageFacts>(manifest.Package);
        Assert.Equal(("lab_a.ltvo", "1.2.0-beta.1"), (facts.Name, facts.Version.ToNormalizedString()));
        Assert.Equal(new DateOnly(2026, 11, 23), facts.Released);
        Assert.Equal(["Ada Example", "Team"], facts.Authors.Select(author => author.Name));
        Assert.Equal(["lab_b.base", "lab_c.tools"], manifest.Dependencies.Select(each => each.Name));
        Assert.Equal(new FeedEntry("ours", "../feed"), Assert.Single(manifest.Feeds));
    }

    [Theory]
    [InlineData("name = \"lab_a.ltvo\"\nversion = 1", "`version` is a text", "write it in quotation marks")]
    [InlineData("version = \"1.0.0\"", "this package has no name", "write `name = ")]
    [InlineData(
        "name = \"ltvo\"\nversion = \"1.0.0\"",
        "the name `ltvo` lacks its namespace",
        "as in `lab_a.ltvo`"
    )]
    [InlineData("name = \"std.x\"\nversion = \"1.0.0\"", "is in the namespace `std`", "as in `lab_a.ltvo`")]
    [InlineData(
        "name = \"Lab.X\"\nversion = \"1.0.0\"",
        "is not made of lower-case letters",
        "as in `lab_a.ltvo`"
    )]
    [InlineData("name = \"a.b\"\nversion = \"1.0\"", "`1.0` is no semantic version", "three numbers")]
    [InlineData(
        "name = \"a.b\"\nversion = \"1.0.0\"\nlicence = \"MIT\"",
        "`licence` of a package means nothing",
        "did you mean `license`?"
    )]
    [InlineData(
        "name = \"a.b\"\nversion = \"1.0.0\"\nlicense = \"free for all\"",
        "is no SPDX licence expression",
        "CC-BY-4.0"
    )]
    [InlineData(
        "name = \"a.b\"\nversion = \"1.0.0\"\ndoi = \"https://doi.org/10.1/x\"",
        "is no DOI",
        "without `https://`"
    )]
    [InlineData("name = \"a.b\"\nversion = \"1.0.0\"\nreleased = \"23.11.2026\"", "is no date", "2026-11-23")]
    [InlineData(
        "name = \"a.b\"\nversion = \"1.0.0\"\nauthors = [{ name = \"A\", orcid = \"0000-0002-1825-0098\" }]",
        "is no ORCID",
        "copy it from the author's page"
    )]
    [InlineData(
        "name = \"a.b\"\nversion = \"1.0.0\"\nauthors = [{ orcid = \"0000-0002-1825-0097\" }]",
        "this author has no name",
        "authors = ["
    )]
    [InlineData(
        "name = \"a.b\"\nversion = \"1.0.0\"\nauthors = \"Ada\"",
        "`authors` is a list",
        "authors = ["
    )]
    [InlineData(
        "name = \"a.b\"\nversion = \"1.0.0\"\n[dependencies]\n\"c.d\" = \"1.0.0\"",
        "`1.0.0` does not say whether later versions will do",
        "`^1.2` (compatible)"
    )]
    [InlineData(
        "name = \"a.b\"\nversion = \"1.0.0\"\n[dependency]\n\"c.d\" = \"^1.0.0\"",
        "the group `[dependency]` means nothing here",
        "did you mean `dependencies`?"
    )]
    [InlineData("name = \"a.b\nversion = \"1.0.0\"", "this is not TOML", "a line is `key = ")]
    public void What_is_wrong_is_told_at_its_place(string text, string message, string help)
    {
        var exception = Assert.Throws<PackageException>(() =>
            ManifestReader.Read(new("cell.toml", $"[package]\n{text}\n"))
        );
        var finding = exception.Findings.First(each =>
            each.Message.Contains(message, StringComparison.Ordinal)
        );
        Assert.Equal("CELL8010", finding.Rule.Code);
        Assert.Contains(help, finding.Help, StringComparison.Ordinal);
        Assert.NotNull(finding.At);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once() =>
        Assert.Equal(
            3,
            Assert
                .Throws<PackageException>(() =>
                    ManifestReader.Read(
                        new("cell.toml", "[package]\nname = \"x\"\nversion = \"y\"\nlicence = \"z\"\n")
                    )
                )
                .Findings.Count
        );

    [Theory]
    [InlineData("0000-0002-1825-0097", true)]
    [InlineData("0000-0002-1694-233X", true)]
    [InlineData("0000-0002-1825-0098", false)]
    [InlineData("0000000218250097", false)]
    public void An_orcid_has_a_check_digit(string text, bool valid) =>
        Assert.Equal(valid, Orcid.IsValid(text));

    [Theory]
    [InlineData("", "[dependencies]\n\"a.b\" = \"^1\"\n")]
    [InlineData(
        "# mine\n[feeds]\nx = \"y\"\n",
        "# mine\n[feeds]\nx = \"y\"\n\n[dependencies]\n\"a.b\" = \"^1\"\n"
    )]
    [InlineData("[dependencies]\n\"a.b\" = \"^0\" # why\n", "[dependencies]\n\"a.b\" = \"^1\" # why\n")]
    [InlineData("[dependencies]\na.b = \"^0\"\n", "[dependencies]\na.b = \"^1\"\n")]
    [InlineData(
        "[dependencies]\nc.d = \"^0\" # two\n\n[feeds]\n",
        "[dependencies]\nc.d = \"^0\" # two\n\"a.b\" = \"^1\"\n\n[feeds]\n"
    )]
    [InlineData("[dependencies]\n[feeds]\n", "[dependencies]\n\"a.b\" = \"^1\"\n[feeds]\n")]
    [InlineData("[dependencies]", "[dependencies]\n\"a.b\" = \"^1\"\n")]
    public void A_change_leaves_the_rest_as_it_was(string before, string after) =>
        Assert.Equal(after, ManifestEditor.Set(before, "dependencies", "a.b", "^1"));
}
