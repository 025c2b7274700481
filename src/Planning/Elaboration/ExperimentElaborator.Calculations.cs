using System.Collections.Immutable;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

internal sealed partial class ExperimentElaborator
{
    private Datum? Calculate(BoundExpression expression, Frame frame, string? hint)
    {
        switch (expression)
        {
            case BoundNegation negation:
                return Numeric.Map(Evaluate(negation.Operand, frame, hint), value => -value);
            case BoundAbsolute absolute:
                return Numeric.Map(Evaluate(absolute.Operand, frame, hint), value => value.Abs());
            case BoundSum sum:
                return AsWritten(sum, Chain(sum.Terms, frame, hint, Sum));
            case BoundProduct product:
                return AsWritten(product, Chain(product.Factors, frame, hint, Product));
            case BoundPower power:
                return Numeric.Map(
                    Evaluate(power.Base, frame, hint),
                    value => value.IsZero ? value : value.Pow(power.Exponent),
                    kind => KindAlgebra.Power(kind, power.Exponent).Kind
                );
            case BoundOf { Role: OfRole.Scale } scale:
                return Product(Evaluate(scale.Left, frame, hint), Evaluate(scale.Right, frame, hint), false);
            case BoundOf { Role: OfRole.Selection, Right: var right } selection
                when Evaluate(right, frame) is Datum.OfEntity or Datum.OfSample:
                return new Datum.OfAmount(Evaluate(selection.Left, frame, hint), Evaluate(right, frame));
            case BoundOf basis:
                var kind = (basis.Type as QuantityType)?.Single;
                return Numeric.Change(
                    Evaluate(basis.Left, frame, hint),
                    quantity => quantity with { Basis = Numeric.BasisName(kind?.Basis ?? Basis.None) },
                    known => kind ?? known
                );
            case BoundVersus { Reference: not ("Li" or "lithium"), Material: { } other } versus
                when Materials.PotentialOf(other) is { } shift:
                return Numeric.Change(
                    Evaluate(versus.Value, frame, hint),
                    quantity => quantity with { Value = quantity.Value + shift, Reference = "Li" },
                    known => known
                );
            case BoundVersus versus:
                return Numeric.Change(
                    Evaluate(versus.Value, frame, hint),
                    quantity => quantity with { Reference = versus.Reference },
                    known => known
                );
            case BoundPropertyAccess { Value: { } value }:
                return Evaluate(value, frame, hint);
            case BoundPropertyAccess { Target: var target, Name: "molar_mass" }
                when Evaluate(target, frame) is Datum.OfEntity entity
                    && _context.Materials.MolarMassOf(entity.Symbol) is { } mass:
                return Numeric.Of(mass / 1000, Kinds.MolarMass, $"{mass} g/mol");
            case BoundPropertyAccess { Target: var target, Name: "capacity" }
                when Evaluate(target, frame) is Datum.OfEntity entity
                    && _context.Materials.SpecificCapacityOf(entity.Symbol) is { } capacity:
                return Numeric.Of(capacity.Value, Kinds.SpecificCapacity);
            default:
                return null;
        }
    }

    /// <summary>What follows from literals alone reads best as it was written: <c>C/10</c>, not 1/36000 per second.</summary>
    private static Datum? AsWritten(BoundExpression expression, Datum? value) =>
        value is Datum.Known { Value: PlanValue.Quantity quantity } known
        && Constant.TryEvaluate(expression, out _)
            ? known with
            {
                Value = quantity with { Spelling = Spelling.Of(expression) },
            }
            : value;

    private Datum? Chain(
        ImmutableArray<ChainItem> items,
        Frame frame,
        string? hint,
        Func<Datum, Datum, bool, Datum?> combine
    )
    {
        Datum? total = null;
        foreach (var item in items)
        {
            var value = Evaluate(item.Value, frame, hint);
            total = total is null
                ? (item.IsInverse ? combine(Numeric.Of(1, Kinds.Ratio), value, true) : value)
                : combine(total, value, item.IsInverse);
            if (total is null)
                return null;
        }
        return total;
    }

