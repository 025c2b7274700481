using System.Globalization;
using System.Text;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Cells;

/// <summary>
/// Writes a cycler's program as a <c>.cell</c> file: loops as <c>repeat</c>, a constant current with the hold behind it in
/// one line, jumps as <c>when</c> and <c>break</c>.
/// </summary>
public sealed partial class CellWriter
{
    private readonly CyclerProgram _program;
    private readonly SourceText? _source;
    private readonly StructuredProgram _structure;
    private readonly StringBuilder _text = new();
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly Dictionary<Stretch, string> _labels = [];
    private int _depth;

    private CellWriter(CyclerProgram program, SourceText? source)
    {
        _program = program;
        _source = source;
        _structure = StructuredProgram.Of(program);
    }

    /// <param name="origin">What it comes from, as <c>life.xml (Neware BTS 8 step XML)</c>.</param>
    /// <param name="source">The foreign file, for the places of findings; null where there is none.</param>
    public static CellText Write(CyclerProgram program, string origin, SourceText? source)
    {
        program = ProgramEdits.Normalise(program);
        var writer = new CellWriter(program, source);
        writer.Label();
        writer.File(origin);
        return new(CellAllowances.Add(writer._text.ToString()), writer._diagnostics);
    }

    private void File(string origin)
    {
        string protocol = CellNames.Identifier(_program.Name, "imported");
        string cell = CellNames.Identifier(_program.Sample.Name, "imported_cell");
        if (cell == protocol)
            cell = $"{cell}_cell";
        Line("edition 1");
        Line("");
        Cell(cell);
        Line($"/// Imported from {CellNames.OneLine(origin)}.");
        if (_program.Comment is { } comment)
            Line($"/// {CellNames.OneLine(comment)}");
        Line($"protocol {protocol} on cell {{");
        _depth++;
        var rules = _program
            .Steps.Select(step => step.Record)
            .Where(record => record.IsStated)
            .Distinct()
            .ToList();
        // One rule for all stands at the top, several where they begin to hold.
        var first = _program.Steps.FirstOrDefault(step => step.Record.IsStated);
        Block(
            0,
            _program.Steps.Count,
            rules.Count == 1 && first is not null ? Record(first, default) : default
        );
        _depth--;
        Line("}");
    }

    private void Cell(string name)
    {
        var safety = _program.Safety;
        var limits = new List<string>();
        void Limit(string quantity, string? low, string? high)
        {
            if ((low ?? high) is null)
                return;
            limits.Add(
                low is null ? $"{quantity}: below {high}"
                : high is null ? $"{quantity}: above {low}"
                : $"{quantity}: {low} .. {high}"
            );
        }
        Limit(
            "voltage",
            safety.LowestVoltage is { } lowest ? CellQuantities.Voltage(lowest) : null,
            safety.HighestVoltage is { } highest ? CellQuantities.Voltage(highest) : null
        );
        Limit(
            "temperature",
            safety.LowestTemperature is { } cold ? CellQuantities.Temperature(cold) : null,
            safety.HighestTemperature is { } hot ? CellQuantities.Temperature(hot) : null
        );
        var most = safety.ChargeCurrent ?? safety.DischargeCurrent;
        if (safety is { ChargeCurrent: { } charge, DischargeCurrent: { } discharge } && charge != discharge)
        {
            most = charge.Value < discharge.Value ? charge : discharge;
            Report(null, "two limits of the current, one for each way,", "the smaller one holds for both");
        }
        if (most is { } current)
            limits.Add($"current: below {CellQuantities.Current(current)}");
        if (safety.Capacity is { IsShare: false } capacity)
            Report(
                null,
                $"a limit of {CellQuantities.Charge(capacity.Value)} for the charge of any step",
                "nothing watches it"
            );
        if (safety.Delay is { Sign: > 0 } delay)
            Report(
                null,
                $"a delay of {CellQuantities.Time(delay)} before safety limits act",
                "they act at once"
            );
        if (limits.Count == 0 && _program.Sample.NominalCapacity is null)
            return;
        Line($"cell {name} {{");
        if (_program.Sample.NominalCapacity is { } nominal)
            Line($"  nominal_capacity: {CellQuantities.Charge(nominal)}");
        Line($"  limits {{ {(limits.Count > 0 ? string.Join("; ", limits) : "voltage: unspecified")} }}");
        Line("}");
        Line("");
    }

