using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CellDsl.Language.Units;

namespace CellDsl.Planning.Plans;

/// <summary>Exact numbers as text: a decimal where it ends, else <c>a/b</c>.</summary>
internal sealed class RationalConverter : JsonConverter<Rational>
{
    public override Rational Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, Rational value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    internal static Rational Parse(string? text)
    {
        if (text is null)
            throw new JsonException("A number is missing.");
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        var numerator = slash < 0 ? text : text[..slash];
        if (!Rational.TryParse(numerator, out var value))
            throw new JsonException($"`{text}` is not an exact number.");
        if (slash < 0)
            return value;
        return Rational.TryParse(text.AsSpan(slash + 1), out var denominator) && !denominator.IsZero
            ? value / denominator
            : throw new JsonException($"`{text}` is not an exact number.");
    }
}

/// <summary>Ranges as text: <c>5</c>, <c>4.9..5.1</c>, <c>5..?</c>, <c>?</c>.</summary>
internal sealed class RangeConverter : JsonConverter<PlanRange>
{
    public override PlanRange Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        var text = reader.GetString() ?? throw new JsonException("A range is missing.");
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots >= 0)
            return new(Bound(text[..dots]), Bound(text[(dots + 2)..]));
        var both = Bound(text);
        return new(both, both);
    }

    public override void Write(Utf8JsonWriter writer, PlanRange value, JsonSerializerOptions options) =>
        writer.WriteStringValue(
            value.Low == value.High ? Text(value.Low) : $"{Text(value.Low)}..{Text(value.High)}"
        );

    private static Rational? Bound(string text) => text == "?" ? null : RationalConverter.Parse(text);

    private static string Text(Rational? bound) => bound?.ToString() ?? "?";
}

/// <summary>Places as <c>life.cell:14:30-14:50</c>.</summary>
internal sealed class SourceRefConverter : JsonConverter<SourceRef>
{
    public override SourceRef Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        var text = reader.GetString() ?? "";
        var rest = text;
        int endColumn = Last(ref rest, ':', text);
        int endLine = Last(ref rest, '-', text);
        int column = Last(ref rest, ':', text);
        int line = Last(ref rest, ':', text);
        return new(rest, line, column, endLine, endColumn);
    }

    public override void Write(Utf8JsonWriter writer, SourceRef value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    private static int Last(ref string rest, char separator, string all)
    {
        int at = rest.LastIndexOf(separator);
        if (at < 0 || !int.TryParse(rest.AsSpan(at + 1), CultureInfo.InvariantCulture, out int number))
            throw new JsonException($"`{all}` is not a place in a file.");
        rest = rest[..at];
        return number;
    }
}

internal sealed class EquatableListConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(EquatableList<>);

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter?)
            Activator.CreateInstance(
                typeof(OfItems<>).MakeGenericType(typeToConvert.GetGenericArguments()[0])
            );

    private sealed class OfItems<T> : JsonConverter<EquatableList<T>>
    {
        public override EquatableList<T> Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => new(JsonSerializer.Deserialize<ImmutableArray<T>>(ref reader, options));

        public override void Write(
            Utf8JsonWriter writer,
            EquatableList<T> value,
            JsonSerializerOptions options
        )
        {
            writer.WriteStartArray();
            foreach (var item in value)
                JsonSerializer.Serialize(writer, item, options);
            writer.WriteEndArray();
        }
    }
}
