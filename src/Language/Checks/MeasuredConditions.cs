using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Language.Checks;

/// <summary>Ends on measured values: never by equality, and never in the direction in which the value does not go.</summary>
internal static class MeasuredConditions
{
    public static void Check(ProtocolSymbol protocol, Action<Diagnostic> report) =>
        Visit(protocol.Body.Block, report);

    private static void Visit(BoundBlock block, Action<Diagnostic> report)
    {
        foreach (var statement in block.Statements)
        {
            if (statement is BoundPerform perform)
            {
                for (var step = perform.Operation; step is not null; step = step.Then)
                    CheckStep(step, report);
            }
            else if (statement is BoundRepeat { Until: { } until })
            {
                CheckEquality(until, null, report);
            }
            foreach (var inner in statement.Blocks)
                Visit(inner, report);
        }
    }

    private static void CheckStep(BoundOperation step, Action<Diagnostic> report)
    {
        foreach (var end in step.Ends)
        {
            CheckEquality(end.Condition, step, report);
            if (end.Condition is not BoundOr alternatives)
            {
                CheckDirection(end.Condition, step, report);
                continue;
            }
            foreach (var condition in alternatives.Operands)
                CheckDirection(condition, step, report);
        }
    }

    private static void CheckEquality(
        BoundExpression condition,
        BoundOperation? step,
        Action<Diagnostic> report
    )
    {
        switch (condition)
        {
            case BoundOr or:
                foreach (var operand in or.Operands)
                    CheckEquality(operand, step, report);
                break;
            case BoundAnd and:
                foreach (var operand in and.Operands)
                    CheckEquality(operand, step, report);
                break;
            case BoundNot not:
                CheckEquality(not.Operand, step, report);
                break;
            case BoundSustained sustained:
                CheckEquality(sustained.Condition, step, report);
                break;
            case BoundRelation { Operator: RelationOperator.Equal or RelationOperator.NotEqual } relation
                when Measured(relation.Left) is { } observable:
                string sign = Direction(observable, step);
                string suggestion = $"{relation.Left.Syntax.Text} {sign} {relation.Right.Syntax.Text}";
                report(Rules.EqualsOnMeasuredAt(relation.Location, Name(observable), suggestion));
                break;
        }
    }

    private static Observable? Measured(BoundExpression side) =>
        side.Bare switch
        {
            BoundObservable
            {
                Observable: Observable.Theoretical
                    or Observable.Programmed
                    or Observable.Nominal
                    or Observable.Measured,
            } => null,
            BoundObservable observed => observed.Observable,
            BoundAbsolute { Operand: BoundObservable observed } => observed.Observable,
            _ => null,
        };

    private static string Direction(Observable observable, BoundOperation? step) =>
        observable switch
        {
            Observable.Voltage when step?.Operation.Step == "discharge" => "<=",
            Observable.Current => "<=",
            _ => ">=",
        };

    private static string Name(Observable observable) =>
        observable switch
        {
            Observable.StateOfCharge => "state of charge",
            Observable.PositivePotential or Observable.NegativePotential => "potential",
            Observable.CellPotential => "voltage",
            _ => observable.ToString().ToLowerInvariant(),
        };

    private static void CheckDirection(
        BoundExpression condition,
        BoundOperation step,
        Action<Diagnostic> report
    )
    {
        if (
            condition
                is not BoundRelation { Left: BoundObservable { Observable: Observable.Voltage } } relation
            || step.Operation.Step is not ("charge" or "discharge")
        )
        {
            return;
        }
        bool charges = step.Operation.Step == "charge";
        string? right = (charges, relation.Operator) switch
        {
            (true, RelationOperator.Less or RelationOperator.LessOrEqual) => ">=",
            (false, RelationOperator.Greater or RelationOperator.GreaterOrEqual) => "<=",
            _ => null,
        };
        if (right is null)
            return;
        string suggestion = $"{relation.Left.Syntax.Text} {right} {relation.Right.Syntax.Text}";
        string direction = charges ? "rises" : "falls";
        report(Rules.EndAtOnceAt(relation.Location, step.Operation.Name, direction, suggestion));
    }
}
