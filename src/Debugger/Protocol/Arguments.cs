using System.Text.Json.Nodes;

namespace CellDsl.Debugger.Protocol;

/// <summary>Reads the arguments of a request; what has another type than the protocol says counts as not given.</summary>
internal static class Arguments
{
    public static string? Text(this JsonNode? node, string name) =>
        Member(node, name) is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static int? Number(this JsonNode? node, string name) =>
        Member(node, name) is JsonValue value && value.TryGetValue(out int number) ? number : null;

    public static bool? Flag(this JsonNode? node, string name) =>
        Member(node, name) is JsonValue value && value.TryGetValue(out bool flag) ? flag : null;

    public static JsonObject? Object(this JsonNode? node, string name) => Member(node, name) as JsonObject;

    public static IEnumerable<JsonNode> Items(this JsonNode? node, string name) =>
        Member(node, name) is JsonArray items ? items.OfType<JsonNode>() : [];

    /// <summary>A list of messages as JSON.</summary>
    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    private static JsonNode? Member(JsonNode? node, string name) =>
        node is JsonObject members && members.TryGetPropertyValue(name, out var value) ? value : null;
}
