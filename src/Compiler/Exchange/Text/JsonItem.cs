using System.Text;
using System.Text.Json;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Text;

/// <summary>A value of a JSON text that knows where it stands.</summary>
public sealed class JsonItem
{
    private readonly List<JsonItem> _items = [];
    private readonly Dictionary<string, JsonItem> _members = new(StringComparer.Ordinal);

    private JsonItem(JsonValueKind kind, TextSpan span, string text)
    {
        Kind = kind;
        Span = span;
        Text = text;
    }

    public JsonValueKind Kind { get; }

    /// <summary>The value, or the opening bracket.</summary>
    public TextSpan Span { get; }

    /// <summary>A string's content, a number as written; empty for all else.</summary>
    public string Text { get; }

    /// <summary>Of an array.</summary>
    public IReadOnlyList<JsonItem> Items => _items;

    /// <summary>Of an object.</summary>
    public IReadOnlyDictionary<string, JsonItem> Members => _members;

    /// <summary>Where the members' names stand.</summary>
    public Dictionary<string, TextSpan> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>A member that is not null; null where there is none.</summary>
    public JsonItem? this[string name] =>
        _members.TryGetValue(name, out var member) && member.Kind != JsonValueKind.Null ? member : null;

    /// <summary>Reads a text; null with a finding where it is no JSON or too deep.</summary>
    /// <param name="deepest">Levels of nesting.</param>
    public static JsonItem? Parse(
        SourceText source,
        string format,
        ICollection<Diagnostic> diagnostics,
        int deepest = 64
    )
    {
        byte[] bytes = Encoding.UTF8.GetBytes(source.Text);
        var reader = new Utf8JsonReader(
            bytes,
            new JsonReaderOptions { MaxDepth = deepest, CommentHandling = JsonCommentHandling.Disallow }
        );
        var places = new Places(bytes);
        var open = new Stack<JsonItem>();
        JsonItem? root = null;
        (string Name, TextSpan Span) member = ("", default);
        try
        {
            while (reader.Read())
            {
                var span = places.Span(reader.TokenStartIndex, reader.BytesConsumed);
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        member = (reader.GetString() ?? "", span);
                        continue;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        open.Pop();
                        continue;
                }
                var item = Made(ref reader, span);
                if (open.TryPeek(out var parent))
                    parent.Add(item, member.Name, member.Span);
                else
                    root = item;
                if (item.Kind is JsonValueKind.Object or JsonValueKind.Array)
                    open.Push(item);
            }
            return root;
        }
        catch (JsonException exception)
        {
            int at = source.OffsetAt(
                new((int)(exception.LineNumber ?? 0), (int)(exception.BytePositionInLine ?? 0))
            );
            string why = exception.Message.Contains("depth", StringComparison.OrdinalIgnoreCase)
                ? $"it is nested more than {deepest} levels deep"
                : "its JSON is broken or cut off";
            diagnostics.Add(Rules.UnreadableFileAt(new(source, new(at, 0)), format, why, "export it again"));
            return null;
        }
        catch (InvalidOperationException)
        {
            diagnostics.Add(
                Rules.UnreadableFileAt(
                    new(source, new(0, 0)),
                    format,
                    "a string in it is no valid text",
                    "export it again"
                )
            );
            return null;
        }
    }

    private static JsonItem Made(ref Utf8JsonReader reader, TextSpan span) =>
        reader.TokenType switch
        {
            JsonTokenType.StartObject => new(JsonValueKind.Object, span, ""),
            JsonTokenType.StartArray => new(JsonValueKind.Array, span, ""),
            JsonTokenType.String => new(JsonValueKind.String, span, reader.GetString() ?? ""),
            JsonTokenType.Number => new(
                JsonValueKind.Number,
                span,
                Encoding.ASCII.GetString(reader.ValueSpan)
            ),
            JsonTokenType.True => new(JsonValueKind.True, span, ""),
            JsonTokenType.False => new(JsonValueKind.False, span, ""),
            _ => new(JsonValueKind.Null, span, ""),
        };

    private void Add(JsonItem item, string name, TextSpan nameSpan)
    {
        if (Kind == JsonValueKind.Array)
        {
            _items.Add(item);
            return;
        }
        _members[name] = item;
        Names[name] = nameSpan;
    }

    // Bytes to characters; asked for in ascending order, so that each byte is looked at once.
    private sealed class Places(byte[] bytes)
    {
        private long _byte;
        private int _character;

        public TextSpan Span(long start, long end)
        {
            int from = At(start);
            return TextSpan.FromBounds(from, At(end));
        }

        private int At(long position)
        {
            if (position > _byte)
            {
                _character += Encoding.UTF8.GetCharCount(bytes, (int)_byte, (int)(position - _byte));
                _byte = position;
            }
            return _character;
        }
    }
}
