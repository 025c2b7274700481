using System.Globalization;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using CellDsl.Language.Units;
using CellDsl.Planning;
using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.Exchange.Formats.Arbin;

/// <summary>Reads a schedule.</summary>
internal sealed class ArbinReader
{
    private const string Format = "Arbin schedule";
    private const int MostSteps = 20_000;
    private const int MostLimits = 100;

    private readonly SourceText _source;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly List<Row> _rows = [];
    private readonly List<CyclerStep> _steps = [];
    private bool _saidStage;

    private ArbinReader(SourceText source) => _source = source;

    private sealed record Equation(string Left, string Sign, string Right, Location Place);

    private sealed record Limit(IniText.Section Section, bool IsEnd, string Goto, List<Equation> Equations);

    private sealed record Row(IniText.Section Section, string Type, List<Limit> Limits)
    {
        public string Label => Section["m_szLabel"];

        /// <summary>Index of the step that it is or leads to.</summary>
        public int Step { get; set; }
    }

    public static ImportResult Read(SourceText source)
    {
        var reader = new ArbinReader(source);
        var ini = IniText.Parse(source, Format, reader._diagnostics);
        return new(ini is null ? null : reader.Program(ini), reader._diagnostics);
    }

    private CyclerProgram? Program(IniText ini)
    {
        if (ini["Schedule"] is not { } schedule || ini["Schedule_Step0"] is null)
        {
            _diagnostics.Add(
                Rules.UnreadableFileAt(
                    new(_source, new(0, 0)),
                    Format,
                    "it has no `[Schedule]` with steps",
                    "save it again in MITS Pro"
                )
            );
            return null;
        }
        for (int i = 0; i < MostSteps && ini[$"Schedule_Step{Text(i)}"] is { } section; i++)
            _rows.Add(new(section, section["m_szStepCtrlType"], Limits(ini, section)));
        if (
            int.TryParse(schedule["m_uStepNum"], CultureInfo.InvariantCulture, out int announced)
            && announced != _rows.Count
        )
            _diagnostics.Add(
                Rules.UnreadableFileAt(
                    schedule.PlaceOf("m_uStepNum"),
                    Format,
                    $"it announces {announced} steps and holds {_rows.Count}",
                    "is it cut off? Save it again"
                )
            );
        int steps = 0;
        foreach (var row in _rows)
        {
            row.Step = steps;
            if (!IsReset(row))
                steps++;
        }
        for (int i = 0; i < _rows.Count; i++)
        {
            if (!IsReset(_rows[i]))
                _steps.Add(Step(_rows[i], i, steps));
        }
        string comment = schedule["m_szComments"];
        return ProgramEdits.Normalise(
            new(
                Path.GetFileNameWithoutExtension(_source.Path),
                [.. _steps],
                Safety(schedule),
                CyclerSample.Unknown,
                comment.Length > 0 ? comment : null
            )
        );
    }

    private static List<Limit> Limits(IniText ini, IniText.Section step)
    {
        var limits = new List<Limit>();
        for (int n = 0; n < MostLimits && ini[$"{step.Name}_Limit{Text(n)}"] is { } section; n++)
        {
            var equations = new List<Equation>();
            for (int e = 0; e < 10; e++)
            {
                string left = section[$"Equation{Text(e)}_szLeft"];
                if (left.Length == 0)
                    continue;
                equations.Add(
                    new(
                        left,
                        section[$"Equation{Text(e)}_szCompareSign"],
                        section[$"Equation{Text(e)}_szRight"],
                        section.PlaceOf($"Equation{Text(e)}_szLeft")
                    )
                );
            }
            limits.Add(new(section, section["m_bStepLimit"] == "1", section["m_szGotoStep"], equations));
        }
        return limits;
    }

    private static long Mask(Row row, string key) =>
        long.TryParse(row.Section[key], CultureInfo.InvariantCulture, out long mask) ? mask : 0;

