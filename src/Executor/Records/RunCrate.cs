using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using CellDsl.Executor.Journal;

namespace CellDsl.Executor.Records;

/// <summary>
/// The folder of a run as an RO-Crate 1.2 with the terms of the Process Run Crate profile: which program, of which sources, made
/// which data when, each file with its SHA-256. No licence is stated, since none is known.
/// </summary>
internal static class RunCrate
{
    public const string Metadata = "ro-crate-metadata.json";

    private static readonly (string Start, string Media, string Description)[] Kinds =
    [
        ("data/", "text/csv", "Time series, Battery Data Format"),
        ("source/names.json", "application/json", "Under which names the program knows its sources"),
        ("source/", "text/plain", "Source of the procedure"),
        ("plots/", "image/png", "Picture"),
        ("program.dll", "application/octet-stream", "The compiled program, as it ran"),
        ("program.pdb", "application/octet-stream", "Its symbols, with the sources inside"),
        ("plan.json", "application/json", "What the procedure means"),
        ("summary.json", "application/json", "What came of it"),
        ("cycles.csv", "text/csv", "A line per cycle"),
        ("steps.csv", "text/csv", "A line per step that ran, and why it ended"),
        ("step-sources.csv", "text/csv", "Where each step is written"),
        ("events.csv", "text/csv", "Gaps, watchdogs, questions with their answers, orders"),
        ("", "text/csv", "Results"),
    ];

    /// <param name="head">The journal's last seal.</param>
    /// <param name="simulated">Whether the cells were models.</param>
    public static void Write(
        string folder,
        RunBegan began,
        string compiler,
        string head,
        bool simulated,
        DateTimeOffset end
    )
    {
        var files = Files(folder);
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://w3id.org/ro/crate/1.2/context");
            json.WriteStartArray("@graph");
            Entity(json, Metadata, "CreativeWork");
            Reference(json, "conformsTo", "https://w3id.org/ro/crate/1.2");
            Reference(json, "about", "./");
            json.WriteEndObject();

            Entity(json, "./", "Dataset");
            json.WriteString("name", began.Run);
            json.WriteString(
                "description",
                $"Experiment {began.Experiment}, {(simulated ? "simulated on a bench of models" : "measured")}, {began.Pace} clock; "
                    + $"plan sha256:{began.PlanHash}, sources sha256:{began.SourceHash}, journal head {head}"
            );
            json.WriteString("datePublished", Time(end));
            Reference(json, "conformsTo", "https://w3id.org/ro/wfrun/process/0.5");
            References(json, "hasPart", files.Append("journal.db"));
            Reference(json, "mentions", "#run");
            json.WriteEndObject();

            Entity(json, "#run", "CreateAction");
            json.WriteString("name", $"Run of {began.Experiment}");
            json.WriteString("startTime", Time(began.At.Utc));
            json.WriteString("endTime", Time(end));
            Reference(json, "instrument", "program.dll");
            References(json, "object", files.Where(f => f.StartsWith("source/", StringComparison.Ordinal)));
            References(json, "result", files.Where(f => f.StartsWith("data/", StringComparison.Ordinal)));
            json.WriteEndObject();

            Entity(json, "journal.db", "File");
            json.WriteString("description", "The journal of the run: an SQLite data base of sealed records");
            json.WriteString("encodingFormat", "application/vnd.sqlite3");
            json.WriteEndObject();
            foreach (string file in files)
                Describe(json, folder, file, compiler);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        File.WriteAllBytes(Path.Combine(folder, Metadata), stream.ToArray());
    }

    /// <summary>Files that are not what the crate says, and how many are; null where there is no crate.</summary>
    public static (int Same, List<string> Different)? Check(string folder)
    {
        string path = Path.Combine(folder, Metadata);
        if (!File.Exists(path))
            return null;
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        int same = 0;
        var different = new List<string>();
        foreach (var entity in document.RootElement.GetProperty("@graph").EnumerateArray())
        {
            if (!entity.TryGetProperty("sha256", out var hash))
                continue;
            string id = entity.GetProperty("@id").GetString() ?? "";
            string file = Path.Combine(folder, id);
            if (File.Exists(file) && HashOf(file) == hash.GetString())
                same++;
            else
                different.Add(id);
        }
        return (same, different);
    }

    private static List<string> Files(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                .Where(file =>
                    file is not (Metadata or "run.lock" or "run.log")
                    && !file.StartsWith("journal.db", StringComparison.Ordinal)
                    && !file.StartsWith("inbox/", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal),
        ];

    private static void Describe(Utf8JsonWriter json, string folder, string file, string compiler)
    {
        string path = Path.Combine(folder, file);
        var (_, media, description) = Kinds.First(k => file.StartsWith(k.Start, StringComparison.Ordinal));
        json.WriteStartObject();
        json.WriteString("@id", file);
        if (file == "program.dll")
        {
            json.WriteStartArray("@type");
            json.WriteStringValue("File");
            json.WriteStringValue("SoftwareApplication");
            json.WriteEndArray();
            json.WriteString("softwareVersion", compiler);
        }
        else
            json.WriteString("@type", "File");
        json.WriteString("name", Path.GetFileName(file));
        json.WriteString("description", description);
        json.WriteString(
            "encodingFormat",
            file.EndsWith(".svg", StringComparison.Ordinal) ? "image/svg+xml" : media
        );
        json.WriteString("contentSize", new FileInfo(path).Length.ToString(CultureInfo.InvariantCulture));
        json.WriteString("sha256", HashOf(path));
        json.WriteEndObject();
    }

    private static void Entity(Utf8JsonWriter json, string id, string type)
    {
        json.WriteStartObject();
        json.WriteString("@id", id);
        json.WriteString("@type", type);
    }

    private static void Reference(Utf8JsonWriter json, string property, string id)
    {
        json.WriteStartObject(property);
        json.WriteString("@id", id);
        json.WriteEndObject();
    }

    private static void References(Utf8JsonWriter json, string property, IEnumerable<string> ids)
    {
        json.WriteStartArray(property);
        foreach (string id in ids)
        {
            json.WriteStartObject();
            json.WriteString("@id", id);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
