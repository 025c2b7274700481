using System.Collections.Immutable;

namespace CellDsl.Language.Semantics.Bound;

/// <summary>
/// The pieces below a piece, for everything that looks through a whole tree. They are put into lists: a rule that asks
/// again and again pays for no iterators.
/// </summary>
public static class BoundWalker
{
    /// <summary>Every statement of a block, also in inner blocks, in text order.</summary>
    public static List<BoundStatement> Statements(BoundBlock block)
    {
        var statements = new List<BoundStatement>();
        AddStatements(block, statements);
        return statements;
    }

    /// <summary>The expressions of a statement itself, without those of its inner blocks.</summary>
    public static List<BoundExpression> ExpressionsOf(BoundStatement statement)
    {
        var expressions = new List<BoundExpression>();
        AddExpressions(statement, expressions);
        return expressions;
    }

    /// <summary>The expressions right below an expression, in text order as far as it matters.</summary>
    public static List<BoundExpression> Children(BoundExpression expression)
    {
        var children = new List<BoundExpression>();
        AddChildren(expression, children);
        return children;
    }

    /// <summary>An expression and everything below it, outermost first. Defaults of parameters are not part of it.</summary>
    public static List<BoundExpression> Descendants(BoundExpression expression)
    {
        var descendants = new List<BoundExpression>();
        AddDescendants(new([expression]), descendants);
        return descendants;
    }

    /// <summary>The values in a bag, also in its inner blocks and steps.</summary>
    public static List<BoundExpression> Expressions(PropertyBag bag)
    {
        var expressions = new List<BoundExpression>();
        AddExpressions(bag, expressions);
        return expressions;
    }

    internal static void AddStatements(BoundBlock block, List<BoundStatement> statements)
    {
        foreach (var statement in block.Statements)
        {
            statements.Add(statement);
            foreach (var inner in statement.Blocks)
                AddStatements(inner, statements);
        }
    }

    internal static void AddExpressions(PropertyBag bag, List<BoundExpression> expressions)
    {
        foreach (var item in bag.Items)
        {
            expressions.AddRange(item.Values.AsSpan());
            if (item.Block is { } block)
                AddExpressions(block, expressions);
        }
        foreach (var step in bag.Steps)
            expressions.Add(step);
    }

    internal static void AddExpressions(BoundStatement statement, List<BoundExpression> expressions)
    {
        switch (statement)
        {
            case BoundBinding binding:
                expressions.Add(binding.Value);
                break;
            case BoundPerform perform:
                expressions.Add(perform.Operation);
                break;
            case BoundAnchor anchor:
                expressions.Add(anchor.Value);
                break;
            case BoundFailure failure:
                expressions.Add(failure.Attempt);
                break;
            case BoundRepeat repeat:
                AddPresent(repeat.Count, expressions);
                AddPresent(repeat.Until, expressions);
                AddPresent(repeat.Bound, expressions);
                AddPresent(repeat.Budget, expressions);
                break;
            case BoundWhile loop:
                expressions.Add(loop.Condition);
                AddPresent(loop.Budget, expressions);
                break;
            case BoundFor loop:
                expressions.Add(loop.Source);
                AddPresent(loop.Budget, expressions);
                break;
            case BoundIf choice:
                expressions.Add(choice.Condition);
                break;
            case BoundRecord record:
                expressions.AddRange(record.Intervals.AsSpan());
                break;
            case BoundReturn returned:
                expressions.Add(returned.Value);
                break;
            case BoundInterleave interleave:
                foreach (var trigger in interleave.Triggers)
                {
                    AddPresent(trigger.Before, expressions);
                    AddPresent(trigger.Every, expressions);
                }
                break;
            case BoundExpect expect:
                expressions.Add(expect.Condition);
                AddPresent(expect.Where, expressions);
                break;
            case BoundInterruption policy:
                foreach (var tier in policy.Tiers)
                {
                    AddPresent(tier.UpTo, expressions);
                    foreach (var action in tier.Actions)
                        AddPresent(action.Duration, expressions);
                }
                break;
        }
    }

