using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Checks;

/// <summary>A temperature that is set is waited for before current flows; one that is waited for was set.</summary>
internal static class TemperatureWaits
{
    public static void Check(BoundParts parts, Action<Diagnostic> report)
    {
        BoundOperation? pending = null;
        bool isSet = false;
        foreach (var statement in parts.Statements)
        {
            if (statement is not BoundPerform { Operation: var step })
                continue;
            switch (step.Operation.Step)
            {
                case "set_temperature":
                    pending = step;
                    isSet = true;
                    break;
                case "wait" or "rest":
                    if (!isSet && step.Operation.Step == "wait" && WaitsForTemperature(step))
                        report(Rules.TemperatureNotSetAt(Verb(step).Location));
                    pending = null;
                    break;
                case null:
                    // Another protocol may set it, or wait for it.
                    isSet |= step.Operation.Effect == "run";
                    pending = null;
                    break;
                default:
                    if (pending is not null)
                        report(
                            Rules.TemperatureNotWaitedForAt(
                                Verb(step).Location,
                                pending.Location,
                                Verb(step).Text
                            )
                        );
                    pending = null;
                    break;
            }
        }
    }

    private static bool WaitsForTemperature(BoundOperation step) =>
        step.Ends.Any(end =>
            BoundWalker
                .Descendants(end.Condition)
                .OfType<BoundWithin>()
                .Any(within => within.Value.Bare is BoundObservable { Observable: Observable.Temperature })
        );

    private static SyntaxToken Verb(BoundOperation step) => ((PhraseSyntax)step.Syntax).Verb;
}
