using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CellDsl.Packages.Archives;

/// <param name="Hash">Of the package file, as in a lock.</param>
public sealed record UsedPackage(string Name, string Version, string Hash);

/// <summary>
/// <c>cell-package.json</c> in a package: with what it was made, and the hash of every file in it. It does not say when or
/// where, so that the same sources give the same record.
/// </summary>
/// <param name="Tool">The version of <c>cell</c>.</param>
/// <param name="Edition">Of the language, the highest that the tool knows.</param>
/// <param name="Contract">Of the compiled programs.</param>
/// <param name="Files">SHA-256 in hexadecimal, by path.</param>
public sealed record BuildRecord(
    string Name,
    string Version,
    string Tool,
    int Edition,
    int Contract,
    ImmutableArray<UsedPackage> Uses,
    ImmutableSortedDictionary<string, string> Files
)
{
    public const string FileName = "cell-package.json";
    public const string Format = "cell-package/1";

    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    public static string HashOf(ReadOnlySpan<byte> content) =>
        Convert.ToHexStringLower(SHA256.HashData(content));

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("name", Name);
            json.WriteString("version", Version);
            json.WriteString("tool", Tool);
            json.WriteNumber("edition", Edition);
            json.WriteNumber("contract", Contract);
            json.WriteStartArray("uses");
            foreach (var used in Uses)
            {
                json.WriteStartObject();
                json.WriteString("name", used.Name);
                json.WriteString("version", used.Version);
                json.WritePropertyName("hash");
                json.WriteRawValue($"\"{used.Hash}\"");
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartObject("files");
            foreach (var (path, hash) in Files)
                json.WriteString(path, hash);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return [.. stream.ToArray(), (byte)'\n'];
    }

    /// <summary>The record, or null where it is none that can be read.</summary>
    public static BuildRecord? Read(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (root.GetProperty("format").GetString() != Format)
                return null;
            return new(
                root.GetProperty("name").GetString() ?? "",
                root.GetProperty("version").GetString() ?? "",
                root.GetProperty("tool").GetString() ?? "",
                root.GetProperty("edition").GetInt32(),
                root.GetProperty("contract").GetInt32(),
                [
                    .. root.GetProperty("uses")
                        .EnumerateArray()
                        .Select(used => new UsedPackage(
                            used.GetProperty("name").GetString() ?? "",
                            used.GetProperty("version").GetString() ?? "",
                            used.GetProperty("hash").GetString() ?? ""
                        )),
                ],
                root.GetProperty("files")
                    .EnumerateObject()
                    .ToImmutableSortedDictionary(
                        file => file.Name,
                        file => file.Value.GetString() ?? "",
                        StringComparer.Ordinal
                    )
            );
        }
        catch (Exception exception)
            when (exception
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
                        or DecoderFallbackException
            )
        {
            return null;
        }
    }
}
