using CellDsl.Language.Semantics.Bound;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

internal sealed partial class ExperimentElaborator
{
    private IEnumerable<PlanExpectation> ExpectationsOf(BoundExpect expect, int point)
    {
        EquatableList<string> runs =
        [
            .. _runs
                .Where(run => IsWithin(run.Point, point))
                .Where(run =>
                    expect.Where is null
                    || (_frames.TryGetValue(run.Point, out var frame) && Holds(expect.Where, frame) is true)
                )
                .Where(run => HasLabels(run, expect.Condition))
                .Select(run => run.Id),
        ];
        var frame = _frames.GetValueOrDefault(point) ?? new Frame();
        var cells = _runs.Where(run => runs.Contains(run.Id)).Select(run => run.Cell).ToHashSet();
        bool hasMass = _cells
            .Where(cell => cells.Contains(cell.Id))
            .All(cell => cell.Facts.ActiveMass.Value is not null);
        var parts = expect.Condition.Bare is BoundAnd and ? [.. and.Operands] : new[] { expect.Condition };
        foreach (var part in parts)
        {
            if (
                new ResultLowering(
                    expression => Evaluate(expression, frame),
                    _context.Diagnostics,
                    hasMass
                ).Lower(part) is
                { } bounds
            )
            {
                yield return new(
                    Spelling.Of(expect),
                    _context.Ref(expect),
                    runs,
                    bounds.Actual,
                    bounds.Low,
                    bounds.High,
                    bounds.LowStrict,
                    bounds.HighStrict,
                    bounds.Unit,
                    bounds.UnitFactor
                );
            }
        }
    }

    private bool IsWithin(int point, int ancestor)
    {
        for (int? at = point; at is { } id; at = _points[id].Parent)
        {
            if (id == ancestor)
                return true;
        }
        return false;
    }

    /// <summary>A result of a labelled loop is one of the protocols that have the label.</summary>
    private bool HasLabels(PlanRun run, BoundExpression condition)
    {
        var listing = _context.Machines[run.Machine].Machine.Slots;
        return LabelsIn(condition).All(label => listing.Any(slot => slot.Name == $"{label}_count"));
    }

    private static IEnumerable<string> LabelsIn(BoundExpression expression) =>
        expression switch
        {
            BoundIteration iteration => [iteration.Label.Name],
            BoundIndex index => LabelsIn(index.Target),
            BoundPart part => LabelsIn(part.Target)
                .Concat(
                    part.Part is Language.Semantics.Symbols.LabelSymbol label
                        ? [label.Name]
                        : Array.Empty<string>()
                ),
            BoundFigure figure => LabelsIn(figure.Target),
            BoundRelation relation => LabelsIn(relation.Left).Concat(LabelsIn(relation.Right)),
            BoundWithin within => LabelsIn(within.Value).Concat(LabelsIn(within.Target)),
            BoundMembership membership => LabelsIn(membership.Value),
            BoundProduct product => product.Factors.SelectMany(factor => LabelsIn(factor.Value)),
            BoundSum sum => sum.Terms.SelectMany(term => LabelsIn(term.Value)),
            BoundOf of => LabelsIn(of.Left).Concat(LabelsIn(of.Right)),
            BoundAbsolute absolute => LabelsIn(absolute.Operand),
            BoundNegation negation => LabelsIn(negation.Operand),
            BoundAnd and => and.Operands.SelectMany(LabelsIn),
            _ => [],
        };
}
