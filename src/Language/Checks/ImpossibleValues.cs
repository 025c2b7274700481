using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Units;

namespace CellDsl.Language.Checks;

/// <summary>Values that nothing can have: a time, a mass or a speed below zero, a temperature below absolute zero.</summary>
internal static class ImpossibleValues
{
    public static void Check(BoundParts parts, Action<Diagnostic> report)
    {
        foreach (var expression in parts.Expressions)
        {
            switch (expression)
            {
                case BoundOperation operation:
                    foreach (var argument in operation.Arguments)
                    {
                        if (argument is { Origin: ArgumentOrigin.Given, Value: { } value })
                            Judge(value, operation.Operation.Step, report);
                    }
                    break;
                case BoundMixture mixture:
                    foreach (var share in mixture.Shares)
                    {
                        if (Constant.TryEvaluate(share, out var part) && part.Si.Sign < 0)
                            report(Rules.NegativeAt(share.Location, "a share", (-part).ToString()));
                    }
                    break;
                case BoundElapsed elapsed:
                    Judge(elapsed.Duration, null, report);
                    break;
                case BoundSustained sustained:
                    Judge(sustained.Duration, null, report);
                    break;
                case BoundCall call:
                    foreach (var argument in call.Arguments)
                    {
                        if (argument is { Origin: ArgumentOrigin.Given, Value: { } value })
                            Judge(value, null, report);
                    }
                    break;
            }
        }
    }

    private static void Judge(BoundExpression value, string? step, Action<Diagnostic> report)
    {
        switch (value.Bare)
        {
            case BoundList list:
                foreach (var item in list.Items)
                    JudgeOne(item, step, report);
                break;
            case BoundRange range:
                JudgeOne(range.Low, step, report);
                JudgeOne(range.High, step, report);
                break;
            case BoundLimit limit:
                JudgeOne(limit.Value, step, report);
                break;
            case var single:
                JudgeOne(single, step, report);
                break;
        }
    }

    private static void JudgeOne(BoundExpression part, string? step, Action<Diagnostic> report)
    {
        if (!Constant.TryEvaluate(part, out var quantity) || quantity.Si.Sign >= 0)
            return;
        if (quantity.Kind.IsPoint)
            report(Rules.BelowAbsoluteZeroAt(part.Location, quantity.ToString()));
        else if (
            step is "charge" or "discharge"
            && part.Type is QuantityType { First: var kind }
            && IsRate(kind)
        )
            report(Rules.NegativeRateAt(part.Location, step, (-quantity).ToString()));
        else if (IsNeverNegative(quantity.Kind))
            report(
                Rules.NegativeAt(part.Location, Kinds.NameOf(quantity.Kind).Article, (-quantity).ToString())
            );
    }

    private static bool IsRate(Kind kind) =>
        kind.Dimension == Kinds.Current.Dimension
        || kind.Dimension == Kinds.SpecificCurrent.Dimension
        || kind.Dimension == Kinds.CurrentDensity.Dimension
        || kind.Tag == Tag.CRate;

    private static bool IsNeverNegative(Kind kind) =>
        kind == Kinds.Time
        || kind == Kinds.Mass
        || kind == Kinds.Length
        || kind == Kinds.Area
        || kind == Kinds.Volume
        || kind == Kinds.Amount
        || kind == Kinds.Density
        || kind == Kinds.Loading
        || kind == Kinds.RotationSpeed
        || kind == Kinds.Frequency
        || kind == Kinds.Concentration
        || kind == Kinds.Count;
}
