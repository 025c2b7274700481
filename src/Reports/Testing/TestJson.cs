using System.Text.Json;

namespace CellDsl.Reports.Testing;

/// <summary>An experiment's results as JSON, without the time they took: equal results give equal text.</summary>
public static class TestJson
{
    public static void Write(Utf8JsonWriter writer, TestedExperiment experiment)
    {
        writer.WriteStartObject();
        writer.WriteString("file", experiment.File);
        writer.WriteString("experiment", experiment.Name);
        writer.WriteNumber("runs", experiment.Runs);
        writer.WriteNumber("standIns", experiment.StandIns);
        writer.WriteNumber("assumed", experiment.Assumptions);
        writer.WriteStartArray("tests");
        foreach (var test in experiment.Cases)
        {
            writer.WriteStartObject();
            writer.WriteString("name", test.Name);
            if (test.Run is { } run)
                writer.WriteString("run", run);
            writer.WriteBoolean("met", test.Outcome is TestOutcome.Passed);
            if (test.Message is { } message)
                writer.WriteString("found", message);
            if (test.Beside is { } beside)
                writer.WriteString("beside", beside);
            if (test.Place is { } place)
            {
                writer.WriteString("source", place.Path);
                writer.WriteNumber("line", place.Line);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
