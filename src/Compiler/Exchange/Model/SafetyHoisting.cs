using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Model;

/// <summary>
/// Finds the safety limits of programs whose format writes them as ends of each step: ends that stop the test, or run to
/// its end, on every step alike.
/// </summary>
public static class SafetyHoisting
{
    /// <param name="reason">The reason of a stop that a safety limit is known by.</param>
    public static CyclerProgram Hoist(CyclerProgram program, string reason)
    {
        var steps = program
            .Steps.Where(step =>
                step.Control is not (CyclerControl.Loop or CyclerControl.Temperature or CyclerControl.Pause)
            )
            .ToList();
        if (steps.Count == 0)
            return program;
        var common = steps[0]
            .Ends.Where(end => IsLimit(end, reason))
            .Select(end => end.Single)
            .OfType<CyclerCondition>()
            .Where(condition =>
                steps.TrueForAll(step =>
                    step.Ends.Any(end => end.Single == condition && IsLimit(end, reason))
                )
            )
            .ToList();
        var safety = program.Safety;
        var hoisted = new HashSet<CyclerCondition>();
        foreach (var condition in common)
        {
            switch (condition.Quantity)
            {
                case CyclerQuantity.Voltage when condition.IsAbove:
                    safety = safety with { HighestVoltage = Lower(safety.HighestVoltage, condition.Value) };
                    break;
                case CyclerQuantity.Voltage:
                    safety = safety with { LowestVoltage = Higher(safety.LowestVoltage, condition.Value) };
                    break;
                case CyclerQuantity.CurrentMagnitude when condition.IsAbove:
                    safety = safety with
                    {
                        ChargeCurrent = condition.Amperage,
                        DischargeCurrent = condition.Amperage,
                    };
                    break;
                default:
                    continue;
            }
            hoisted.Add(condition);
        }
        if (hoisted.Count == 0)
            return program;
        return program with
        {
            Safety = safety,
            Steps =
            [
                .. program.Steps.Select(step =>
                    step with
                    {
                        Ends =
                        [
                            .. step.Ends.Where(end =>
                                end.Single is not { } condition
                                || !hoisted.Contains(condition)
                                || !IsLimit(end, reason)
                            ),
                        ],
                    }
                ),
            ],
        };
    }

    private static bool IsLimit(CyclerEnd end, string reason) =>
        end.Target.Kind == TargetKind.End
        || (end.Target.Kind == TargetKind.Stop && end.Target.Reason == reason);

    private static Rational Lower(Rational? known, Rational value) =>
        known is { } other ? Rational.Min(other, value) : value;

    private static Rational Higher(Rational? known, Rational value) =>
        known is { } other ? Rational.Max(other, value) : value;
}