    // A step that resets variables and counts nothing takes no time.
    private static bool IsReset(Row row) =>
        row.Type == "Set Variable(s)"
        && Mask(row, "m_szExtCtrlValue1") == 0
        && Mask(row, "m_szExtCtrlValue2") == 0
        && row.Limits.TrueForAll(limit => limit.Goto is ArbinWords.NextStep or "");

    private CyclerStep Step(Row row, int index, int count)
    {
        var place = SourceRef.Of(row.Section.PlaceOf("m_szStepCtrlType"));
        string id = $"step{Text(index + 1)}";
        if (row.Type == "Set Variable(s)" && Turn(row, index) is { } loop)
            return new(id, loop, [], default, null, row.Label, place);
        var control = Control(row);
        var ends = new List<CyclerEnd>();
        CyclerRecord record = default;
        foreach (var limit in row.Limits)
        {
            if (limit.IsEnd)
                ends.AddRange(Ends(limit, row, index, count));
            else
                record = Record(record, limit);
        }
        ends = MergedMagnitudes(ends);
        if (ends.Count == 0)
            Lack(row.Section.Place, "a step that nothing ends", "it never ends");
        return new(id, control, [.. ends], record, null, row.Label, place);
    }

    private CyclerControl Control(Row row)
    {
        var section = row.Section;
        Rational Value(string key)
        {
            if (DecimalText.TryRead(section[key], out var value))
                return value;
            _diagnostics.Add(Rules.UnreadableValueAt(section.PlaceOf(key), section[key], "a number"));
            return 0;
        }
        switch (row.Type)
        {
            case "Rest":
                return new CyclerControl.Rest();
            case "Current(A)":
                return new CyclerControl.Current(Amperage.Amperes(Value("m_szCtrlValue")));
            case "C-Rate":
                return new CyclerControl.Current(Amperage.Rate(Value("m_szCtrlValue")));
            case "Voltage(V)":
                return new CyclerControl.Hold(Value("m_szCtrlValue"), null, Way.Unknown);
            case "CCCV":
                var current = Value("m_szCtrlValue");
                return new CyclerControl.Hold(
                    Value("m_szExtCtrlValue1"),
                    Amperage.Amperes(current.Abs()),
                    current.Sign < 0 ? Way.Discharge : Way.Charge
                );
            default:
                Lack(
                    section.PlaceOf("m_szStepCtrlType"),
                    $"a step of type `{row.Type}`",
                    "a rest stands for it"
                );
                return new CyclerControl.Rest();
        }
    }

    /// <summary>A step that counts up and goes back while the count is low: a loop; null for anything else.</summary>
    private CyclerControl.Loop? Turn(Row row, int index)
    {
        foreach (var limit in row.Limits)
        {
            if (
                limit.Equations is not [var only]
                || !(
                    only.Left.StartsWith(ArbinWords.Counter, StringComparison.Ordinal)
                    || only.Left == ArbinWords.CycleIndex
                )
                || only.Sign is not ("<" or "<=")
                || !DecimalText.TryRead(only.Right, out var most)
            )
                continue;
            int target = _rows.FindIndex(other => other.Label == limit.Goto);
            if (target < 0 || target >= index)
                continue;
            // The cycle index begins with one, counters with zero.
            var first = only.Left == ArbinWords.CycleIndex ? Rational.One : Rational.Zero;
            var passes = only.Sign == "<" ? (most - first).Ceiling() : (most - first).Floor() + 1;
            if (!passes.TryToInt64(out long count))
                continue;
            if (!StartsAnew(only.Left, target, index))
                _diagnostics.Add(
                    Rules.ReadWithAssumptionAt(
                        only.Place,
                        $"a loop on `{only.Left}`, which is not set before it,",
                        "it is taken to count from its first value"
                    )
                );
            return new(_rows[target].Step, Math.Max(1, count));
        }
        return null;
    }

