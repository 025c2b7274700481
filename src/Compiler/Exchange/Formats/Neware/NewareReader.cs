using System.Globalization;
using System.Xml.Linq;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using CellDsl.Language.Units;
using CellDsl.Planning;
using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.Exchange.Formats.Neware;

/// <summary>Reads a step file. What has no counterpart is reported at its element or attribute.</summary>
internal sealed class NewareReader
{
    private const string Format = "Neware step file";

    // Elements that only shape how the client shows or guards its own hardware.
    private static readonly HashSet<string> Settings = ["AdvancedPrt", "SMBUS"];

    private readonly SourceText _source;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<string> _noted = [];
    private Rational _scale = 1;

    private NewareReader(SourceText source) => _source = source;

    public static ImportResult Read(SourceText source)
    {
        var reader = new NewareReader(source);
        var root = GuardedXml.Load(source, Format, reader._diagnostics);
        var program = root is null ? null : reader.Program(root);
        return new(program, reader._diagnostics);
    }

    private CyclerProgram? Program(XElement root)
    {
        var config = root.Name.LocalName == "config" ? root : root.Element("config");
        if (config?.Element("Step_Info") is not { } info)
        {
            _diagnostics.Add(
                Rules.UnreadableFileAt(
                    Place(root),
                    Format,
                    "it has no `Step_Info`",
                    "save it as a step file in BTS Client"
                )
            );
            return null;
        }
        var head = config.Element("Head_Info");
        if (head?.Element("Scale") is { } scale && Number(scale.Attribute("Value")) is { Sign: > 0 } factor)
            _scale = factor;
        var elements = info.Elements()
            .Where(element => element.Name.LocalName.StartsWith("Step", StringComparison.Ordinal))
            .ToList();
        int last = elements.FindIndex(element => TypeOf(element) == NewareStepType.End);
        int count = last < 0 ? elements.Count : last;
        if (
            info.Attribute("Num") is { } announced
            && Whole(announced) is { } number
            && number != elements.Count
        )
            _diagnostics.Add(
                Rules.UnreadableFileAt(
                    Place(announced),
                    Format,
                    $"it announces {number} steps and holds {elements.Count}",
                    "is it cut off? Export it again"
                )
            );
        var whole = config.Element("Whole_Prt");
        var record = Record(whole?.Element("Record")?.Element("Main"));
        var steps = new List<CyclerStep>();
        for (int i = 0; i < count; i++)
            steps.Add(Step(elements[i], i, count, record));
        var capacity =
            head?.Element("MultCap") is { } mult && Number(mult.Attribute("Value")) is { } charge
                ? charge / NewareUnits.PerAmpereSecond
                : (Rational?)null;
        foreach (var other in config.Elements().Concat(whole?.Elements() ?? []))
        {
            if (
                other.Name.LocalName
                is not ("Head_Info" or "Whole_Prt" or "Step_Info" or "Protect" or "Record")
            )
                Note(other);
        }
        string? remark = Text(head, "Remark");
        string? creator = Text(head, "Creator");
        return ProgramEdits.Normalise(
            new(
                Text(head, "PN") ?? remark ?? "imported",
                [.. steps],
                Safety(whole?.Element("Protect")?.Element("Main")),
                new(remark, capacity, null),
                creator is null ? null : $"created by {creator}"
            )
        );
    }

    private static string? Text(XElement? head, string name) =>
        head?.Element(name)?.Attribute("Value")?.Value is { Length: > 0 } text ? text : null;

    private static NewareStepType? TypeOf(XElement element) =>
        int.TryParse(
            element.Attribute("Step_Type")?.Value,
            NumberStyles.Integer,
            CultureInfo.InvariantCulture,
            out int type
        )
            ? (NewareStepType)type
            : null;

