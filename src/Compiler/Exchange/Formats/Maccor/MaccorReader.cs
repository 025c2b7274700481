using System.Globalization;
using System.Xml.Linq;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using CellDsl.Language.Units;
using CellDsl.Planning;

namespace CellDsl.Compiler.Exchange.Formats.Maccor;

/// <summary>Reads a procedure. Ends that stop every step alike become the safety limits of the program.</summary>
internal sealed class MaccorReader
{
    public const string SafetyReason = "a safety limit was passed";
    private const string Format = "Maccor procedure";

    private readonly SourceText _source;
    private readonly Func<string, SourceText?> _companions;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly List<Row> _rows = [];
    private readonly List<CyclerStep> _steps = [];

    /// <summary>For each row the step that it is or leads to; the count of steps for the end.</summary>
    private int[] _stepOf = [];

    private MaccorReader(SourceText source, Func<string, SourceText?> companions)
    {
        _source = source;
        _companions = companions;
    }

    /// <param name="Type">Without padding.</param>
    private sealed record Row(XElement Element, string Type, string Mode);

    public static ImportResult Read(SourceText source, Func<string, SourceText?> companions)
    {
        var reader = new MaccorReader(source, companions);
        var root = GuardedXml.Load(source, Format, reader._diagnostics);
        return new(root is null ? null : reader.Program(root), reader._diagnostics);
    }

    private CyclerProgram? Program(XElement root)
    {
        if (root.Element("ProcSteps") is not { } procedure)
        {
            _diagnostics.Add(
                Rules.UnreadableFileAt(
                    Place(root),
                    Format,
                    "it has no `ProcSteps`",
                    "save it again in BuildTest"
                )
            );
            return null;
        }
        foreach (var element in procedure.Elements("TestStep"))
            _rows.Add(new(element, Text(element, "StepType"), Text(element, "StepMode")));
        CountSteps();
        for (int i = 0; i < _rows.Count; i++)
            Read(i);
        string? description = root.Descendants("desc").FirstOrDefault()?.Value.Trim();
        var program = new CyclerProgram(
            Path.GetFileNameWithoutExtension(_source.Path),
            [.. _steps],
            SafetyLimits.None,
            CyclerSample.Unknown,
            description is { Length: > 0 } ? description : null
        );
        return SafetyHoisting.Hoist(ProgramEdits.Normalise(program), SafetyReason);
    }

    private static string Text(XElement element, string name) => element.Element(name)?.Value.Trim() ?? "";

    private static bool IsStep(Row row) =>
        row.Type is not ("AdvCycle" or "End" or "") && !row.Type.StartsWith("Do ", StringComparison.Ordinal);

    private void CountSteps()
    {
        _stepOf = new int[_rows.Count];
        int steps = 0;
        for (int i = 0; i < _rows.Count; i++)
        {
            _stepOf[i] = steps;
            if (_rows[i].Type == "FastWave")
                steps += Math.Max(1, Wave(_rows[i])?.Count ?? 1);
            else if (IsStep(_rows[i]))
                steps += NeedsJump(i) ? 2 : 1;
        }
        for (int i = 0; i < _rows.Count; i++)
        {
            if (_rows[i].Type == "End")
                _stepOf[i] = steps;
        }
    }

    private void Read(int index)
    {
        var row = _rows[index];
        if (row.Type == "AdvCycle" || row.Type == "End" || !IsStep(row))
        {
            if (row.Type.Length == 0)
                Lack(row.Element, "a step without a type", "it is left out");
            return;
        }
        string note = Text(row.Element, "StepNote");
        var place = SourceRef.Of(Place(row.Element.Element("StepType") ?? row.Element));
        if (row.Type == "FastWave")
        {
            AddWave(row, index, place);
            return;
        }
        if (row.Type.StartsWith("Loop ", StringComparison.Ordinal))
        {
            AddLoop(row, index, place);
            return;
        }
        var control = Control(row);
        var ends = Ends(row, index);
        if (ends.Count == 0)
            Lack(row.Element, "a step that nothing ends", "it never ends");
        _steps.Add(
            new(
                $"step{index + 1}",
                control,
                [.. ends],
                Record(row.Element.Element("Reports")),
                null,
                note.Length > 0 ? note : null,
                place
            )
        );
    }

