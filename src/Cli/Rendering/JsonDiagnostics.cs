using System.Text.Json;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Cli.Rendering;

/// <summary>
/// Findings as JSON. Lines and columns count from 1, columns and offsets in UTF-16 code units; <c>end</c> is the first
/// position after the span.
/// </summary>
public static class JsonDiagnostics
{
    public static void Write(Utf8JsonWriter writer, string property, IEnumerable<Diagnostic> diagnostics)
    {
        writer.WriteStartArray(property);
        foreach (var diagnostic in diagnostics)
            Write(writer, diagnostic);
        writer.WriteEndArray();
    }

    public static void WriteLocation(Utf8JsonWriter writer, Location location)
    {
        writer.WriteString("file", location.Source.Path);
        WritePosition(writer, "start", location.Start, location.Span.Start);
        WritePosition(writer, "end", location.End, location.Span.End);
    }

    private static void Write(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        writer.WriteStartObject();
        writer.WriteString("code", diagnostic.Rule.Code);
        writer.WriteString("severity", DiagnosticRenderer.NameOf(diagnostic.Rule.Severity));
        writer.WriteString("title", diagnostic.Rule.Title);
        writer.WriteString("message", diagnostic.Message);
        WriteLocation(writer, diagnostic.Location);
        if (diagnostic.Text is { } text)
            writer.WriteString("text", text);
        if (diagnostic.Related.Length > 0)
        {
            writer.WriteStartArray("related");
            foreach (var label in diagnostic.Related)
            {
                writer.WriteStartObject();
                writer.WriteString("text", label.Text);
                WriteLocation(writer, label.Location);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        if (diagnostic.Notes.Length > 0)
        {
            writer.WriteStartArray("notes");
            foreach (string note in diagnostic.Notes)
                writer.WriteStringValue(note);
            writer.WriteEndArray();
        }
        if (diagnostic.Help is { } help)
            writer.WriteString("help", help);
        if (diagnostic.Fixes.Length > 0)
            WriteFixes(writer, diagnostic);
        writer.WriteEndObject();
    }

    private static void WriteFixes(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        writer.WriteStartArray("fixes");
        foreach (var fix in diagnostic.Fixes)
        {
            writer.WriteStartObject();
            writer.WriteString("title", fix.Title);
            writer.WriteStartArray("edits");
            foreach (var edit in fix.Edits)
            {
                writer.WriteStartObject();
                WriteLocation(writer, new(diagnostic.Location.Source, edit.Span));
                writer.WriteString("newText", edit.NewText);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WritePosition(Utf8JsonWriter writer, string name, LinePosition position, int offset)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("line", position.Line + 1);
        writer.WriteNumber("column", position.Column + 1);
        writer.WriteNumber("offset", offset);
        writer.WriteEndObject();
    }
}
