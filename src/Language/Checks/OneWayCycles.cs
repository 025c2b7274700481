using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Checks;

/// <summary>
/// What counts as a cycle goes there and back. Loops without a label are pulses or slices, and may go one way.
/// </summary>
internal static class OneWayCycles
{
    /// <summary>Passes below which a loop is a formation or a trial, and someone is watching.</summary>
    private static readonly Units.Rational Many = Units.Rational.Of(5, 1);

    public static void Check(BoundParts parts, Action<Diagnostic> report)
    {
        foreach (var loop in parts.Statements.OfType<BoundRepeat>())
        {
            if (loop.Label is not { } label || loop.Count is null || loop.Syntax.Green.HasProblems)
                continue;
            if (!UsualValues.TryConstant(loop.Count, out var count) || count.Si < Many)
                continue;
            var steps = Steps(loop.Body).ToHashSet();
            if (steps.Overlaps(["run", "hold", "sweep", "power", "load"]))
                continue;
            if (steps.Contains("charge") != steps.Contains("discharge"))
            {
                var (verb, missing) = steps.Contains("charge")
                    ? ("charge", "discharge")
                    : ("discharge", "charge");
                var keyword = ((RepeatStatementSyntax)loop.Syntax).Keyword;
                report(Rules.OneWayCycleAt(keyword.Location, label.Name, verb, missing));
            }
        }
    }

    private static IEnumerable<string> Steps(BoundBlock body)
    {
        foreach (var statement in BoundWalker.Statements(body))
        {
            if (statement is BoundFailure)
                yield return "run";
            if (statement is not BoundPerform perform)
                continue;
            for (var step = perform.Operation; step is not null; step = step.Then)
                yield return step.Operation.Step ?? step.Operation.Effect ?? "";
        }
    }
}