    private CyclerControl Control(Row row)
    {
        var value = row.Element.Element("StepValue");
        var limits = row.Element.Element("Limits");
        var way = row.Type == "Dischrge" ? Way.Discharge : Way.Charge;
        foreach (var limit in limits?.Elements() ?? [])
        {
            if (limit.Name.LocalName is not ("Voltage" or "Current"))
                Lack(limit, $"the limit `{limit.Name.LocalName}`", "the step runs without it");
        }
        switch (row.Type, row.Mode)
        {
            case ("Rest", _):
                return new CyclerControl.Rest();
            case ("Charge" or "Dischrge", "Current"):
                var current = Amperes(value) ?? Amperage.Amperes(0);
                if (limits?.Element("Voltage") is { } voltage)
                    return new CyclerControl.Hold(Number(voltage), current, way);
                return new CyclerControl.Current(way == Way.Discharge ? -current : current);
            case ("Charge" or "Dischrge", "Voltage"):
                return new CyclerControl.Hold(Number(value), Amperes(limits?.Element("Current")), way);
            default:
                Lack(
                    row.Element.Element("StepType") ?? row.Element,
                    $"a step `{row.Type}`{(row.Mode.Length > 0 ? $" in mode `{row.Mode}`" : "")}",
                    "a rest stands for it"
                );
                return new CyclerControl.Rest();
        }
    }

    private List<CyclerEnd> Ends(Row row, int index)
    {
        var ends = new List<CyclerEnd>();
        foreach (var entry in row.Element.Element("Ends")?.Elements("EndEntry") ?? [])
        {
            string type = Text(entry, "EndType");
            bool isAbove = Text(entry, "Oper").StartsWith('>');
            var value = entry.Element("Value");
            CyclerCondition? condition = type switch
            {
                "StepTime" when Time(value) is { } time => CyclerCondition.For(time),
                "Voltage" when Number(value) is { } volts => CyclerCondition.Voltage(isAbove, volts),
                "Current" when Amperes(value) is { } current => CyclerCondition.Of(
                    CyclerQuantity.CurrentMagnitude,
                    isAbove,
                    current.Value
                ) with
                {
                    IsRelative = current.IsRate,
                },
                _ => null,
            };
            if (Text(entry, "SpecialType").Length > 0)
                Lack(
                    entry.Element("SpecialType") ?? entry,
                    "an end of a special type",
                    "it is taken as a plain one"
                );
            if (condition is null)
            {
                if (type is not ("StepTime" or "Voltage" or "Current"))
                    Lack(entry, $"an end on `{type}`", "the step goes on without it");
                continue;
            }
            ends.Add(
                new(
                    [condition],
                    Target(entry, index),
                    null,
                    SourceRef.Of(Place(entry.Element("EndType") ?? entry))
                )
            );
        }
        return ends;
    }

    private CyclerTarget Target(XElement entry, int index)
    {
        bool isSafety = Text(entry, "ChanSafetyEnd").Equals("True", StringComparison.OrdinalIgnoreCase);
        if (
            !int.TryParse(
                Text(entry, "Step"),
                NumberStyles.Integer,
                CultureInfo.InvariantCulture,
                out int row
            )
            || row < 1
            || row > _rows.Count
        )
        {
            Lack(
                entry.Element("Step") ?? entry,
                $"a jump to `{Text(entry, "Step")}`",
                "the next step follows"
            );
            return CyclerTarget.Next;
        }
        var target = _rows[row - 1];
        if (target.Type == "End")
        {
            string note = Text(target.Element, "StepNote");
            if (isSafety)
                return CyclerTarget.Stop(SafetyReason);
            return note.StartsWith("stop: ", StringComparison.Ordinal)
                ? CyclerTarget.Stop(note["stop: ".Length..])
                : CyclerTarget.End;
        }
        return CyclerTarget.To(_stepOf[row - 1]);
    }

    // A loop that leads on elsewhere than to the next row needs a step that says so.
    private bool NeedsJump(int index) =>
        _rows[index].Type.StartsWith("Loop ", StringComparison.Ordinal)
        && int.TryParse(
            Text(CountOf(_rows[index]) ?? _rows[index].Element, "Step"),
            NumberStyles.Integer,
            CultureInfo.InvariantCulture,
            out int row
        )
        && row != index + 2;

    private static XElement? CountOf(Row row) =>
        row
            .Element.Element("Ends")
            ?.Elements("EndEntry")
            .FirstOrDefault(entry => Text(entry, "EndType") == "Loop Cnt");

    private void AddLoop(Row row, int index, SourceRef place)
    {
        string number = row.Type["Loop ".Length..].Trim();
        int start = _rows.FindLastIndex(index, candidate => candidate.Type == $"Do {number}");
        if (start < 0)
            Lack(row.Element, $"`{row.Type}` without its `Do {number}`", "it does nothing");
        long count = 1;
        if (CountOf(row) is not { } entry)
            Lack(row.Element, $"`{row.Type}` without a count", "it runs once");
        else if (Number(entry.Element("Value")) is not { } value || !value.TryToInt64(out count))
            Lack(entry, $"`{row.Type}` without a count", "it runs once");
        foreach (var other in row.Element.Element("Ends")?.Elements("EndEntry") ?? [])
        {
            if (Text(other, "EndType") != "Loop Cnt")
                Lack(other, $"an end on `{Text(other, "EndType")}` of a loop", "the loop goes on without it");
        }
        int first = start < 0 ? _steps.Count : _stepOf[start];
        _steps.Add(
            new(
                $"step{index + 1}",
                new CyclerControl.Loop(first, Math.Max(1, count)),
                [],
                default,
                null,
                null,
                place
            )
        );
        if (NeedsJump(index) && CountOf(row) is { } exit)
            _steps.Add(
                new(
                    $"step{index + 1}.on",
                    new CyclerControl.Rest(),
                    [new([CyclerCondition.For(0)], Target(exit, index))],
                    default,
                    null,
                    null,
                    place
                )
            );
    }

