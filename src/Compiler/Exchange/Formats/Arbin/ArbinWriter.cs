using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.Exchange.Formats.Arbin;

/// <summary>
/// Writes a program as a schedule. A loop is a step that resets its counter before it and one that counts up behind it,
/// each nesting depth with a counter of its own.
/// </summary>
internal sealed class ArbinWriter
{
    private readonly CyclerProgram _program;
    private readonly List<Row> _rows = [];

    private ArbinWriter(CyclerProgram program) => _program = program;

    private sealed record Row(
        string Label,
        string Type,
        string Value,
        string Extra1,
        string Extra2,
        List<Limit> Limits
    );

    private sealed record Limit(
        bool IsEnd,
        string Goto,
        List<(string Left, string Sign, string Right)> Equations
    );

    public static byte[] Write(CyclerProgram program, ExportHeader header)
    {
        var writer = new ArbinWriter(program);
        writer.Rows();
        string steps = writer.Steps();
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append("\r\n");
        Line("[Version Section]");
        Line("Current_Version=Schedule Version 7.00.13");
        Line("[Signature Section]");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(steps));
        Line($"Signature={{{new Guid(hash.AsSpan(0, 16)).ToString().ToUpperInvariant()}}}");
        writer.Schedule(Line, header);
        text.Append(steps);
        return ExchangeText.Windows1252.GetBytes(text.ToString());
    }

    private void Schedule(Action<string> line, ExportHeader header)
    {
        var safety = _program.Safety;
        var capacity = _program.Sample.NominalCapacity;
        string comments = string.Join(
            "; ",
            header.Losses.Select(loss => $"lost: {loss}").Prepend(header.Provenance)
        );
        line("[Schedule]");
        line("m_uMUID=0");
        line($"m_szCreator={header.Tool}");
        line($"m_szComments={comments.ReplaceLineEndings(" ")}");
        line("m_uMaxTimesOfUnsafe=3");
        line("m_fMinDtSeconds=0");
        line("m_bLogChanNormalData=1");
        line("m_bLogChanStatData=1");
        Scope(line, "Current", -safety.DischargeCurrent?.In(capacity), safety.ChargeCurrent?.In(capacity));
        Scope(line, "Voltage", safety.LowestVoltage, safety.HighestVoltage);
        line("m_bCheckPowerSafety=0");
        line("m_PowerSafetyScope=0.000000^0.000000");
        line($"m_uStepNum={Text(_rows.Count)}");
        line("m_uFormulaNum=0");
        line("m_uPulseNum=0");
        line("m_uCVNum=0");
        line("m_uAddInNum=0");
    }

    private static void Scope(Action<string> line, string name, Rational? low, Rational? high)
    {
        bool isStated = low is not null || high is not null;
        string from = low is { } least ? DecimalText.Write(least) : $"-{Text(ArbinWords.Unlimited)}";
        string to = high is { } most ? DecimalText.Write(most) : Text(ArbinWords.Unlimited);
        line($"m_bCheck{name}Safety={(isStated ? "1" : "0")}");
        line($"m_bDefault{name}SafetyMode=0");
        line($"m_uDefault{name}SafetyScopePercent=105");
        line($"m_{name}SafetyScope={from}^{to}");
    }

    private int Counter(int loopEnd) =>
        1
        + Enumerable
            .Range(loopEnd + 1, _program.Steps.Count - loopEnd - 1)
            .Count(other => IsInside(loopEnd, other));

    private bool IsInside(int step, int loopEnd) =>
        _program.Steps[loopEnd].Control is CyclerControl.Loop loop && step >= loop.Start && step <= loopEnd;

    private IEnumerable<int> LoopsFrom(int step) =>
        Enumerable
            .Range(0, _program.Steps.Count)
            .Where(i => _program.Steps[i].Control is CyclerControl.Loop loop && loop.Start == step)
            .OrderDescending();

    // Labels must be unique: an index follows where an identity could be met twice.
    private string Label(int step) => _program.Steps[step].Id;

    private static string EntryLabel(int loopEnd) => $"begin loop {Text(loopEnd + 1)}";

    private string Goto(int target, int from)
    {
        if (target >= _program.Steps.Count)
            return ArbinWords.EndTest;
        foreach (int loop in LoopsFrom(target))
        {
            if (!IsInside(from, loop))
                return EntryLabel(loop);
        }
        return Label(target);
    }

    private string Goto(CyclerTarget target, int from)
    {
        if (target.Kind == TargetKind.Stop)
            return ArbinWords.EndTest;
        int step = _program.Resolve(target, from) ?? from + 1;
        return target.Kind == TargetKind.Next ? ArbinWords.NextStep : Goto(step, from);
    }

    private void Rows()
    {
        for (int i = 0; i < _program.Steps.Count; i++)
        {
            foreach (int loop in LoopsFrom(i))
                _rows.Add(
                    new(
                        EntryLabel(loop),
                        "Set Variable(s)",
                        Text(ArbinWords.ResetBit(Counter(loop))),
                        "0",
                        "0",
                        [new(true, ArbinWords.NextStep, [(ArbinWords.StepTime, ">=", "0")])]
                    )
                );
            _rows.Add(_program.Steps[i].Control is CyclerControl.Loop turn ? Turn(turn, i) : Step(i));
        }
    }

    private Row Turn(CyclerControl.Loop loop, int index)
    {
        int counter = Counter(index);
        string variable = $"{ArbinWords.Counter}{Text(counter)}";
        string count = loop.Count.ToString(CultureInfo.InvariantCulture);
        long increments = ArbinWords.IncrementBit(counter);
        if (counter == 1)
            increments |= ArbinWords.IncrementCycle;
        return new(
            Label(index),
            "Set Variable(s)",
            "0",
            Text(increments),
            "0",
            [
                new(true, Goto(loop.Start, index), [(variable, "<", count)]),
                new(true, ArbinWords.NextStep, [(variable, ">=", count)]),
            ]
        );
    }

    private Row Step(int index)
    {
        var step = _program.Steps[index];
        var (type, value, extra) = step.Control switch
        {
            CyclerControl.Current current => (
                current.Value.IsRate ? "C-Rate" : "Current(A)",
                DecimalText.Write(current.Value.Value),
                ""
            ),
            CyclerControl.Hold { Limit: { } limit } hold => (
                "CCCV",
                DecimalText.Write(
                    (limit.In(_program.Sample.NominalCapacity) ?? limit.Value)
                        * (hold.Way == Way.Discharge ? -1 : 1)
                ),
                DecimalText.Write(hold.Voltage ?? 0)
            ),
            CyclerControl.Hold hold => ("Voltage(V)", DecimalText.Write(hold.Voltage ?? 0), ""),
            _ => ("Rest", "", ""),
        };
        var limits = new List<Limit>();
        foreach (var end in step.Ends)
            limits.AddRange(Limits(end, step, index));
        limits.AddRange(Logs(step.Record));
        return new(step.Id, type, value, extra, "0", limits);
    }

    private IEnumerable<Limit> Limits(CyclerEnd end, CyclerStep step, int index)
    {
        string onward = Goto(end.Target, index);
        if (end.Single is { Quantity: CyclerQuantity.CurrentMagnitude, IsAbove: true } either)
        {
            yield return new(true, onward, [(ArbinWords.Current, Sign(either), Value(either))]);
            yield return new(true, onward, [(ArbinWords.Current, Mirrored(Sign(either)), Opposite(either))]);
            yield break;
        }
        yield return new(true, onward, [.. end.All.SelectMany(condition => Equations(condition, step))]);
    }

    private IEnumerable<(string Left, string Sign, string Right)> Equations(
        CyclerCondition condition,
        CyclerStep step
    )
    {
        string sign = Sign(condition);
        switch (condition.Quantity)
        {
            case CyclerQuantity.CurrentMagnitude
                when step.Control is CyclerControl.Hold { Limit: not null } hold:
                // The current of the CV stage means nothing before that stage begins.
                yield return hold.Way == Way.Discharge
                    ? (ArbinWords.StageCurrent, Mirrored(sign), Opposite(condition))
                    : (ArbinWords.StageCurrent, sign, Value(condition));
                yield return (ArbinWords.StageTime, ">", "0");
                break;
            case CyclerQuantity.CurrentMagnitude:
                yield return (ArbinWords.Current, sign, Value(condition));
                yield return (ArbinWords.Current, Mirrored(sign), Opposite(condition));
                break;
            default:
                string variable = condition.Quantity switch
                {
                    CyclerQuantity.Voltage => ArbinWords.Voltage,
                    CyclerQuantity.Current => ArbinWords.Current,
                    CyclerQuantity.TestTime => ArbinWords.TestTime,
                    _ => ArbinWords.StepTime,
                };
                yield return (variable, sign, Value(condition));
                break;
        }
    }

    private static string Sign(CyclerCondition condition) =>
        condition.Comparison switch
        {
            Comparison.Less => "<",
            Comparison.LessOrEqual => "<=",
            Comparison.Greater => ">",
            _ => ">=",
        };

    private string Value(CyclerCondition condition) => DecimalText.Write(Number(condition));

    private string Opposite(CyclerCondition condition) => DecimalText.Write(-Number(condition));

    private Rational Number(CyclerCondition condition) =>
        condition.In(_program.Sample.NominalCapacity) ?? condition.Value;

    private static string Mirrored(string sign) =>
        sign.Replace('<', '\u0001').Replace('>', '<').Replace('\u0001', '>');

    private IEnumerable<Limit> Logs(CyclerRecord record)
    {
        Limit Log(string variable, Rational value) =>
            new(false, ArbinWords.NextStep, [(variable, ">=", DecimalText.Write(value))]);
        if (record.Interval is { } interval)
            yield return Log(ArbinWords.SinceRowTime, interval);
        if (record.Voltage is { } voltage)
            yield return Log(ArbinWords.SinceRowVoltage, voltage);
        if (record.Current?.In(_program.Sample.NominalCapacity) is { } current)
            yield return Log(ArbinWords.SinceRowCurrent, current);
    }

    private string Steps()
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append("\r\n");
        for (int i = 0; i < _rows.Count; i++)
        {
            var row = _rows[i];
            Line($"[Schedule_Step{Text(i)}]");
            Line($"m_uLimitNum={Text(row.Limits.Count)}");
            Line($"m_szLabel={row.Label}");
            Line($"m_szStepCtrlType={row.Type}");
            Line("m_szCurrentRange=Range1");
            Line("m_szVoltageRange=High");
            Line($"m_szCtrlValue={row.Value}");
            Line($"m_szExtCtrlValue1={row.Extra1}");
            Line($"m_szExtCtrlValue2={row.Extra2}");
            Line("m_szExtDef=");
            Line("m_uStepCtrlTypeExtFlag=0");
            Line("m_szAddIn=");
            Line("m_bSampleClockStretch=0");
            for (int n = 0; n < row.Limits.Count; n++)
            {
                var limit = row.Limits[n];
                Line($"[Schedule_Step{Text(i)}_Limit{Text(n)}]");
                Line($"m_bStepLimit={(limit.IsEnd ? "1" : "0")}");
                Line("m_bLogDataLimit=1");
                Line($"m_szGotoStep={limit.Goto}");
                for (int e = 0; e < ArbinWords.MostEquations; e++)
                {
                    var (left, sign, right) = e < limit.Equations.Count ? limit.Equations[e] : ("", "", "");
                    Line($"Equation{Text(e)}_szLeft={left}");
                    Line($"Equation{Text(e)}_szCompareSign={sign}");
                    Line($"Equation{Text(e)}_szRight={right}");
                }
            }
        }
        return text.ToString();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
