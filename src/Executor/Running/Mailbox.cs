using System.Text.Json;
using System.Text.Json.Serialization;

namespace CellDsl.Executor.Running;

/// <summary>What a person tells a run from outside.</summary>
/// <param name="What">One of <see cref="Requests"/>, or <c>answer</c>.</param>
/// <param name="Question">Of an answer.</param>
public sealed record Message(string What, string? Question, string? Answer, string By, string? Note);

/// <summary>Where messages to a run arrive.</summary>
public interface IMailbox
{
    /// <summary>The oldest message, which stays there until it is <see cref="Done"/>; null for none.</summary>
    Message? Next();

    /// <summary>The message that came last is in the journal.</summary>
    void Done();
}

/// <summary>
/// A folder in which every message is a file: whoever may write there may give orders, and a message waits for a run that is
/// down. A message is taken away only once it is in the journal.
/// </summary>
public sealed class FolderMailbox(string folder) : IMailbox
{
    private const string Pattern = "*.json";

    private string? _current;

    public Message? Next()
    {
        if (!Directory.Exists(folder))
            return null;
        foreach (string file in Directory.EnumerateFiles(folder, Pattern).Order(StringComparer.Ordinal))
        {
            _current = file;
            try
            {
                if (
                    JsonSerializer.Deserialize(File.ReadAllBytes(file), MessageContext.Default.Message) is
                    { } message
                )
                    return message;
            }
            catch (JsonException)
            {
                // No message: what cannot be read must not stand in the way of what can.
            }
            Done();
        }
        return null;
    }

    public void Done()
    {
        if (_current is not null)
            File.Delete(_current);
        _current = null;
    }

    /// <summary>Leaves a message, whole or not at all.</summary>
    public static void Post(string folder, Message message)
    {
        Directory.CreateDirectory(folder);
        string name = $"{DateTime.UtcNow:yyyyMMddHHmmssfffffff}-{Guid.NewGuid():N}";
        string temporary = Path.Combine(folder, name + ".tmp");
        File.WriteAllBytes(
            temporary,
            JsonSerializer.SerializeToUtf8Bytes(message, MessageContext.Default.Message)
        );
        File.Move(temporary, Path.Combine(folder, name + ".json"));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Message))]
internal sealed partial class MessageContext : JsonSerializerContext;