    private void AddWave(Row row, int index, SourceRef place)
    {
        var wave = Wave(row);
        if (wave is not { Count: > 0 })
        {
            string name = WaveName(row);
            Lack(row.Element, $"the drive cycle `{name}`, which is not at hand,", "a rest stands for it");
            _steps.Add(
                new(
                    $"step{index + 1}",
                    new CyclerControl.Rest(),
                    [.. Ends(row, index)],
                    default,
                    null,
                    null,
                    place
                )
            );
            return;
        }
        if (wave.Exists(segment => segment.Limit is not null))
            _diagnostics.Add(
                Rules.ReadWithAssumptionAt(
                    Place(row.Element.Element("StepType") ?? row.Element),
                    "a limit inside a drive cycle",
                    "it is taken to end the whole cycle"
                )
            );
        var own = Ends(row, index);
        int after = _steps.Count + wave.Count;
        for (int i = 0; i < wave.Count; i++)
        {
            var (control, time, limit, interval) = wave[i];
            var record = Record(row.Element.Element("Reports"));
            var ends = new List<CyclerEnd>(own.Where(end => end.Target.Kind is not TargetKind.Next));
            if (limit is not null)
                ends.Add(new([limit], CyclerTarget.To(after)));
            ends.Add(CyclerEnd.When(CyclerCondition.For(time)));
            _steps.Add(
                new(
                    $"step{index + 1}.{i + 1}",
                    control,
                    [.. ends],
                    record.IsStated ? record : new(interval, null, null),
                    null,
                    null,
                    place
                )
            );
        }
    }

    private static string WaveName(Row row) =>
        Text(row.Element, "StepValue") is { Length: > 0 } name ? name : Text(row.Element, "StepNote");

    private List<FastWave.Segment>? Wave(Row row)
    {
        string name = WaveName(row);
        if (name.Length == 0)
            return null;
        string file = name.EndsWith(".mwf", StringComparison.OrdinalIgnoreCase) ? name : $"{name}.mwf";
        return _companions(file) is { } text ? FastWave.Read(text, _diagnostics) : null;
    }

    private CyclerRecord Record(XElement? reports)
    {
        CyclerRecord record = default;
        foreach (var entry in reports?.Elements("ReportEntry") ?? [])
        {
            var value = entry.Element("Value");
            switch (Text(entry, "ReportType"))
            {
                case "StepTime" when Time(value) is { Sign: > 0 } time:
                    record = record with { Interval = time };
                    break;
                case "Voltage" when Number(value) is { Sign: > 0 } voltage:
                    record = record with { Voltage = voltage };
                    break;
                case "Current" when Amperes(value) is { Sign: > 0 } current:
                    record = record with { Current = current };
                    break;
                case var type:
                    Lack(entry, $"recording by `{type}`", "rows come by the other rules");
                    break;
            }
        }
        return record;
    }

    private Rational? Time(XElement? element) =>
        Read(element, "a time", text => MaccorTime.Read(text) is { } time ? time : (Rational?)null);

    private Rational? Number(XElement? element) =>
        Read(element, "a number", text => DecimalText.TryRead(text, out var value) ? value : (Rational?)null);

    private Amperage? Amperes(XElement? element)
    {
        bool isRate = element?.Value.Trim().EndsWith('C') == true;
        return
            Read(
                element,
                "a current",
                text =>
                    DecimalText.TryRead(text.TrimEnd('C', 'A', ' '), out var value) ? value : (Rational?)null
            )
                is { } amount
            ? new Amperage(amount, isRate)
            : null;
    }

    private Rational? Read(XElement? element, string expected, Func<string, Rational?> read)
    {
        if (element is null || element.Value.Trim().Length == 0)
            return null;
        var value = read(element.Value.Trim());
        if (value is null)
            _diagnostics.Add(Rules.UnreadableValueAt(Place(element), element.Value.Trim(), expected));
        return value;
    }

    private void Lack(XElement element, string what, string instead) =>
        _diagnostics.Add(Rules.UnsupportedElementAt(Place(element), what, instead));

    private Location Place(XObject node) => GuardedXml.Place(_source, node);
}
