using System.Text.Json;
using CellDsl.Cli.Commands;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Reports.Findings;

namespace CellDsl.Cli.Rendering;

/// <summary>What a check found: each finding in full, then one line that sums up.</summary>
internal static class CheckReport
{
    /// <summary>Beyond this many a reader mends the first ones and checks again.</summary>
    private const int MostShown = 500;

    public static void WriteText(Procedures procedures, bool listOpen, CellConsole console)
    {
        WriteFindings(procedures.Diagnostics, console);
        if (listOpen)
            WriteOpenPoints(procedures.Compilation, console.Out);
        console.Out.WriteLine(Summary(procedures));
    }

    public static void WriteFindings(IReadOnlyCollection<Diagnostic> diagnostics, CellConsole console)
    {
        if (diagnostics.Count == 0)
            return;
        var options = new RenderOptions(console.Colour, console.Width);
        console.Out.Write(DiagnosticRenderer.Render(diagnostics.Take(MostShown), options));
        if (diagnostics.Count > MostShown)
            console.Out.WriteLine(
                $"\n… and {Plural.Of(diagnostics.Count - MostShown, "more finding")}; --json lists them"
            );
        console.Out.WriteLine();
    }

    /// <summary>As <c>no errors, 2 warnings, 12 unspecified, 5 assumed</c>.</summary>
    public static string Summary(Procedures procedures)
    {
        var compilation = procedures.Compilation;
        int errors = Count(procedures, Severity.Error);
        int warnings = Count(procedures, Severity.Warning);
        var parts = new List<string> { Plural.OfOrNone(errors, "error") };
        if (warnings > 0)
            parts.Add(Plural.Of(warnings, "warning"));
        int holes = compilation.Holes.Count();
        if (holes > 0)
            parts.Add($"{holes} unspecified");
        int assumptions = compilation.OpenPoints.Length - holes;
        if (assumptions > 0)
            parts.Add($"{assumptions} assumed");
        return string.Join(", ", parts);
    }

    public static void WriteJson(Procedures procedures, TextWriter output) =>
        JsonOutput.Write(
            output,
            "cell-check/1",
            writer =>
            {
                var compilation = procedures.Compilation;
                writer.WriteStartArray("files");
                foreach (var file in compilation.Files)
                    writer.WriteStringValue(file.Source.Path);
                writer.WriteEndArray();
                writer.WriteNumber("errors", Count(procedures, Severity.Error));
                writer.WriteNumber("warnings", Count(procedures, Severity.Warning));
                writer.WriteNumber("unspecified", compilation.Holes.Count());
                writer.WriteNumber("assumed", compilation.Assumptions.Count());
                JsonDiagnostics.Write(writer, "diagnostics", procedures.Diagnostics);
                WriteSilenced(writer, procedures);
                WriteOpenPoints(writer, compilation);
            }
        );

    /// <summary>As a SARIF 2.1.0 log, with what the author silenced.</summary>
    public static string Sarif(Procedures procedures) =>
        new SarifLog(ToolVersion.Text, ExplainCommand.ReadPage).Write(
            procedures.Diagnostics,
            [.. procedures.Silenced]
        );

    /// <summary>As workflow commands of GitHub Actions, then the summary for the log.</summary>
    public static string GithubCommands(Procedures procedures) =>
        $"{GithubAnnotations.Write(procedures.Diagnostics)}{Summary(procedures)}\n";

    private static int Count(Procedures procedures, Severity severity) =>
        procedures.Diagnostics.Count(diagnostic => diagnostic.Rule.Severity == severity);

    private static void WriteSilenced(Utf8JsonWriter writer, Procedures procedures)
    {
        writer.WriteStartArray("silenced");
        foreach (var (diagnostic, reason) in procedures.Silenced)
        {
            writer.WriteStartObject();
            writer.WriteString("code", diagnostic.Rule.Code);
            writer.WriteString("message", diagnostic.Message);
            writer.WriteString("reason", reason);
            JsonDiagnostics.WriteLocation(writer, diagnostic.Location);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteOpenPoints(Compilation compilation, TextWriter output)
    {
        foreach (var group in compilation.OpenPoints.GroupBy(point => point.Location.Source))
        {
            foreach (var point in group.OrderBy(point => point.Location.Span.Start))
            {
                var start = point.Location.Start;
                string place = $"{group.Key.Path}:{start.Line + 1}:{start.Column + 1}";
                string what = point.What is { } words ? $": {words}" : "";
                output.WriteLine(
                    point.IsHole ? $"{place}: unspecified{what}" : $"{place}: {AssumedText(point)}{what}"
                );
            }
        }
        if (compilation.OpenPoints.Length > 0)
            output.WriteLine();
    }

    private static void WriteOpenPoints(Utf8JsonWriter writer, Compilation compilation)
    {
        writer.WriteStartArray("open");
        foreach (var point in compilation.OpenPoints)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", point.IsHole ? "unspecified" : "assumed");
            if (point.What is { } what)
                writer.WriteString("what", what);
            if (!point.IsHole)
                writer.WriteString("text", AssumedText(point));
            if (point.Reason is { } reason)
                writer.WriteString("reason", reason);
            JsonDiagnostics.WriteLocation(writer, point.Location);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>As written, on one line.</summary>
    private static string AssumedText(OpenPoint point) =>
        string.Join(
            ' ',
            point
                .Location.Source.Slice(point.Location.Span)
                .ToString()
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
