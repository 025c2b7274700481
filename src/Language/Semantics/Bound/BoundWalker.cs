namespace CellDsl.Language.Semantics.Bound;

/// <summary>The pieces right below a piece, for everything that looks through a whole tree.</summary>
public static class BoundWalker
{
    /// <summary>Every statement of a block, also in inner blocks, in text order.</summary>
    public static IEnumerable<BoundStatement> Statements(BoundBlock block)
    {
        foreach (var statement in block.Statements)
        {
            yield return statement;
            foreach (var inner in statement.Blocks)
            {
                foreach (var below in Statements(inner))
                    yield return below;
            }
        }
    }

    /// <summary>The expressions of a statement itself, without those of its inner blocks.</summary>
    public static IEnumerable<BoundExpression> ExpressionsOf(BoundStatement statement) =>
        statement switch
        {
            BoundBinding binding => [binding.Value],
            BoundAnchor anchor => [anchor.Value],
            BoundPerform perform => [perform.Operation],
            BoundFailure failure => [failure.Attempt],
            BoundRepeat repeat => Present(repeat.Count, repeat.Until, repeat.Bound, repeat.Budget),
            BoundWhile loop => Present(loop.Condition, loop.Budget),
            BoundFor loop => Present(loop.Source, loop.Budget),
            BoundIf choice => [choice.Condition],
            BoundRecord record => record.Intervals,
            BoundReturn returned => [returned.Value],
            BoundInterleave interleave => interleave.Triggers.SelectMany(each =>
                Present(each.Before, each.Every)
            ),
            BoundExpect expect => Present(expect.Condition, expect.Where),
            BoundInterruption policy => policy.Tiers.SelectMany(tier =>
                Present([tier.UpTo, .. tier.Actions.Select(action => action.Duration)])
            ),
            _ => [],
        };

    /// <summary>The expressions right below an expression, in text order as far as it matters.</summary>
    public static IEnumerable<BoundExpression> Children(BoundExpression expression) =>
        expression switch
        {
            BoundError { Attempt: { } attempt } => [attempt],
            BoundAssumed assumed => [assumed.Value],
            BoundRange range => [range.Low, range.High],
            BoundLimit limit => [limit.Value],
            BoundList list => list.Items,
            BoundTuple tuple => tuple.Items,
            BoundMixture mixture => mixture.Parts.Concat(mixture.Shares),
            BoundPortion portion => portion.Notes.SelectMany(note => note.Values).Prepend(portion.Material),
            BoundPhrase phrase => phrase.Operands.Concat(phrase.Clauses.SelectMany(clause => clause.Values)),
            BoundQualified qualified => qualified
                .Clauses.SelectMany(clause => clause.Values)
                .Prepend(qualified.Value),
            BoundNegation negation => [negation.Operand],
            BoundAbsolute absolute => [absolute.Operand],
            BoundSum sum => sum.Terms.Select(term => term.Value),
            BoundProduct product => product.Factors.Select(factor => factor.Value),
            BoundPower power => [power.Base],
            BoundOf of => [of.Left, of.Right],
            BoundVersus versus => [versus.Value],
            BoundRelation relation => [relation.Left, relation.Right],
            BoundWithin within => [within.Value, within.Tolerance, within.Target],
            BoundMembership membership => [membership.Value, membership.Set],
            BoundSustained sustained => [sustained.Condition, sustained.Duration],
            BoundElapsed elapsed => [elapsed.Duration],
            BoundAnd and => and.Operands,
            BoundOr or => or.Operands,
            BoundNot not => [not.Operand],
            BoundIntrinsic intrinsic => intrinsic.Operands.Concat(
                intrinsic.Options.SelectMany(option => option.Values)
            ),
            BoundCall call => Values(call.Arguments),
            BoundIndex index => [index.Target, index.Index],
            BoundPart part => [part.Target],
            BoundFigure figure => [figure.Target],
            BoundFinding finding => [finding.Target],
            BoundPropertyAccess access => [access.Target],
            BoundOperation operation => ChildrenOf(operation),
            _ => [],
        };

    /// <summary>An expression and everything below it, outermost first. Defaults of parameters are not part of it.</summary>
    public static IEnumerable<BoundExpression> Descendants(BoundExpression expression)
    {
        var pending = new Stack<BoundExpression>([expression]);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            yield return current;
            foreach (var child in Children(current).Reverse())
                pending.Push(child);
        }
    }

    /// <summary>The values in a bag, also in its inner blocks and steps.</summary>
    public static IEnumerable<BoundExpression> Expressions(PropertyBag bag) =>
        bag
            .Items.SelectMany(item =>
                item.Block is { } block ? item.Values.Concat(Expressions(block)) : item.Values
            )
            .Concat(bag.Steps);

    private static IEnumerable<BoundExpression> ChildrenOf(BoundOperation operation)
    {
        var children = Values(operation.Arguments)
            .Concat(operation.Ends.Select(end => end.Condition))
            .Concat(Present(operation.Bound, operation.Gap?.Time, operation.Then))
            .Concat(operation.Program);
        return operation.Properties is { } bag ? children.Concat(Expressions(bag)) : children;
    }

    private static IEnumerable<BoundExpression> Values(IEnumerable<BoundArgument> arguments) =>
        arguments
            .Where(argument => argument.Origin == ArgumentOrigin.Given)
            .Select(argument => argument.Value)
            .OfType<BoundExpression>();

    private static IEnumerable<BoundExpression> Present(params IEnumerable<BoundExpression?> expressions) =>
        expressions.OfType<BoundExpression>();
}
