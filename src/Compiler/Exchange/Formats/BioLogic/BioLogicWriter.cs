using System.Globalization;
using System.Text;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Formats.BioLogic;

/// <summary>Writes a program as a settings file. Rows stand in the order of EC-Lab 11.5.</summary>
internal sealed class BioLogicWriter
{
    private const int Limits = 3;
    private const int Records = 3;

    private static readonly (Rational Amperes, string Name)[] Ranges =
    [
        (Rational.Of(1, 100_000), "10 µA"),
        (Rational.Of(1, 10_000), "100 µA"),
        (Rational.Of(1, 1000), "1 mA"),
        (Rational.Of(1, 100), "10 mA"),
        (Rational.Of(1, 10), "100 mA"),
        (1, "1 A"),
        (10, "10 A"),
    ];

    private readonly CyclerProgram _program;
    private readonly bool _isBtLab;
    private readonly string[] _ranges;
    private readonly Rational _lowest;
    private readonly Rational _highest;

    private BioLogicWriter(CyclerProgram program, bool isBtLab)
    {
        _program = program;
        _isBtLab = isBtLab;
        _ranges = CurrentRanges(program);
        Rational[] voltages = [.. Voltages(program)];
        _lowest = Rational.Min(0, voltages.Length == 0 ? 0 : voltages.Min().Floor());
        _highest = Rational.Max(5, voltages.Length == 0 ? 5 : voltages.Max().Ceiling());
    }

    private string Potential => _isBtLab ? "Ecell" : "Ewe";

    public static byte[] Write(CyclerProgram program, ExportHeader header, bool isBtLab)
    {
        var writer = new BioLogicWriter(program, isBtLab);
        var text = new StringBuilder();
        writer.Header(text, header);
        writer.Table(text);
        // A µ in UTF-8 may be read as milli.
        return ExchangeText.Windows1252.GetBytes(text.ToString());
    }

    private void Header(StringBuilder text, ExportHeader header)
    {
        void Line(string line) => text.Append(line).Append("\r\n");
        Line(_isBtLab ? "BT-LAB SETTING FILE" : "EC-LAB SETTING FILE");
        Line("");
        Line("Number of linked techniques : 1");
        if (!_isBtLab)
        {
            Line("Electrode connection : standard");
            Line("Potential control : Ewe");
        }
        Line(
            $"{Potential} ctrl range : min = {_lowest.ToFixedString(2)} V, max = {_highest.ToFixedString(2)} V"
        );
        Safety(Line);
        Line($"Comments : {Comment(header)}");
        if (_program.Sample.NominalCapacity is { } capacity)
            Line($"Battery capacity : {Capacity(capacity / 3600)}");
        Line("Cycle Definition : Charge/Discharge alternance");
        Line("Do not turn to OCV between techniques");
        Line("");
        Line("Technique : 1");
        Line("Modulo Bat");
    }

    private void Safety(Action<string> line)
    {
        var safety = _program.Safety;
        line("Safety Limits :");
        if (safety.LowestVoltage is { } lowest)
            line($"\t{Potential} min = {BioLogicUnits.Number(lowest)} V");
        if (safety.HighestVoltage is { } highest)
            line($"\t{Potential} max = {BioLogicUnits.Number(highest)} V");
        if (
            (safety.ChargeCurrent ?? safety.DischargeCurrent)?.In(_program.Sample.NominalCapacity) is { } most
        )
            line($"\t|I| = {BioLogicUnits.Number(most * 1000)} mA");
        if (safety.Delay is { } delay)
            line($"\tfor t > {DecimalText.Write(delay * 1000)} ms");
        line("\tDo not start on E overload");
    }

    private string Comment(ExportHeader header)
    {
        var text = new StringBuilder();
        if (_program.Sample.Name is { } sample)
            text.Append(sample).Append("; ");
        text.Append(header.Provenance).Append(';');
        for (int i = 0; i < _program.Steps.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $" {i}={_program.Steps[i].Id}");
        foreach (string loss in header.Losses)
            text.Append("; lost: ").Append(loss);
        return text.ToString().ReplaceLineEndings(" ");
    }

