using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using CellDsl.Language.Units;
using CellDsl.Planning;
using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.Exchange.Formats.BioLogic;

/// <summary>Reads a settings file by its labels: rows differ from version to version.</summary>
internal sealed class BioLogicReader
{
    public const string EndOfProgram = "9999";
    private const string Format = "BioLogic settings file";
    private const int MostSequences = 10_000;

    private readonly SourceText _source;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly Dictionary<string, TextSpan> _rows = new(StringComparer.Ordinal);
    private int _count;

    private BioLogicReader(SourceText source) => _source = source;

    public static ImportResult Read(SourceText source)
    {
        var reader = new BioLogicReader(source);
        return new(reader.Program(), reader._diagnostics);
    }

    private CyclerProgram? Program()
    {
        int table = FindTable();
        if (table < 0)
            return null;
        var steps = new List<CyclerStep>();
        for (int i = 0; i < _count; i++)
            steps.Add(Step(i));
        var (safety, capacity, comment) = Header(table);
        string name = Path.GetFileNameWithoutExtension(_source.Path);
        return ProgramEdits.Normalise(new(name, [.. steps], safety, new(null, capacity, null), comment));
    }

    /// <summary>Finds the rows of the first Modulo Bat technique; other techniques are reported.</summary>
    private int FindTable()
    {
        int found = -1;
        bool isInside = false;
        for (int line = 0; line < _source.LineCount; line++)
        {
            var span = _source.LineSpan(line);
            string text = _source.Slice(span).ToString();
            if (text.StartsWith("Technique : ", StringComparison.Ordinal) && line + 1 < _source.LineCount)
            {
                var title = _source.LineSpan(line + 1);
                string technique = _source.Slice(title).Trim().ToString();
                isInside = technique == "Modulo Bat" && found < 0;
                if (isInside)
                    found = line;
                else
                    _diagnostics.Add(
                        Rules.UnsupportedElementAt(
                            new(_source, title),
                            technique == "Modulo Bat" ? "a second Modulo Bat" : $"the technique {technique}",
                            "it is left out"
                        )
                    );
                line++;
            }
            else if (isInside && text.Length > 0)
            {
                string label = text[..Math.Min(text.Length, SequenceTable.Width)].Trim();
                if (label.Length > 0)
                    _rows.TryAdd(label, span);
            }
        }
        if (found < 0 || !_rows.TryGetValue("Ns", out var numbers))
        {
            _diagnostics.Add(
                Rules.UnreadableFileAt(
                    new(_source, new(0, 0)),
                    Format,
                    found < 0 ? "it has no technique Modulo Bat" : "its table has no row `Ns`",
                    "save the settings of a Modulo Bat technique"
                )
            );
            return -1;
        }
        // Columns are counted, not split: empty ones are spaces.
        _count = Math.Min(MostSequences, (_source.Slice(numbers).TrimEnd().Length - 1) / SequenceTable.Width);
        if (_rows.Count < 5 || !_rows.ContainsKey("ctrl_type") || !_rows.ContainsKey("lim_nb"))
        {
            _diagnostics.Add(
                Rules.UnreadableFileAt(
                    new(_source, numbers),
                    Format,
                    "its table is cut off: `ctrl_type` or `lim_nb` is missing",
                    "save the settings again"
                )
            );
            return -1;
        }
        return found;
    }

    private (SafetyLimits, Rational? Capacity, string? Comment) Header(int table)
    {
        var safety = SafetyLimits.None;
        Rational? capacity = null;
        string? comment = null;
        for (int line = 0; line < table; line++)
        {
            var span = _source.LineSpan(line);
            string text = _source.Slice(span).ToString();
            string trimmed = text.Trim();
            if (Behind(trimmed, "Comments :") is { Length: > 0 } said)
                comment = said;
            else if (Behind(trimmed, "Battery capacity :") is { } amount)
                capacity = Quantity(amount, span);
            else if (!text.StartsWith('\t'))
                continue;
            else if ((Behind(trimmed, "Ewe min =") ?? Behind(trimmed, "Ecell min =")) is { } lowest)
                safety = safety with { LowestVoltage = Quantity(lowest, span) };
            else if ((Behind(trimmed, "Ewe max =") ?? Behind(trimmed, "Ecell max =")) is { } highest)
                safety = safety with { HighestVoltage = Quantity(highest, span) };
            else if (Behind(trimmed, "|I| =") is { } current && Quantity(current, span) is { } most)
                safety = safety with
                {
                    ChargeCurrent = Amperage.Amperes(most),
                    DischargeCurrent = Amperage.Amperes(most),
                };
            else if (Behind(trimmed, "for t >") is { } delay)
                safety = safety with { Delay = Quantity(delay, span) is { Sign: > 0 } time ? time : null };
            else if (!trimmed.StartsWith("Do not", StringComparison.Ordinal))
                _diagnostics.Add(
                    Rules.UnsupportedElementAt(
                        new(_source, span),
                        $"the safety limit `{trimmed}`",
                        "nothing watches it"
                    )
                );
        }
        return (safety, capacity, comment);
    }

