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
        // A loop in which nothing takes time is another finding.
        if (
            !hasBudget
            && Endless(statement) is { } keyword
            && statement.Blocks.SelectMany(BoundWalker.Statements).Any(each => each is BoundPerform)
        )
            report(Rules.LoopMayNeverEndAt(keyword.Location, keyword.Text));
        hasBudget |=
            statement
                is BoundRepeat { Budget: not null }
                    or BoundWhile { Budget: not null }
                    or BoundFor { Budget: not null };
        foreach (var block in statement.Blocks)
        {
            foreach (var inner in block.Statements)
                Visit(inner, hasBudget, report);
        }
    }

    /// <summary>A loop that waits for something, without a bound on the time that it may take; else null.</summary>
    private static SyntaxToken? Endless(BoundStatement statement) =>
        statement switch
        {
            BoundRepeat { Count: null, Budget: null, Bound: null } repeat
                when !repeat.Syntax.Green.HasProblems => ((RepeatStatementSyntax)repeat.Syntax).Keyword,
            BoundWhile { Budget: null } loop when !loop.Syntax.Green.HasProblems => (
                (WhileStatementSyntax)loop.Syntax
            ).Keyword,
            _ => null,
        };

    private static void CheckStep(BoundOperation step, bool hasBudget, Action<Diagnostic> report)
    {
        if (
            step.Operation.Step is not { } primitive
            || primitive is "set_temperature" or "impedance" or "run" or "record" or "sweep"
            || BoundsTime(step)
        )
        {
            return;
        }
        bool counted = primitive is "charge" or "discharge" && HasEnd(step, BoundsCapacity);
        if (counted || (primitive != "charge" && hasBudget && !step.Ends.IsEmpty) || IsBroken(step))
            return;
        var verb = ((PhraseSyntax)step.Syntax).Verb;
        report(
            step.Ends.IsEmpty ? Rules.NoEndAt(verb.Location, verb.Text, Example(verb.Text, primitive))
            : primitive == "charge" ? Rules.UnboundedChargeAt(verb.Location)
            : Rules.MayNeverEndAt(verb.Location, verb.Text)
        );
    }

    /// <summary>A step with a finding in its ends may well have the end that would be missed.</summary>
    private static bool IsBroken(BoundOperation step) =>
        step.Syntax.Green.HasProblems
        || step.HasStray
        || step.Ends.Any(end => BoundWalker.Descendants(end.Condition).Any(part => part is BoundError));

    private static bool BoundsTime(BoundOperation step)
    {
        if (step.Bound is { Value.Type: QuantityType or HoleType } || HasEnd(step, IsTime))
            return true;
        foreach (var argument in step.Arguments)
        {
            if (
                argument is { Value: not null, Parameter.Type: QuantityType type }
                && type == QuantityType.Time
            )
                return true;
        }
        return false;
    }

    private static bool HasEnd(BoundOperation step, Func<BoundExpression, bool> fits)
    {
        foreach (var end in step.Ends)
        {
            if (AnyWay(end.Condition, fits))
                return true;
        }
        return false;
    }

    /// <summary>Whether one of the conditions of which any suffices is such a one.</summary>
    private static bool AnyWay(BoundExpression condition, Func<BoundExpression, bool> fits)
    {
        if (condition is BoundAssumed assumed)
            return AnyWay(assumed.Value, fits);
        if (condition is not BoundOr or)
            return fits(condition);
        foreach (var operand in or.Operands)
        {
            if (AnyWay(operand, fits))
                return true;
        }
        return false;
    }

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