    /// <summary>Names for the loops that are left by name, and <c>cycle</c> for what is a cycle.</summary>
    private void Label()
    {
        Stretch? cycle = _structure.Stretches.FirstOrDefault(loop =>
            loop.IsLoop && Passes(loop, 1) && Passes(loop, -1)
        );
        int parts = 0;
        foreach (var stretch in _structure.Stretches)
        {
            if (stretch == cycle)
                _labels[stretch] = "cycle";
            else if (!stretch.IsLoop)
                _labels[stretch] = string.Create(CultureInfo.InvariantCulture, $"part_{++parts}");
            else if (IsLeftFromDeeper(stretch))
                _labels[stretch] = string.Create(CultureInfo.InvariantCulture, $"loop_{++parts}");
        }
    }

    private bool Passes(Stretch loop, int sign) =>
        Enumerable
            .Range(loop.Start, loop.InnerEnd - loop.Start)
            .Any(i =>
                _program.Steps[i].Control switch
                {
                    CyclerControl.Current current => current.Value.Sign == sign,
                    CyclerControl.Hold hold => hold.Way == (sign > 0 ? Way.Charge : Way.Discharge),
                    _ => false,
                }
            );

    private bool IsLeftFromDeeper(Stretch stretch) =>
        Enumerable
            .Range(stretch.Start, stretch.InnerEnd - stretch.Start)
            .Any(i =>
                _program.Steps[i].Ends.Any(end => end.Target == CyclerTarget.To(stretch.End))
                && _structure.Stretches.Any(inner =>
                    inner != stretch
                    && inner.Holds(i)
                    && inner.Start >= stretch.Start
                    && inner.End <= stretch.End
                )
            );

    private void Block(int from, int to, CyclerRecord record, Stretch? inside = null)
    {
        for (int i = from; i < to; )
        {
            var stretch = _structure.Stretches.FirstOrDefault(candidate =>
                candidate.Start == i
                && candidate.End <= to + (inside?.Turn == to ? 1 : 0)
                && candidate != inside
                && (inside is null || IsWithin(candidate, inside))
            );
            if (stretch is not null)
            {
                string label = _labels.TryGetValue(stretch, out string? name) ? $" as {name}" : "";
                Line(string.Create(CultureInfo.InvariantCulture, $"repeat {stretch.Count} times{label} {{"));
                _depth++;
                Block(stretch.Start, stretch.InnerEnd, record, stretch);
                _depth--;
                Line("}");
                i = stretch.End;
            }
            else
            {
                record = Record(_program.Steps[i], record);
                i += Step(i, to, inside);
            }
        }
    }

    private bool IsWithin(Stretch candidate, Stretch outer)
    {
        int at = _structure.Stretches.ToList().IndexOf(candidate);
        int around = _structure.Stretches.ToList().IndexOf(outer);
        return at > around && candidate.End <= outer.InnerEnd;
    }

    private CyclerRecord Record(CyclerStep step, CyclerRecord known)
    {
        if (!step.Record.IsStated || step.Record == known || step.Control is CyclerControl.Loop)
            return known;
        var change = step.Record.Current is { } stated ? Absolute(stated, step) : null;
        string[] rules =
        [
            .. step.Record.Interval is { } interval ? [CellQuantities.Time(interval)] : Array.Empty<string>(),
            .. step.Record.Voltage is { } voltage ? [CellQuantities.Voltage(voltage)] : Array.Empty<string>(),
            .. change is { } current ? [CellQuantities.Current(current)] : Array.Empty<string>(),
        ];
        if (rules.Length == 0)
            return known;
        Line($"record every {string.Join(" or ", rules)}");
        return step.Record;
    }

    // A row is recorded after an absolute change.
    private Amperage? Absolute(Amperage change, CyclerStep step)
    {
        if (change.In(_program.Sample.NominalCapacity) is { } amperes)
            return Amperage.Amperes(amperes);
        Report(
            step,
            $"a row for every change of the current by {CellQuantities.Current(change)} while the capacity is not known",
            "rows come by the other rules"
        );
        return null;
    }

    private void Report(CyclerStep? step, string what, string instead)
    {
        var place =
            _source is not null && step?.Source is { } at
                ? new Location(
                    _source,
                    TextSpan.FromBounds(
                        _source.OffsetAt(new(at.Line - 1, at.Column - 1)),
                        _source.OffsetAt(new(at.EndLine - 1, at.EndColumn - 1))
                    )
                )
                : new Location(_source ?? new("", ""), new(0, 0));
        _diagnostics.Add(Rules.UnsupportedElementAt(place, what, instead));
    }

    private void Line(string line)
    {
        if (line.Length > 0)
            _text.Append(' ', 2 * _depth).Append(line);
        _text.Append('\n');
    }
}
