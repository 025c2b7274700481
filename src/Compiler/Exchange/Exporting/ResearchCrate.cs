using System.Text;
using CellDsl.Compiler.Exchange.Formats;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Planning;
using CellDsl.Planning.Plans;

namespace CellDsl.Compiler.Exchange.Exporting;

/// <summary>
/// A procedure as RO-Crate 1.2: its sources, its plan, the procedure to read, and the metadata that name them. The
/// licence is its author's to choose: without one, none is stated.
/// </summary>
public static class ResearchCrate
{
    public const string Metadata = "ro-crate-metadata.json";

    /// <param name="tool">As <c>CellDsl 0.1.0</c>.</param>
    /// <param name="procedure">The procedure to read, in Markdown; null where no experiment says what is done.</param>
    /// <param name="licence">Its address, or its short name in the list of SPDX (<c>CC-BY-4.0</c>); null to state none.</param>
    public static IReadOnlyList<ExportFile> Write(
        PlanResult planned,
        string name,
        string tool,
        DateOnly date,
        string? procedure,
        string? licence = null
    )
    {
        var files = new List<(ExportFile File, string Description, string Media)>
        {
            (
                new("plan.json", Encoding.UTF8.GetBytes(PlanJson.Write(planned.Plan))),
                $"What the procedure means, in the format {Plan.CurrentFormat}",
                "application/json"
            ),
        };
        if (procedure is not null)
            files.Add(
                (
                    new("procedure.md", Encoding.UTF8.GetBytes(procedure)),
                    "The procedure to read",
                    "text/markdown"
                )
            );
        foreach (
            var source in planned.Sources.Where(source =>
                planned.Plan.Experiments.Count == 0 || IsOwn(source.Path)
            )
        )
            files.Add(
                (
                    new($"source/{Inside(source.Path)}", Encoding.UTF8.GetBytes(source.Text)),
                    "Source of the procedure",
                    "text/plain"
                )
            );
        return
        [
            Described(files, name, tool, date, planned.Plan.SourceHash, licence),
            .. files.Select(file => file.File),
        ];
    }

    // The standard vocabulary comes with the tool.
    private static bool IsOwn(string path) => !path.StartsWith("std", StringComparison.Ordinal);

    private static string Inside(string path) =>
        string.Join('/', path.Split('/', '\\').Where(part => part is not (".." or "." or "")));

    private static string AddressOf(string licence) =>
        licence.Contains("://", StringComparison.Ordinal) ? licence : $"https://spdx.org/licenses/{licence}";

    private static ExportFile Described(
        List<(ExportFile File, string Description, string Media)> files,
        string name,
        string tool,
        DateOnly date,
        string hash,
        string? licence
    ) =>
        new(
            Metadata,
            JsonWriting.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("@context", "https://w3id.org/ro/crate/1.2/context");
                json.WriteStartArray("@graph");
                json.WriteStartObject();
                json.WriteString("@id", Metadata);
                json.WriteString("@type", "CreativeWork");
                json.WriteStartObject("conformsTo");
                json.WriteString("@id", "https://w3id.org/ro/crate/1.2");
                json.WriteEndObject();
                json.WriteStartObject("about");
                json.WriteString("@id", "./");
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteStartObject();
                json.WriteString("@id", "./");
                json.WriteString("@type", "Dataset");
                json.WriteString("name", name);
                json.WriteString(
                    "description",
                    $"A battery laboratory procedure, written by {tool}; source sha256:{hash}"
                );
                json.WriteString(
                    "datePublished",
                    date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
                );
                if (licence is not null)
                {
                    json.WriteStartObject("license");
                    json.WriteString("@id", AddressOf(licence));
                    json.WriteEndObject();
                }
                json.WriteStartArray("hasPart");
                foreach (var (file, _, _) in files)
                {
                    json.WriteStartObject();
                    json.WriteString("@id", file.Name);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
                foreach (var (file, description, media) in files)
                {
                    json.WriteStartObject();
                    json.WriteString("@id", file.Name);
                    json.WriteString("@type", "File");
                    json.WriteString("name", Path.GetFileName(file.Name));
                    json.WriteString("description", description);
                    json.WriteString("encodingFormat", media);
                    json.WriteString(
                        "contentSize",
                        file.Content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)
                    );
                    json.WriteEndObject();
                }
                if (licence is not null)
                {
                    json.WriteStartObject();
                    json.WriteString("@id", AddressOf(licence));
                    json.WriteString("@type", "CreativeWork");
                    json.WriteString("name", licence);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            })
        );
}
