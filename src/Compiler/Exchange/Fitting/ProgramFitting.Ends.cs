using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Fitting;

public sealed partial class ProgramFitting
{
    private void FitEnds(int index)
    {
        var step = _program.Steps[index];
        if (step.Control is CyclerControl.Loop or CyclerControl.Temperature or CyclerControl.Pause)
        {
            if (step.Ends.Count > 0)
                Change(index, step with { Ends = [] });
            return;
        }
        var ends = new List<CyclerEnd>();
        foreach (var end in step.Ends)
        {
            if (Fitted(end, step, index) is { } fitted)
                ends.Add(fitted);
        }
        ends = Strictest(ends);
        if (_format.OneEndPerQuantity)
            ends = OnePerQuantity(ends, step);
        if (_format.MostEnds is { } most && ends.Count > most)
        {
            Lose(
                Rules.EndNotCarried,
                step,
                $"{ends.Count} ends of one step: it takes {most}",
                $"the first {most} are kept",
                "drop the ends that are not needed"
            );
            ends.RemoveRange(most, ends.Count - most);
        }
        if (_format.TimeResolution is { } resolution)
            ends = [.. ends.Select(end => Rounded(end, resolution, step))];
        bool endsByItself = ProgramEdits.EndsByItself(step.Control);
        if (ends.Count == 0 && !endsByItself)
        {
            Lose(
                Rules.EndNotCarried,
                step,
                "a step that nothing would end",
                "nothing is written",
                "end it after a time: `or for 12 h`",
                isFatal: true
            );
        }
        else if (
            _format.NeedTime.Contains(step.Control.Kind)
            && !ends.Exists(end => end.Single?.Quantity == CyclerQuantity.StepTime)
        )
        {
            Lose(
                Rules.EndNotCarried,
                step,
                $"{Words.Of(step.Control)} without a time",
                "nothing is written",
                "bound it: `for 2 h`",
                isFatal: true
            );
        }
        Change(index, step with { Ends = [.. ends] });
    }

    private CyclerEnd? Fitted(CyclerEnd end, CyclerStep step, int index)
    {
        bool isOnward = _program.Resolve(end.Target, index) == index + 1;
        if (end.All.Count > 1 && Comparisons(end) > _format.MostComparisons)
        {
            Lose(
                Rules.EndNotCarried,
                step with
                {
                    Source = end.Source ?? step.Source,
                },
                $"an end on several conditions at once ({end.Name ?? "`and`"})",
                "the end is left out",
                "end on one condition"
            );
            return null;
        }
        if (!isOnward && !CanLead(end, index))
        {
            bool stops = end.Target.Kind is TargetKind.Stop;
            Lose(
                Rules.JumpNotCarried,
                step with
                {
                    Source = end.Source ?? step.Source,
                },
                stops
                    ? $"an end that stops the test{(end.Name is null ? "" : $" (`{end.Name}`)")}"
                    : "an end that goes on elsewhere than with the next step",
                "the end is left out",
                stops ? "state it as a limit of the cell" : "let all ends of a step go on with the next one"
            );
            return null;
        }
        var conditions = new List<CyclerCondition>();
        foreach (var condition in end.All)
        {
            switch (Expressible(condition, step, isOnward))
            {
                case { } expressible:
                    conditions.Add(expressible);
                    break;
                case null when IsNever(condition, step):
                    return null;
                default:
                    Lose(
                        Rules.EndNotCarried,
                        step with
                        {
                            Source = end.Source ?? step.Source,
                        },
                        $"{Words.Of(condition)} of {Words.Of(step.Control)}"
                            + (isOnward ? "" : ", when it goes on elsewhere than with the next step"),
                        "the end is left out",
                        HelpFor(condition, step)
                    );
                    return null;
            }
        }
        return end with { All = [.. conditions] };
    }

    // A current whose size is above something is one of two comparisons, and so cannot stand beside others.
    private static int Comparisons(CyclerEnd end) =>
        end.All.Sum(condition =>
            condition.Quantity != CyclerQuantity.CurrentMagnitude ? 1
            : condition.IsAbove ? int.MaxValue / 100
            : 2
        );

    private string HelpFor(CyclerCondition condition, CyclerStep step)
    {
        if (condition.Quantity == CyclerQuantity.TestTime)
            return "stop the test by hand, or bound each step";
        if (_format.Ends.TryGetValue(step.Control.Kind, out var quantities) && quantities.Count > 0)
        {
            if (quantities.Contains(condition.Quantity))
                return $"{_format.Tool} watches this only in the direction in which the step moves it";
            string[] names = [.. quantities.Select(Name).Distinct()];
            return $"{_format.Tool} ends {Words.Of(step.Control)} on {string.Join(" or ", names)}";
        }
        return "choose another end";
    }

    private static string Name(CyclerQuantity quantity) =>
        quantity switch
        {
            CyclerQuantity.Voltage => "voltage",
            CyclerQuantity.Current or CyclerQuantity.CurrentMagnitude => "current",
            CyclerQuantity.StepTime => "time",
            CyclerQuantity.StepCapacity => "capacity",
            CyclerQuantity.StepEnergy => "energy",
            CyclerQuantity.Temperature => "temperature",
            _ => "the time of the test",
        };

    private bool CanLead(CyclerEnd end, int index) =>
        end.Target.Kind switch
        {
            TargetKind.Stop => _format.Stops,
            TargetKind.End => _format.Jumps || index == _program.Steps.Count - 1,
            _ => _format.Jumps,
        };

