using CellDsl.Contracts;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Checks;

/// <summary>
/// What a protocol asks for lies within what its cell may see: else a limit ends the whole test where a step should have
/// ended.
/// </summary>
internal static class WindowChecks
{
    public static void Check(PerformedRun run, SourceNames names, Action<Diagnostic> report)
    {
        var limits = run.Built.Cell.Facts.Limits;
        foreach (var step in RunStep.Of(run))
        {
            var at = Shown.Place(names, step.Step.Source, run.Operation.Location);
            if (step.Step.Mode == ControlMode.Voltage && step.Setpoint is { } held)
                Voltage(held, "holds", at);
            foreach (var end in step.Ends.Where(end => end.What == Observable.Voltage))
            {
                bool rises = end.Operator is Comparison.Greater or Comparison.GreaterOrEqual;
                var place = Shown.Place(names, end.End.Source, at);
                if (step.IsCharge && rises && limits.HighestVoltage is { } high && end.Value > high)
                    Voltage(end.Value, "goes on to", place);
                if (step.IsDischarge && !rises && limits.LowestVoltage is { } low && end.Value < low)
                    Voltage(end.Value, "goes on to", place);
            }
            if (
                step.Step.Mode == ControlMode.Current
                && step.Setpoint is { } current
                && limits.HighestCurrent is { } most
                && current.Abs() > most
            )
                Report("current", "passes", Shown.Amperes(current.Abs()), Shown.Amperes(most), at, null);
            if (step.Temperature is { } kelvin)
            {
                if (limits.HighestTemperature is { } warmest && kelvin > warmest)
                    Report("temperature", "sets", Heat.Celsius(kelvin), Heat.Celsius(warmest), at, null);
                else if (limits.LowestTemperature is { } coldest && kelvin < coldest)
                    Report("temperature", "sets", Heat.Celsius(kelvin), Heat.Celsius(coldest), at, null);
            }
        }

        void Voltage(Rational value, string verb, Location at)
        {
            var beyond =
                limits.HighestVoltage is { } high && value > high ? high
                : limits.LowestVoltage is { } low && value < low ? low
                : (Rational?)null;
            if (beyond is { } limit)
                Report("voltage", verb, Shown.Volts(value), Shown.Volts(limit), at, Against(value));
        }

        // A voltage that was meant against lithium and stands against another counter electrode.
        string? Against(Rational value) =>
            run.Built.Cell.Facts.CounterPotential.Value is { IsZero: false } counter
            && value - counter is var shifted
            && (limits.HighestVoltage is not { } high || shifted <= high)
            && (limits.LowestVoltage is not { } low || shifted >= low)
                ? $"`{Shown.Volts(value)} vs Li` is {Shown.Volts(shifted)} in this cell: was that meant?"
                : null;

        void Report(string what, string verb, string asked, string limit, Location at, string? help) =>
            report(
                Rules.OutsideLimitsAt(
                    at,
                    what,
                    verb,
                    asked,
                    limit,
                    run.Built.Symbol.Name,
                    LimitPlace(run.Built, what),
                    run.Operation.Location,
                    help
                )
            );
    }

    private static Location LimitPlace(BuiltCell built, string what) =>
        built.Symbol.Properties.Find("limits")?.Block?.Find(what)?.Location ?? built.Symbol.Location;
}
