using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Units;
using CellDsl.Planning;

namespace CellDsl.Compiler.Exchange.Fitting;

/// <param name="Program">Within the format's capabilities; what was lost is left out of it.</param>
public sealed record FittedProgram(CyclerProgram Program, IReadOnlyList<ExportLoss> Losses);

/// <summary>
/// Brings a program within what a format can say: first by rewriting that keeps its meaning (a CC–CV becomes two steps, a
/// charge at constant current becomes a time), then by leaving out, which is a loss and reported.
/// </summary>
public sealed partial class ProgramFitting
{
    /// <summary>Written where a format records nothing without a rule and the protocol states none, s: as the simulator does.</summary>
    private static readonly Rational UnstatedInterval = 60;

    private readonly FormatCapabilities _format;
    private readonly List<ExportLoss> _losses = [];
    private CyclerProgram _program;

    private ProgramFitting(CyclerProgram program, FormatCapabilities format)
    {
        _program = program;
        _format = format;
    }

    public static FittedProgram Fit(CyclerProgram program, FormatCapabilities format)
    {
        var fitting = new ProgramFitting(program, format);
        fitting.FitUnexpressed();
        fitting.FitRates();
        fitting.FitControls();
        fitting.SplitLimitedHolds();
        fitting.FitSafety();
        for (int i = 0; i < fitting._program.Steps.Count; i++)
            fitting.FitEnds(i);
        fitting.FitLoops();
        fitting.FitRecords();
        return new(ProgramEdits.Normalise(fitting._program), Once(fitting._losses));
    }

    /// <summary>
    /// A statement that became many steps is one statement, and a recording rule is one rule for all steps that it holds for.
    /// </summary>
    private static List<ExportLoss> Once(List<ExportLoss> losses) =>
        [
            .. losses.DistinctBy(loss =>
                loss.Rule == Rules.RecordNotCarried ? ((Rule?)loss.Rule, (string?)loss.What, (SourceRef?)null)
                : loss.Source is not null
                && (loss.Rule == Rules.EndNotCarried || loss.Rule == Rules.JumpNotCarried)
                    ? (null, null, loss.Source)
                : (loss.Rule, loss.What, loss.Source)
            ),
        ];

    private void Lose(
        Rule rule,
        CyclerStep? step,
        string what,
        string instead,
        string help,
        bool isFatal = false
    ) => _losses.Add(new(rule, what, instead, help, step?.Id, step?.Source ?? _program.Source, isFatal));

    private void Change(int index, CyclerStep step)
    {
        CyclerStep[] steps = [.. _program.Steps];
        steps[index] = step;
        _program = _program with { Steps = [.. steps] };
    }

    private void FitUnexpressed()
    {
        foreach (var item in _program.Unexpressed)
        {
            var rule = item.Kind switch
            {
                UnexpressedKind.Branch => Rules.BranchNotCarried,
                UnexpressedKind.Interruption => Rules.InterruptionNotCarried,
                UnexpressedKind.Value => Rules.ValueNotKnown,
                UnexpressedKind.Loop => Rules.LoopNotCarried,
                UnexpressedKind.Limit => Rules.LimitNotCarried,
                _ => Rules.StepNotCarried,
            };
            bool isFatal = item.Kind is UnexpressedKind.Value or UnexpressedKind.Loop;
            _losses.Add(new(rule, item.What, item.Instead, item.Help, null, item.Source, isFatal));
        }
        _program = _program with { Unexpressed = [] };
    }

    private void FitControls()
    {
        for (int i = 0; i < _program.Steps.Count; i++)
        {
            var step = _program.Steps[i];
            switch (step.Control)
            {
                case CyclerControl.Loop when _format.Loops:
                    break;
                // Its limit says nothing, or it is split into two steps later on.
                case CyclerControl.Hold { Limit: not null, Voltage: not null }
                    when !_format.Controls.Contains(ControlKind.LimitedHold)
                        && _format.Controls.Contains(ControlKind.Hold):
                    break;
                case var control when !_format.Controls.Contains(control.Kind):
                    Lose(
                        Rules.StepNotCarried,
                        step,
                        Words.Of(control),
                        "the step is skipped",
                        Words.Alternative(control)
                    );
                    Remove(i--);
                    break;
                case CyclerControl.Current { Value: var current }
                    when _format.LargestCurrent is { } largest
                        && current.In(_program.Sample.NominalCapacity)?.Abs() > largest:
                    Lose(
                        Rules.ValueNotCarried,
                        step,
                        $"a current above {Text.DecimalText.Write(largest)} A",
                        "nothing is written",
                        "use an instrument with a larger range",
                        isFatal: true
                    );
                    break;
                case CyclerControl.Hold { Voltage: null }:
                    Lose(
                        Rules.ValueNotCarried,
                        step,
                        "a hold at whatever voltage the cell has come to",
                        "the step is skipped",
                        "give the voltage: `hold at 4.2 V until …`"
                    );
                    Remove(i--);
                    break;
                case CyclerControl.Sweep sweep when sweep.To is null || sweep.From is null:
                    Lose(
                        Rules.ValueNotCarried,
                        step,
                        "a sweep without both its voltages",
                        "the step is skipped",
                        "write `sweep from 3 V to 4 V at 0.1 mV/s`"
                    );
                    Remove(i--);
                    break;
                case CyclerControl.Impedance impedance
                    when impedance.Amplitude is null || impedance.From is null || impedance.To is null:
                    Lose(
                        Rules.ValueNotCarried,
                        step,
                        "an impedance spectrum without its amplitude and frequencies",
                        "the step is skipped",
                        "write `impedance from 100 kHz to 10 mHz with 10 mV`"
                    );
                    Remove(i--);
                    break;
                case CyclerControl.Impedance impedance
                    when !_format.SpectrumPoints && (impedance.PerDecade ?? impedance.Averages) is not null:
                    Lose(
                        Rules.ValueNotCarried,
                        step,
                        "how many frequencies a spectrum has and how often each is measured",
                        "the instrument's own numbers hold",
                        "leave them to the instrument"
                    );
                    Change(i, step with { Control = impedance with { PerDecade = null, Averages = null } });
                    break;
            }
        }
    }

