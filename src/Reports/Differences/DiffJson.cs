using System.Text.Json;
using CellDsl.Planning.Differences;

namespace CellDsl.Reports.Differences;

/// <summary>Differences between two plans for programs.</summary>
public static class DiffJson
{
    public static void Write(Utf8JsonWriter json, PlanDiff diff)
    {
        json.WriteBoolean("sameInTheLab", diff.SameInTheLab);
        json.WriteStartArray("changes");
        foreach (var change in diff.Changes)
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(change.Kind.ToString()));
            json.WriteString("part", change.Part);
            json.WriteString("where", change.Where);
            json.WriteString("what", change.What);
            json.WriteString("before", change.Before);
            json.WriteString("after", change.After);
            json.WriteStartArray("points");
            foreach (int point in change.Points)
                json.WriteNumberValue(point);
            json.WriteEndArray();
            json.WriteString(
                "place",
                change.Place is { } place ? $"{place.Path}:{place.Line}:{place.Column}" : null
            );
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