    private static string Capacity(Rational ampereHours)
    {
        if (ampereHours >= 1)
            return $"{BioLogicUnits.Number(ampereHours)} A.h";
        return ampereHours >= Rational.Of(1, 1000)
            ? $"{BioLogicUnits.Number(ampereHours * 1000)} mA.h"
            : $"{BioLogicUnits.Number(ampereHours * 1_000_000)} µA.h";
    }

    private void Table(StringBuilder text)
    {
        var table = new SequenceTable(_program.Steps.Count);
        var fields = _program.Steps.Select(step => Sequence.Of(step.Control)).ToArray();
        table.Row("Ns", i => Text(i));
        table.Row("ctrl_type", i => fields[i].Type);
        table.Row("Apply I/C", _ => "I");
        if (!_isBtLab)
            table.Row("current/potential", _ => "current");
        for (int n = 0; n < 3; n++)
        {
            int at = n;
            table.Row($"ctrl{at + 1}_val", i => fields[i].Values[at].Text);
            table.Row($"ctrl{at + 1}_val_unit", i => fields[i].Values[at].Unit);
            table.Row($"ctrl{at + 1}_val_vs", i => fields[i].Values[at].Against);
        }
        table.Row("N", _ => "1.00");
        table.Row("charge/discharge", i => fields[i].IsDischarge ? "Discharge" : "Charge");
        if (!_isBtLab)
        {
            table.Row("charge/discharge_1", _ => "Charge");
            table.Row("Apply I/C_1", _ => "I");
            table.Row("N1", _ => "0.00");
            table.Row("ctrl4_val", _ => "");
            table.Row("ctrl4_val_unit", _ => "");
            table.Row("ctrl5_val", _ => "");
            table.Row("ctrl5_val_unit", _ => "");
            table.Row("ctrl_tM", _ => "0");
        }
        table.Row("ctrl_seq", i => Loop(i) is { } loop ? Text(loop.Start) : "0");
        table.Row(
            "ctrl_repeat",
            i => Loop(i) is { } loop ? (loop.Count - 1).ToString(CultureInfo.InvariantCulture) : "0"
        );
        table.Row("ctrl_trigger", _ => "Falling Edge");
        table.Row("ctrl_TO_t", _ => "0.000");
        table.Row("ctrl_TO_t_unit", _ => "d");
        table.Row("ctrl_Nd", i => Spectrum(i) is { PerDecade: { } points } ? Text(points) : "6");
        table.Row("ctrl_Na", i => Spectrum(i) is { Averages: { } times } ? Text(times) : "1");
        table.Row("ctrl_corr", _ => "0");
        table.Row("lim_nb", i => Text(Ends(i).Count));
        for (int n = 0; n < Limits; n++)
            LimitRows(table, n);
        table.Row("rec_nb", i => Text(Rules(_program.Steps[i].Record).Count));
        for (int n = 0; n < Records; n++)
            RecordRows(table, n);
        table.Row("E range min (V)", _ => _lowest.ToFixedString(3));
        table.Row("E range max (V)", _ => _highest.ToFixedString(3));
        table.Row("I Range", i => _ranges[i]);
        table.Row("I Range min", _ => "Unset");
        table.Row("I Range max", _ => "Unset");
        table.Row("I Range init", _ => "Unset");
        table.Row("auto rest", _ => _isBtLab ? "0" : "1");
        table.Row("Bandwidth", _ => _isBtLab ? "4" : "5");
        table.WriteTo(text);
    }

    private CyclerControl.Loop? Loop(int step) => _program.Steps[step].Control as CyclerControl.Loop;

    private CyclerControl.Impedance? Spectrum(int step) =>
        _program.Steps[step].Control as CyclerControl.Impedance;

