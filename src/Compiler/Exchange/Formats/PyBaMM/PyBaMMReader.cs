using System.Globalization;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using CellDsl.Language.Units;
using CellDsl.Planning;

namespace CellDsl.Compiler.Exchange.Formats.PyBaMM;

/// <summary>Reads the experiment of a Python source without running it.</summary>
internal sealed class PyBaMMReader
{
    public const string Lowest = "Lower voltage cut-off [V]";
    public const string Highest = "Upper voltage cut-off [V]";
    private const string Format = "PyBaMM experiment";
    private const long MostSteps = 1_000_000;

    private readonly SourceText _source;
    private readonly List<Diagnostic> _diagnostics = [];
    private Dictionary<string, PythonValue> _values = [];
    private Rational? _period;
    private int _steps;

    private PyBaMMReader(SourceText source) => _source = source;

    public static ImportResult Read(SourceText source)
    {
        var reader = new PyBaMMReader(source);
        return new(reader.Program(), reader._diagnostics);
    }

    private CyclerProgram? Program()
    {
        _values = PythonReading.Read(_source);
        var experiment = _values
            .Values.OfType<PythonValue.Call>()
            .FirstOrDefault(call => call.Function.EndsWith("Experiment", StringComparison.Ordinal));
        var operating =
            experiment is { Arguments: [var first, ..] } ? first
            : experiment?.Named.TryGetValue("operating_conditions", out var named) == true ? named
            : _values.Values.OfType<PythonValue.Sequence>().FirstOrDefault(IsSteps);
        if (operating is null)
        {
            _diagnostics.Add(
                Rules.UnreadableFileAt(
                    new(_source, new(0, 0)),
                    Format,
                    "no `pybamm.Experiment([…])` stands in it that can be read without running it",
                    "write the steps as a list of strings"
                )
            );
            return null;
        }
        Settings(experiment);
        var trees = Trees(operating, 0);
        var safety = SafetyLimits.None;
        foreach (var limits in _values.Values.OfType<PythonValue.Dictionary>())
        {
            if (limits.Entries.TryGetValue(Lowest, out var low) && low is PythonValue.Number lowest)
                safety = safety with { LowestVoltage = lowest.Value };
            if (limits.Entries.TryGetValue(Highest, out var high) && high is PythonValue.Number highest)
                safety = safety with { HighestVoltage = highest.Value };
        }
        return ProgramEdits.Normalise(
            new(
                Path.GetFileNameWithoutExtension(_source.Path),
                [.. ProgramTree.Flat(trees)],
                safety,
                CyclerSample.Unknown
            )
        );
    }

    private static bool IsSteps(PythonValue.Sequence sequence) =>
        sequence.Items
            is [PythonValue.Text or PythonValue.Sequence or PythonValue.Call or PythonValue.Spread, ..];

    private void Settings(PythonValue.Call? experiment)
    {
        foreach (var (name, value) in experiment?.Named ?? [])
        {
            switch (name)
            {
                case "operating_conditions":
                    break;
                case "period" when Time(value) is { } period:
                    _period = period;
                    break;
                default:
                    Lack(value.Span, $"the setting `{name}` of the experiment", "it is left out");
                    break;
            }
        }
    }

    private List<ProgramTree> Trees(PythonValue value, int depth)
    {
        if (depth > 64)
            return [];
        switch (value)
        {
            case PythonValue.Sequence sequence:
                return [.. sequence.Items.SelectMany(item => Trees(item, depth + 1))];
            case PythonValue.Spread spread:
                return Trees(spread.Items, depth + 1);
            case PythonValue.Sum sum:
                return [.. Trees(sum.Left, depth + 1), .. Trees(sum.Right, depth + 1)];
            case PythonValue.Times times:
                var body = Trees(times.Items, depth + 1);
                if (!times.Count.TryToInt64(out long count) || count < 0 || count > MostSteps)
                    Lack(times.Span, "this repetition", "it is taken once");
                else if (count != 1)
                    return count == 0 || body.Count == 0 ? [] : [new ProgramTree.Repeat(count, [.. body])];
                return body;
            case PythonValue.Name name when _values.TryGetValue(name.Value, out var known) && known != value:
                return Trees(known, depth + 1);
            case PythonValue.Text text:
                return Step(text.Value, text.Span, null);
            case PythonValue.Call call:
                return Step(call);
            default:
                Lack(value.Span, "this part", "it is left out");
                return [];
        }
    }

