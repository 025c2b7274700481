using System.Globalization;
using System.Text;
using System.Text.Json;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Formats.Unicycler;

/// <summary>
/// Writes a program as a protocol. Loops name tags: a number would refuse a loop over the one step before it. What the
/// file comes from stands in a tag at the beginning, since no other key is allowed.
/// </summary>
internal sealed class UnicyclerWriter
{
    private readonly CyclerProgram _program;

    private UnicyclerWriter(CyclerProgram program) => _program = program;

    public static byte[] Write(CyclerProgram program, ExportHeader header) =>
        JsonWriting.Write(json => new UnicyclerWriter(program).Write(json, header));

    private void Write(Utf8JsonWriter json, ExportHeader header)
    {
        var record = _program.Steps.FirstOrDefault(step => step.Record.IsStated)?.Record ?? default;
        var capacity = _program.Sample.NominalCapacity;
        var safety = _program.Safety;
        json.WriteStartObject();
        json.WriteStartObject("unicycler");
        json.WriteString("version", "0.3.2");
        json.WriteEndObject();
        json.WriteStartObject("sample");
        json.WriteString("name", _program.Sample.Name ?? _program.Name);
        json.WriteNumber("capacity_mAh", capacity / MilliampereHour);
        json.WriteEndObject();
        json.WriteStartObject("record");
        json.WriteNumber("current_mA", record.Current?.In(capacity) * 1000);
        json.WriteNumber("voltage_V", record.Voltage);
        json.WriteNumber("time_s", record.Interval);
        json.WriteEndObject();
        json.WriteStartObject("safety");
        json.WriteNumber("max_voltage_V", safety.HighestVoltage);
        json.WriteNumber("min_voltage_V", safety.LowestVoltage);
        json.WriteNumber("max_current_mA", safety.ChargeCurrent?.In(capacity) * 1000);
        json.WriteNumber("min_current_mA", -safety.DischargeCurrent?.In(capacity) * 1000);
        json.WriteNumber("max_capacity_mAh", safety.Capacity?.In(capacity) / MilliampereHour);
        json.WriteNumber("delay_s", safety.Delay);
        json.WriteEndObject();
        json.WriteStartArray("method");
        Tag(json, Provenance(header));
        var targets = _program
            .Steps.Select(step => step.Control)
            .OfType<CyclerControl.Loop>()
            .Select(loop => loop.Start)
            .ToHashSet();
        for (int i = 0; i < _program.Steps.Count; i++)
        {
            if (targets.Contains(i))
                Tag(json, TagOf(i));
            Step(json, _program.Steps[i]);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Rational MilliampereHour => Rational.Of(36, 10);

    private string TagOf(int step) => $"from {_program.Steps[step].Id} at step {Text(step + 1)}";

    private string Provenance(ExportHeader header)
    {
        var text = new StringBuilder(header.Provenance);
        for (int i = 0; i < _program.Steps.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"; {i + 1} = {_program.Steps[i].Id}");
        foreach (string loss in header.Losses)
            text.Append("; lost: ").Append(loss);
        return text.ToString();
    }

    private static void Tag(Utf8JsonWriter json, string tag)
    {
        json.WriteStartObject();
        json.WriteString("step", "tag");
        json.WriteString("tag", tag);
        json.WriteEndObject();
    }

    private void Step(Utf8JsonWriter json, CyclerStep step)
    {
        json.WriteStartObject();
        switch (step.Control)
        {
            case CyclerControl.Current current:
                json.WriteString("step", "constant_current");
                Current(json, "rate_C", "current_mA", current.Value);
                json.WriteNumber("until_time_s", End(step, CyclerQuantity.StepTime)?.Value);
                json.WriteNumber("until_voltage_V", End(step, CyclerQuantity.Voltage)?.Value);
                break;
            case CyclerControl.Hold hold:
                json.WriteString("step", "constant_voltage");
                json.WriteNumber("voltage_V", hold.Voltage);
                json.WriteNumber("until_time_s", End(step, CyclerQuantity.StepTime)?.Value);
                if (End(step, CyclerQuantity.CurrentMagnitude) is { } least)
                {
                    // The sign tells which way the hold passes current.
                    bool isDischarge = hold.Way == Way.Discharge;
                    Current(
                        json,
                        "until_rate_C",
                        "until_current_mA",
                        isDischarge ? -least.Amperage : least.Amperage
                    );
                }
                break;
            case CyclerControl.Impedance spectrum:
                json.WriteString("step", "impedance_spectroscopy");
                if (spectrum.IsGalvanostatic)
                    json.WriteNumber("amplitude_mA", spectrum.Amplitude * 1000);
                else
                    json.WriteNumber("amplitude_V", spectrum.Amplitude);
                json.WriteNumber("start_frequency_Hz", spectrum.From);
                json.WriteNumber("end_frequency_Hz", spectrum.To);
                if (spectrum.PerDecade is { } points)
                    json.WriteNumber("points_per_decade", points);
                if (spectrum.Averages is { } times)
                    json.WriteNumber("measures_per_point", times);
                break;
            case CyclerControl.Loop loop:
                json.WriteString("step", "loop");
                json.WriteString("loop_to", TagOf(loop.Start));
                json.WriteNumber("cycle_count", loop.Count);
                break;
            default:
                json.WriteString("step", "open_circuit_voltage");
                json.WriteNumber("until_time_s", End(step, CyclerQuantity.StepTime)?.Value);
                break;
        }
        json.WriteEndObject();
    }

    private static CyclerCondition? End(CyclerStep step, CyclerQuantity quantity) =>
        step.Ends.Select(end => end.Single).FirstOrDefault(condition => condition?.Quantity == quantity);

    private static void Current(Utf8JsonWriter json, string rate, string absolute, Amperage value)
    {
        if (value.IsRate)
            json.WriteNumber(rate, value.Value);
        else
            json.WriteNumber(absolute, value.Value * 1000);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
