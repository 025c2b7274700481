using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;

namespace CellDsl.Reports.Findings;

/// <summary>
/// Findings as a SARIF 2.1.0 log (OASIS Static Analysis Results Interchange Format), for code hosts and editors. Columns
/// count UTF-16 code units from 1; an end column is the first after the span. Paths are those of the command line: relative
/// ones stay relative to the folder in which it was called.
/// </summary>
public sealed class SarifLog
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    // Fields that stay the same when lines above are added or removed, so that a code host knows a finding again.
    private const string FingerprintName = "cellFinding/v1";

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _toolVersion;
    private readonly Func<string, string?> _pageOf;
    private readonly Dictionary<string, int> _ruleIndex = [];
    private readonly List<Rule> _rules = [];
    private readonly Dictionary<string, int> _fingerprints = [];

    /// <param name="pageOf">The page of a rule in Markdown by its code, or null where it has none.</param>
    public SarifLog(string toolVersion, Func<string, string?> pageOf)
    {
        _toolVersion = toolVersion;
        _pageOf = pageOf;
    }

    public string Write(IReadOnlyList<Diagnostic> reported, IReadOnlyList<SilencedFinding> silenced)
    {
        foreach (
            var rule in reported.Concat(silenced.Select(finding => finding.Diagnostic)).Select(d => d.Rule)
        )
        {
            if (_ruleIndex.TryAdd(rule.Code, _rules.Count))
                _rules.Add(rule);
        }
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var diagnostic in reported)
                WriteResult(json, diagnostic, null);
            foreach (var (diagnostic, reason) in silenced)
                WriteResult(json, diagnostic, reason);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "cell");
        json.WriteString("semanticVersion", _toolVersion);
        json.WriteStartArray("rules");
        foreach (var rule in _rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Code);
            WriteText(json, "shortDescription", rule.Title);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", LevelOf(rule));
            json.WriteEndObject();
            if (_pageOf(rule.Code) is { } page)
            {
                json.WriteStartObject("help");
                json.WriteString("text", page);
                json.WriteString("markdown", page);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteResult(Utf8JsonWriter json, Diagnostic diagnostic, string? silencedBecause)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Rule.Code);
        json.WriteNumber("ruleIndex", _ruleIndex[diagnostic.Rule.Code]);
        json.WriteString("level", LevelOf(diagnostic.Rule));
        WriteText(json, "message", Sentence(diagnostic));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        WriteLocation(json, diagnostic.Location);
        json.WriteEndObject();
        json.WriteEndArray();
        if (diagnostic.Related.Length > 0)
        {
            json.WriteStartArray("relatedLocations");
            for (int i = 0; i < diagnostic.Related.Length; i++)
            {
                json.WriteStartObject();
                json.WriteNumber("id", i + 1);
                WriteLocation(json, diagnostic.Related[i].Location);
                WriteText(json, "message", diagnostic.Related[i].Text);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteStartObject("partialFingerprints");
        json.WriteString(FingerprintName, Fingerprint(diagnostic));
        json.WriteEndObject();
        if (diagnostic.Fixes.Length > 0)
            WriteFixes(json, diagnostic);
        if (silencedBecause is not null)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", "inSource");
            json.WriteString("justification", silencedBecause);
            json.WriteEndObject();
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteFixes(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartArray("fixes");
        foreach (var fix in diagnostic.Fixes)
        {
            json.WriteStartObject();
            WriteText(json, "description", fix.Title);
            json.WriteStartArray("artifactChanges");
            json.WriteStartObject();
            WriteArtifact(json, diagnostic.Location.Source.Path);
            json.WriteStartArray("replacements");
            foreach (var edit in fix.Edits)
            {
                json.WriteStartObject();
                WriteRegion(json, "deletedRegion", new(diagnostic.Location.Source, edit.Span));
                WriteText(json, "insertedContent", edit.NewText);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteLocation(Utf8JsonWriter json, Location location)
    {
        json.WriteStartObject("physicalLocation");
        WriteArtifact(json, location.Source.Path);
        WriteRegion(json, "region", location);
        json.WriteEndObject();
    }

    private static void WriteArtifact(Utf8JsonWriter json, string path)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", FileUri.Of(path));
        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, string name, Location location)
    {
        json.WriteStartObject(name);
        json.WriteNumber("startLine", location.Start.Line + 1);
        json.WriteNumber("startColumn", location.Start.Column + 1);
        json.WriteNumber("endLine", location.End.Line + 1);
        json.WriteNumber("endColumn", location.End.Column + 1);
        json.WriteNumber("charOffset", location.Span.Start);
        json.WriteNumber("charLength", location.Span.Length);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>The message with the facts and the next step below it: a viewer shows nothing else.</summary>
    private static string Sentence(Diagnostic diagnostic)
    {
        var lines = new List<string> { diagnostic.Message };
        if (diagnostic.Text is { Length: > 0 } words)
            lines[0] += $" ({words})";
        lines.AddRange(diagnostic.Notes);
        if (diagnostic.Help is { } help)
            lines.Add($"help: {help}");
        return string.Join('\n', lines);
    }

    private string Fingerprint(Diagnostic diagnostic)
    {
        var source = diagnostic.Location.Source;
        string line = source.Slice(source.LineSpan(diagnostic.Location.Start.Line)).ToString().Trim();
        string identity = $"{diagnostic.Rule.Code}\0{source.Path}\0{line}";
        int earlier = _fingerprints.GetValueOrDefault(identity);
        _fingerprints[identity] = earlier + 1;
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{identity}\0{earlier}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }

    private static string LevelOf(Rule rule) =>
        rule.Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "note",
        };
}
