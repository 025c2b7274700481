using System.Text.Json;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using CellDsl.Language.Units;
using CellDsl.Planning;

namespace CellDsl.Compiler.Exchange.Formats.Unicycler;

/// <summary>Reads a protocol; keys that are not known are reported, as the original refuses them.</summary>
internal sealed class UnicyclerReader
{
    private const string Format = "unicycler protocol";

    private readonly SourceText _source;
    private readonly List<Diagnostic> _diagnostics = [];

    private UnicyclerReader(SourceText source) => _source = source;

    public static ImportResult Read(SourceText source)
    {
        var reader = new UnicyclerReader(source);
        var root = JsonItem.Parse(source, Format, reader._diagnostics);
        var program = root is null ? null : reader.Program(root);
        return new(program, reader._diagnostics);
    }

    private CyclerProgram? Program(JsonItem root)
    {
        if (root["method"] is not { Kind: JsonValueKind.Array } method)
        {
            _diagnostics.Add(
                Rules.UnreadableFileAt(new(_source, root.Span), Format, "it has no `method`", "save it again")
            );
            return null;
        }
        Only(root, "unicycler", "sample", "record", "safety", "method");
        var record = Record(root["record"]);
        var tags = new Dictionary<string, int>(StringComparer.Ordinal);
        var index = new List<int>();
        int next = 0;
        // Numbers count all entries of the method, tags too; steps of ours do not.
        foreach (var item in method.Items)
        {
            index.Add(next);
            if (Text(item, "step") == "tag")
                tags.TryAdd(Text(item, "tag") ?? "", next);
            else
                next++;
        }
        var steps = new List<CyclerStep>();
        string? note = null;
        foreach (var item in method.Items)
        {
            if (Text(item, "step") == "tag")
            {
                note = Text(item, "tag");
                continue;
            }
            var control = Control(item, index, tags, steps.Count);
            var ends = control is CyclerControl.Loop ? [] : Ends(item, control);
            steps.Add(
                new(
                    $"step{steps.Count + 1}",
                    control,
                    [.. ends],
                    control is CyclerControl.Loop ? default : record,
                    null,
                    note,
                    SourceRef.Of(new(_source, item["step"]?.Span ?? item.Span))
                )
            );
            note = null;
        }
        Only(root["sample"], "name", "capacity_mAh");
        var sample = root["sample"];
        string? name = sample is null ? null : Text(sample, "name");
        var program = new CyclerProgram(
            Path.GetFileNameWithoutExtension(_source.Path),
            [.. steps],
            Safety(root["safety"]),
            new(name == "$NAME" ? null : name, Number(sample, "capacity_mAh") * Rational.Of(36, 10), null)
        );
        return ProgramEdits.Normalise(program);
    }

    private CyclerControl Control(JsonItem item, List<int> index, Dictionary<string, int> tags, int at)
    {
        switch (Text(item, "step"))
        {
            case "open_circuit_voltage":
                Only(item, "step", "id", "until_time_s");
                return new CyclerControl.Rest();
            case "constant_current":
                Only(item, "step", "id", "rate_C", "current_mA", "until_time_s", "until_voltage_V");
                if (Rate(item, "rate_C") is { Sign: not 0 } rate)
                    return new CyclerControl.Current(Amperage.Rate(rate));
                if (Number(item, "current_mA") is { } current)
                    return new CyclerControl.Current(Amperage.Amperes(current / 1000));
                Lack(item, "a constant current without its current", "zero stands for it");
                return new CyclerControl.Current(Amperage.Amperes(0));
            case "constant_voltage":
                Only(item, "step", "id", "voltage_V", "until_time_s", "until_rate_C", "until_current_mA");
                var sign = (Rate(item, "until_rate_C") ?? Number(item, "until_current_mA"))?.Sign;
                var way =
                    sign > 0 ? Way.Charge
                    : sign < 0 ? Way.Discharge
                    : Way.Unknown;
                return new CyclerControl.Hold(Number(item, "voltage_V") ?? 0, null, way);
            case "impedance_spectroscopy":
                return Impedance(item);
            case "loop":
                return Loop(item, index, tags, at);
            case var other:
                Lack(
                    item,
                    other is null ? "an entry without `step`" : $"the step `{other}`",
                    "a rest stands for it"
                );
                return new CyclerControl.Rest();
        }
    }

    private CyclerControl.Impedance Impedance(JsonItem item)
    {
        Only(
            item,
            "step",
            "id",
            "amplitude_V",
            "amplitude_mA",
            "start_frequency_Hz",
            "end_frequency_Hz",
            "points_per_decade",
            "measures_per_point",
            "drift_correction"
        );
        if (item["drift_correction"] is { Kind: JsonValueKind.True } drift)
            _diagnostics.Add(Rules.SettingNotImportedAt(new(_source, drift.Span), "drift correction"));
        var swing = Number(item, "amplitude_mA") / 1000;
        return new(
            swing ?? Number(item, "amplitude_V"),
            swing is not null,
            Number(item, "start_frequency_Hz"),
            Number(item, "end_frequency_Hz"),
            Whole(item, "points_per_decade"),
            Whole(item, "measures_per_point")
        );
    }

    private CyclerControl.Loop Loop(JsonItem item, List<int> index, Dictionary<string, int> tags, int at)
    {
        Only(item, "step", "id", "loop_to", "cycle_count");
        int start = 0;
        var to = item["loop_to"];
        if (to is { Kind: JsonValueKind.String } && tags.TryGetValue(to.Text, out int tagged))
            start = tagged;
        else if (Whole(item, "loop_to") is { } number && number >= 1 && number <= index.Count)
            start = index[number - 1];
        else if (to is not null)
            Lack(to, $"a loop to `{to.Text}`, which is no step", "it goes to the beginning");
        if (start >= at)
            Lack(to ?? item, "a loop to itself or forward", "it does nothing");
        return new(Math.Min(start, at), Math.Max(1, Whole(item, "cycle_count") ?? 1));
    }

