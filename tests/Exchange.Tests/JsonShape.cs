using System.Text.Json;

namespace CellDsl.Exchange.Tests;

/// <summary>
/// The part of JSON Schema that our own schemas use: types, required and known members, items, choices. A member that a
/// schema does not know is wrong; <c>extends</c> takes in one of its definitions, since ours need nothing more.
/// </summary>
internal sealed class JsonShape(JsonElement schema)
{
    /// <summary>Where a document is not as the schema says; empty for one that is.</summary>
    public List<string> Faults(JsonElement document)
    {
        var faults = new List<string>();
        Check(document, schema, "$", faults);
        return faults;
    }

    private void Check(JsonElement value, JsonElement shape, string path, List<string> faults)
    {
        if (shape.TryGetProperty("anyOf", out var choices))
        {
            var all = choices.EnumerateArray().Select(choice => Tried(value, choice, path)).ToList();
            if (all.TrueForAll(tried => tried.Count > 0))
                faults.AddRange(all.MinBy(tried => tried.Count) ?? []);
            return;
        }
        if (
            shape.TryGetProperty("enum", out var allowed)
            && !allowed.EnumerateArray().Any(each => JsonElement.DeepEquals(each, value))
        )
            faults.Add($"{path} is {value.GetRawText()}");
        if (shape.TryGetProperty("type", out var type) && type.GetString() != TypeOf(value))
            faults.Add($"{path} is of type {TypeOf(value)}");
        if (value.ValueKind == JsonValueKind.Object)
            CheckMembers(value, Shapes(shape), path, faults);
        if (value.ValueKind == JsonValueKind.Array && shape.TryGetProperty("items", out var items))
        {
            int index = 0;
            foreach (var item in value.EnumerateArray())
                Check(item, items, $"{path}[{index++}]", faults);
        }
    }

    private List<string> Tried(JsonElement value, JsonElement shape, string path)
    {
        var faults = new List<string>();
        Check(value, shape, path, faults);
        return faults;
    }

    private List<JsonElement> Shapes(JsonElement shape) =>
        shape.TryGetProperty("extends", out var name)
            ? [shape, schema.GetProperty("definitions").GetProperty(name.GetString() ?? "")]
            : [shape];

    private void CheckMembers(JsonElement value, List<JsonElement> shapes, string path, List<string> faults)
    {
        foreach (var shape in shapes)
        {
            if (!shape.TryGetProperty("required", out var required))
                continue;
            foreach (var name in required.EnumerateArray())
            {
                if (!value.TryGetProperty(name.GetString() ?? "", out _))
                    faults.Add($"{path} lacks {name.GetString()}");
            }
        }
        foreach (var member in value.EnumerateObject())
        {
            string at = $"{path}.{member.Name}";
            var known = shapes.FirstOrDefault(shape =>
                shape.TryGetProperty("properties", out var members)
                && members.TryGetProperty(member.Name, out _)
            );
            if (known.ValueKind == JsonValueKind.Undefined)
                faults.Add($"{at} is not known");
            else
                Check(member.Value, known.GetProperty("properties").GetProperty(member.Name), at, faults);
        }
    }

    private static string TypeOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => "null",
        };
}
