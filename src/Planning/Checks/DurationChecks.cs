using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Units;
using CellDsl.Planning.Elaboration;
using CellDsl.Planning.Lowering;

namespace CellDsl.Planning.Checks;

/// <summary>
/// How long a test will be about. An estimate from below: a current step passes half of the theoretical capacity, and what
/// ends on a condition takes no time.
/// </summary>
internal static class DurationChecks
{
    private static readonly Rational s_long = 7 * 86_400;

    public static void Check(
        PerformedRun run,
        Func<BoundExpression, Frame, Datum> evaluate,
        Action<Diagnostic> report
    )
    {
        var estimate = new Estimate(run, evaluate, report);
        var total = estimate.Of(run.Protocol.Body.Block);
        // Who allows a loop weeks expects them.
        foreach (var loop in run.Protocol.Body.Block.Statements.OfType<BoundRepeat>())
        {
            if (
                loop.Budget is { } budget
                && Constant.TryEvaluate(budget, out var allowed)
                && allowed.Si > total
            )
                total = allowed.Si;
        }
        if (
            total > s_long
            && !run.Protocol.Body.Block.Statements.Any(statement => statement is BoundInterruption)
        )
            report(
                Rules.NoPolicyAt(
                    run.Protocol.Location,
                    run.Protocol.Name,
                    Shown.About(total),
                    run.Operation.Location
                )
            );
    }

    private sealed class Estimate(
        PerformedRun run,
        Func<BoundExpression, Frame, Datum> evaluate,
        Action<Diagnostic> report
    )
    {
        private static readonly Rational s_half = Rational.Of(1, 2);

        public Rational Of(BoundBlock block)
        {
            var sum = Rational.Zero;
            foreach (var statement in block.Statements)
                sum += Of(statement);
            return sum;
        }

        private Rational Of(BoundStatement statement)
        {
            switch (statement)
            {
                case BoundPerform perform:
                    var sum = Rational.Zero;
                    for (var step = perform.Operation; step is not null; step = step.Then)
                        sum += Of(step);
                    return sum;
                case BoundRepeat { Count: { } count } repeat:
                    var passes = Number(count) ?? Rational.One;
                    var all = passes * Of(repeat.Body);
                    if (repeat.Budget is { } budget && Number(budget) is { } allowed && all > allowed)
                    {
                        report(
                            Rules.BudgetTooShortAt(
                                budget.Location,
                                Shown.About(all),
                                QuantityFormat.FormatTime(allowed),
                                run.Operation.Location
                            )
                        );
                    }
                    return all;
                case BoundFor loop:
                    return Of(loop.Body) * (loop.Source.Bare is BoundList list ? list.Items.Length : 1);
                default:
                    return Rational.Zero;
            }
        }

        private Rational Of(BoundOperation step)
        {
            Rational? shortest = null;
            foreach (var argument in step.Arguments)
            {
                if (
                    argument is { Value: { } value, Parameter.Type: QuantityType type }
                    && type == QuantityType.Time
                )
                    shortest = Least(shortest, Number(value));
            }
            foreach (var end in step.Ends)
            {
                foreach (var part in BoundWalker.Descendants(end.Condition).OfType<BoundElapsed>())
                    shortest = Least(shortest, Number(part.Duration));
            }
            if (
                step.Bound is { } bound
                && bound.Value.Type is QuantityType { First: var kind }
                && kind == Kinds.Time
            )
                shortest = Least(shortest, Number(bound.Value));
            return step.Operation.Step switch
            {
                "charge" or "discharge" => Least(Passing(step), shortest) ?? Rational.Zero,
                "rest" when step.Ends.IsEmpty => shortest ?? Rational.Zero,
                _ => Rational.Zero,
            };
        }

        /// <summary>s for half of the theoretical capacity at the step's rate; null where one of them is open.</summary>
        private Rational? Passing(BoundOperation step)
        {
            var rate = step
                .Arguments.FirstOrDefault(argument => argument.Parameter.Preposition == "at")
                ?.Value;
            if (
                rate is null
                || evaluate(rate, run.Arguments) is not Datum.Known { Si: { IsZero: false } value } known
            )
                return null;
            var facts = run.Built.Cell.Facts;
            var current =
                known.Kind.Dimension == Dimension.Current ? value
                : Normalisation.Between(known.Kind, Dimension.Current) is { } way
                    ? value * RunNumbers.FigureOf(facts, way.Fact)?.Value
                : null;
            return current is { IsZero: false } amperes
                ? facts.TheoreticalCapacity.Value * s_half / amperes.Abs()
                : null;
        }

        private Rational? Number(BoundExpression expression) => evaluate(expression, run.Arguments).Si;

        private static Rational? Least(Rational? left, Rational? right) =>
            left is not { } a ? right
            : right is not { } b ? left
            : Rational.Min(a, b);
    }
}