    private static string? Behind(string text, string head) =>
        text.StartsWith(head, StringComparison.Ordinal) ? text[head.Length..].Trim() : null;

    private Rational? Quantity(string text, TextSpan span)
    {
        int space = text.IndexOf(' ');
        if (
            space > 0
            && DecimalText.TryRead(text.AsSpan(0, space), out var number)
            && BioLogicUnits.Factor(text[(space + 1)..].Trim()) is { } factor
        )
            return number * factor;
        _diagnostics.Add(Rules.UnreadableValueAt(new(_source, span), text, "a number with a unit"));
        return null;
    }

    private TextSpan? Column(string label, int sequence)
    {
        if (!_rows.TryGetValue(label, out var row))
            return null;
        int start = row.Start + (SequenceTable.Width * (sequence + 1));
        if (start >= row.End)
            return null;
        int end = Math.Min(row.End, start + SequenceTable.Width);
        while (end > start && _source.Text[end - 1] == ' ')
            end--;
        while (start < end && _source.Text[start] == ' ')
            start++;
        return end > start ? TextSpan.FromBounds(start, end) : null;
    }

    private string Cell(string label, int sequence) =>
        Column(label, sequence) is { } span ? _source.Slice(span).ToString() : "";

    private Location Place(string label, int sequence) =>
        new(_source, Column(label, sequence) ?? (_rows.TryGetValue(label, out var row) ? row : default));

    private Rational? Number(string label, int sequence)
    {
        string text = Cell(label, sequence);
        if (text.Length == 0)
            return null;
        if (DecimalText.TryRead(text, out var value))
            return value;
        _diagnostics.Add(Rules.UnreadableValueAt(Place(label, sequence), text, "a number"));
        return null;
    }

    /// <summary>A number with the unit in the row below it, in SI.</summary>
    private Rational? Value(string label, int sequence)
    {
        if (Number(label, sequence) is not { } number)
            return null;
        string unit = Cell($"{label}_unit", sequence);
        if (BioLogicUnits.Factor(unit) is { } factor)
            return number * factor;
        _diagnostics.Add(Rules.UnreadableValueAt(Place($"{label}_unit", sequence), unit, "a unit"));
        return null;
    }

    private int Whole(string label, int sequence, int otherwise) =>
        Number(label, sequence) is { } value && value.TryToInt64(out long whole)
            ? (int)Math.Clamp(whole, int.MinValue, int.MaxValue)
            : otherwise;

    private CyclerStep Step(int i)
    {
        var control = Control(i);
        var ends = control is CyclerControl.Loop ? [] : Ends(i);
        if (control is not CyclerControl.Loop && ends.Count == 0 && !ProgramEdits.EndsByItself(control))
            _diagnostics.Add(
                Rules.UnsupportedElementAt(
                    Place("lim_nb", i),
                    "a sequence that nothing ends",
                    "it never ends"
                )
            );
        return new(
            $"seq{i}",
            control,
            [.. ends],
            control is CyclerControl.Loop ? default : Record(i),
            null,
            null,
            SourceRef.Of(Place("ctrl_type", i))
        );
    }

    private CyclerControl Control(int i)
    {
        string type = Cell("ctrl_type", i);
        switch (type)
        {
            case "Rest":
                return new CyclerControl.Rest();
            case "CC":
                return new CyclerControl.Current(Current(i));
            case "CV":
                Against(i, "ctrl1_val", "Ref");
                return new CyclerControl.Hold(Value("ctrl1_val", i), null, Way.Unknown);
            case "CR":
                return new CyclerControl.Load(Number("ctrl1_val", i) ?? 0);
            case "VS":
                var (from, to) = (Value("ctrl2_val", i), Value("ctrl3_val", i));
                var rate = (Value("ctrl1_val", i) ?? 0).Abs();
                return new CyclerControl.Sweep(to < from ? -rate : rate, from, to);
            case "PEIS" or "GEIS":
                return new CyclerControl.Impedance(
                    Value("ctrl1_val", i),
                    type == "GEIS",
                    Value("ctrl2_val", i),
                    Value("ctrl3_val", i),
                    Whole("ctrl_Nd", i, 6),
                    Whole("ctrl_Na", i, 1)
                );
            case "Loop":
                long passes =
                    Number("ctrl_repeat", i) is { } again && again.TryToInt64(out long repeats)
                        ? repeats + 1
                        : 1;
                return new CyclerControl.Loop(Math.Max(0, Whole("ctrl_seq", i, 0)), Math.Max(1, passes));
            default:
                _diagnostics.Add(
                    Rules.UnsupportedElementAt(
                        Place("ctrl_type", i),
                        type.Length == 0 ? "a sequence without a type" : $"a sequence of type {type}",
                        "a rest stands for it"
                    )
                );
                return new CyclerControl.Rest();
        }
    }