    private static Datum? Sum(Datum left, Datum right, bool isInverse) =>
        Numeric.Combine(
            left,
            right,
            (a, b) => isInverse ? a - b : a + b,
            isInverse ? KindAlgebra.Subtract : KindAlgebra.Add
        );

    private static Datum? Product(Datum left, Datum right, bool isInverse) =>
        Numeric.Combine(
            left,
            right,
            (a, b) =>
                !isInverse ? a * b
                : b.IsZero ? null
                : a / b,
            isInverse ? KindAlgebra.Divide : KindAlgebra.Multiply
        );

    /// <summary>Whether a condition holds; null where that is open.</summary>
    private bool? Holds(BoundExpression condition, Frame frame)
    {
        switch (condition.Bare)
        {
            case BoundTruth truth:
                return truth.Value;
            case BoundNot not:
                return !Holds(not.Operand, frame);
            case BoundAnd and:
                return All(and.Operands.Select(operand => Holds(operand, frame)));
            case BoundOr or:
                return !All(or.Operands.Select(operand => !Holds(operand, frame)));
            case BoundRelation relation:
                return Compare(relation, frame);
            case BoundMembership { Set: BoundRange range } membership:
                return
                    Number(membership.Value, frame) is { } value
                    && Number(range.Low, frame) is { } low
                    && Number(range.High, frame) is { } high
                    ? value >= low && value <= high
                    : null;
            case BoundMembership { Set: BoundList list } membership:
                var wanted = Comparable(membership.Value, frame);
                return wanted is null
                    ? null
                    : list.Items.Any(item => Equals(Comparable(item, frame), wanted));
            case BoundWithin within:
                return
                    Number(within.Value, frame) is { } number
                    && Number(within.Target, frame) is { } target
                    && Number(within.Tolerance, frame) is { } tolerance
                    ? (number - target).Abs() <= (within.IsRelative ? tolerance * target.Abs() : tolerance)
                    : null;
            default:
                return null;
        }
    }

    private static bool? All(IEnumerable<bool?> values)
    {
        bool? result = true;
        foreach (var value in values)
        {
            if (value is false)
                return false;
            result &= value;
        }
        return result;
    }

    private bool? Compare(BoundRelation relation, Frame frame)
    {
        if (Number(relation.Left, frame) is { } left && Number(relation.Right, frame) is { } right)
        {
            return relation.Operator switch
            {
                RelationOperator.Equal => left == right,
                RelationOperator.NotEqual => left != right,
                RelationOperator.Less => left < right,
                RelationOperator.LessOrEqual => left <= right,
                RelationOperator.Greater => left > right,
                _ => left >= right,
            };
        }
        return (Comparable(relation.Left, frame), Comparable(relation.Right, frame)) switch
        {
            (null, _) or (_, null) => null,
            var (a, b) => relation.Operator == RelationOperator.NotEqual ? !Equals(a, b) : Equals(a, b),
        };
    }

    private Rational? Number(BoundExpression expression, Frame frame) =>
        IsBoundIn(expression, frame) ? Evaluate(expression, frame).Si : null;

    private object? Comparable(BoundExpression expression, Frame frame)
    {
        if (!IsBoundIn(expression, frame))
            return null;
        var datum = Evaluate(expression, frame);
        return datum switch
        {
            Datum.OfEntity entity => entity.Symbol,
            { Si: { } si } => si,
            _ when datum.Plan.Bare is PlanValue.Hole => null,
            _ => datum.Plan.Bare with { Source = null },
        };
    }

    // The setting of another sweep has no value at this point, which is no mistake.
    private static bool IsBoundIn(BoundExpression expression, Frame frame) =>
        expression.Bare is not BoundLocal local || frame.Find(local.Symbol) is not null;
}