    private bool StartsAnew(string variable, int target, int index)
    {
        if (variable == ArbinWords.CycleIndex)
            return _rows.FindIndex(row =>
                    row.Type == "Set Variable(s)"
                    && (Mask(row, "m_szExtCtrlValue1") & ArbinWords.IncrementCycle) != 0
                ) == index;
        return target > 0
            && int.TryParse(
                variable[ArbinWords.Counter.Length..],
                CultureInfo.InvariantCulture,
                out int counter
            )
            && counter is > 0 and < 40
            && Enumerable
                .Range(0, target)
                .Reverse()
                .TakeWhile(row => IsReset(_rows[row]))
                .Any(row => (Mask(_rows[row], "m_szCtrlValue") & ArbinWords.ResetBit(counter)) != 0);
    }

    private IEnumerable<CyclerEnd> Ends(Limit limit, Row row, int index, int count)
    {
        var conditions = new List<CyclerCondition>();
        var equations = Unstaged(limit.Equations);
        foreach (var equation in equations)
        {
            if (Condition(equation, row) is not { } condition)
                yield break;
            conditions.Add(condition);
        }
        if (conditions.Count == 0 || Target(limit, index, count) is not { } target)
            yield break;
        JoinMagnitude(conditions);
        yield return new([.. conditions], target, null, SourceRef.Of(limit.Section.Place));
    }

    // I < x and I > −x: |I| < x.
    private static void JoinMagnitude(List<CyclerCondition> conditions)
    {
        int high = conditions.FindIndex(each => each is { Quantity: CyclerQuantity.Current, IsAbove: false });
        int low = conditions.FindIndex(each => each is { Quantity: CyclerQuantity.Current, IsAbove: true });
        if (high < 0 || low < 0 || conditions[low].Value != -conditions[high].Value)
            return;
        conditions[high] = conditions[high] with { Quantity = CyclerQuantity.CurrentMagnitude };
        conditions.RemoveAt(low);
    }

    // The time of the CV stage only keeps its current from being looked at before the stage begins.
    private List<Equation> Unstaged(List<Equation> equations)
    {
        if (
            equations.Count < 2
            || !equations.Exists(equation => equation.Left == ArbinWords.StageCurrent)
            || equations.Find(equation => equation.Left == ArbinWords.StageTime) is not { } stage
            || !DecimalText.TryRead(stage.Right, out var time)
            || time > 1
        )
            return equations;
        if (time.Sign > 0 && !_saidStage)
        {
            _saidStage = true;
            _diagnostics.Add(
                Rules.ReadWithAssumptionAt(
                    stage.Place,
                    $"a current of the CV stage that counts after {stage.Right} s",
                    "it is taken to count at once"
                )
            );
        }
        return [.. equations.Where(equation => equation != stage)];
    }

    private CyclerCondition? Condition(Equation equation, Row row)
    {
        CyclerQuantity? quantity = equation.Left switch
        {
            ArbinWords.StepTime => CyclerQuantity.StepTime,
            ArbinWords.TestTime => CyclerQuantity.TestTime,
            ArbinWords.Voltage => CyclerQuantity.Voltage,
            ArbinWords.Current => CyclerQuantity.Current,
            ArbinWords.StageCurrent when row.Type == "CCCV" => CyclerQuantity.CurrentMagnitude,
            _ => null,
        };
        Comparison? comparison = equation.Sign switch
        {
            ">" => Comparison.Greater,
            ">=" => Comparison.GreaterOrEqual,
            "<" => Comparison.Less,
            "<=" => Comparison.LessOrEqual,
            _ => null,
        };
        if (quantity is not { } what || comparison is not { } compared)
        {
            Lack(
                equation.Place,
                $"a limit on `{equation.Left}`{Why(equation.Left)}",
                "the step goes on without it"
            );
            return null;
        }
        if (!DecimalText.TryRead(equation.Right, out var value))
        {
            Lack(equation.Place, $"a limit against `{equation.Right}`", "the step goes on without it");
            return null;
        }
        if (equation.Left == ArbinWords.StageCurrent)
            return CyclerCondition.CurrentBelow(Amperage.Amperes(value.Abs())) with
            {
                Comparison = compared is Comparison.Greater or Comparison.Less
                    ? Comparison.Less
                    : Comparison.LessOrEqual,
            };
        return new(what, compared, value);
    }

