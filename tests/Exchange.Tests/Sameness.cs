using System.Globalization;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Units;

namespace CellDsl.Exchange.Tests;

/// <summary>What of a program says what happens to the cell, to be compared exactly.</summary>
internal static class Sameness
{
    /// <summary>
    /// Compares without names, notes and places; ends in an order of their own, since no two of them can come true at once by
    /// design; a comparison that is strict is as good as one that is not.
    /// </summary>
    public static bool Holds(CyclerProgram left, CyclerProgram right)
    {
        string[] a = Essence(left).Split(Separators);
        string[] b = Essence(right).Split(Separators);
        return a.Length == b.Length && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second));
    }

    /// <summary>The steps in the order in which they run, for formats that write loops out.</summary>
    public static CyclerProgram Unrolled(CyclerProgram program) =>
        program with
        {
            Steps = [.. ProgramTree.WrittenOut(program)],
        };

    private static readonly char[] Separators = [' ', ';', '[', ']', '\n'];

    // A third of an ampere ends somewhere in every file: in twenty characters at the latest.
    private static bool AreEqual(string left, string right) =>
        left == right
        || (
            double.TryParse(left, CultureInfo.InvariantCulture, out double a)
            && double.TryParse(right, CultureInfo.InvariantCulture, out double b)
            && Math.Abs(a - b) <= 1e-12 * Math.Abs(a)
        );

    public static string Essence(CyclerProgram program) =>
        string.Join(
            '\n',
            ProgramEdits
                .Normalise(Hoisted(program))
                .Steps.Select((step, i) => $"{i}: {Essence(step, isLast: i == program.Steps.Count - 1)}")
                .Append($"safety {Safety(Hoisted(program).Safety)}")
        );

    // Limits that a format can only write as ends of each step.
    private static CyclerProgram Hoisted(CyclerProgram program) =>
        SafetyHoisting.Hoist(program, "a safety limit was passed");

    private static string Essence(CyclerStep step, bool isLast)
    {
        string control = step.Control switch
        {
            CyclerControl.Current current => $"current {Current(current.Value)}",
            CyclerControl.Hold hold =>
                $"hold {Number(hold.Voltage)} limit {Current(hold.Limit)} {(hold.Limit is null ? null : hold.Way)}",
            CyclerControl.Power power => $"power {Number(power.Watts)}",
            CyclerControl.Load load => $"load {Number(load.Ohms)}",
            CyclerControl.Sweep sweep =>
                $"sweep {Number(sweep.Rate)} from {Number(sweep.From)} to {Number(sweep.To)}",
            CyclerControl.Impedance spectrum =>
                $"impedance {Number(spectrum.Amplitude)} {spectrum.IsGalvanostatic} {Number(spectrum.From)} {Number(spectrum.To)} {spectrum.PerDecade} {spectrum.Averages}",
            CyclerControl.Temperature temperature => $"temperature {Number(temperature.Kelvin)}",
            CyclerControl.Loop loop => $"loop to {loop.Start} times {loop.Count}",
            var other => other.Kind.ToString(),
        };
        var ends = step
            .Ends.Select(end =>
                string.Join(" and ", end.All.Select(Condition))
                + $" -> {Onward(end.Target.Kind, isLast)} {end.Target.Step}"
            )
            .Order(StringComparer.Ordinal);
        string record =
            step.Control is CyclerControl.Loop
                ? ""
                : $"{Number(step.Record.Interval)} {Number(step.Record.Voltage)} {Current(step.Record.Current)}";
        return $"{control} [{string.Join("; ", ends)}] record {record} guard {Current(step.Guard)}";
    }

    // A test that is stopped is at its end; not every format keeps the difference.
    private static TargetKind Onward(TargetKind kind, bool isLast) =>
        isLast && kind != TargetKind.Step ? TargetKind.Next
        : kind == TargetKind.Stop ? TargetKind.End
        : kind;

    private static string Condition(CyclerCondition condition) =>
        $"{condition.Quantity} {(condition.IsAbove ? "above" : "below")} {Number(condition.Value)}{(condition.IsRelative ? " relative" : "")}";

    private static string Safety(SafetyLimits safety) =>
        $"{Number(safety.LowestVoltage)} {Number(safety.HighestVoltage)} {Current(safety.ChargeCurrent)} {Current(safety.DischargeCurrent)} {Number(safety.Capacity?.Value)} {Number(safety.LowestTemperature)} {Number(safety.HighestTemperature)} {Number(safety.Delay)}";

    private static string Current(Amperage? current) =>
        current is { } known ? $"{Number(known.Value)}{(known.IsRate ? " C" : " A")}" : "none";

    // What a double tells apart.
    private static string Number(Rational? value) => value?.ToDecimalString(18) ?? "none";
}
