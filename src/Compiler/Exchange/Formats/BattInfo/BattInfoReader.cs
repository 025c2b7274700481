using System.Globalization;
using System.Text.Json;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using CellDsl.Language.Units;
using CellDsl.Planning;

namespace CellDsl.Compiler.Exchange.Formats.BattInfo;

/// <summary>Reads a chain of tasks, with or without prefixes before the terms.</summary>
internal sealed class BattInfoReader
{
    private const string Format = "BattINFO protocol";

    // Each task lies inside the one before it.
    private const int Deepest = 20_000;
    private const int DeepestLoops = 64;

    private readonly SourceText _source;
    private readonly List<Diagnostic> _diagnostics = [];
    private int _steps;

    private BattInfoReader(SourceText source) => _source = source;

    public static ImportResult Read(SourceText source)
    {
        var reader = new BattInfoReader(source);
        var root = JsonItem.Parse(source, Format, reader._diagnostics, Deepest);
        return new(root is null ? null : reader.Program(root), reader._diagnostics);
    }

    private CyclerProgram? Program(JsonItem root)
    {
        if (root.Kind != JsonValueKind.Object || Types(root).Length == 0)
        {
            _diagnostics.Add(
                Rules.UnreadableFileAt(
                    new(_source, root.Span),
                    Format,
                    "its first task has no `@type`",
                    "save it again"
                )
            );
            return null;
        }
        return ProgramEdits.Normalise(
            new(
                Path.GetFileNameWithoutExtension(_source.Path),
                [.. ProgramTree.Flat(Chain(root, 0))],
                SafetyLimits.None,
                CyclerSample.Unknown,
                root["rdfs:comment"]?.Text
            )
        );
    }

    private List<ProgramTree> Chain(JsonItem first, int depth)
    {
        var trees = new List<ProgramTree>();
        for (JsonItem? task = first; task is not null; task = task["hasNext"])
        {
            if (task.Kind != JsonValueKind.Object)
            {
                Lack(task.Span, "a task that is no object", "the protocol ends here");
                break;
            }
            if (Types(task).Contains("IterativeWorkflow"))
                AddLoop(task, depth, trees);
            else
                trees.Add(new ProgramTree.Step(Step(task)));
        }
        return trees;
    }

    private void AddLoop(JsonItem task, int depth, List<ProgramTree> trees)
    {
        var count = Find(task, "NumberOfIterations")?.Value;
        if (task["hasTask"] is not { } body || depth > DeepestLoops)
        {
            Lack(task.Span, "a workflow without a task", "it is left out");
            return;
        }
        var inner = Chain(body, depth + 1);
        if (count is not { } passes || !passes.TryToInt64(out long times) || times < 1)
        {
            Lack(task.Span, "a workflow without a number of iterations", "it runs once");
            trees.AddRange(inner);
        }
        else
        {
            trees.Add(new ProgramTree.Repeat(times, [.. inner]));
        }
    }

