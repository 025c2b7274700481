using System.Globalization;
using System.Text;
using CellDsl.Packages.Manifests;

namespace CellDsl.Packages.Citing;

/// <summary>How to cite a package. What its <c>cell.toml</c> does not say is left out, never guessed.</summary>
public static class Citation
{
    /// <summary>A sentence for a list of references.</summary>
    public static string Text(PackageFacts facts)
    {
        var text = new StringBuilder();
        if (!facts.Authors.IsEmpty)
            text.Append(string.Join("; ", facts.Authors.Select(Listed))).Append(". ");
        text.Append(Title(facts)).Append(", version ").Append(facts.Version.ToNormalizedString());
        if (facts.Released is { } day)
            text.Append(CultureInfo.InvariantCulture, $" ({day.Year})");
        text.Append('.');
        if (facts.Doi is { } doi)
            text.Append($" https://doi.org/{doi}");
        return text.Append('\n').ToString();
    }

    public static string BibTeX(PackageFacts facts)
    {
        var fields = new List<(string Name, string Value)> { ("title", Braced(Title(facts))) };
        if (!facts.Authors.IsEmpty)
            fields.Insert(0, ("author", $"{{{string.Join(" and ", facts.Authors.Select(BibTeXName))}}}"));
        if (facts.Released is { } day)
        {
            fields.Add(("year", $"{{{day.Year.ToString(CultureInfo.InvariantCulture)}}}"));
            fields.Add(("date", $"{{{Day(day)}}}"));
        }
        fields.Add(("version", Braced(facts.Version.ToNormalizedString())));
        if (facts.Doi is { } doi)
            fields.Add(("doi", $"{{{doi}}}"));
        if (facts.License is { } license)
            fields.Add(("license", Braced(license)));
        string key = facts.Name.Replace('.', '_') + "_" + facts.Version.ToNormalizedString();
        return $"@software{{{key},\n{string.Join(",\n", fields.Select(field => $"  {field.Name} = {field.Value}"))}\n}}\n";
    }

    /// <summary>A <c>CITATION.cff</c>, Citation File Format 1.2.0.</summary>
    public static string Cff(PackageFacts facts)
    {
        var text = new StringBuilder();
        text.Append("cff-version: 1.2.0\n");
        text.Append("message: \"If you use these procedures, please cite them as below.\"\n");
        text.Append($"title: {Yaml(Title(facts))}\n");
        text.Append($"version: {Yaml(facts.Version.ToNormalizedString())}\n");
        text.Append("type: software\nauthors:\n");
        if (facts.Authors.IsEmpty)
            text.Append("  - name: \"The authors of this package, whom it does not name\"\n");
        foreach (var author in facts.Authors)
        {
            text.Append(
                author is { Family: { } family, Given: { } given }
                    ? $"  - family-names: {Yaml(family)}\n    given-names: {Yaml(given)}\n"
                    : $"  - name: {Yaml(author.Name)}\n"
            );
            if (author.Orcid is { } orcid)
                text.Append($"    orcid: \"https://orcid.org/{orcid}\"\n");
            if (author is { Affiliation: { } where, Family: not null, Given: not null })
                text.Append($"    affiliation: {Yaml(where)}\n");
        }
        if (facts.Description is { } description)
            text.Append($"abstract: {Yaml(description)}\n");
        if (!facts.Keywords.IsEmpty)
            text.Append("keywords:\n")
                .Append(string.Concat(facts.Keywords.Select(word => $"  - {Yaml(word)}\n")));
        if (facts.License is { } license)
            text.Append($"license: {Yaml(license)}\n");
        if (facts.Doi is { } doi)
            text.Append($"doi: {Yaml(doi)}\n");
        if (facts.Released is { } day)
            text.Append($"date-released: \"{Day(day)}\"\n");
        if (!facts.Cites.IsEmpty)
        {
            text.Append("references:\n");
            foreach (string cited in facts.Cites)
                text.Append(
                    $"  - type: article\n    title: {Yaml("doi:" + cited)}\n    doi: {Yaml(cited)}\n    authors:\n      - name: \"see the DOI\"\n"
                );
        }
        return text.ToString();
    }

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Title(PackageFacts facts) =>
        facts.Description is { } description ? $"{facts.Name}: {description.TrimEnd('.')}" : facts.Name;

    private static string Listed(Author author) =>
        author is { Family: { } family, Given: { } given } ? $"{family}, {given}" : author.Name;

    /// <summary>In braces of its own, a name stays one: BibTeX would take its last word for a family's.</summary>
    private static string BibTeXName(Author author) =>
        author is { Family: { } family, Given: { } given }
            ? $"{Escaped(family)}, {Escaped(given)}"
            : Braced(author.Name);

    private static string Braced(string text) => $"{{{Escaped(text)}}}";

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (char c in text)
        {
            if (c is '&' or '%' or '$' or '#' or '_')
                escaped.Append('\\');
            if (c is not ('{' or '}' or '\\'))
                escaped.Append(c);
        }
        return escaped.ToString();
    }

    private static string Yaml(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";
}
