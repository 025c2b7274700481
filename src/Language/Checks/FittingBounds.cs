using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Checks;

/// <summary>
/// A bound on time fits the step that it bounds: not so short that the step has hardly begun, not so long that it protects
/// nothing. Judged where rates are C-rates; pulses of a fiftieth of a percent of the capacity are still taken as meant.
/// </summary>
internal static class FittingBounds
{
    /// <summary>Share of the capacity below which a step that waits for a voltage has hardly begun.</summary>
    private static readonly Rational Hardly = Rational.Of(2, 1000);

    /// <summary>Times the capacity above which a bound on time no longer protects.</summary>
    private static readonly Rational TooOften = Rational.Of(10, 1);

    /// <summary>s; a hold that waits for its current takes longer.</summary>
    private static readonly Rational ShortestHold = Rational.Of(60, 1);

    public static void Check(BoundParts parts, Action<Diagnostic> report)
    {
        foreach (var perform in parts.Statements.OfType<BoundPerform>())
        {
            for (var step = perform.Operation; step is not null; step = step.Then)
            {
                if (!step.HasStray && !step.Syntax.Green.HasProblems)
                    Check(step, report);
            }
        }
    }

    private static void Check(BoundOperation step, Action<Diagnostic> report)
    {
        var parts = step.Ends.SelectMany(end => Alternatives(end.Condition)).ToList();
        if (step.Bound?.Value is { } most && UsualValues.TryConstant(most, out var limit))
        {
            foreach (var sustained in parts.OfType<BoundSustained>())
            {
                if (
                    UsualValues.TryConstant(sustained.Duration, out var needed)
                    && needed.TryCompare(limit, out int order, out _)
                    && order >= 0
                )
                    report(
                        Rules.NeverSustainedAt(
                            sustained.Duration.Location,
                            needed.ToString(),
                            limit.ToString()
                        )
                    );
            }
        }
        var elapsed = parts.OfType<BoundElapsed>().FirstOrDefault()?.Duration ?? step.Bound?.Value;
        if (elapsed is null || !UsualValues.TryConstant(elapsed, out var time) || time.Si.Sign <= 0)
            return;
        switch (step.Operation.Step)
        {
            case "hold" when Mentions(parts, Observable.Current) && time.Si < ShortestHold:
                report(
                    Rules.HardlyBegunAt(
                        elapsed.Location,
                        time.ToString(),
                        Verb(step),
                        "its current has fallen"
                    )
                );
                break;
            case "charge"
            or "discharge" when Mentions(parts, Observable.Voltage) && Rate(step) is { } perHour:
                var share = perHour * time.Si / Rational.Of(3600, 1);
                if (share < Hardly)
                    report(
                        Rules.HardlyBegunAt(
                            elapsed.Location,
                            time.ToString(),
                            Verb(step),
                            "it has moved a fifth of a percent of the capacity"
                        )
                    );
                else if (
                    share > TooOften
                    && !Mentions(parts, Observable.Capacity)
                    && step.Operation.Step == "charge"
                )
                    report(Rules.ProtectsNothingAt(elapsed.Location, time.ToString(), Verb(step)));
                break;
        }
    }

    private static bool Mentions(IEnumerable<BoundExpression> parts, Observable observable) =>
        parts
            .SelectMany(BoundWalker.Descendants)
            .Any(part => part is BoundObservable observed && observed.Observable == observable);

    private static IEnumerable<BoundExpression> Alternatives(BoundExpression condition) =>
        condition switch
        {
            BoundAssumed assumed => Alternatives(assumed.Value),
            BoundOr or => or.Operands.SelectMany(Alternatives),
            _ => [condition],
        };

    /// <summary>Capacities per hour of a C-rate; null for every other rate.</summary>
    private static Rational? Rate(BoundOperation step)
    {
        foreach (var argument in step.Arguments)
        {
            if (
                argument is { Parameter: { Preposition: "at", Type: QuantityType }, Value: { } value }
                && UsualValues.TryConstant(value, out var rate)
                && rate.Kind.Tag == Tag.CRate
                && rate.Si.Sign > 0
            )
                return rate.Si * Rational.Of(3600, 1);
        }
        return null;
    }

    private static string Verb(BoundOperation step) => ((PhraseSyntax)step.Syntax).Verb.Text;
}
