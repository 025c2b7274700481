using System.Text.Json;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;
using CellDsl.Planning.Scheduling;

namespace CellDsl.Reports.Plans;

/// <summary>What an experiment asks of a lab, for programs. Masses in g, times in s, power in W, energy in J.</summary>
public static class PlanReportJson
{
    public static void Write(Utf8JsonWriter json, PlanReport report)
    {
        json.WriteStartObject();
        json.WriteString("experiment", report.Experiment.Name);
        json.WriteString("lab", report.Resources.Lab);
        json.WriteStartArray("weighings");
        foreach (var group in report.Weighings)
        {
            json.WriteStartObject();
            json.WriteString("purpose", group.Purpose);
            Strings(json, "operations", group.Operations);
            json.WriteStartArray("masses");
            foreach (var mass in group.Masses)
            {
                json.WriteStartObject();
                json.WriteString("reagent", mass.Reagent);
                Range(json, "mass_g", mass.Mass);
                json.WriteString("excess", mass.Excess is null ? null : Wording.Share(mass.Excess));
                json.WriteString("purity", mass.Purity is null ? null : Wording.Share(mass.Purity));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Schedule(json, report.Schedule);
        json.WriteStartArray("consumables");
        foreach (var one in report.Consumables)
        {
            json.WriteStartObject();
            json.WriteString("material", one.Material);
            Range(json, "amount_g", one.Amount);
            json.WriteNumber("usesOfUnknownAmount", one.OpenUses);
            json.WriteNumber("pieces", one.Pieces);
            Strings(json, "uses", one.Uses);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("instruments");
        foreach (var one in report.Instruments)
        {
            json.WriteStartObject();
            json.WriteString("instrument", one.Unit);
            json.WriteNumber("uses", one.Uses);
            Number(json, "duration_s", one.Duration);
            json.WriteBoolean("isLowerBound", one.IsOpen);
            Number(json, "power_W", one.Power);
            Number(json, "energy_J", one.Energy);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Number(json, "energy_J", report.Energy);
        json.WriteEndObject();
    }

    private static void Schedule(Utf8JsonWriter json, LabSchedule schedule)
    {
        json.WriteStartObject("schedule");
        Number(json, "preparation_s", schedule.PreparationEnd);
        json.WriteBoolean("preparationIsLowerBound", schedule.OpenOperations > 0);
        Number(json, "end_s", schedule.End);
        Tasks(json, "preparation", schedule.Preparation);
        Tasks(json, "tests", schedule.Tests);
        json.WriteStartArray("missedDeadlines");
        foreach (var missed in schedule.Missed)
        {
            json.WriteStartObject();
            json.WriteString("operation", missed.Operation);
            json.WriteString("after", missed.After);
            Number(json, "allowed_s", missed.Allowed);
            Number(json, "gap_s", missed.Gap);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Strings(json, "oneOfEachAssumed", schedule.Assumed);
        json.WriteEndObject();
    }

    private static void Tasks(Utf8JsonWriter json, string name, IEnumerable<LabTask> tasks)
    {
        json.WriteStartArray(name);
        foreach (var task in tasks)
        {
            json.WriteStartObject();
            json.WriteString("id", task.Id);
            json.WriteNumber("point", task.Point);
            json.WriteString("instrument", task.Unit);
            Number(json, "start_s", task.Start);
            Number(json, "end_s", task.End);
            json.WriteBoolean("isLowerBound", task.IsOpen);
            json.WriteString("place", $"{task.Source.Path}:{task.Source.Line}:{task.Source.Column}");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Range(Utf8JsonWriter json, string name, PlanRange range)
    {
        json.WriteStartObject(name);
        Number(json, "low", range.Low);
        Number(json, "high", range.High);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, Rational? value)
    {
        if (value is { } known)
            json.WriteNumber(name, Math.Round(known.ToDouble(), 9));
        else
            json.WriteNull(name);
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