    private List<CyclerEnd> Ends(JsonItem item, CyclerControl control)
    {
        var ends = new List<CyclerEnd>();
        void Add(string name, CyclerCondition condition)
        {
            var place = new Location(_source, item[name]?.Span ?? item.Span);
            ends.Add(new([condition], CyclerTarget.Next, null, SourceRef.Of(place)));
        }
        // Zero volts is a voltage like any other.
        if (Number(item, "until_voltage_V") is { } voltage && control is CyclerControl.Current current)
            Add("until_voltage_V", CyclerCondition.Voltage(current.Value.Sign > 0, voltage));
        if (Rate(item, "until_rate_C") is { Sign: not 0 } rate)
            Add("until_rate_C", CyclerCondition.CurrentBelow(Amperage.Rate(rate.Abs())));
        else if (Number(item, "until_current_mA") is { Sign: not 0 } least)
            Add("until_current_mA", CyclerCondition.CurrentBelow(Amperage.Amperes(least.Abs() / 1000)));
        if (Number(item, "until_time_s") is { } time && (!time.IsZero || control is CyclerControl.Rest))
            Add("until_time_s", CyclerCondition.For(time));
        if (ends.Count == 0 && !ProgramEdits.EndsByItself(control))
            Lack(item, "a step that nothing ends", "it never ends");
        return ends;
    }

    private CyclerRecord Record(JsonItem? record)
    {
        Only(record, "current_mA", "voltage_V", "time_s");
        Rational? Positive(string name) => Number(record, name) is { Sign: > 0 } value ? value : null;
        return new(
            Positive("time_s"),
            Positive("voltage_V"),
            Positive("current_mA") / 1000 is { } current ? Amperage.Amperes(current) : null
        );
    }

    private SafetyLimits Safety(JsonItem? safety)
    {
        Only(
            safety,
            "max_voltage_V",
            "min_voltage_V",
            "max_current_mA",
            "min_current_mA",
            "max_capacity_mAh",
            "delay_s"
        );
        return SafetyLimits.None with
        {
            LowestVoltage = Number(safety, "min_voltage_V"),
            HighestVoltage = Number(safety, "max_voltage_V"),
            ChargeCurrent = Number(safety, "max_current_mA") is { } most
                ? Amperage.Amperes(most / 1000)
                : null,
            DischargeCurrent = Number(safety, "min_current_mA") is { } least
                ? Amperage.Amperes(-least / 1000)
                : null,
            Capacity = Number(safety, "max_capacity_mAh") is { } charge
                ? new Ampacity(charge * Rational.Of(36, 10), false)
                : null,
            Delay = Number(safety, "delay_s"),
        };
    }

    private void Only(JsonItem? item, params ReadOnlySpan<string> known)
    {
        foreach (var (name, span) in item?.Names ?? [])
        {
            if (!known.Contains(name))
                _diagnostics.Add(
                    Rules.UnsupportedElementAt(new(_source, span), $"the key `{name}`", "it is left out")
                );
        }
    }

    private void Lack(JsonItem item, string what, string instead) =>
        _diagnostics.Add(Rules.UnsupportedElementAt(new(_source, item.Span), what, instead));

    private static string? Text(JsonItem item, string name) =>
        item[name] is { Kind: JsonValueKind.String } text ? text.Text : null;

    private int? Whole(JsonItem? item, string name) =>
        Number(item, name) is { } value && value.TryToInt64(out long whole)
            ? (int)Math.Clamp(whole, int.MinValue, int.MaxValue)
            : null;

    // Numbers come as numbers or as text; an empty text is none.
    private Rational? Number(JsonItem? item, string name)
    {
        if (item?[name] is not { } value || (value.Kind == JsonValueKind.String && value.Text.Trim() == ""))
            return null;
        if (
            value.Kind is JsonValueKind.Number or JsonValueKind.String
            && DecimalText.TryRead(value.Text, out var number)
        )
            return number;
        _diagnostics.Add(Rules.UnreadableValueAt(new(_source, value.Span), value.Text, "a number"));
        return null;
    }

    /// <summary><c>0.1</c>, <c>"1/5"</c>, <c>"C/3"</c>, <c>"2C/3"</c>, <c>"D/2"</c>.</summary>
    private Rational? Rate(JsonItem item, string name)
    {
        if (item[name] is not { } value || value.Text.Trim() == "")
            return null;
        string text = value.Text.Replace(" ", "", StringComparison.Ordinal);
        if (DecimalText.TryRead(text, out var number))
            return number;
        int slash = text.IndexOf('/');
        if (slash >= 0 && DecimalText.TryRead(text.AsSpan(slash + 1), out var divisor) && !divisor.IsZero)
        {
            string head = text[..slash];
            bool isDischarge = head.EndsWith('D');
            string multiple = head.TrimEnd('C', 'D');
            if (head.Length - multiple.Length <= 1)
            {
                if (multiple.Length == 0)
                    number = 1;
                if (multiple.Length == 0 || DecimalText.TryRead(multiple, out number))
                    return (isDischarge ? -number : number) / divisor;
            }
        }
        _diagnostics.Add(Rules.UnreadableValueAt(new(_source, value.Span), value.Text, "a rate"));
        return null;
    }
}