    private CyclerStep Step(XElement element, int index, int count, CyclerRecord whole)
    {
        var main = element.Element("Limit")?.Element("Main");
        var other = element.Element("Limit")?.Element("Other");
        var read = new HashSet<string>();
        var control = Control(element, main, other, read);
        var ends = new List<CyclerEnd>();
        if (control is not CyclerControl.Loop and not CyclerControl.Pause)
        {
            Conditions(other, index, count, ends);
            MainEnds(main, control, ends, read);
        }
        Unread(main, read);
        foreach (var child in element.Elements())
        {
            if (child.Name.LocalName is not ("Limit" or "Record" or "Protect"))
                Note(child);
        }
        var record = Record(element.Element("Record")?.Element("Main"));
        var place = SourceRef.Of(Place(element));
        return new(
            $"step{index + 1}",
            control,
            [.. ends],
            control is CyclerControl.Loop ? default
                : record.IsStated ? record
                : whole,
            Guard(element.Element("Protect")?.Element("Main")),
            null,
            place
        );
    }

    private CyclerControl Control(XElement element, XElement? main, XElement? other, HashSet<string> read)
    {
        Rational Main(string name, Rational scale)
        {
            read.Add(name);
            if (main?.Element(name) is { } value && Number(value.Attribute("Value")) is { } number)
                return number / scale;
            _diagnostics.Add(
                Rules.UnsupportedElementAt(
                    Place(element),
                    $"a step without its `{name}`",
                    "zero stands for it"
                )
            );
            return 0;
        }
        Amperage Current()
        {
            read.UnionWith(["Curr", "Rate"]);
            if (
                main?.Element("Rate") is { } rate
                && Number(rate.Attribute("Value")) is { Sign: not 0 } perHour
            )
                return Amperage.Rate(perHour.Abs());
            return Amperage.Amperes(Main("Curr", NewareUnits.PerAmpere).Abs());
        }
        switch (TypeOf(element))
        {
            case NewareStepType.ChargeCurrent:
                return new CyclerControl.Current(Current());
            case NewareStepType.DischargeCurrent:
                return new CyclerControl.Current(-Current());
            case (NewareStepType.ChargeVoltage or NewareStepType.DischargeVoltage) and var hold:
                // A hold may carry the current of the step before as its limit.
                bool isLimited = main?.Element("Curr") is not null || main?.Element("Rate") is not null;
                return new CyclerControl.Hold(
                    Main("Volt", NewareUnits.PerVolt),
                    isLimited ? Current() : null,
                    hold == NewareStepType.ChargeVoltage ? Way.Charge : Way.Discharge
                );
            case (NewareStepType.ChargeCurrentVoltage or NewareStepType.DischargeCurrentVoltage) and var both:
                return new CyclerControl.Hold(
                    Main("Volt", NewareUnits.PerVolt),
                    Current(),
                    both == NewareStepType.ChargeCurrentVoltage ? Way.Charge : Way.Discharge
                );
            case NewareStepType.ChargePower:
                return new CyclerControl.Power(Main("Pow", NewareUnits.PerWatt).Abs());
            case NewareStepType.DischargePower:
                return new CyclerControl.Power(-Main("Pow", NewareUnits.PerWatt).Abs());
            case NewareStepType.Rest:
                return new CyclerControl.Rest();
            case NewareStepType.Pause:
                return new CyclerControl.Pause();
            case NewareStepType.Cycle:
                return Loop(element, other);
            case NewareStepType.LinearScan when element.Descendants("Slope1").FirstOrDefault() is { } slope:
                var from = Number(slope.Attribute("StartValue")) / NewareUnits.PerVolt;
                var to = Number(slope.Attribute("EndValue")) / NewareUnits.PerVolt;
                var rate = (Number(slope.Attribute("Value")) ?? 0) / NewareUnits.PerVoltPerSecond;
                return new CyclerControl.Sweep(to < from ? -rate.Abs() : rate.Abs(), from, to);
            default:
                _diagnostics.Add(
                    Rules.UnsupportedElementAt(
                        element.Attribute("Step_Type") is { } type ? Place(type) : Place(element),
                        $"a step of type {element.Attribute("Step_Type")?.Value ?? "none"}{NameOf(TypeOf(element))}",
                        "a rest stands for it"
                    )
                );
                return new CyclerControl.Rest();
        }
    }

    private static string NameOf(NewareStepType? type) =>
        type switch
        {
            NewareStepType.DischargeResistance => " (constant resistance)",
            NewareStepType.Pulse => " (pulse)",
            NewareStepType.Profile => " (drive cycle)",
            _ => "",
        };