    private List<CyclerEnd> Ends(int step) =>
        Loop(step) is null ? [.. _program.Steps[step].Ends.Where(end => end.Single is not null)] : [];

    private void LimitRows(SequenceTable table, int n)
    {
        CyclerEnd? End(int step) => Ends(step) is { } ends && n < ends.Count ? ends[n] : null;
        var limits = Enumerable
            .Range(0, _program.Steps.Count)
            .Select(step => End(step)?.Single is { } condition ? Limit(condition) : ("Time", "0.000", "s"))
            .ToArray();
        string name = $"lim{Text(n + 1)}";
        table.Row($"{name}_type", i => limits[i].Item1);
        table.Row($"{name}_comp", i => End(i)?.Single is { } condition && condition.IsAbove ? ">" : "<");
        table.Row($"{name}_Q", _ => "Q limit");
        table.Row($"{name}_value", i => limits[i].Item2);
        table.Row($"{name}_value_unit", i => limits[i].Item3);
        table.Row($"{name}_action", i => Action(End(i)?.Target ?? CyclerTarget.Next));
        table.Row($"{name}_seq", i => Onward(End(i)?.Target ?? CyclerTarget.Next, i));
    }

    private (string Type, string Value, string Unit) Limit(CyclerCondition condition)
    {
        switch (condition.Quantity)
        {
            case CyclerQuantity.Voltage:
                return (Potential, BioLogicUnits.Number(condition.Value), "V");
            case CyclerQuantity.StepTime:
                var (time, unit) = BioLogicUnits.Time(condition.Value);
                return ("Time", time, unit);
            default:
                var amperes = condition.In(_program.Sample.NominalCapacity) ?? 0;
                var (current, scale) = BioLogicUnits.Current(amperes);
                return (condition.Quantity == CyclerQuantity.Current ? "I" : "|I|", current, scale);
        }
    }

    private static string Action(CyclerTarget target) =>
        target.Kind switch
        {
            TargetKind.Next => "Next sequence",
            TargetKind.Stop => "Stop",
            _ => "Goto sequence",
        };

    private string Onward(CyclerTarget target, int step) =>
        target.Kind is TargetKind.Stop or TargetKind.End
            ? BioLogicReader.EndOfProgram
            : Text(_program.Resolve(target, step) ?? step + 1);

    private void RecordRows(SequenceTable table, int n)
    {
        (string Type, string Value, string Unit) Rule(int step) =>
            Rules(_program.Steps[step].Record) is { } rules && n < rules.Count
                ? rules[n]
                : ("Time", "0.000", "s");
        string name = $"rec{Text(n + 1)}";
        table.Row($"{name}_type", i => Rule(i).Type);
        table.Row($"{name}_value", i => Rule(i).Value);
        table.Row($"{name}_value_unit", i => Rule(i).Unit);
    }

    private List<(string Type, string Value, string Unit)> Rules(CyclerRecord record)
    {
        var rules = new List<(string, string, string)>();
        if (record.Interval is { } interval)
            rules.Add(("Time", BioLogicUnits.Number(interval), "s"));
        if (record.Voltage is { } voltage)
            rules.Add((Potential, BioLogicUnits.Number(voltage * 1000), "mV"));
        if (record.Current?.In(_program.Sample.NominalCapacity) is { } current)
        {
            var (value, unit) = BioLogicUnits.Current(current);
            rules.Add(("I", value, unit));
        }
        return rules;
    }