    private List<ProgramTree> Step(PythonValue.Call call)
    {
        if (
            call.Function.EndsWith("step.string", StringComparison.Ordinal)
            && call.Arguments is [PythonValue.Text text]
        )
            return Step(text.Value, text.Span, call);
        Rational? value = call.Arguments is [PythonValue.Number number] ? number.Value : null;
        string function = call.Function[(call.Function.LastIndexOf('.') + 1)..];
        // Inside PyBaMM a discharge is positive.
        CyclerControl? control = (function, value) switch
        {
            ("rest", _) => new CyclerControl.Rest(),
            ("current", { } amperes) => new CyclerControl.Current(Amperage.Amperes(-amperes)),
            ("c_rate", { } rate) => new CyclerControl.Current(Amperage.Rate(-rate)),
            ("voltage", { } volts) => new CyclerControl.Hold(volts, null, Way.Unknown),
            ("power", { } watts) => new CyclerControl.Power(-watts),
            ("resistance", { } ohms) => new CyclerControl.Load(ohms),
            _ => null,
        };
        if (control is null)
        {
            Lack(call.Span, $"the step `{call.Function}`", "it is left out");
            return [];
        }
        return Step(new StepString.Parsed(control, null, null, null), call.Span, call);
    }

    private List<ProgramTree> Step(string text, TextSpan span, PythonValue.Call? call)
    {
        if (StepString.Read(text, out string problem) is { } parsed)
            return Step(parsed, span, call);
        _diagnostics.Add(
            Rules.UnreadableValueAt(
                new(_source, span),
                problem,
                "a part of a step that PyBaMM's grammar knows"
            )
        );
        return [];
    }

    private List<ProgramTree> Step(StepString.Parsed parsed, TextSpan span, PythonValue.Call? call)
    {
        var ends = new List<CyclerEnd>();
        if (parsed.Limit is { } limit)
            ends.Add(CyclerEnd.When(limit));
        if (parsed.Time is { } time)
            ends.Add(CyclerEnd.When(CyclerCondition.For(time)));
        var period = parsed.Period ?? _period;
        foreach (var (name, value) in call?.Named ?? [])
        {
            switch (name)
            {
                case "duration" when Time(value) is { } duration:
                    ends.Add(CyclerEnd.When(CyclerCondition.For(duration)));
                    break;
                case "period" when Time(value) is { } interval:
                    period = interval;
                    break;
                case "termination":
                    foreach (var item in value is PythonValue.Sequence list ? list.Items : [value])
                    {
                        if (
                            item is PythonValue.Text said
                            && StepString.ReadLimit(said.Value, parsed.Control) is { } end
                        )
                            ends.Add(CyclerEnd.When(end));
                        else
                            Lack(item.Span, "this termination", "the step goes on without it");
                    }
                    break;
                case "tags" or "description":
                    break;
                default:
                    Lack(value.Span, $"the setting `{name}` of a step", "it is left out");
                    break;
            }
        }
        if (ends.Count == 0)
            Lack(span, "a step that nothing ends", "it never ends");
        _steps++;
        return
        [
            new ProgramTree.Step(
                new(
                    string.Create(CultureInfo.InvariantCulture, $"step{_steps}"),
                    parsed.Control,
                    [.. ends],
                    new(period, null, null),
                    null,
                    null,
                    SourceRef.Of(new(_source, span))
                )
            ),
        ];
    }

    private static Rational? Time(PythonValue value) =>
        value switch
        {
            PythonValue.Number number => number.Value,
            PythonValue.Text text => DecimalText.TryRead(text.Value, out var seconds)
                ? seconds
                : StepString.ReadTime(text.Value),
            _ => null,
        };

    private void Lack(TextSpan span, string what, string instead) =>
        _diagnostics.Add(Rules.UnsupportedElementAt(new(_source, span), what, instead));
}
