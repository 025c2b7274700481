using System.Text.Json;
using System.Text.Json.Serialization;

namespace CellDsl.Executor.Journal;

/// <summary>Entries as JSON: what a person finds who opens a journal without this program. Numbers are exact.</summary>
internal static class EntryJson
{
    public static byte[] Write(Entry entry) =>
        JsonSerializer.SerializeToUtf8Bytes(entry, EntryContext.Default.Entry);

    /// <exception cref="JournalDamagedException">The text is whole but no entry of this version.</exception>
    public static Entry Read(ReadOnlySpan<byte> json, long number)
    {
        try
        {
            return JsonSerializer.Deserialize(json, EntryContext.Default.Entry)
                ?? throw new JsonException("nothing");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new JournalDamagedException(
                $"Record {number} of the journal is whole, but this version of cell cannot read it: {e.Message}",
                e
            );
        }
    }
}

[JsonSourceGenerationOptions(
    IncludeFields = true,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true
)]
[JsonSerializable(typeof(Entry))]
internal sealed partial class EntryContext : JsonSerializerContext;
