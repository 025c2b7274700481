using System.Globalization;
using System.Text;
using CellDsl.Contracts;
using CellDsl.Runtime.Execution;

namespace CellDsl.Runtime.Records;

/// <summary>
/// The tidy tables of an experiment: one observation per line, comma-separated, one column per setting of its sweeps.
/// Every line says that it was simulated, and with which models.
/// </summary>
internal static class Tables
{
    private const double MilliampHour = 3.6;
    private const double Gram = 1e-3;

    /// <summary>A line per run and completed cycle.</summary>
    public static string Cycles(RunReport report)
    {
        var table = new Table(report, ["cell", "replicate", "cycle"]);
        table.Header(
            "charge_capacity_mAh",
            "discharge_capacity_mAh",
            "charge_capacity_mAh_per_g_active",
            "discharge_capacity_mAh_per_g_active",
            "charge_energy_mWh",
            "discharge_energy_mWh",
            "retention",
            "efficiency",
            "energy_efficiency",
            "duration_h"
        );
        foreach (var run in report.Runs)
        {
            if (run.Results is not { } results)
                continue;
            double mass = results.Cell.ActiveMass / Gram;
            foreach (var cycle in results.Cycles)
            {
                int k = cycle.Number;
                table.Line(
                    run,
                    [run.Cell.Id, Whole(run.Run.Replicate), Whole(k)],
                    cycle.ChargeIn / MilliampHour,
                    cycle.ChargeOut / MilliampHour,
                    cycle.ChargeIn / MilliampHour / mass,
                    cycle.ChargeOut / MilliampHour / mass,
                    cycle.EnergyIn / MilliampHour,
                    cycle.EnergyOut / MilliampHour,
                    results.Cycle(k, CycleFigure.Retention),
                    results.Cycle(k, CycleFigure.Efficiency),
                    results.Cycle(k, CycleFigure.EnergyEfficiency),
                    cycle.Duration / 3600
                );
            }
        }
        return table.ToString();
    }

    /// <summary>A line per step that ran, with where it is written and what ended it.</summary>
    public static string Steps(RunReport report)
    {
        var table = new Table(
            report,
            ["cell", "step_count", "step_id", "kind", "cycle", "counted", "ended_by", "source"]
        );
        table.Header(
            "start_s",
            "duration_s",
            "charge_mAh",
            "discharge_mAh",
            "charge_energy_mWh",
            "discharge_energy_mWh",
            "end_voltage_V",
            "end_current_mA",
            "end_temperature_degC"
        );
        foreach (var run in report.Runs)
        {
            int count = 0;
            foreach (var step in run.Results?.Steps ?? [])
            {
                var info = run.Machine.Steps[step.Step];
                table.Line(
                    run,
                    [
                        run.Cell.Id,
                        Whole(++count),
                        info.Id,
                        step.Kind,
                        Whole(step.Cycle),
                        step.Counted ? "yes" : "no",
                        step.EndedBy ?? "",
                        $"{info.Place.Path}:{info.Place.Line}:{info.Place.Column}",
                    ],
                    step.Start,
                    step.Duration,
                    step.ChargeIn / MilliampHour,
                    step.ChargeOut / MilliampHour,
                    step.EnergyIn / MilliampHour,
                    step.EnergyOut / MilliampHour,
                    step.EndVoltage,
                    step.EndCurrent * 1e3,
                    step.EndTemperature - 273.15
                );
            }
        }
        return table.ToString();
    }

    /// <summary>A line per attribute that a measurement found.</summary>
    public static string Measurements(RunReport report)
    {
        var text = new StringBuilder(
            "measurement,kind,subject,settings,attribute,value_SI,as_expected,origin,models\n"
        );
        foreach (var result in report.Measurements)
        {
            var measurement = result.Measurement;
            foreach (var (attribute, value) in result.Values)
            {
                string[] cells =
                [
                    measurement.Id,
                    measurement.Kind,
                    measurement.Subject,
                    string.Join("; ", result.Settings.Select(s => $"{s.Name} = {Spelled.Of(s.Value)}")),
                    attribute,
                    Number(value),
                    result.AsExpected is { } met ? (met ? "yes" : "no") : "",
                    "simulated",
                    string.Join(' ', report.Models),
                ];
                text.AppendJoin(',', cells.Select(Quoted)).Append('\n');
            }
        }
        return text.ToString();
    }

    /// <summary>A line per run, spectrum and frequency.</summary>
    public static string Spectra(RunReport report)
    {
        var table = new Table(report, ["cell", "step_id", "cycle"]);
        table.Header("time_s", "frequency_Hz", "real_Ohm", "imaginary_Ohm");
        foreach (var run in report.Runs)
        {
            foreach (var spectrum in run.Spectra)
            {
                for (int i = 0; i < spectrum.Frequencies.Count; i++)
                    table.Line(
                        run,
                        [run.Cell.Id, spectrum.StepId, Whole(spectrum.Cycle)],
                        spectrum.Time,
                        spectrum.Frequencies[i],
                        spectrum.Impedances[i].Real,
                        spectrum.Impedances[i].Imaginary
                    );
            }
        }
        return table.ToString();
    }

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    // Seven figures: far beyond what the models know, and equal on every machine.
    private static string Number(double value) =>
        double.IsFinite(value) ? value.ToString("G7", CultureInfo.InvariantCulture) : "";

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\n\r")
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;

    private sealed class Table
    {
        private readonly StringBuilder _text = new();
        private readonly string[] _settings;
        private readonly string[] _columns;
        private readonly string _models;

        public Table(RunReport report, string[] columns)
        {
            _columns = columns;
            _models = string.Join(' ', report.Models);
            _settings = [.. report.Runs.SelectMany(r => r.Settings).Select(s => s.Name).Distinct()];
        }

        public void Header(params string[] figures) =>
            _text
                .AppendJoin(
                    ',',
                    ["run", .. _settings.Select(Quoted), .. _columns, .. figures, "origin", "models"]
                )
                .Append('\n');

        public void Line(RunOutcome run, string[] cells, params ReadOnlySpan<double> figures)
        {
            _text.Append(Quoted(run.Run.Id));
            foreach (string name in _settings)
            {
                var setting = run.Settings.FirstOrDefault(s => s.Name == name);
                _text.Append(',').Append(setting is null ? "" : Quoted(Spelled.Of(setting.Value)));
            }
            foreach (string cell in cells)
                _text.Append(',').Append(Quoted(cell));
            foreach (double figure in figures)
                _text.Append(',').Append(Number(figure));
            _text.Append(",simulated,").Append(Quoted(_models)).Append('\n');
        }

        public override string ToString() => _text.ToString();
    }
}
