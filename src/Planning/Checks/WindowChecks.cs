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
    private static readonly Rational s_fastest = 20;
    private static readonly Rational s_slowest = Rational.Of(1, 1000);

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
                bool isPower = step.Step.Mode == ControlMode.Power;
                if (
                    (step.IsCharge || isPower)
                    && rises
                    && limits.HighestVoltage is { } high
                    && end.Value > high
                )
                    Voltage(end.Value, "goes on to", place);
                if (
                    (step.IsDischarge || isPower)
                    && !rises
                    && limits.LowestVoltage is { } low
                    && end.Value < low
                )
                    Voltage(end.Value, "goes on to", place);
            }
            Rate(step, at);
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

        // Capacities per hour far from what cells are tested at: a unit was read for another.
        void Rate(RunStep step, Location at)
        {
            if (
                run.Built.Cell.Facts.TheoreticalCapacity.Value is not { Sign: > 0 } capacity
                || step.Setpoint is not { IsZero: false } setpoint
            )
                return;
            var amperes = step.Step.Mode switch
            {
                ControlMode.Current => setpoint.Abs(),
                ControlMode.Power when limits.HighestVoltage is { Sign: > 0 } volts => setpoint.Abs() / volts,
                _ => (Rational?)null,
            };
            if (amperes * 3600 / capacity is { } rate && (rate > s_fastest || rate < s_slowest))
                report(
                    Rules.UnusualValueAt(
                        at,
                        $"a rate of {rate.ToDecimalString(2)}C",
                        "the rate of a test",
                        "0.001C .. 20C"
                    )
                );
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
