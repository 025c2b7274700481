using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Formats.Neware;

/// <summary>Writes a program as a step file.</summary>
internal sealed class NewareWriter
{
    private readonly CyclerProgram _program;

    private NewareWriter(CyclerProgram program) => _program = program;

    public static byte[] Write(CyclerProgram program, ExportHeader header)
    {
        var root = new XElement("root", new NewareWriter(program).Config(header));
        // The file's identity follows from what it holds, so that equal protocols give equal bytes.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(root.ToString()));
        root.Element("config")?.SetAttributeValue("Guid", new Guid(hash.AsSpan(0, 16)).ToString());
        var document = new XDocument(Remarks(program, header), root);
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(false),
            Indent = true,
            NewLineChars = "\r\n",
        };
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, settings))
            document.Save(writer);
        return stream.ToArray();
    }

    private static XComment Remarks(CyclerProgram program, ExportHeader header)
    {
        var text = new StringBuilder("\n");
        text.Append(CultureInfo.InvariantCulture, $"  {header.Provenance}\n");
        for (int i = 0; i < program.Steps.Count; i++)
        {
            var step = program.Steps[i];
            text.Append(CultureInfo.InvariantCulture, $"  step {i + 1} = {step.Id}");
            if (step.Source is { Path.Length: > 0 } source)
                text.Append(CultureInfo.InvariantCulture, $" {source}");
            text.Append('\n');
        }
        foreach (string loss in header.Losses)
            text.Append(CultureInfo.InvariantCulture, $"  lost: {loss}\n");
        // Two hyphens may not stand in a comment.
        return new XComment(text.ToString().Replace("--", "- -", StringComparison.Ordinal));
    }

    private XElement Config(ExportHeader header) =>
        new(
            "config",
            new XAttribute("type", "Step File"),
            new XAttribute("version", "17"),
            new XAttribute("client_version", "BTS Client 8.0.0.478(2024.06.24)(R3)"),
            new XAttribute(
                "date",
                header.Date is { } date ? date.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) : "0"
            ),
            new XAttribute("Guid", ""),
            Head(header),
            new XElement("Whole_Prt", Protect(), new XElement("Record", Record(Whole))),
            new XElement(
                "Step_Info",
                new XAttribute("Num", _program.Steps.Count + 1),
                _program.Steps.Select((step, i) => Step(step, i)),
                Step(_program.Steps.Count, NewareStepType.End, new XElement("Limit", new XElement("Main")))
            ),
            new XElement(
                "SMBUS",
                new XElement("SMBUS_Path", new XAttribute("Values", "")),
                new XElement("SMBUS_Info", new XAttribute("Num", 0), new XAttribute("AdjacentInterval", 0))
            )
        );

    private XElement Head(ExportHeader header)
    {
        var head = new XElement(
            "Head_Info",
            Value("Operate", "66"),
            Value("Scale", "1"),
            new XElement("Start_Step", new XAttribute("Value", "1"), new XAttribute("Hide_Ctrl_Step", "0")),
            Value("Creator", header.Tool),
            Value("PN", _program.Name),
            Value("Remark", _program.Sample.Name ?? _program.Name),
            Value("RateType", "103")
        );
        if (_program.Sample.NominalCapacity is { } capacity)
            head.Add(Number("MultCap", capacity * NewareUnits.PerAmpereSecond));
        return head;
    }

    private XElement Protect()
    {
        var safety = _program.Safety;
        var capacity = _program.Sample.NominalCapacity;
        var main = new XElement("Main");
        Add(main, "Volt", safety.HighestVoltage, safety.LowestVoltage, NewareUnits.PerVolt);
        Add(
            main,
            "Curr",
            safety.ChargeCurrent?.In(capacity),
            -safety.DischargeCurrent?.In(capacity),
            NewareUnits.PerAmpere
        );
        if (safety.Delay is { } delay)
            main.Add(Number("Delay_Time", delay * NewareUnits.PerSecond));
        Add(main, "Cap", safety.Capacity?.In(capacity), null, NewareUnits.PerAmpereSecond);
        return new XElement("Protect", main);
    }

    private static void Add(XElement main, string name, Rational? upper, Rational? lower, Rational scale)
    {
        if (upper is null && lower is null)
            return;
        var element = new XElement(name);
        if (upper is { } high)
            element.Add(Number("Upper", high * scale));
        if (lower is { } low)
            element.Add(Number("Lower", low * scale));
        main.Add(element);
    }

    private XElement Step(CyclerStep step, int index)
    {
        var main = new XElement("Main");
        var type = Control(step.Control, main);
        var limit = new XElement("Limit", main);
        switch (step.Control)
        {
            case CyclerControl.Loop loop:
                limit.Add(
                    new XElement(
                        "Other",
                        Value("Start_Step", Text(loop.Start + 1)),
                        Value("Cycle_Count", loop.Count.ToString(CultureInfo.InvariantCulture))
                    )
                );
                break;
            case CyclerControl.Sweep sweep:
                limit.Add(new XElement("Other", Slope(sweep)));
                break;
        }
        Ends(step, index, main, limit);
        var element = Step(index, type, limit);
        if (step.Record.IsStated && step.Record != Whole)
            element.Add(new XElement("Record", Record(step.Record)));
        if (step.Guard is { } guard && guard.In(_program.Sample.NominalCapacity) is { } most)
        {
            var current = new XElement("Main");
            Add(current, "Curr", most, -most, NewareUnits.PerAmpere);
            element.Add(new XElement("Protect", current));
        }
        return element;
    }

    // The rule of most of the program; steps state their own where it differs.
    private CyclerRecord Whole =>
        _program.Steps.FirstOrDefault(step => step.Record.IsStated)?.Record ?? default;

    private static XElement Step(int index, NewareStepType type, XElement limit) =>
        new(
            $"Step{index + 1}",
            new XAttribute("Step_ID", index + 1),
            new XAttribute("Step_Type", (int)type),
            limit
        );

    private NewareStepType Control(CyclerControl control, XElement main)
    {
        switch (control)
        {
            case CyclerControl.Current current:
                Current(main, "Curr", "Rate", current.Value.Abs());
                return current.Value.Sign < 0
                    ? NewareStepType.DischargeCurrent
                    : NewareStepType.ChargeCurrent;
            case CyclerControl.Power power:
                main.Add(Number("Pow", power.Watts.Abs() * NewareUnits.PerWatt));
                return power.Watts.Sign < 0 ? NewareStepType.DischargePower : NewareStepType.ChargePower;
            case CyclerControl.Hold hold:
                if (hold.Limit is { } limit)
                    Current(main, "Curr", "Rate", limit);
                main.Add(Number("Volt", (hold.Voltage ?? 0) * NewareUnits.PerVolt));
                bool isCharge = hold.Way != Way.Discharge;
                if (hold.Limit is null)
                    return isCharge ? NewareStepType.ChargeVoltage : NewareStepType.DischargeVoltage;
                return isCharge
                    ? NewareStepType.ChargeCurrentVoltage
                    : NewareStepType.DischargeCurrentVoltage;
            case CyclerControl.Sweep:
                return NewareStepType.LinearScan;
            case CyclerControl.Loop:
                return NewareStepType.Cycle;
            case CyclerControl.Pause:
                return NewareStepType.Pause;
            default:
                return NewareStepType.Rest;
        }
    }

    private void Current(XElement main, string absolute, string relative, Amperage value)
    {
        if (value.IsRate)
            main.Add(Number(relative, value.Value));
        if (value.In(_program.Sample.NominalCapacity) is { } amperes)
            main.Add(Number(absolute, amperes * NewareUnits.PerAmpere));
    }

    private static XElement Slope(CyclerControl.Sweep sweep) =>
        new(
            "Slope",
            new XAttribute("SlopeType", 1),
            new XAttribute("Cycle_Count", 1),
            new XAttribute("ItemCount", 1),
            new XElement(
                "Slope1",
                new XAttribute("StartValue", DecimalText.Write((sweep.From ?? 0) * NewareUnits.PerVolt)),
                new XAttribute("EndValue", DecimalText.Write((sweep.To ?? 0) * NewareUnits.PerVolt)),
                new XAttribute("Value", DecimalText.Write(sweep.Rate.Abs() * NewareUnits.PerVoltPerSecond))
            )
        );

    private void Ends(CyclerStep step, int index, XElement main, XElement limit)
    {
        var others = new List<XElement>();
        var said = new HashSet<CyclerQuantity>();
        foreach (var end in step.Ends)
        {
            if (end.Single is not { } condition)
                continue;
            bool isOnward = end.Target.Kind == TargetKind.Next;
            if (isOnward && IsMain(condition, step.Control) && said.Add(condition.Quantity))
                Main(condition, main);
            else
                others.Add(Condition(condition, Jump(end.Target, index), others.Count + 1));
        }
        if (others.Count > 0)
            limit.Add(new XElement("Other", new XAttribute("CndCount", others.Count), others));
    }

    // What the table of a step has a column for; all else is a condition of its own.
    private static bool IsMain(CyclerCondition condition, CyclerControl control) =>
        condition.Quantity switch
        {
            CyclerQuantity.StepTime or CyclerQuantity.StepCapacity => condition.IsAbove,
            CyclerQuantity.Voltage => control switch
            {
                CyclerControl.Current current => condition.IsAbove == current.Value.Sign > 0,
                CyclerControl.Power power => condition.IsAbove == power.Watts.Sign > 0,
                _ => false,
            },
            CyclerQuantity.CurrentMagnitude => !condition.IsAbove && control is CyclerControl.Hold,
            _ => false,
        };

    private void Main(CyclerCondition condition, XElement main)
    {
        switch (condition.Quantity)
        {
            case CyclerQuantity.StepTime:
                main.Add(Number("Time", condition.Value * NewareUnits.PerSecond));
                break;
            case CyclerQuantity.StepCapacity:
                main.Add(Number("Cap", condition.Value * NewareUnits.PerAmpereSecond));
                break;
            case CyclerQuantity.Voltage:
                main.Add(Number("Stop_Volt", condition.Value * NewareUnits.PerVolt));
                break;
            default:
                Current(main, "Stop_Curr", "Stop_Rate", condition.Amperage);
                break;
        }
    }

    private XElement Condition(CyclerCondition condition, int jump, int number)
    {
        var (type, value) = condition.Quantity switch
        {
            CyclerQuantity.Voltage => (NewareCondition.Voltage, condition.Value * NewareUnits.PerVolt),
            CyclerQuantity.StepTime => (NewareCondition.Time, condition.Value * NewareUnits.PerSecond),
            _ => (
                NewareCondition.Current,
                (condition.In(_program.Sample.NominalCapacity) ?? 0) * NewareUnits.PerAmpere
            ),
        };
        // Voltage and current compare strictly, time does not: the client offers no other.
        int comparison =
            type == NewareCondition.Time ? (condition.IsAbove ? 4 : 6) : (condition.IsAbove ? 3 : 5);
        return new XElement(
            $"Cnd{Text(number)}",
            new XAttribute("type", (int)type),
            new XAttribute("Function", 0),
            new XAttribute("CmpType", comparison),
            new XAttribute("Jump_Line", jump),
            new XAttribute("Value", DecimalText.Write(value)),
            new XAttribute("TimeGoto", 0),
            new XAttribute("GlobleUserID", NewareUnits.NoVariable),
            new XAttribute("GLobleType", 1),
            new XAttribute("GlobalVar", NewareUnits.NoVariable),
            new XAttribute("Aux", 0)
        );
    }

    private int Jump(CyclerTarget target, int index) =>
        target.Kind == TargetKind.Next ? NewareJump.Next
        : _program.Resolve(target, index) is { } step ? step + 1
        : NewareJump.Protect;

    private XElement Record(CyclerRecord record)
    {
        var main = new XElement("Main");
        if (record.Interval is { } interval)
            main.Add(Number("Time", interval * NewareUnits.PerSecond));
        if (record.Voltage is { } voltage)
            main.Add(Number("Volt", voltage * NewareUnits.PerVolt));
        if (record.Current?.In(_program.Sample.NominalCapacity) is { } current)
            main.Add(Number("Curr", current * NewareUnits.PerAmpere));
        return main;
    }

    private static XElement Number(string name, Rational value) => Value(name, DecimalText.Write(value));

    private static XElement Value(string name, string value) => new(name, new XAttribute("Value", value));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
