using System.Text;
using CellDsl.Language.Units;
using CellDsl.Planning.Resources;
using CellDsl.Planning.Scheduling;
using CellDsl.Reports.Charts;

namespace CellDsl.Reports.Plans;

/// <summary>What <c>cell plan</c> prints for people.</summary>
public static class PlanReportText
{
    /// <param name="width">Columns of a line.</param>
    public static string Write(PlanReport report, int width)
    {
        var text = new StringBuilder();
        var experiment = report.Experiment;
        string points =
            experiment.Points.Count > 1 ? $"{Wording.Count(experiment.Points.Count - 1, "point")}, " : "";
        text.Append(
            $"experiment {experiment.Name}: {points}{Wording.Count(experiment.Operations.Count, "operation")}, "
                + $"{Wording.Count(experiment.Cells.Count, "cell")}, {Wording.Count(experiment.Runs.Count, "run")}\n"
        );
        Weighings(text, report);
        Times(text, report, width);
        Consumables(text, report);
        Instruments(text, report);
        return text.ToString();
    }

    private static void Weighings(StringBuilder text, PlanReport report)
    {
        if (report.Weighings.Count == 0)
            return;
        text.Append("\nto weigh\n");
        foreach (var group in report.Weighings)
        {
            string times = group.Operations.Count == 1 ? "" : $"{group.Operations.Count} times ";
            text.Append($"  {times}{group.Purpose}  ({string.Join(", ", group.Operations)})\n");
            int name = group.Masses.Max(one => one.Reagent.Length);
            foreach (var mass in group.Masses)
            {
                text.Append($"    {mass.Reagent.PadRight(name)}  {Wording.Grams(mass.Mass)}");
                if (mass.Excess is { } excess)
                    text.Append($", excess {Wording.Share(excess)}");
                if (mass.Purity is { } purity)
                    text.Append($", purity {Wording.Share(purity)}");
                text.Append('\n');
            }
        }
    }

    private static void Times(StringBuilder text, PlanReport report, int width)
    {
        var schedule = report.Schedule;
        if (schedule.Preparation.Count + schedule.Tests.Count == 0)
            return;
        text.Append(
            report.Resources.Lab is { } lab
                ? $"\nschedule in {lab}, each instrument doing one thing at a time\n"
                : "\nschedule with one instrument of each class, as no lab is given\n"
        );
        if (GanttChart.Preparation(report.Experiment, schedule) is { } preparation)
            text.Append(GanttText.Write(preparation, width));
        if (GanttChart.Tests(report.Experiment, schedule) is { } tests)
            text.Append(GanttText.Write(tests, width));
        if (schedule.Preparation.Count > 0)
        {
            string least = schedule.OpenOperations == 0 ? "" : "at least ";
            string open =
                schedule.OpenOperations == 0
                    ? ""
                    : $"; {schedule.OpenOperations} of {Wording.Count(schedule.Preparation.Count, "operation")} do not state how long they take (·)";
            string time =
                schedule.PreparationEnd.IsZero && least.Length > 0
                    ? "time not stated"
                    : least + Wording.Time(schedule.PreparationEnd);
            text.Append($"  preparation: {time}{open}\n");
        }
        if (schedule.Tests.Count > 0)
            text.Append($"  {Tests(schedule)}\n");
        foreach (var missed in schedule.Missed)
            text.Append(
                $"  {missed.Operation} begins {Wording.Time(missed.Gap)} after {missed.After}, which may be {Wording.Time(missed.Allowed)} at most ({missed.Source.Path}:{missed.Source.Line})\n"
            );
        if (report.Resources.Lab is not null && schedule.Assumed.Count > 0)
            text.Append($"  not in the lab, one of each assumed: {string.Join(", ", schedule.Assumed)}\n");
    }

    private static string Tests(LabSchedule schedule)
    {
        if (schedule.OpenTests == schedule.Tests.Count)
            return "cell tests: their time cannot be estimated, as steps end by voltage or current alone";
        string open =
            schedule.OpenTests == 0
                ? ""
                : $"; {Wording.Count(schedule.OpenTests, "run")} cannot be estimated";
        return $"with cell tests: about {Wording.Time(schedule.End)}, if each charge and discharge passes the theoretical capacity{open}";
    }

    private static void Consumables(StringBuilder text, PlanReport report)
    {
        if (report.Consumables.Count == 0)
            return;
        text.Append("\nconsumables\n");
        int name = report.Consumables.Max(one => one.Material.Length);
        foreach (var one in report.Consumables)
            text.Append($"  {one.Material.PadRight(name)}  {Amount(one)}\n");
    }

    internal static string Amount(Consumable one)
    {
        var parts = new List<string>();
        if (one.Amount is { Low: not null } or { High: not null })
            parts.Add(Wording.Grams(one.Amount));
        if (one.Pieces > 0)
            parts.Add(Wording.Count(one.Pieces, "piece"));
        if (one.OpenUses > 0)
            parts.Add(
                parts.Count == 0
                    ? "amount not stated"
                    : $"{Wording.Count(one.OpenUses, "use")} of unknown amount"
            );
        return string.Join(", and ", parts);
    }

    private static void Instruments(StringBuilder text, PlanReport report)
    {
        if (report.Instruments.Count == 0)
            return;
        text.Append("\ninstruments\n");
        int name = report.Instruments.Max(one => one.Unit.Length);
        foreach (var one in report.Instruments)
        {
            string time =
                one.Duration.IsZero && one.IsOpen ? "time not stated"
                : one.IsOpen ? $"at least {Wording.Time(one.Duration)}"
                : Wording.Time(one.Duration);
            string energy = one is { Power: { } power, Energy: { } joules }
                ? $", {power.ToDecimalString(4)} W: {(one.IsOpen ? "at least " : "")}{KilowattHours(joules)}"
                : "";
            text.Append($"  {one.Unit.PadRight(name)}  {Wording.Count(one.Uses, "use")}, {time}{energy}\n");
        }
        text.Append(
            report.Energy is { } all
                ? $"  energy of the instruments whose power is stated: {(report.Instruments.Any(one => one.IsOpen && one.Power is not null) ? "at least " : "")}{KilowattHours(all)}\n"
                : "  energy unknown: no lab states an instrument's power\n"
        );
    }

    private static string KilowattHours(Rational joules) => $"{(joules / 3_600_000).ToDecimalString(3)} kWh";
}
