using System.Text.Json;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;

namespace CellDsl.Compiler.Exchange.Formats.Tomato;

/// <summary>Writes a program as a payload; currents in A, voltages in V, times in s.</summary>
internal static class TomatoWriter
{
    public static byte[] Write(CyclerProgram program, ExportHeader header) =>
        JsonWriting.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("version", "2.2");
            json.WriteStartObject("settings");
            json.WriteStartObject("output");
            json.WriteString("prefix", header.FileName);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("user");
            // The one field that is free text and is kept with the results.
            json.WriteString(
                "identifier",
                string.Join("; ", header.Losses.Select(loss => $"lost: {loss}").Prepend(header.Provenance))
            );
            json.WriteEndObject();
            json.WriteStartObject("sample");
            json.WriteString("identifier", program.Sample.Name ?? program.Name);
            json.WriteEndObject();
            json.WriteStartArray("method");
            foreach (var tree in ProgramTree.Of(program) ?? [])
                Write(json, tree);
            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter json, ProgramTree tree)
    {
        switch (tree)
        {
            case ProgramTree.Repeat repeat:
                for (long pass = 0; pass < repeat.Count; pass++)
                {
                    foreach (var inner in repeat.Body)
                        Write(json, inner);
                }
                break;
            case ProgramTree.Step step:
                Write(json, step.Content);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, CyclerStep step)
    {
        json.WriteStartObject();
        json.WriteString("component_role", "cycler");
        json.WriteString("technique_name", TechniqueOf(step.Control));
        json.WriteNumber("max_duration", End(step, CyclerQuantity.StepTime)?.Value);
        json.WriteNumber("sampling_interval", step.Record.Interval);
        json.WriteStartObject("task_params");
        switch (step.Control)
        {
            case CyclerControl.Current current:
                json.WriteNumber("current", current.Value.Value);
                bool isCharge = current.Value.Sign > 0;
                json.WriteNumber(
                    isCharge ? "limit_voltage_max" : "limit_voltage_min",
                    End(step, CyclerQuantity.Voltage)?.Value
                );
                break;
            case CyclerControl.Hold hold:
                json.WriteNumber("voltage", hold.Voltage);
                json.WriteNumber("limit_current_min", End(step, CyclerQuantity.CurrentMagnitude)?.Value);
                break;
        }
        json.WriteEndObject();
        json.WriteString("task_name", step.Id);
        json.WriteEndObject();
    }

    private static string TechniqueOf(CyclerControl control) =>
        control switch
        {
            CyclerControl.Current => "constant_current",
            CyclerControl.Hold => "constant_voltage",
            _ => "open_circuit_voltage",
        };

    private static CyclerCondition? End(CyclerStep step, CyclerQuantity quantity) =>
        step.Ends.Select(end => end.Single).FirstOrDefault(condition => condition?.Quantity == quantity);
}