    private void Remove(int index)
    {
        // Whoever led to the step now leads to the one behind it; a loop over nothing goes too.
        _program = ProgramEdits.Remove(_program, index);
    }

    private void FitLoops()
    {
        if (_format.MostSteps is { } most && _program.Steps.Count > most)
            Lose(
                Rules.LoopNotCarried,
                null,
                $"{_program.Steps.Count} steps: it takes {most}",
                "nothing is written",
                "make two protocols of it",
                isFatal: true
            );
        if (_format.DeepestLoops is { } deepest && DepthOfLoops() > deepest)
            Lose(
                Rules.LoopNotCarried,
                null,
                $"loops more than {deepest} deep",
                "nothing is written",
                "write the innermost loop out",
                isFatal: true
            );
        if (_format.MostStepsWrittenOut is { } written && StepsWrittenOut() is var steps && steps > written)
            Lose(
                Rules.LoopNotCarried,
                null,
                $"loops that make {steps} steps when they are written out: it takes {written}",
                "nothing is written",
                "choose a target that has loops, or repeat less often",
                isFatal: true
            );
        if (!_format.Jumps && ProgramTree.Of(_program) is null)
            Lose(
                Rules.LoopNotCarried,
                null,
                "a loop that begins inside another and ends outside it",
                "nothing is written",
                "let loops stand one in the other",
                isFatal: true
            );
        if (_format.LoopsRestart)
            return;
        for (int i = 0; i < _program.Steps.Count; i++)
        {
            if (_program.Steps[i].Control is not CyclerControl.Loop loop)
                continue;
            int at = i;
            var leaving = Enumerable
                .Range(loop.Start, at - loop.Start)
                .FirstOrDefault(
                    step =>
                        ProgramEdits
                            .Successors(_program, step)
                            .Any(target => (target < loop.Start || target > at) && CanReach(target, at)),
                    -1
                );
            if (leaving >= 0)
                Lose(
                    Rules.JumpNotCarried,
                    _program.Steps[leaving],
                    "an end that leaves a loop which is entered again later: whether the count starts anew is not known",
                    "the count may go on where it was",
                    "let the end stop the test, or end the step like the others"
                );
        }
    }

    private double StepsWrittenOut()
    {
        static double Count(IEnumerable<ProgramTree> trees) =>
            trees.Sum(tree => tree is ProgramTree.Repeat repeat ? repeat.Count * Count(repeat.Body) : 1);
        return Count(ProgramTree.Of(_program) ?? []);
    }

    private int DepthOfLoops()
    {
        int[] ends =
        [
            .. Enumerable
                .Range(0, _program.Steps.Count)
                .Where(i => _program.Steps[i].Control is CyclerControl.Loop),
        ];
        return ends.Select(end =>
                ends.Count(other =>
                    other >= end && ((CyclerControl.Loop)_program.Steps[other].Control).Start <= end
                )
            )
            .DefaultIfEmpty(0)
            .Max();
    }

    private bool CanReach(int from, int to)
    {
        var seen = new HashSet<int> { from };
        var open = new Stack<int>([from]);
        while (open.TryPop(out int step))
        {
            if (step == to)
                return true;
            if (step >= _program.Steps.Count)
                continue;
            foreach (int next in ProgramEdits.Successors(_program, step))
            {
                if (seen.Add(next))
                    open.Push(next);
            }
        }
        return false;
    }

    private void FitRecords()
    {
        var stated = _program.Steps.Where(step => step.Record.IsStated).ToList();
        for (int i = 0; i < _program.Steps.Count; i++)
        {
            var step = _program.Steps[i];
            if (step.Control is CyclerControl.Loop or CyclerControl.Temperature or CyclerControl.Pause)
                continue;
            var record = step.Record;
            record = new(
                Kept(step, RecordKinds.Time, record.Interval, "a row every so often"),
                Kept(step, RecordKinds.Voltage, record.Voltage, "a row for every change of voltage"),
                Kept(step, RecordKinds.Current, record.Current, "a row for every change of current")
            );
            if (!record.IsStated && _format.NeedsRecordRule)
                record = record with { Interval = UnstatedInterval };
            else if (record.Interval is null && _format is { NeedsRecordRule: true, OneRecordRule: true })
                record = record with { Interval = UnstatedInterval };
            if (record != step.Record)
                Change(i, step with { Record = record });
        }
        if (!_format.OneRecordRule)
            return;
        var rules = stated.Select(step => step.Record).Distinct().ToList();
        if (rules.Count > 1)
            Lose(
                Rules.RecordNotCarried,
                stated.First(step => step.Record != rules[0]),
                "a recording rule that differs from step to step",
                "the first rule holds for all",
                "state one `record every …` for the whole protocol"
            );
    }

    private T? Kept<T>(CyclerStep step, RecordKinds kind, T? value, string what)
        where T : struct
    {
        if (value is null || _format.Records.HasFlag(kind))
            return value;
        Lose(
            Rules.RecordNotCarried,
            step,
            what,
            "rows come by the other rules",
            "record at an interval of time"
        );
        return null;
    }
}
