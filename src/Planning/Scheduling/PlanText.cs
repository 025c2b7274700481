using System.Globalization;
using System.Text;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Scheduling;

/// <summary>A plan as <c>cell plan</c> prints it: what to weigh, what to do in which order, which cells, what is open.</summary>
public static class PlanText
{
    public static string Write(Plan plan)
    {
        var text = new StringBuilder();
        foreach (var experiment in plan.Experiments)
            Write(text, plan, experiment);
        if (plan.Assumptions.Count > 0)
        {
            Line(text, 0, $"assumptions ({Count(plan.Assumptions.Count)})");
            foreach (var assumption in plan.Assumptions)
            {
                var why = assumption.Why is null ? "" : $": {assumption.Why}";
                Line(text, 1, $"{assumption.What} = {assumption.Value}{why}  ({Place(assumption.Source)})");
            }
        }
        if (plan.Holes.Count > 0)
        {
            Line(text, 0, $"unspecified ({Count(plan.Holes.Count)})");
            foreach (var hole in plan.Holes)
                Line(text, 1, $"{hole.What}  ({Place(hole.Source)})");
        }
        return text.ToString();
    }

    private static void Write(StringBuilder text, Plan plan, PlanExperiment experiment)
    {
        Line(text, 0, $"experiment {experiment.Name}");
        foreach (var point in experiment.Points)
        {
            var settings = string.Join(
                ", ",
                point.Settings.Select(setting => $"{setting.Name} = {PlanValueText.Of(setting.Value)}")
            );
            if (settings.Length > 0)
                Line(text, 1, $"point {Count(point.Id)}: {settings}");
        }
        var schedule = Schedule.Of(experiment);
        int? shown = null;
        foreach (var entry in schedule.Operations)
        {
            if (entry.Operation.Point is var at && at != shown)
                Line(text, 1, at == 0 ? "operations" : $"operations at point {Count(at)}");
            shown = at;
            Write(text, entry);
        }
        Line(text, 1, $"in all {Duration(schedule.Total)}, cell tests aside");
        foreach (var measurement in experiment.Measurements)
        {
            var used = measurement.Used.Exact is { IsZero: true } ? "" : $", {Grams(measurement.Used)}";
            Line(text, 1, $"measure {measurement.Kind} on {measurement.Subject}{used}");
        }
        foreach (var alike in experiment.Cells.GroupBy(cell => (cell.Name, cell.Facts)))
            Write(text, [.. alike]);
        foreach (var run in experiment.Runs)
        {
            var arguments = string.Join(
                ", ",
                run.Arguments.Select(argument => $"{argument.Name} = {Argument(argument)}")
            );
            Line(text, 1, $"run {run.Id} ({plan.Machines[run.Machine].Name}) on {run.Cell}: {arguments}");
        }
        foreach (var expectation in experiment.Expectations)
            Line(text, 1, $"{expectation.Text}  ({Count(expectation.Runs.Count)} runs)");
        text.Append('\n');
    }

    private static void Write(StringBuilder text, ScheduledOperation entry)
    {
        var operation = entry.Operation;
        var arguments = string.Join(
            ", ",
            operation.Arguments.Select(argument => $"{argument.Name} {PlanValueText.Of(argument.Value)}")
        );
        var what = arguments.Length > 0 ? arguments : operation.Text;
        Line(text, 2, $"{operation.Id}  {what}  [{Duration(operation.Duration)}]");
        foreach (var segment in operation.Program)
        {
            var settings = segment.Arguments.Select(argument => PlanValueText.Of(argument.Value));
            Line(text, 3, $"{segment.Verb} {string.Join(", ", settings)}  [{Duration(segment.Duration)}]");
        }
        foreach (var weighing in operation.Weighings)
        {
            var excess = weighing.Excess is null ? "" : $", excess {PlanValueText.Of(weighing.Excess)}";
            var purity = weighing.Purity is null ? "" : $", purity {PlanValueText.Of(weighing.Purity)}";
            Line(text, 3, $"{weighing.Reagent} {Grams(weighing.Mass)}{excess}{purity}");
        }
    }

    private static void Write(StringBuilder text, PlanCell[] alike)
    {
        var cell = alike[0];
        Line(text, 1, $"cell {string.Join(", ", alike.Select(one => one.Id))}");
        Figure(text, "active mass", cell.Facts.ActiveMass, 1_000_000, "mg");
        Figure(text, "area", cell.Facts.ElectrodeArea, 10_000, "cm²");
        Figure(text, "specific capacity", cell.Facts.SpecificCapacity, Rational.Of(1, 3600), "mAh/g");
        Figure(text, "theoretical capacity", cell.Facts.TheoreticalCapacity, Rational.Of(1000, 3600), "mAh");
        Figure(text, "nominal capacity", cell.Facts.NominalCapacity, Rational.Of(1000, 3600), "mAh");
    }

    private static void Figure(
        StringBuilder text,
        string name,
        PlanFigure figure,
        Rational factor,
        string unit
    )
    {
        var value = figure.Value is { } known
            ? $"{(known * factor).ToDecimalString(4)} {unit}{(figure.Assumed ? ", from an assumption" : "")}"
            : $"unknown: {string.Join(", ", figure.Missing)}";
        Line(text, 2, $"{name}: {value}");
    }

    private static string Argument(PlanRunArgument argument) =>
        argument.Value is { } value && argument.Per is not null
            ? $"{PlanValueText.Of(argument.Given)} = {Engineering(value, argument.Unit)}"
            : PlanValueText.Of(argument.Given);

    private static string Engineering(Rational value, string unit) =>
        value.Abs() is var size && size < Rational.Of(1, 1000) && unit == "A"
            ? $"{(value * 1_000_000).ToDecimalString(4)} µA"
        : size < Rational.One && unit == "A" ? $"{(value * 1000).ToDecimalString(4)} mA"
        : $"{value.ToDecimalString(4)} {unit}";

    private static string Grams(PlanRange grams) =>
        grams.Exact is { } exact ? $"{exact.ToDecimalString(5)} g"
        : grams is { Low: { } low, High: null } ? $"at least {low.ToDecimalString(5)} g"
        : grams is { Low: null, High: { } high } ? $"at most {high.ToDecimalString(5)} g"
        : grams is { Low: { } from, High: { } to } ? $"{from.ToDecimalString(5)} .. {to.ToDecimalString(5)} g"
        : "amount unknown";

    private static string Duration(PlanRange seconds) =>
        seconds.Exact is { } exact ? QuantityFormat.FormatTime(exact)
        : seconds.Low is { IsZero: false } low ? $"at least {QuantityFormat.FormatTime(low)}"
        : "time unknown";

    private static string Place(SourceRef source) =>
        string.Create(CultureInfo.InvariantCulture, $"{source.Path}:{source.Line}");

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, int depth, string line) =>
        text.Append(' ', depth * 2).Append(line).Append('\n');
}