    internal static void AddChildren(BoundExpression expression, List<BoundExpression> children)
    {
        switch (expression)
        {
            case BoundQuantity or BoundEntity or BoundLocal or BoundParameter or BoundObservable:
                // Most pieces are leaves.
                break;
            case BoundOperation operation:
                AddChildren(operation, children);
                break;
            case BoundError error:
                AddPresent(error.Attempt, children);
                break;
            case BoundAssumed assumed:
                children.Add(assumed.Value);
                break;
            case BoundRange range:
                children.Add(range.Low);
                children.Add(range.High);
                break;
            case BoundLimit limit:
                children.Add(limit.Value);
                break;
            case BoundList list:
                children.AddRange(list.Items.AsSpan());
                break;
            case BoundTuple tuple:
                children.AddRange(tuple.Items.AsSpan());
                break;
            case BoundMixture mixture:
                children.AddRange(mixture.Parts.AsSpan());
                children.AddRange(mixture.Shares.AsSpan());
                break;
            case BoundPortion portion:
                children.Add(portion.Material);
                foreach (var note in portion.Notes)
                    children.AddRange(note.Values.AsSpan());
                break;
            case BoundPhrase phrase:
                children.AddRange(phrase.Operands.AsSpan());
                AddClauses(phrase.Clauses, children);
                break;
            case BoundQualified qualified:
                children.Add(qualified.Value);
                AddClauses(qualified.Clauses, children);
                break;
            case BoundNegation negation:
                children.Add(negation.Operand);
                break;
            case BoundAbsolute absolute:
                children.Add(absolute.Operand);
                break;
            case BoundSum sum:
                foreach (var term in sum.Terms)
                    children.Add(term.Value);
                break;
            case BoundProduct product:
                foreach (var factor in product.Factors)
                    children.Add(factor.Value);
                break;
            case BoundPower power:
                children.Add(power.Base);
                break;
            case BoundOf of:
                children.Add(of.Left);
                children.Add(of.Right);
                break;
            case BoundVersus versus:
                children.Add(versus.Value);
                break;
            case BoundRelation relation:
                children.Add(relation.Left);
                children.Add(relation.Right);
                break;
            case BoundWithin within:
                children.Add(within.Value);
                children.Add(within.Tolerance);
                children.Add(within.Target);
                break;
            case BoundMembership membership:
                children.Add(membership.Value);
                children.Add(membership.Set);
                break;
            case BoundSustained sustained:
                children.Add(sustained.Condition);
                children.Add(sustained.Duration);
                break;
            case BoundElapsed elapsed:
                children.Add(elapsed.Duration);
                break;
            case BoundAnd and:
                children.AddRange(and.Operands.AsSpan());
                break;
            case BoundOr or:
                children.AddRange(or.Operands.AsSpan());
                break;
            case BoundNot not:
                children.Add(not.Operand);
                break;
            case BoundIntrinsic intrinsic:
                children.AddRange(intrinsic.Operands.AsSpan());
                foreach (var option in intrinsic.Options)
                    children.AddRange(option.Values.AsSpan());
                break;
            case BoundCall call:
                AddGiven(call.Arguments, children);
                break;
            case BoundIndex index:
                children.Add(index.Target);
                children.Add(index.Index);
                break;
            case BoundPart part:
                children.Add(part.Target);
                break;
            case BoundFigure figure:
                children.Add(figure.Target);
                break;
            case BoundFinding finding:
                children.Add(finding.Target);
                break;
            case BoundPropertyAccess access:
                children.Add(access.Target);
                break;
        }
    }

    /// <param name="pending">Expressions, the first one last; empty afterwards.</param>
    internal static void AddDescendants(Stack<BoundExpression> pending, List<BoundExpression> descendants)
    {
        var children = new List<BoundExpression>();
        while (pending.TryPop(out var current))
        {
            descendants.Add(current);
            children.Clear();
            AddChildren(current, children);
            for (int i = children.Count - 1; i >= 0; i--)
                pending.Push(children[i]);
        }
    }

    private static void AddChildren(BoundOperation operation, List<BoundExpression> children)
    {
        AddGiven(operation.Arguments, children);
        foreach (var end in operation.Ends)
            children.Add(end.Condition);
        AddPresent(operation.Bound, children);
        AddPresent(operation.Gap?.Time, children);
        AddPresent(operation.Then, children);
        foreach (var segment in operation.Program)
            children.Add(segment);
        if (operation.Properties is { } bag)
            AddExpressions(bag, children);
    }

    private static void AddGiven(ImmutableArray<BoundArgument> arguments, List<BoundExpression> children)
    {
        foreach (var argument in arguments)
        {
            if (argument is { Origin: ArgumentOrigin.Given, Value: { } value })
                children.Add(value);
        }
    }

    private static void AddClauses(ImmutableArray<BoundClause> clauses, List<BoundExpression> children)
    {
        foreach (var clause in clauses)
            children.AddRange(clause.Values.AsSpan());
    }

    private static void AddPresent(BoundExpression? expression, List<BoundExpression> expressions)
    {
        if (expression is not null)
            expressions.Add(expression);
    }
}
