using System.Globalization;
using System.Text.Json;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using CellDsl.Language.Units;
using CellDsl.Planning;

namespace CellDsl.Compiler.Exchange.Formats.Tomato;

/// <summary>Reads a payload; tasks that stand one after the other again and again become loops.</summary>
internal sealed class TomatoReader
{
    private const string Format = "tomato payload";

    private readonly SourceText _source;
    private readonly List<Diagnostic> _diagnostics = [];

    private TomatoReader(SourceText source) => _source = source;

    public static ImportResult Read(SourceText source)
    {
        var reader = new TomatoReader(source);
        var root = JsonItem.Parse(source, Format, reader._diagnostics);
        return new(root is null ? null : reader.Program(root), reader._diagnostics);
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
        if (root["version"] is { } version && !version.Text.StartsWith("2.", StringComparison.Ordinal))
            _diagnostics.Add(
                Rules.ReadWithAssumptionAt(
                    new(_source, version.Span),
                    $"a payload of version {version.Text}",
                    "it is read as one of version 2.2"
                )
            );
        var steps = new List<CyclerStep>();
        foreach (var task in method.Items)
            steps.Add(Step(task, steps.Count));
        string? sample = root["sample"]?["identifier"]?.Text ?? root["sample"]?["name"]?.Text;
        return LoopFolding.Fold(
            new(
                Path.GetFileNameWithoutExtension(_source.Path),
                [.. steps],
                SafetyLimits.None,
                new(sample, null, null)
            )
        );
    }

    private CyclerStep Step(JsonItem task, int at)
    {
        foreach (var (name, span) in task.Names)
        {
            if (name is "start_with_task_name" or "stop_with_task_name")
                Lack(span, $"`{name}`: tasks that run side by side", "they run one after the other");
            else if (
                name
                is not (
                    "component_role"
                    or "technique_name"
                    or "max_duration"
                    or "sampling_interval"
                    or "task_params"
                    or "task_name"
                )
            )
                Lack(span, $"the key `{name}`", "it is left out");
        }
        var parameters = task["task_params"];
        var ends = new List<CyclerEnd>();
        var control = Control(task, parameters, ends);
        if (Number(task, "max_duration") is { } time)
            ends.Add(CyclerEnd.When(CyclerCondition.For(time)));
        if (ends.Count == 0)
            Lack(task.Span, "a task that nothing ends", "it never ends");
        return new(
            task["task_name"]?.Text ?? string.Create(CultureInfo.InvariantCulture, $"task{at + 1}"),
            control,
            [.. ends],
            new(Number(task, "sampling_interval"), null, null),
            null,
            null,
            SourceRef.Of(new(_source, task["technique_name"]?.Span ?? task.Span))
        );
    }

    private CyclerControl Control(JsonItem task, JsonItem? parameters, List<CyclerEnd> ends)
    {
        var read = new HashSet<string>();
        Rational? Parameter(string name)
        {
            read.Add(name);
            return Number(parameters, name);
        }
        CyclerControl control;
        switch (task["technique_name"]?.Text)
        {
            case "open_circuit_voltage":
                control = new CyclerControl.Rest();
                break;
            case "constant_current":
                control = new CyclerControl.Current(Amperage.Amperes(Parameter("current") ?? 0));
                if (Parameter("limit_voltage_max") is { } highest)
                    ends.Add(CyclerEnd.When(CyclerCondition.Voltage(true, highest)));
                if (Parameter("limit_voltage_min") is { } lowest)
                    ends.Add(CyclerEnd.When(CyclerCondition.Voltage(false, lowest)));
                break;
            case "constant_voltage":
                control = new CyclerControl.Hold(Parameter("voltage") ?? 0, null, Way.Unknown);
                if (Parameter("limit_current_min") is { } least)
                    ends.Add(CyclerEnd.When(CyclerCondition.CurrentBelow(Amperage.Amperes(least.Abs()))));
                break;
            case var technique:
                Lack(
                    task["technique_name"]?.Span ?? task.Span,
                    $"the technique `{technique}`",
                    "a rest stands for it"
                );
                return new CyclerControl.Rest();
        }
        foreach (var (name, span) in parameters?.Names ?? [])
        {
            if (!read.Contains(name))
                Lack(span, $"the parameter `{name}`", "the task goes on without it");
        }
        return control;
    }

    private Rational? Number(JsonItem? item, string name)
    {
        if (item?[name] is not { } value)
            return null;
        if (
            value.Kind is JsonValueKind.Number or JsonValueKind.String
            && DecimalText.TryRead(value.Text, out var number)
        )
            return number;
        _diagnostics.Add(Rules.UnreadableValueAt(new(_source, value.Span), value.Text, "a number"));
        return null;
    }

    private void Lack(TextSpan span, string what, string instead) =>
        _diagnostics.Add(Rules.UnsupportedElementAt(new(_source, span), what, instead));
}