    /// <summary>
    /// The smallest range that holds the current, for each step. A range changes only after open circuit, so that steps
    /// which follow one another without a rest share the largest of theirs.
    /// </summary>
    private static string[] CurrentRanges(CyclerProgram program)
    {
        var group = Enumerable.Range(0, program.Steps.Count).ToArray();
        int Root(int step)
        {
            while (group[step] != step)
                step = group[step];
            return step;
        }
        bool IsPassing(int step) => program.Steps[step].Control is not CyclerControl.Rest;
        for (int i = 0; i < program.Steps.Count; i++)
        {
            if (!IsPassing(i))
                continue;
            foreach (int next in ProgramEdits.Successors(program, i))
            {
                if (next < program.Steps.Count && IsPassing(next))
                    group[Root(next)] = Root(i);
            }
        }
        var largest = new Dictionary<int, Rational>();
        for (int i = 0; i < program.Steps.Count; i++)
        {
            var most = program.Steps[i].Control switch
            {
                CyclerControl.Current current => current.Value.In(program.Sample.NominalCapacity)?.Abs(),
                // A range holds twice the amplitude of a current that swings.
                CyclerControl.Impedance { IsGalvanostatic: true, Amplitude: { } amplitude } => amplitude * 2,
                _ => null,
            };
            if (most is { } current2)
                largest[Root(i)] = Rational.Max(largest.GetValueOrDefault(Root(i)), current2);
        }
        return
        [
            .. Enumerable
                .Range(0, program.Steps.Count)
                .Select(i =>
                    largest.TryGetValue(Root(i), out var most)
                        ? Ranges.FirstOrDefault(range => most <= range.Amperes, Ranges[^1]).Name
                        : "Auto"
                ),
        ];
    }

    private static IEnumerable<Rational> Voltages(CyclerProgram program)
    {
        foreach (var step in program.Steps)
        {
            if (step.Control is CyclerControl.Hold { Voltage: { } held })
                yield return held;
            if (step.Control is CyclerControl.Sweep { From: { } from, To: { } to })
            {
                yield return from;
                yield return to;
            }
            foreach (var condition in step.Ends.SelectMany(end => end.All))
            {
                if (condition.Quantity == CyclerQuantity.Voltage)
                    yield return condition.Value;
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The control of a sequence as its first rows say it.</summary>
    private sealed record Sequence(
        string Type,
        (string Text, string Unit, string Against)[] Values,
        bool IsDischarge
    )
    {
        private static readonly (string, string, string) None = ("", "", "");

        public static Sequence Of(CyclerControl control)
        {
            switch (control)
            {
                case CyclerControl.Current current:
                    var (amperes, unit) = BioLogicUnits.Current(current.Value.Value);
                    return new("CC", [(amperes, unit, "<None>"), None, None], current.Value.Sign < 0);
                case CyclerControl.Hold hold:
                    var held = (BioLogicUnits.Number(hold.Voltage ?? 0), "V", "Ref");
                    return new("CV", [held, None, None], hold.Way == Way.Discharge);
                case CyclerControl.Sweep sweep:
                    return new(
                        "VS",
                        [
                            (BioLogicUnits.Number(sweep.Rate.Abs() * 1000), "mV/s", ""),
                            (BioLogicUnits.Number(sweep.From ?? 0), "V", "Ref"),
                            (BioLogicUnits.Number(sweep.To ?? 0), "V", "Ref"),
                        ],
                        sweep.Rate.Sign < 0
                    );
                case CyclerControl.Impedance spectrum:
                    return new(
                        spectrum.IsGalvanostatic ? "GEIS" : "PEIS",
                        [Amplitude(spectrum), Frequency(spectrum.From ?? 0), Frequency(spectrum.To ?? 0)],
                        false
                    );
                case CyclerControl.Loop:
                    return new("Loop", [None, None, None], false);
                default:
                    return new("Rest", [None, None, None], false);
            }
        }

        private static (string, string, string) Amplitude(CyclerControl.Impedance spectrum)
        {
            var amplitude = spectrum.Amplitude ?? 0;
            if (!spectrum.IsGalvanostatic)
                return (BioLogicUnits.Number(amplitude * 1000), "mV", "");
            var (text, unit) = BioLogicUnits.Current(amplitude);
            return (text, unit, "");
        }

        private static (string, string, string) Frequency(Rational hertz)
        {
            var (text, unit) = BioLogicUnits.Frequency(hertz);
            return (text, unit, "");
        }
    }
}