    private static string Why(string variable) =>
        variable is "PV_CHAN_Charge_Capacity" or "PV_CHAN_Discharge_Capacity"
            ? ", which counts over steps until it is reset,"
            : "";

    private CyclerTarget? Target(Limit limit, int index, int count)
    {
        switch (limit.Goto)
        {
            case ArbinWords.NextStep or "":
                int next = index + 1 < _rows.Count ? _rows[index + 1].Step : count;
                return CyclerTarget.To(next);
            case ArbinWords.EndTest:
                return CyclerTarget.End;
            default:
                int target = _rows.FindIndex(row => row.Label == limit.Goto);
                if (target >= 0)
                    return CyclerTarget.To(_rows[target].Step);
                Lack(
                    limit.Section.PlaceOf("m_szGotoStep"),
                    $"a jump to `{limit.Goto}`",
                    "the step goes on without it"
                );
                return null;
        }
    }

    // I > x and, in another limit, I < −x, to the same place: |I| > x.
    private static List<CyclerEnd> MergedMagnitudes(List<CyclerEnd> ends)
    {
        for (int i = 0; i + 1 < ends.Count; i++)
        {
            if (
                ends[i].Single is { Quantity: CyclerQuantity.Current, IsAbove: true } above
                && ends[i + 1].Single is { Quantity: CyclerQuantity.Current, IsAbove: false } below
                && below.Value == -above.Value
                && ends[i].Target == ends[i + 1].Target
            )
            {
                ends[i] = ends[i] with { All = [above with { Quantity = CyclerQuantity.CurrentMagnitude }] };
                ends.RemoveAt(i + 1);
            }
        }
        return ends;
    }

    private CyclerRecord Record(CyclerRecord record, Limit limit)
    {
        for (int i = 0; i < limit.Equations.Count; i++)
        {
            var equation = limit.Equations[i];
            if (!DecimalText.TryRead(equation.Right, out var value) || value.Sign <= 0)
            {
                Lack(equation.Place, $"recording by `{equation.Left}`", "rows come by the other rules");
                continue;
            }
            switch (equation.Left)
            {
                case ArbinWords.SinceRowTime:
                    record = record with { Interval = value };
                    break;
                case ArbinWords.SinceRowVoltage:
                    record = record with { Voltage = value };
                    break;
                case ArbinWords.SinceRowCurrent:
                    record = record with { Current = Amperage.Amperes(value) };
                    break;
                default:
                    Lack(
                        equation.Place,
                        $"recording by `{equation.Left}`",
                        i > 0 ? "the rule holds from the beginning" : "rows come by the other rules"
                    );
                    break;
            }
        }
        return record;
    }

    private SafetyLimits Safety(IniText.Section schedule)
    {
        var voltage = Scope(schedule, "Voltage");
        var current = Scope(schedule, "Current");
        return SafetyLimits.None with
        {
            LowestVoltage = voltage.Low,
            HighestVoltage = voltage.High,
            ChargeCurrent = current.High is { } charge ? Amperage.Amperes(charge) : null,
            DischargeCurrent = current.Low is { } discharge ? Amperage.Amperes(-discharge) : null,
        };
    }

    private (Rational? Low, Rational? High) Scope(IniText.Section schedule, string name)
    {
        string key = $"m_{name}SafetyScope";
        if (schedule[$"m_bCheck{name}Safety"] != "1")
            return (null, null);
        string[] parts = schedule[key].Split('^');
        if (
            parts.Length == 2
            && DecimalText.TryRead(parts[0], out var low)
            && DecimalText.TryRead(parts[1], out var high)
        )
            return (
                low.Abs() >= ArbinWords.Unlimited ? null : low,
                high.Abs() >= ArbinWords.Unlimited ? null : high
            );
        _diagnostics.Add(Rules.UnreadableValueAt(schedule.PlaceOf(key), schedule[key], "two numbers"));
        return (null, null);
    }

    private void Lack(Location place, string what, string instead) =>
        _diagnostics.Add(Rules.UnsupportedElementAt(place, what, instead));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
