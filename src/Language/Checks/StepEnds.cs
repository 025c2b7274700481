using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Checks;

/// <summary>Every step ends, and ends safely: a bound on the time of all, and on the capacity or time of a charge.</summary>
internal static class StepEnds
{
    public static void Check(ProtocolSymbol protocol, Action<Diagnostic> report)
    {
        foreach (var statement in protocol.Body.Block.Statements)
            Visit(statement, hasBudget: false, report);
    }

    private static void Visit(BoundStatement statement, bool hasBudget, Action<Diagnostic> report)
    {
        if (statement is BoundPerform perform)
        {
            for (var step = perform.Operation; step is not null; step = step.Then)
                CheckStep(step, hasBudget, report);
        }
        hasBudget |=
            statement
                is BoundRepeat { Budget: not null }
                    or BoundWhile { Budget: not null }
                    or BoundFor { Budget: not null };
        foreach (var block in BoundWalker.BlocksOf(statement))
        {
            foreach (var inner in block.Statements)
                Visit(inner, hasBudget, report);
        }
    }

    private static void CheckStep(BoundOperation step, bool hasBudget, Action<Diagnostic> report)
    {
        if (step.Operation.Step is not { } primitive || EndsByItself(step, primitive) || IsBroken(step))
            return;
        var verb = ((PhraseSyntax)step.Syntax).Verb;
        bool timed = BoundsTime(step);
        if (step.Ends.IsEmpty && !timed)
        {
            report(Rules.NoEndAt(verb.Location, verb.Text, Example(verb.Text, primitive)));
            return;
        }
        if (primitive == "charge")
        {
            if (!timed && !step.Ends.Any(end => Alternatives(end.Condition).Any(BoundsCapacity)))
                report(Rules.UnboundedChargeAt(verb.Location));
            return;
        }
        bool counted =
            primitive == "discharge" && step.Ends.Any(end => Alternatives(end.Condition).Any(BoundsCapacity));
        if (!timed && !hasBudget && !counted)
            report(Rules.MayNeverEndAt(verb.Location, verb.Text));
    }

    private static bool EndsByItself(BoundOperation step, string primitive) =>
        primitive switch
        {
            "set_temperature" or "impedance" or "run" or "record" => true,
            "sweep" => true,
            _ => false,
        };

    /// <summary>A step with a finding in its ends may well have the end that would be missed.</summary>
    private static bool IsBroken(BoundOperation step) =>
        step.Syntax.Green.HasProblems
        || step.Ends.Any(end => BoundWalker.Descendants(end.Condition).Any(part => part is BoundError));

    private static bool BoundsTime(BoundOperation step) =>
        step.Bound is { Value.Type: QuantityType or HoleType }
        || step.Arguments.Any(argument =>
            argument is { Value: not null, Parameter.Type: QuantityType type } && type == QuantityType.Time
        )
        || step.Arguments.Any(argument =>
            argument is { Value: not null, Parameter.Type: QuantityType { Single: { } kind } }
            && kind == Units.Kinds.Time
        )
        || step.Ends.Any(end => Alternatives(end.Condition).Any(IsTime));

    private static bool IsTime(BoundExpression condition) =>
        condition
            is BoundElapsed
                or BoundRelation
                {
                    Operator: RelationOperator.Greater or RelationOperator.GreaterOrEqual,
                    Left: BoundObservable { Observable: Observable.Time },
                };

    private static bool BoundsCapacity(BoundExpression condition) =>
        condition
            is BoundRelation
            {
                Operator: RelationOperator.Greater or RelationOperator.GreaterOrEqual,
                Left: BoundObservable
                {
                    Observable: Observable.Capacity or Observable.Energy or Observable.StateOfCharge,
                },
            };

    /// <summary>The conditions of which any one suffices.</summary>
    private static IEnumerable<BoundExpression> Alternatives(BoundExpression condition) =>
        condition switch
        {
            BoundOr or => or.Operands.SelectMany(Alternatives),
            BoundAssumed assumed => Alternatives(assumed.Value),
            _ => [condition],
        };

    private static string Example(string verb, string primitive) =>
        primitive switch
        {
            "rest" => $"{verb} for 10 min",
            "charge" => $"{verb} … until voltage >= 4.2 V or for 12 h",
            "discharge" => $"{verb} … until voltage <= 2.5 V or for 12 h",
            "hold" => $"{verb} … until |current| <= C/20 or for 2 h",
            _ => $"{verb} … until … or for 12 h",
        };
}