    /// <summary>The condition in the format's terms, or null.</summary>
    private CyclerCondition? Expressible(CyclerCondition condition, CyclerStep step, bool isOnward)
    {
        var allowed = isOnward
            ? _format.Ends.TryGetValue(step.Control.Kind, out var quantities)
                ? quantities
                : []
            : _format.JumpEnds;
        bool Can(CyclerQuantity quantity) => allowed.Contains(quantity);
        if (Can(condition.Quantity))
            return !isOnward || !_format.OneEndPerQuantity || IsNatural(condition, step) ? condition : null;
        switch (condition.Quantity)
        {
            case CyclerQuantity.StepCapacity when step.Control is CyclerControl.Current current:
                // At a constant current charge is time.
                if (!Can(CyclerQuantity.StepTime) || current.Value.Sign == 0 || !condition.IsAbove)
                    return null;
                if (current.Value.IsRate == condition.IsRelative)
                {
                    var ratio = condition.Value / current.Value.Value.Abs();
                    return CyclerCondition.For(condition.IsRelative ? ratio * 3600 : ratio);
                }
                var capacity = _program.Sample.NominalCapacity;
                return condition.In(capacity) is { } charge && current.Value.In(capacity) is { } amperes
                    ? CyclerCondition.For(charge / amperes.Abs())
                    : null;
            case CyclerQuantity.StepEnergy when step.Control is CyclerControl.Power power:
                return Can(CyclerQuantity.StepTime) && !power.Watts.IsZero && condition.IsAbove
                    ? CyclerCondition.For(condition.Value / power.Watts.Abs())
                    : null;
            case CyclerQuantity.Current when step.Control is CyclerControl.Hold hold:
                // With the way known, the sign is too: a charging hold falls from above, a discharging one rises from below.
                if (!Can(CyclerQuantity.CurrentMagnitude) || hold.Way == Way.Unknown)
                    return null;
                bool isCharge = hold.Way == Way.Charge;
                if (condition.IsAbove == isCharge || condition.Value.Sign == (isCharge ? -1 : 1))
                    return null;
                return CyclerCondition.CurrentBelow(condition.Amperage.Abs());
            default:
                return null;
        }
    }

    private static bool IsNatural(CyclerCondition condition, CyclerStep step) =>
        (condition.Quantity, step.Control) switch
        {
            (CyclerQuantity.Voltage, CyclerControl.Current current) => condition.IsAbove
                == current.Value.Sign > 0,
            (CyclerQuantity.Voltage, CyclerControl.Power power) => condition.IsAbove == power.Watts.Sign > 0,
            (CyclerQuantity.Voltage, CyclerControl.Load) => !condition.IsAbove,
            (CyclerQuantity.CurrentMagnitude, _) => !condition.IsAbove,
            (CyclerQuantity.StepTime or CyclerQuantity.StepCapacity, _) => condition.IsAbove,
            _ => true,
        };

    /// <summary>Whether a condition cannot come true while a step runs as it should.</summary>
    private static bool IsNever(CyclerCondition condition, CyclerStep step) =>
        step.Control switch
        {
            CyclerControl.Current current => condition.Quantity switch
            {
                // One above it would be a safety limit.
                CyclerQuantity.CurrentMagnitude => !condition.IsAbove
                    && condition.IsRelative == current.Value.IsRate
                    && condition.Value < current.Value.Value.Abs(),
                _ => false,
            },
            CyclerControl.Rest => condition.Quantity
                is CyclerQuantity.StepCapacity
                    or CyclerQuantity.StepEnergy
                && condition is { IsAbove: true, Value.Sign: > 0 },
            _ => false,
        };

    // Of ends that go the same way on the same quantity the strictest alone counts.
    private static List<CyclerEnd> Strictest(List<CyclerEnd> ends)
    {
        var kept = new List<CyclerEnd>();
        foreach (var end in ends)
        {
            int at = kept.FindIndex(known =>
                known.Target == end.Target
                && known.Single is { } a
                && end.Single is { } b
                && a.Quantity == b.Quantity
                && a.IsAbove == b.IsAbove
                && a.IsRelative == b.IsRelative
            );
            if (at < 0)
                kept.Add(end);
            else if (
                end.Single is { } newer
                && kept[at].Single is { } older
                && (newer.IsAbove ? newer.Value < older.Value : newer.Value > older.Value)
            )
                kept[at] = end;
        }
        return kept;
    }

    private List<CyclerEnd> OnePerQuantity(List<CyclerEnd> ends, CyclerStep step)
    {
        var kept = new List<CyclerEnd>();
        foreach (var end in ends)
        {
            if (kept.Exists(known => known.Single?.Quantity == end.Single?.Quantity))
                Lose(
                    Rules.EndNotCarried,
                    step,
                    "two ends on the same quantity",
                    "the second is left out",
                    "keep the one that matters"
                );
            else
                kept.Add(end);
        }
        return kept;
    }

    private CyclerEnd Rounded(CyclerEnd end, Rational resolution, CyclerStep step)
    {
        if (
            end.Single is not { Quantity: CyclerQuantity.StepTime } time
            || (time.Value / resolution).IsInteger
        )
            return end;
        var rounded = (time.Value / resolution).Ceiling() * resolution;
        Lose(
            Rules.ValueNotCarried,
            step with
            {
                Source = end.Source ?? step.Source,
            },
            $"a time of {Text.DecimalText.Write(time.Value)} s: it counts in {Text.DecimalText.Write(resolution)} s",
            $"{Text.DecimalText.Write(rounded)} s is written",
            $"give a multiple of {Text.DecimalText.Write(resolution)} s"
        );
        return end with { All = [time with { Value = rounded }] };
    }
}
