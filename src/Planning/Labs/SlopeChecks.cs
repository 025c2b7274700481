using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Checks;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Labs;

/// <summary>
/// A threshold on a slope is a change over its window, and that has to be more than the channel can tell apart: else the
/// step ends on noise, or at once.
/// </summary>
internal static class SlopeChecks
{
    public static void Check(
        RunStep step,
        InstrumentSymbol[] cyclers,
        SourceNames names,
        Location at,
        Action<Diagnostic> report
    )
    {
        foreach (var end in step.Step.Ends)
        {
            foreach (var (window, threshold) in Slopes(end.Condition))
            {
                if (
                    window is not { What: Observable.Voltage, Duration: MachineExpression.Number seconds }
                    || threshold.Sign == 0
                )
                    continue;
                var change = threshold.Abs() * seconds.Value;
                var finest = cyclers
                    .Select(cycler => (Cycler: cycler, Has: Capability.Of(cycler, "resolution")))
                    .Where(pair => pair.Has?.High is { } finer && finer.Kind == Kinds.Voltage)
                    .OrderBy(pair => pair.Has?.High?.Si)
                    .FirstOrDefault();
                if (finest.Has?.High is not { } resolution || change >= resolution.Si)
                    continue;
                report(
                    Rules.TooCoarseSlopeAt(
                        Shown.Place(names, end.Source, at),
                        $"{(change * 1_000_000).ToDecimalString(3)} µV",
                        QuantityFormat.FormatTime(seconds.Value),
                        finest.Cycler.Name,
                        resolution.ToString(),
                        finest.Has.Property.Location
                    )
                );
            }
        }
    }

    private static IEnumerable<(MachineExpression.Windowed Window, Rational Threshold)> Slopes(
        MachineExpression condition
    ) =>
        condition switch
        {
            MachineExpression.Any any => any.Operands.SelectMany(Slopes),
            MachineExpression.All all => all.Operands.SelectMany(Slopes),
            MachineExpression.Sustained sustained => Slopes(sustained.Condition),
            MachineExpression.Compared { Left: var left, Right: MachineExpression.Number right }
                when SlopeIn(left) is { } window => [(window, right.Value)],
            MachineExpression.Compared { Left: MachineExpression.Number left, Right: var right }
                when SlopeIn(right) is { } window => [(window, left.Value)],
            _ => [],
        };

    private static MachineExpression.Windowed? SlopeIn(MachineExpression expression) =>
        expression switch
        {
            MachineExpression.Windowed { Figure: WindowFigure.Slope } window => window,
            MachineExpression.Absolute absolute => SlopeIn(absolute.Operand),
            MachineExpression.Negated negated => SlopeIn(negated.Operand),
            _ => null,
        };
}
