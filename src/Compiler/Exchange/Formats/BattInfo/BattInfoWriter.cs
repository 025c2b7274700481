using System.Text.Json;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Units;
using CellDsl.Planning;

namespace CellDsl.Compiler.Exchange.Formats.BattInfo;

/// <summary>Writes a program as a chain of tasks, loops as tasks with a chain of their own.</summary>
internal static class BattInfoWriter
{
    public static byte[] Write(CyclerProgram program, ExportHeader header) =>
        JsonWriting.Write(json =>
        {
            var trees = ProgramTree.Of(program) ?? [];
            json.WriteStartObject();
            json.WriteStartArray("@context");
            json.WriteStringValue("https://w3id.org/emmo/domain/battery/context");
            json.WriteStartObject();
            json.WriteString("rdfs", "http://www.w3.org/2000/01/rdf-schema#");
            json.WriteStartObject("hasMeasurementUnit");
            json.WriteString("@id", "https://w3id.org/emmo#EMMO_bed1d005_b04e_4a90_94cf_02bc678a8569");
            json.WriteString("@type", "@vocab");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString(
                "rdfs:comment",
                string.Join("; ", header.Losses.Select(loss => $"lost: {loss}").Prepend(header.Provenance))
            );
            Members(json, trees);
            json.WriteEndObject();
        });

    // The members of a task, with the tasks behind it nested as its next.
    private static void Members(Utf8JsonWriter json, EquatableList<ProgramTree> trees)
    {
        for (int i = 0; i < trees.Count; i++)
        {
            if (i > 0)
                json.WriteStartObject("hasNext");
            Task(json, trees[i]);
        }
        for (int i = 1; i < trees.Count; i++)
            json.WriteEndObject();
    }

    private static void Task(Utf8JsonWriter json, ProgramTree tree)
    {
        switch (tree)
        {
            case ProgramTree.Repeat repeat:
                json.WriteString("@type", "IterativeWorkflow");
                json.WriteStartArray("hasInput");
                Quantity(json, ["NumberOfIterations"], repeat.Count, "UnitOne");
                json.WriteEndArray();
                json.WriteStartObject("hasTask");
                Members(json, repeat.Body);
                json.WriteEndObject();
                break;
            case ProgramTree.Step step:
                Step(json, step.Content);
                break;
        }
    }

    private static void Step(Utf8JsonWriter json, CyclerStep step)
    {
        bool isCharge = step.Control is CyclerControl.Current { Value.Sign: > 0 };
        json.WriteString(
            "@type",
            step.Control switch
            {
                CyclerControl.Current => isCharge ? "ConstantCurrentCharging" : "ConstantCurrentDischarging",
                CyclerControl.Hold => "VoltageHold",
                CyclerControl.Sweep => "LinearScanVoltammetry",
                CyclerControl.Impedance => "ElectrochemicalImpedanceSpectroscopy",
                _ => "OpenCircuitHold",
            }
        );
        json.WriteString("rdfs:label", step.Id);
        json.WriteStartArray("hasInput");
        switch (step.Control)
        {
            case CyclerControl.Current current:
                Current(json, ["ElectricCurrent"], ["CRate"], current.Value.Abs());
                if (End(step, CyclerQuantity.Voltage) is { } limit)
                    Quantity(
                        json,
                        [isCharge ? "UpperVoltageLimit" : "LowerVoltageLimit", "TerminationQuantity"],
                        limit.Value,
                        "Volt"
                    );
                break;
            case CyclerControl.Hold hold:
                Quantity(json, ["Voltage"], hold.Voltage ?? 0, "Volt");
                if (End(step, CyclerQuantity.CurrentMagnitude) is { } least)
                    Current(
                        json,
                        ["LowerCurrentLimit", "TerminationQuantity"],
                        ["LowerCRateLimit", "TerminationQuantity"],
                        least.Amperage
                    );
                break;
        }
        Measurement(json, step.Control);
        if (End(step, CyclerQuantity.StepTime) is { } time)
            Quantity(json, ["Duration"], time.Value, "Second");
        json.WriteEndArray();
    }

    private static void Measurement(Utf8JsonWriter json, CyclerControl control)
    {
        switch (control)
        {
            // The sign of the rate tells at which of the two the scan begins.
            case CyclerControl.Sweep { From: { } from, To: { } to } sweep:
                Quantity(json, ["LowerVoltageLimit"], Rational.Min(from, to), "Volt");
                Quantity(json, ["UpperVoltageLimit"], Rational.Max(from, to), "Volt");
                Quantity(json, ["PotentialScanRate"], sweep.Rate, "VoltPerSecond");
                break;
            case CyclerControl.Impedance { Amplitude: { } amplitude, From: { } first, To: { } last } spectrum:
                if (spectrum.IsGalvanostatic)
                    Quantity(json, ["AmplitudeOfAlternatingCurrent"], amplitude * 1000, "MilliAmpere");
                else
                    Quantity(json, ["AmplitudeOfAlternatingVoltage"], amplitude, "Volt");
                Quantity(json, ["LowerFrequencyLimit"], Rational.Min(first, last), "Hertz");
                Quantity(json, ["UpperFrequencyLimit"], Rational.Max(first, last), "Hertz");
                break;
        }
    }

    private static CyclerCondition? End(CyclerStep step, CyclerQuantity quantity) =>
        step.Ends.Select(end => end.Single).FirstOrDefault(condition => condition?.Quantity == quantity);

    private static void Current(Utf8JsonWriter json, string[] absolute, string[] rate, Amperage value)
    {
        if (value.IsRate)
            Quantity(json, rate, value.Value, "CRateUnit");
        else
            Quantity(json, absolute, value.Value * 1000, "MilliAmpere");
    }

    private static void Quantity(Utf8JsonWriter json, string[] types, Rational value, string unit)
    {
        json.WriteStartObject();
        if (types is [var only])
        {
            json.WriteString("@type", only);
        }
        else
        {
            json.WriteStartArray("@type");
            foreach (string type in types)
                json.WriteStringValue(type);
            json.WriteEndArray();
        }
        json.WriteStartObject("hasNumericalPart");
        json.WriteString("@type", "RealData");
        json.WriteNumber("hasNumberValue", value);
        json.WriteEndObject();
        json.WriteString("hasMeasurementUnit", unit);
        json.WriteEndObject();
    }
}