    private void Against(int i, string label, string expected)
    {
        string against = Cell($"{label}_vs", i);
        if (against.Length > 0 && against != expected)
            _diagnostics.Add(
                Rules.UnsupportedElementAt(
                    Place($"{label}_vs", i),
                    $"a potential against {against}",
                    "it is taken against the reference"
                )
            );
    }

    private Amperage Current(int i)
    {
        string apply = Cell("Apply I/C", i);
        if (apply is "C / N" or "C x N")
        {
            if (Number("N", i) is { Sign: > 0 } n)
            {
                var rate = apply == "C / N" ? n.Reciprocal() : n;
                return Amperage.Rate(Cell("charge/discharge", i) == "Discharge" ? -rate : rate);
            }
            _diagnostics.Add(Rules.UnreadableValueAt(Place("N", i), Cell("N", i), "the N of a rate"));
            return Amperage.Amperes(0);
        }
        Against(i, "ctrl1_val", "<None>");
        return Amperage.Amperes(Value("ctrl1_val", i) ?? 0);
    }

    private List<CyclerEnd> Ends(int i)
    {
        var ends = new List<CyclerEnd>();
        int count = Math.Clamp(Whole("lim_nb", i, 0), 0, 9);
        for (int n = 1; n <= count; n++)
        {
            string type = Cell($"lim{n}_type", i);
            CyclerQuantity? quantity = type switch
            {
                "Time" => CyclerQuantity.StepTime,
                "Ewe" or "Ecell" => CyclerQuantity.Voltage,
                "I" => CyclerQuantity.Current,
                "|I|" => CyclerQuantity.CurrentMagnitude,
                _ => null,
            };
            if (quantity is not { } what)
            {
                _diagnostics.Add(
                    Rules.UnsupportedElementAt(
                        Place($"lim{n}_type", i),
                        $"a limit on `{type}`",
                        "the sequence goes on without it"
                    )
                );
                continue;
            }
            if (Value($"lim{n}_value", i) is not { } value)
                continue;
            bool isAbove = Cell($"lim{n}_comp", i) != "<";
            // A time is passed, whichever sign stands there.
            var comparison =
                isAbove || what == CyclerQuantity.StepTime ? Comparison.Greater : Comparison.Less;
            if (Target(n, i) is { } target)
                ends.Add(
                    new([new(what, comparison, value)], target, null, SourceRef.Of(Place($"lim{n}_value", i)))
                );
        }
        return ends;
    }

    private CyclerTarget? Target(int n, int i)
    {
        string action = Cell($"lim{n}_action", i);
        switch (action)
        {
            case "Next sequence":
                return CyclerTarget.Next;
            // The last sequence ends with a stop as a matter of course.
            case "Stop":
                return i == _count - 1 ? CyclerTarget.Next : CyclerTarget.Stop(null);
            case "Goto sequence":
                int target = Whole($"lim{n}_seq", i, i + 1);
                return target >= _count ? CyclerTarget.End : CyclerTarget.To(Math.Max(0, target));
            default:
                _diagnostics.Add(
                    Rules.UnsupportedElementAt(
                        Place($"lim{n}_action", i),
                        $"the action `{action}`",
                        "the sequence goes on without this limit"
                    )
                );
                return null;
        }
    }

    private CyclerRecord Record(int i)
    {
        CyclerRecord record = default;
        int count = Math.Clamp(Whole("rec_nb", i, 0), 0, 9);
        for (int n = 1; n <= count; n++)
        {
            if (Value($"rec{n}_value", i) is not { Sign: > 0 } value)
                continue;
            switch (Cell($"rec{n}_type", i))
            {
                case "Time":
                    record = record with { Interval = value };
                    break;
                case "Ewe" or "Ecell":
                    record = record with { Voltage = value };
                    break;
                case "I" or "|I|":
                    record = record with { Current = Amperage.Amperes(value) };
                    break;
                case var type:
                    _diagnostics.Add(
                        Rules.UnsupportedElementAt(
                            Place($"rec{n}_type", i),
                            $"recording by `{type}`",
                            "rows come by the other rules"
                        )
                    );
                    break;
            }
        }
        return record;
    }
}
