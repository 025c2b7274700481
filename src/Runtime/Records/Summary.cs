using System.Text.Encodings.Web;
using System.Text.Json;
using CellDsl.Contracts;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Execution;

namespace CellDsl.Runtime.Records;

/// <summary>
/// <c>summary.json</c>: what was run, with what in place of what was left open, how each run ended, and what came of the
/// expectations. A number that is not known is null.
/// </summary>
internal static class Summary
{
    private const double MilliampHour = 3.6;

    public static byte[] Write(RunReport report, IProgram program, Plan plan)
    {
        using var bytes = new MemoryStream();
        var format = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(bytes, format))
        {
            json.WriteStartObject();
            json.WriteString("format", "cell-summary/1");
            json.WriteString("experiment", report.Experiment);
            json.WriteBoolean("simulated", true);
            json.WriteBoolean("cancelled", report.Cancelled);
            if (report.Seed is { } seed)
                json.WriteNumber("seed", seed);
            json.WriteString("planHash", program.Info.PlanHash);
            json.WriteString("sourceHash", program.Info.SourceHash);
            json.WriteString("tool", program.Info.ToolVersion);
            Models(json, report, plan);
            Openings(json, report);
            json.WriteStartArray("runs");
            foreach (var run in report.Runs)
                Run(json, run);
            json.WriteEndArray();
            Measurements(json, report);
            Expectations(json, report);
            Strings(json, "files", report.Files);
            json.WriteEndObject();
        }
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static void Models(Utf8JsonWriter json, RunReport report, Plan plan)
    {
        json.WriteStartArray("models");
        foreach (var model in plan.Models.Where(m => report.Models.Contains(m.Name)))
        {
            json.WriteStartObject();
            json.WriteString("name", model.Name);
            json.WriteString("place", $"{model.Source.Path}:{model.Source.Line}");
            Text("source");
            Text("calibrated");
            json.WriteEndObject();

            void Text(string name)
            {
                if (model.Parameters.FirstOrDefault(p => p.Name == name) is { } property)
                    json.WriteString(name, Written(property.Value));
            }
        }
        json.WriteEndArray();
        Strings(json, "extrapolations", report.Extrapolations.Select(e => e.ToString()));
    }

    private static string Written(PlanValue value) =>
        value.Bare is PlanValue.Group group
            ? string.Join("; ", group.Properties.Select(p => $"{p.Name}: {Written(p.Value)}"))
            : Spelled.Of(value);

    private static void Openings(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartArray("standIns");
        foreach (var standIn in report.StandIns)
        {
            json.WriteStartObject();
            json.WriteString("what", standIn.What);
            json.WriteString("place", $"{standIn.Place.Path}:{standIn.Place.Line}:{standIn.Place.Column}");
            json.WriteString("value", standIn.Value);
            json.WriteString("model", standIn.Model);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Strings(
            json,
            "unspecifiedWithoutEffect",
            report.Untouched.Select(h => $"{h.Source.Path}:{h.Source.Line}: {h.What}")
        );
        Strings(
            json,
            "assumptions",
            report.Assumptions.Select(a =>
                $"{a.Source.Path}:{a.Source.Line}: {a.What} = {a.Value}{(a.Why is null ? "" : $" ({a.Why})")}"
            )
        );
    }

    private static void Run(Utf8JsonWriter json, RunOutcome run)
    {
        json.WriteStartObject();
        json.WriteString("id", run.Run.Id);
        json.WriteString("text", run.Run.Text);
        json.WriteString("cell", run.Cell.Id);
        json.WriteNumber("replicate", run.Run.Replicate);
        json.WriteStartObject("settings");
        foreach (var setting in run.Settings)
            json.WriteString(setting.Name, Spelled.Of(setting.Value));
        json.WriteEndObject();
        json.WriteString("protocol", run.Machine.Name);
        json.WriteStartObject("end");
        json.WriteString("how", JsonNamingPolicy.CamelCase.ConvertName(run.End.Kind.ToString()));
        if (run.End.Reason is { } reason)
            json.WriteString("reason", reason);
        if (run.End.Step is { } step)
            json.WriteString("step", step);
        if (run.End.Place is { } place)
            json.WriteString("place", $"{place.Path}:{place.Line}:{place.Column}");
        json.WriteEndObject();
        if (run.Results is { } results)
            Results(json, results);
        if (run.Data is { } data)
            json.WriteString("data", data);
        json.WriteEndObject();
    }

    private static void Results(Utf8JsonWriter json, RunResults results)
    {
        var cell = results.Cell;
        double grams = cell.ActiveMass * 1e3;
        Number(json, "activeMass_mg", cell.ActiveMass * 1e6);
        Number(json, "theoreticalCapacity_mAh", cell.TheoreticalCapacity / MilliampHour);
        json.WriteNumber("cycles", results.CycleCount);
        Number(json, "duration_h", results.Cycle(0, CycleFigure.Duration) / 3600);
        if (results.CycleCount > 0)
        {
            foreach (var (name, k) in new[] { ("first", 1), ("last", -1) })
            {
                json.WriteStartObject(name);
                Number(
                    json,
                    "charge_mAh_per_g",
                    results.Cycle(k, CycleFigure.ChargeCapacity) / MilliampHour / grams
                );
                Number(
                    json,
                    "discharge_mAh_per_g",
                    results.Cycle(k, CycleFigure.DischargeCapacity) / MilliampHour / grams
                );
                Number(json, "efficiency", results.Cycle(k, CycleFigure.Efficiency));
                Number(json, "retention", results.Cycle(k, CycleFigure.Retention));
                json.WriteEndObject();
            }
        }
        json.WriteStartObject("measured_SI");
        foreach (var (name, value) in results.MeasuredValues)
            Number(json, name, value);
        json.WriteEndObject();
    }

    private static void Measurements(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartArray("checks");
        foreach (var result in report.Measurements.Where(m => m.AsExpected is not null))
        {
            json.WriteStartObject();
            json.WriteString("id", result.Measurement.Id);
            json.WriteString("subject", result.Measurement.Subject);
            json.WriteString(
                "expecting",
                result.Measurement.Expecting is { } expected ? Spelled.Of(expected) : null
            );
            json.WriteBoolean("asExpected", result.AsExpected == true);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Expectations(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartArray("expectations");
        foreach (var result in report.Expectations)
        {
            var (expectation, run, verdict) = result;
            double factor = expectation.UnitFactor.ToDouble();
            json.WriteStartObject();
            json.WriteString("text", expectation.Text);
            json.WriteString("place", $"{expectation.Source.Path}:{expectation.Source.Line}");
            json.WriteString("run", run);
            json.WriteBoolean("known", verdict.Known);
            json.WriteBoolean("passed", verdict is { Known: true, Passed: true });
            Number(json, "actual", verdict.Known ? verdict.Actual / factor : double.NaN);
            Number(json, "low", verdict.Known ? verdict.Low / factor : double.NaN);
            Number(json, "high", verdict.Known ? verdict.High / factor : double.NaN);
            json.WriteString("unit", expectation.Unit);
            if (result.Origin != FigureOrigin.Unstated)
                json.WriteString("origin", result.Origin == FigureOrigin.Fitted ? "fitted" : "predicted");
            if (result.IsExtrapolated)
                json.WriteBoolean("extrapolated", true);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, double.Round(value, 9));
        else
            json.WriteNull(name);
    }
}
