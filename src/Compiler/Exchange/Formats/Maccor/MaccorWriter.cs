using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;

namespace CellDsl.Compiler.Exchange.Formats.Maccor;

/// <summary>
/// Writes a program as a procedure. Loops become pairs of <c>Do</c> and <c>Loop</c>; a test that is stopped goes to an
/// <c>End</c> of its own, which keeps the reason.
/// </summary>
internal sealed class MaccorWriter
{
    private readonly CyclerProgram _program;
    private readonly List<XElement> _rows = [];
    private readonly List<string> _stops = [];

    // Where the rows of a step begin: its outermost `Do`, or itself.
    private readonly Dictionary<(int Step, int Depth), int> _numbers = [];
    private readonly int[] _own;

    private MaccorWriter(CyclerProgram program)
    {
        _program = program;
        _own = new int[program.Steps.Count + 1];
    }

    public static byte[] Write(CyclerProgram program, ExportHeader header)
    {
        var writer = new MaccorWriter(program);
        writer.Number();
        writer.Rows();
        var document = new XDocument(
            new XProcessingInstruction("maccor-application", "progid=\"Maccor Procedure File\""),
            new XElement("MaccorTestProcedure", Head(header), new XElement("ProcSteps", writer._rows))
        );
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(false),
            Indent = true,
            NewLineChars = "\r\n",
        };
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, settings))
            document.Save(xml);
        return stream.ToArray();
    }

    private static XElement Head(ExportHeader header) =>
        new(
            "header",
            new XElement(
                "BuildTestVersion",
                new XElement("major", 1),
                new XElement("minor", 5),
                new XElement("release", 7006),
                new XElement("build", 32043)
            ),
            new XElement("FileFormatVersion", new XElement("BTVersion", 11)),
            new XElement(
                "ProcDesc",
                new XElement(
                    "desc",
                    string.Join(
                        "; ",
                        header.Losses.Select(loss => $"lost: {loss}").Prepend(header.Provenance)
                    )
                )
            )
        );

    /// <summary>Loops that begin at a step, the outermost first, as their ends.</summary>
    private List<int> LoopsFrom(int step) =>
        [
            .. Enumerable
                .Range(0, _program.Steps.Count)
                .Where(i => _program.Steps[i].Control is CyclerControl.Loop loop && loop.Start == step)
                .OrderDescending(),
        ];

    private bool IsInside(int step, int loopEnd) =>
        _program.Steps[loopEnd].Control is CyclerControl.Loop loop && step >= loop.Start && step <= loopEnd;

    private int Depth(int loopEnd) =>
        1
        + Enumerable
            .Range(loopEnd + 1, _program.Steps.Count - loopEnd - 1)
            .Count(other => IsInside(loopEnd, other));

    private bool IsOutermost(int loopEnd) => Depth(loopEnd) == 1;

    private void Number()
    {
        int row = 0;
        for (int i = 0; i < _program.Steps.Count; i++)
        {
            foreach (int loop in LoopsFrom(i))
                _numbers[(i, loop)] = ++row;
            if (_program.Steps[i].Control is CyclerControl.Loop && IsOutermost(i))
                row++;
            _own[i] = ++row;
        }
        _own[_program.Steps.Count] = ++row;
    }

    /// <summary>The row at which a step is entered from another: a loop that is entered anew begins with its <c>Do</c>.</summary>
    private int Row(int target, int from)
    {
        foreach (int loop in LoopsFrom(Math.Min(target, _program.Steps.Count)))
        {
            if (!IsInside(from, loop))
                return _numbers[(target, loop)];
        }
        // A turn of the loop begins with the row that counts the cycle.
        if (
            target < _program.Steps.Count
            && _program.Steps[target].Control is CyclerControl.Loop
            && IsOutermost(target)
        )
            return _own[target] - 1;
        return _own[target];
    }

    private void Rows()
    {
        for (int i = 0; i < _program.Steps.Count; i++)
        {
            var step = _program.Steps[i];
            foreach (int loop in LoopsFrom(i))
                _rows.Add(Row($"Do {Depth(loop)}", "", null, [], [], [], null));
            if (step.Control is CyclerControl.Loop turn)
            {
                if (IsOutermost(i))
                    _rows.Add(Row("AdvCycle", "", null, [], [], [], null));
                var count = End(
                    "Loop Cnt",
                    "=",
                    Row(i + 1, i),
                    turn.Count.ToString(CultureInfo.InvariantCulture),
                    isSafety: false
                );
                _rows.Add(Row($"Loop {Depth(i)}", "", null, [], [count], [], null));
            }
            else
            {
                _rows.Add(Step(step, i));
            }
        }
        _rows.Add(Row("End", "", null, [], [], [], null));
        foreach (string reason in _stops)
            _rows.Add(Row("End", "", null, [], [], [], $"stop: {reason}"));
    }

    private XElement Step(CyclerStep step, int index)
    {
        var (type, mode, value, limits) = Control(step.Control);
        return Row(
            type,
            mode,
            value,
            limits,
            [.. step.Ends.Select(end => End(end, index)).OfType<XElement>()],
            [.. Reports(step.Record)],
            step.Source is { Path.Length: > 0 } source ? $"{step.Id} {source}" : step.Id
        );
    }

    private static (string Type, string Mode, string? Value, XElement[] Limits) Control(CyclerControl control)
    {
        switch (control)
        {
            case CyclerControl.Current current:
                return (
                    current.Value.Sign < 0 ? "Dischrge" : "Charge",
                    "Current",
                    Amperes(current.Value.Abs()),
                    []
                );
            case CyclerControl.Hold hold:
                string type = hold.Way == Way.Discharge ? "Dischrge" : "Charge";
                string volts = DecimalText.Write(hold.Voltage ?? 0);
                return hold.Limit is { } limit
                    ? (type, "Current", Amperes(limit), [new XElement("Voltage", volts)])
                    : (type, "Voltage", volts, []);
            case DriveCycle cycle:
                return ("FastWave", "", cycle.FileName, []);
            default:
                return ("Rest", "", null, []);
        }
    }

    private static string Amperes(Amperage current) =>
        DecimalText.Write(current.Value) + (current.IsRate ? "C" : "");

    private XElement? End(CyclerEnd end, int index)
    {
        if (end.Single is not { } condition)
            return null;
        int row =
            end.Target.Kind == TargetKind.Stop
                ? StopRow(end.Target.Reason ?? "stopped")
                : Row(_program.Resolve(end.Target, index) ?? index + 1, index);
        bool isSafety = end.Target is { Kind: TargetKind.Stop, Reason: MaccorReader.SafetyReason };
        string sign = condition.IsAbove ? ">=" : "<=";
        return condition.Quantity switch
        {
            CyclerQuantity.StepTime => End("StepTime", "=", row, MaccorTime.Write(condition.Value), isSafety),
            CyclerQuantity.Voltage => End("Voltage", sign, row, DecimalText.Write(condition.Value), isSafety),
            _ => End("Current", sign, row, Amperes(condition.Amperage), isSafety),
        };
    }

    private int StopRow(string reason)
    {
        if (!_stops.Contains(reason))
            _stops.Add(reason);
        return _own[_program.Steps.Count] + 1 + _stops.IndexOf(reason);
    }

    private static XElement End(string type, string sign, int row, string value, bool isSafety)
    {
        var entry = new XElement(
            "EndEntry",
            new XElement("EndType", type.PadRight(8)),
            new XElement("SpecialType", " "),
            new XElement("Oper", sign == "=" ? " = " : $"{sign} "),
            new XElement("Step", row.ToString("000", CultureInfo.InvariantCulture)),
            new XElement("Value", value)
        );
        if (isSafety)
            entry.Add(new XElement("ChanSafetyEnd", "True"));
        return entry;
    }

    private static IEnumerable<XElement> Reports(CyclerRecord record)
    {
        XElement Report(string type, string value) =>
            new("ReportEntry", new XElement("ReportType", type.PadRight(8)), new XElement("Value", value));
        if (record.Interval is { } interval)
            yield return Report("StepTime", MaccorTime.Write(interval));
        if (record.Voltage is { } voltage)
            yield return Report("Voltage", DecimalText.Write(voltage));
        if (record.Current is { } current)
            yield return Report("Current", Amperes(current));
    }

    private static XElement Row(
        string type,
        string mode,
        string? value,
        XElement[] limits,
        XElement[] ends,
        XElement[] reports,
        string? note
    )
    {
        bool isControl = value is not null || type == "Rest";
        return new XElement(
            "TestStep",
            new XElement("StepType", Centred(type)),
            new XElement("StepMode", mode.PadRight(8)),
            new XElement("StepValue", value ?? ""),
            new XElement("Limits", limits),
            new XElement("Ends", ends),
            new XElement("Reports", reports),
            new XElement("Range", isControl ? "4" : ""),
            new XElement("Option1", isControl ? "N" : ""),
            new XElement("Option2", isControl ? "N" : ""),
            new XElement("Option3", isControl ? "N" : ""),
            new XElement("StepNote", note ?? "")
        );
    }

    private static string Centred(string text)
    {
        int before = (8 - text.Length) / 2;
        return (new string(' ', before) + text).PadRight(8);
    }
}