    private CyclerStep Step(JsonItem task)
    {
        string[] types = Types(task);
        var ends = new List<CyclerEnd>();
        CyclerControl control;
        if (types.Contains("ConstantCurrentCharging") || types.Contains("ConstantCurrentDischarging"))
        {
            bool isCharge = types.Contains("ConstantCurrentCharging");
            var current = Current(task, "ElectricCurrent", "CRate") ?? Amperage.Amperes(0);
            control = new CyclerControl.Current(isCharge ? current : -current);
            foreach (string name in new[] { "UpperVoltageLimit", "LowerVoltageLimit" })
            {
                if (Find(task, name) is { } limit)
                    ends.Add(CyclerEnd.When(CyclerCondition.Voltage(name[0] == 'U', limit.Value)));
            }
        }
        else if (types.Contains("VoltageHold"))
        {
            control = new CyclerControl.Hold(Find(task, "Voltage")?.Value ?? 0, null, Way.Unknown);
            if (Current(task, "LowerCurrentLimit", "LowerCRateLimit") is { } least)
                ends.Add(CyclerEnd.When(CyclerCondition.CurrentBelow(least)));
        }
        else if (types.Contains("LinearScanVoltammetry"))
        {
            var (low, high) = (
                Find(task, "LowerVoltageLimit")?.Value,
                Find(task, "UpperVoltageLimit")?.Value
            );
            var rate = Find(task, "PotentialScanRate")?.Value ?? 0;
            control =
                rate.Sign < 0
                    ? new CyclerControl.Sweep(rate, high, low)
                    : new CyclerControl.Sweep(rate, low, high);
        }
        else if (types.Contains("ElectrochemicalImpedanceSpectroscopy"))
        {
            var current = Find(task, "AmplitudeOfAlternatingCurrent")?.Value;
            control = new CyclerControl.Impedance(
                current ?? Find(task, "AmplitudeOfAlternatingVoltage")?.Value,
                current is not null,
                Find(task, "UpperFrequencyLimit")?.Value,
                Find(task, "LowerFrequencyLimit")?.Value,
                null,
                null
            );
        }
        else
        {
            control = new CyclerControl.Rest();
            if (!types.Contains("OpenCircuitHold"))
                Lack(
                    task["@type"]?.Span ?? task.Span,
                    $"a task of type {string.Join(", ", types)}",
                    "a rest stands for it"
                );
        }
        if (Find(task, "Duration") is { } time)
            ends.Add(CyclerEnd.When(CyclerCondition.For(time.Value)));
        if (ends.Count == 0 && !ProgramEdits.EndsByItself(control))
            Lack(task.Span, "a task that nothing ends", "it never ends");
        foreach (var input in task["hasInput"]?.Items ?? [])
        {
            if (!Array.Exists(Types(input), Known.Contains))
                Lack(
                    input.Span,
                    $"an input of type {string.Join(", ", Types(input))}",
                    "the task goes on without it"
                );
        }
        _steps++;
        return new(
            task["rdfs:label"]?.Text ?? string.Create(CultureInfo.InvariantCulture, $"task{_steps}"),
            control,
            [.. ends],
            default,
            null,
            null,
            SourceRef.Of(new(_source, task["@type"]?.Span ?? task.Span))
        );
    }

    private static readonly HashSet<string> Known =
    [
        "Duration",
        "ElectricCurrent",
        "CRate",
        "Voltage",
        "UpperVoltageLimit",
        "LowerVoltageLimit",
        "LowerCurrentLimit",
        "LowerCRateLimit",
        "NumberOfIterations",
        "PotentialScanRate",
        "AmplitudeOfAlternatingCurrent",
        "AmplitudeOfAlternatingVoltage",
        "LowerFrequencyLimit",
        "UpperFrequencyLimit",
    ];

    // An absolute current beside a rate is the rate at that cell's capacity, which the file does not tell.
    private Amperage? Current(JsonItem task, string absolute, string rate) =>
        Find(task, absolute) is { } amperes ? Amperage.Amperes(amperes.Value.Abs())
        : Find(task, rate) is { } multiple ? Amperage.Rate(multiple.Value.Abs())
        : null;

    private (Rational Value, JsonItem Item)? Find(JsonItem task, string type)
    {
        foreach (var input in task["hasInput"]?.Items ?? [])
        {
            if (!Types(input).Contains(type))
                continue;
            var number = input["hasNumericalPart"]?["hasNumberValue"];
            if (number is null || !DecimalText.TryRead(number.Text, out var value))
            {
                Lack(input.Span, $"the quantity {type} without a number", "it is left out");
                return null;
            }
            string unit = Bare(input["hasMeasurementUnit"]?.Text ?? "");
            if (Factor(unit) is { } factor)
                return (value * factor, input);
            _diagnostics.Add(
                Rules.UnreadableValueAt(
                    new(_source, input["hasMeasurementUnit"]?.Span ?? input.Span),
                    unit,
                    "a unit that is known"
                )
            );
            return null;
        }
        return null;
    }

    private static Rational? Factor(string unit) =>
        unit switch
        {
            "Second" or "Volt" or "Ampere" or "Hertz" or "VoltPerSecond" or "CRateUnit" or "UnitOne" => 1,
            "MilliAmpere" or "MilliVolt" or "MilliHertz" or "MilliVoltPerSecond" => Rational.Of(1, 1000),
            "MicroAmpere" => Rational.Of(1, 1_000_000),
            "KiloHertz" => 1000,
            "Minute" => 60,
            "Hour" => 3600,
            _ => null,
        };

    private static string[] Types(JsonItem item) =>
        item["@type"] switch
        {
            { Kind: JsonValueKind.String } one => [Bare(one.Text)],
            { Kind: JsonValueKind.Array } several => [.. several.Items.Select(type => Bare(type.Text))],
            _ => [],
        };

    private static string Bare(string term) => term[(term.LastIndexOfAny([':', '#', '/']) + 1)..];

    private void Lack(TextSpan span, string what, string instead) =>
        _diagnostics.Add(Rules.UnsupportedElementAt(new(_source, span), what, instead));
}
