using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Checks;

/// <summary>A step under current has an end on voltage, and an end that sounds an alarm is heeded.</summary>
internal static class StepGuards
{
    public static void Check(BoundParts parts, Action<Diagnostic> report)
    {
        var heeded = parts.Statements.OfType<BoundWhen>().Select(when => when.End).ToHashSet();
        // A `when` for an end that does not exist may be meant for the one that would be missed.
        bool isClear = !heeded.Contains(null);
        foreach (var perform in parts.Statements.OfType<BoundPerform>())
        {
            for (var step = perform.Operation; step is not null; step = step.Then)
            {
                if (
                    step.Operation.Step is not ("charge" or "discharge" or "power" or "load")
                    || step.HasStray
                )
                    continue;
                if (!step.Ends.IsEmpty && !step.Syntax.Green.HasProblems)
                    CheckVoltage(step, report);
                foreach (var end in step.Ends)
                {
                    if (
                        isClear
                        && end.Symbol is { } symbol
                        && !heeded.Contains(symbol)
                        && IsAlarm(end.Condition)
                    )
                        report(Rules.UnheededEndAt(symbol.Location, symbol.Name));
                }
            }
        }
    }

    private static void CheckVoltage(BoundOperation step, Action<Diagnostic> report)
    {
        bool isFine =
            step.Find("voltage")?.Value is not null
            || step.Ends.SelectMany(end => BoundWalker.Descendants(end.Condition))
                .Any(part =>
                    part
                        is BoundObservable
                            {
                                Observable: Observable.Voltage
                                    or Observable.CellPotential
                                    or Observable.PositivePotential
                                    or Observable.StateOfCharge
                            }
                            or BoundError
                            or BoundHole
                );
        if (isFine)
            return;
        var verb = ((PhraseSyntax)step.Syntax).Verb;
        string example = step.Operation.Step == "charge" ? "or voltage >= 4.2 V" : "or voltage <= 2.5 V";
        report(Rules.NoVoltageEndAt(verb.Location, verb.Text, example));
    }

    /// <summary><c>capacity > 1.2 * theoretical</c>: more than there can be.</summary>
    private static bool IsAlarm(BoundExpression condition) =>
        condition
            is BoundRelation
            {
                Operator: RelationOperator.Greater or RelationOperator.GreaterOrEqual,
                Left: BoundObservable { Observable: Observable.Capacity },
            } relation
        && Share(relation.Right) is { } share
        && share >= Rational.One;

    /// <summary>How many times the capacity that is known of the cell; null for everything else.</summary>
    private static Rational? Share(BoundExpression value) =>
        value.Bare switch
        {
            BoundObservable { Observable: Observable.Theoretical or Observable.Nominal } => Rational.One,
            BoundOf { Role: OfRole.Scale } of
                when Share(of.Right) is { } whole && Constant.TryEvaluate(of.Left, out var part) => part.Si
                * whole,
            BoundProduct { Factors: [var first, { IsInverse: false } second] } when !first.IsInverse => (
                Number(first.Value) * Share(second.Value)
            ) ?? (Share(first.Value) * Number(second.Value)),
            _ => null,
        };

    private static Rational? Number(BoundExpression value) =>
        Constant.TryEvaluate(value, out var number) && number.Kind.IsDimensionless ? number.Si : null;
}
