using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;

namespace CellDsl.Planning.Lowering;

/// <summary>Which of several results: a number from 1, or so many before the running pass (<c>n - 1</c>).</summary>
/// <param name="Back">Null for a number.</param>
internal readonly record struct ResultIndex(int Number, int? Back);

/// <summary>What stands before the figure in <c>test.cycle[1].discharge.capacity</c>, taken apart.</summary>
/// <param name="Label">The loop's label, or null.</param>
/// <param name="Kind">The kind of step, or null.</param>
/// <param name="Unclear">An index that is neither a constant nor counted from <c>n</c>; or null.</param>
internal sealed record ResultPath(
    LabelSymbol? Label,
    ResultIndex? Pass,
    string? Kind,
    ResultIndex? Step,
    bool OfTest,
    BoundExpression? Unclear
)
{
    public static ResultPath? Of(BoundExpression target)
    {
        switch (target.Bare)
        {
            case BoundTest:
                return new(null, null, null, null, true, null);
            case BoundIteration iteration:
                return new(iteration.Label, null, null, null, false, null);
            case BoundSteps steps:
                return new(null, null, KindOf(steps.Operation), null, false, null);
            case BoundLast last:
                return Part(new(null, null, null, null, false, null), last.Symbol);
            case BoundPart part:
                return Of(part.Target) is { } whole ? Part(whole, part.Part) : null;
            case BoundIndex index when Of(index.Target) is { } series:
                if (IndexOf(index.Index) is not { } number)
                    return series with { Unclear = index.Index };
                return series.Kind is null ? series with { Pass = number } : series with { Step = number };
            default:
                return null;
        }
    }

    public static string KindOf(OperationSymbol operation) => operation.Step ?? operation.Name;

    private static ResultPath? Part(ResultPath whole, Symbol part) =>
        part switch
        {
            LabelSymbol label => whole with { Label = label },
            OperationSymbol operation => whole with { Kind = KindOf(operation) },
            _ => null,
        };

    private static ResultIndex? IndexOf(BoundExpression index)
    {
        switch (index.Bare)
        {
            case BoundPassNumber:
                return new(0, 0);
            case BoundQuantity { Value: var value } when Whole(value.Si) is { } number:
                return new(number, null);
            case BoundSum { Terms: [{ Value: BoundPassNumber, IsInverse: false }, var term] }
                when term.IsInverse
                    && term.Value.Bare is BoundQuantity { Value: var back }
                    && Whole(back.Si) is { } steps:
                return new(0, steps);
            default:
                return null;
        }
    }

    private static int? Whole(Rational value) =>
        value.IsInteger && value >= Rational.Zero && value <= 1_000_000 ? (int)value.Numerator : null;
}
