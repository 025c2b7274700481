using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CellDsl.Cli.Rendering;

/// <summary>Results as JSON: one object whose first property names its shape and version.</summary>
public static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        // µ, ° and Ω stay readable; the result is a document of its own, never embedded in a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(TextWriter output, string format, Action<Utf8JsonWriter> writeBody)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("format", format);
            writeBody(writer);
            writer.WriteEndObject();
        }
        output.Write(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
        output.Write('\n');
    }
}
