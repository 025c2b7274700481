using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Units;
using CellDsl.Planning.Scheduling;

namespace CellDsl.Planning.Elaboration;

internal sealed partial class ExperimentElaborator
{
    private readonly HashSet<(BoundArgument, string)> _unusual = [];

    /// <summary>
    /// A value that only a plan knows, a parameter's or a sweep's, against what is usual for the operation. What the text
    /// itself says was compared when it was checked.
    /// </summary>
    private void CompareWithUsual(BoundOperation operation, BoundArgument argument, Datum value)
    {
        if (
            argument.Value?.Bare is not (BoundParameter or BoundLocal)
            || value is not Datum.Known { Si: { IsZero: false } given, Kind: var kind }
            || operation.Operation.Properties.Find("usual")?.Block?.Find(argument.Parameter.Name)
                is not { } usual
        )
            return;
        if (argument.Value.Bare is BoundParameter { Symbol.Range: { } own } && !IsWithin(given, own))
            return;
        foreach (var range in usual.Values.Select(allowed => allowed.Bare).OfType<BoundRange>())
        {
            if (
                !Constant.TryEvaluate(range.Low, out var low)
                || !Constant.TryEvaluate(range.High, out var high)
                || low.Kind.Dimension != kind.Dimension
                || low.Kind.Tag != kind.Tag
                || (given >= low.Si && given <= high.Si)
            )
                continue;
            string text = PlanValueText.Of(value.Plan);
            if (_unusual.Add((argument, text)))
            {
                _context.Diagnostics.Add(
                    Rules.UnusualValueAt(
                        argument.Value.Location,
                        text,
                        $"`{argument.Parameter.Preposition ?? argument.Parameter.Name}` of `{operation.Operation.Name}`",
                        $"{low} .. {high}"
                    )
                );
            }
            return;
        }
    }

    private static bool IsWithin(Rational value, BoundRange range) =>
        Constant.TryEvaluate(range.Low, out var low)
        && Constant.TryEvaluate(range.High, out var high)
        && value >= low.Si
        && value <= high.Si;
}