    private CyclerControl.Loop Loop(XElement element, XElement? other)
    {
        var start = other?.Element("Start_Step")?.Attribute("Value");
        var count = other?.Element("Cycle_Count")?.Attribute("Value");
        if (start is null || count is null)
            _diagnostics.Add(
                Rules.UnsupportedElementAt(
                    Place(element),
                    "a cycle without its start or its count",
                    "it runs once"
                )
            );
        long first = start is null ? 1 : Whole(start) ?? 1;
        long passes = count is null ? 1 : Whole(count) ?? 1;
        return new((int)Math.Clamp(first - 1, 0, int.MaxValue), Math.Max(1, passes));
    }

    private void MainEnds(XElement? main, CyclerControl control, List<CyclerEnd> ends, HashSet<string> read)
    {
        if (main is null)
            return;
        void Add(string name, Func<Rational, CyclerCondition> condition)
        {
            read.Add(name);
            if (main.Element(name) is { } element && Number(element.Attribute("Value")) is { } value)
                ends.Add(new([condition(value)], CyclerTarget.Next, null, SourceRef.Of(Place(element))));
        }
        bool rises = control switch
        {
            CyclerControl.Current current => current.Value.Sign > 0,
            CyclerControl.Power power => power.Watts.Sign > 0,
            CyclerControl.Hold hold => hold.Way == Way.Charge,
            CyclerControl.Sweep sweep => sweep.Rate.Sign > 0,
            _ => false,
        };
        Add("Stop_Volt", value => CyclerCondition.Voltage(rises, value / NewareUnits.PerVolt));
        if (main.Element("Stop_Rate")?.Attribute("Value") is { } rate && Number(rate) is { Sign: > 0 })
        {
            read.Add("Stop_Curr");
            Add("Stop_Rate", value => CyclerCondition.CurrentBelow(Amperage.Rate(value)));
        }
        else
        {
            Add(
                "Stop_Curr",
                value => CyclerCondition.CurrentBelow(Amperage.Amperes(value.Abs() / NewareUnits.PerAmpere))
            );
        }
        Add(
            "Cap",
            value => CyclerCondition.Capacity(new(value / NewareUnits.PerAmpereSecond / _scale, false))
        );
        Add("Time", value => CyclerCondition.For(value / NewareUnits.PerSecond));
    }

    private void Conditions(XElement? other, int index, int count, List<CyclerEnd> ends)
    {
        if (other is null)
            return;
        foreach (var element in other.Elements())
        {
            if (!element.Name.LocalName.StartsWith("Cnd", StringComparison.Ordinal))
                continue;
            var type = (NewareCondition)(Whole(element.Attribute("type")) ?? 0);
            var value = Number(element.Attribute("Value"));
            var (quantity, scale) = type switch
            {
                NewareCondition.Voltage => (CyclerQuantity.Voltage, NewareUnits.PerVolt),
                NewareCondition.Current => (CyclerQuantity.CurrentMagnitude, NewareUnits.PerAmpere),
                NewareCondition.Time => (CyclerQuantity.StepTime, NewareUnits.PerSecond),
                _ => (CyclerQuantity.Other, Rational.One),
            };
            Comparison? comparison = Whole(element.Attribute("CmpType")) switch
            {
                3 => Comparison.Greater,
                4 => Comparison.GreaterOrEqual,
                5 => Comparison.Less,
                6 => Comparison.LessOrEqual,
                _ => null,
            };
            var target = Target(Whole(element.Attribute("Jump_Line")) ?? NewareJump.Next, index, count);
            if (
                quantity == CyclerQuantity.Other
                || comparison is not { } compared
                || value is not { } number
                || target is not { } onward
            )
            {
                _diagnostics.Add(
                    Rules.UnsupportedElementAt(
                        Place(element),
                        quantity == CyclerQuantity.Other
                            ? $"a condition on {(type == NewareCondition.Set ? "a variable" : "an expression")}"
                            : "this condition",
                        "the step goes on without it"
                    )
                );
                continue;
            }
            ends.Add(
                new([new(quantity, compared, number / scale)], onward, null, SourceRef.Of(Place(element)))
            );
        }
    }

