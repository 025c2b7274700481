using System.Text.Encodings.Web;
using System.Text.Json;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Text;

/// <summary>JSON as people read it, with exact numbers.</summary>
internal static class JsonWriting
{
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 20_000,
        };
        using (var json = new Utf8JsonWriter(stream, options))
            write(json);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    public static void WriteNumber(this Utf8JsonWriter json, string name, Rational value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(DecimalText.Write(value));
    }

    public static void WriteNumber(this Utf8JsonWriter json, string name, Rational? value)
    {
        if (value is { } known)
            json.WriteNumber(name, known);
    }
}
