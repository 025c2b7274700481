using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CellDsl.Planning.Plans;

/// <summary>
/// The canonical JSON of a plan: keys in the order of the records, absent where null, exact numbers as text
/// (<c>"0.125"</c>, <c>"8/7"</c>), places as <c>file:line:column-line:column</c>, no floating point, LF, UTF-8. Equal
/// plans give equal bytes.
/// </summary>
public static class PlanJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        MaxDepth = 256,
        Converters =
        {
            new RationalConverter(),
            new RangeConverter(),
            new SourceRefConverter(),
            new EquatableListConverter(),
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    };

    public static string Write(Plan plan) => JsonSerializer.Serialize(plan, Options) + "\n";

    /// <exception cref="JsonException">The text is no plan of this format.</exception>
    public static Plan Read(string json)
    {
        var plan = JsonSerializer.Deserialize<Plan>(json, Options);
        return plan?.Format == Plan.CurrentFormat
            ? plan
            : throw new JsonException(
                $"This is not a plan of format {Plan.CurrentFormat}, but of `{plan?.Format ?? "none"}`."
            );
    }

    internal static byte[] Bytes(Plan plan) => Encoding.UTF8.GetBytes(Write(plan));
}