    private static CyclerTarget? Target(long line, int index, int count) =>
        line switch
        {
            NewareJump.Next => CyclerTarget.Next,
            NewareJump.Stop or NewareJump.Protect => CyclerTarget.Stop(
                line == NewareJump.Protect ? "protection" : null
            ),
            // One writer spells the last one short of a digit.
            NewareJump.Finish or 6535 => CyclerTarget.End,
            _ when line == index + 2 => CyclerTarget.Next,
            _ when line == count + 1 => CyclerTarget.End,
            > 0 when line <= count => CyclerTarget.To((int)line - 1),
            _ => null,
        };

    private SafetyLimits Safety(XElement? main)
    {
        if (main is null)
            return SafetyLimits.None;
        Rational? Bound(string name, string side) =>
            main.Element(name)?.Element(side)?.Attribute("Value") is { } value ? Number(value) : null;
        var charge = Bound("Curr", "Upper") / NewareUnits.PerAmpere;
        var discharge = -Bound("Curr", "Lower") / NewareUnits.PerAmpere;
        var capacity = Bound("Cap", "Upper") / NewareUnits.PerAmpereSecond / _scale;
        var delay = main.Element("Delay_Time") ?? main.Element("Delay");
        foreach (var element in main.Elements())
        {
            if (element.Name.LocalName is not ("Volt" or "Curr" or "Cap" or "Delay_Time" or "Delay"))
                _diagnostics.Add(
                    Rules.UnsupportedElementAt(
                        Place(element),
                        $"the protection `{element.Name.LocalName}`",
                        "nothing watches it"
                    )
                );
        }
        return new(
            Bound("Volt", "Lower") / NewareUnits.PerVolt,
            Bound("Volt", "Upper") / NewareUnits.PerVolt,
            charge is { } most ? Amperage.Amperes(most) : null,
            discharge is { } least ? Amperage.Amperes(least) : null,
            capacity is { } charged ? new Ampacity(charged, false) : null,
            null,
            null,
            delay is null ? null : Number(delay.Attribute("Value")) / NewareUnits.PerSecond
        );
    }

    private Amperage? Guard(XElement? main)
    {
        if (main?.Element("Curr") is not { } current)
            return null;
        var upper = Number(current.Element("Upper")?.Attribute("Value"));
        var lower = -Number(current.Element("Lower")?.Attribute("Value"));
        var most = upper is { } a && lower is { } b ? Rational.Max(a, b) : upper ?? lower;
        return most is { } value ? Amperage.Amperes(value / NewareUnits.PerAmpere) : null;
    }

    private CyclerRecord Record(XElement? main)
    {
        Rational? Value(string name) =>
            main?.Element(name)?.Attribute("Value") is { } value && Number(value) is { Sign: > 0 } number
                ? number
                : null;
        return new(
            Value("Time") / NewareUnits.PerSecond,
            Value("Volt") / NewareUnits.PerVolt,
            Value("Curr") / NewareUnits.PerAmpere is { } current ? Amperage.Amperes(current) : null
        );
    }

    private void Unread(XElement? main, HashSet<string> read)
    {
        foreach (var element in main?.Elements() ?? [])
        {
            if (!read.Contains(element.Name.LocalName))
                _diagnostics.Add(
                    Rules.UnsupportedElementAt(
                        Place(element),
                        $"`{element.Name.LocalName}` in a step of this type",
                        "the step goes on without it"
                    )
                );
        }
    }

    // Once for each kind of setting: they repeat in every step.
    private void Note(XElement element)
    {
        string name = element.Name.LocalName;
        if (!_noted.Add(name))
            return;
        _diagnostics.Add(
            Settings.Contains(name)
                ? Rules.SettingNotImportedAt(Place(element), $"`{name}`")
                : Rules.UnsupportedElementAt(Place(element), $"`{name}`", "it is left out")
        );
    }

    private Rational? Number(XAttribute? attribute)
    {
        if (attribute is null || attribute.Value.Length == 0)
            return null;
        if (DecimalText.TryRead(attribute.Value, out var value))
            return value;
        _diagnostics.Add(Rules.UnreadableValueAt(Place(attribute), attribute.Value, "a number"));
        return null;
    }

    private long? Whole(XAttribute? attribute) =>
        Number(attribute) is { } value && value.TryToInt64(out long whole) ? whole : null;

    private Location Place(XObject node) => GuardedXml.Place(_source, node);
}
