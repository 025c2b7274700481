using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Lowering;

internal sealed partial class ProtocolLowering
{
    /// <summary>What must be so for the history in the condition that is being lowered to exist.</summary>
    private List<MachineExpression> _proofs = [];

    /// <summary>A condition; null where it is open, and then never holds.</summary>
    private MachineExpression? Condition(BoundExpression expression)
    {
        switch (expression.Bare)
        {
            case BoundTruth truth:
                return truth.Value ? Code.All() : Code.Any();
            case BoundRelation relation:
                return Proven(() =>
                {
                    var (left, right) = Aligned(
                        ComparedWith(relation.Left, relation.Right),
                        ComparedWith(relation.Right, relation.Left)
                    );
                    return Code.Compare(left.Code, ComparisonOf(relation.Operator), right.Code);
                });
            case BoundWithin within:
                return Proven(() => Within(within));
            case BoundMembership membership:
                return Proven(() => Membership(membership));
            case BoundElapsed elapsed:
                return new MachineExpression.Elapsed(Value(elapsed.Duration).Code, null);
            case BoundSustained sustained:
                return Condition(sustained.Condition) is { } held
                    ? new MachineExpression.Sustained(
                        held,
                        Value(sustained.Duration).Code,
                        _builder.AddSlot("since", SlotType.Time)
                    )
                    : null;
            case BoundAnd and:
                var all = and.Operands.Select(Condition).ToArray();
                return all.Contains(null) ? null : Code.All(all.OfType<MachineExpression>());
            case BoundOr or:
                var any = or.Operands.Select(Condition).OfType<MachineExpression>().ToArray();
                return any is [] ? null : Code.Any(any);
            case BoundNot not:
                return Condition(not.Operand) is { } operand ? new MachineExpression.Not(operand) : null;
            case BoundLocal local when _scope.TryFlag(local.Symbol, out int flag):
                return Code.Slot(flag);
            case BoundHole or BoundError:
                return null;
            case BoundParameter or BoundLocal when Elsewhere(expression) is { } elsewhere:
                return elsewhere();
            default:
                Report(Rules.NotKnownBeforeAt(expression.Location, "this condition"));
                return null;
        }
    }

    private Func<MachineExpression?>? Elsewhere(BoundExpression expression)
    {
        var (value, scope) = _scope.Resolve(expression);
        if (value is null || ReferenceEquals(value, expression))
            return null;
        return () =>
        {
            var outer = _scope;
            _scope = scope;
            var condition = Condition(value);
            _scope = outer;
            return condition;
        };
    }

    // A comparison with a result that does not exist yet does not hold.
    private MachineExpression Proven(Func<MachineExpression> condition)
    {
        var outer = _proofs;
        _proofs = [];
        var result = condition();
        if (_proofs.Count > 0)
            result = Code.All(_proofs.Distinct().Append(result));
        _proofs = outer;
        return result;
    }

    private MachineExpression.Within Within(BoundWithin within)
    {
        var value = Value(within.Value, DimensionOf(within.Target));
        var target = Value(within.Target, value.Kind.Dimension);
        (value, target) = Aligned(value, target);
        var tolerance = Value(within.Tolerance, value.Kind.Dimension);
        var width = within.IsRelative
            ? Code.Multiply(tolerance.Code, Code.Magnitude(target.Code))
            : Absolute(tolerance, value.Kind.Dimension) ?? tolerance.Code;
        return new MachineExpression.Within(value.Code, width, target.Code);
    }

    private MachineExpression Membership(BoundMembership membership)
    {
        var value = Value(membership.Value);
        var (set, scope) = _scope.Resolve(membership.Set);
        var outer = _scope;
        _scope = scope;
        MachineExpression Test(BoundExpression item, Comparison comparison)
        {
            var (left, right) = Aligned(value, Value(item, value.Kind.Dimension));
            return Code.Compare(left.Code, comparison, right.Code);
        }
        var result = set?.Bare switch
        {
            BoundRange range => Code.All(
                Test(range.Low, Comparison.GreaterOrEqual),
                Test(range.High, Comparison.LessOrEqual)
            ),
            BoundList list => Code.Any(list.Items.Select(item => Test(item, Comparison.Equal)).ToArray()),
            _ => Code.Any(),
        };
        _scope = outer;
        return result;
    }

    private static Language.Units.Dimension? DimensionOf(BoundExpression expression) =>
        NumberKind(expression.Type)?.Dimension;

    private static Comparison ComparisonOf(RelationOperator relation) =>
        relation switch
        {
            RelationOperator.Equal => Comparison.Equal,
            RelationOperator.NotEqual => Comparison.NotEqual,
            RelationOperator.Less => Comparison.Less,
            RelationOperator.LessOrEqual => Comparison.LessOrEqual,
            RelationOperator.Greater => Comparison.Greater,
            _ => Comparison.GreaterOrEqual,
        };
}
