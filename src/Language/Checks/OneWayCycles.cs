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

    /// <summary>What is called a cycle goes both ways from the second on.</summary>
    private static readonly Units.Rational Several = Units.Rational.Of(2, 1);

    public static void Check(BoundParts parts, Action<Diagnostic> report)
    {
        foreach (var loop in parts.Statements.OfType<BoundRepeat>())
        {
            if (loop.Count is null || loop.Syntax.Green.HasProblems)
                continue;
            if (
                !UsualValues.TryConstant(loop.Count, out var count)
                || count.Si < (loop.Label?.Name == "cycle" ? Several : Many)
            )
                continue;
            if (loop.Label is not { } label)
            {
                CheckPulses(loop, report);
                continue;
            }
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

    /// <summary>
    /// Pulses may go one way, until the cell is full or empty: then something has to leave the loop, or every further pass
    /// pushes against the end.
    /// </summary>
    private static void CheckPulses(BoundRepeat loop, Action<Diagnostic> report)
    {
        var statements = BoundWalker.Statements(loop.Body).ToList();
        if (statements.Any(each => each is BoundBreak or BoundStop or BoundIf or BoundWhen or BoundFailure))
            return;
        var steps = Steps(loop.Body).ToHashSet();
        if (
            steps.Overlaps(["run", "hold", "sweep", "power", "load"])
            || steps.Contains("charge") == steps.Contains("discharge")
        )
            return;
        var keyword = ((RepeatStatementSyntax)loop.Syntax).Keyword;
        report(Rules.PulsesGoOnAt(keyword.Location, steps.Contains("charge") ? "charge" : "discharge"));
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
