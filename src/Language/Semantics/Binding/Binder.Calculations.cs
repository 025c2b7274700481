using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Sums, products, signs and powers.</summary>
internal sealed partial class Binder
{
    private BoundExpression BindNegation(NegateExpressionSyntax syntax, CellType? expected) =>
        Negate(syntax, BindExpression(syntax.Operand, expected));

    private BoundExpression Negate(NegateExpressionSyntax syntax, BoundExpression operand) =>
        IsNumeric(operand) ? new BoundNegation(syntax, operand.Type, operand) : new BoundError(syntax);

    private BoundExpression BindAbsolute(AbsoluteExpressionSyntax syntax)
    {
        var operand = BindExpression(syntax.Operand, null);
        return IsNumeric(operand) ? new BoundAbsolute(syntax, operand.Type, operand) : new BoundError(syntax);
    }

    /// <summary>Whether one can calculate with it; if not, that is reported.</summary>
    private bool IsNumeric(BoundExpression operand)
    {
        switch (operand.Type)
        {
            case QuantityType or ZeroType or HoleType or AnyType:
                return true;
            case ErrorType:
                return false;
            case UnionType union when union.Alternatives.All(type => type is QuantityType):
                return true;
            default:
                Report(Rules.NotAQuantityAt(operand.Location, operand.Type.Article));
                return false;
        }
    }

    private BoundExpression BindSum(SumExpressionSyntax syntax)
    {
        var terms = BindChain(syntax.Items, SyntaxKind.Minus);
        if (terms.IsDefault)
            return new BoundError(syntax);
        var type = terms[0].Value.Type;
        var left = terms[0].Value;
        for (int i = 1; i < terms.Length; i++)
        {
            var (right, inverse) = (terms[i].Value, terms[i].IsInverse);
            if (Add(type, right.Type, inverse, out var fault) is { } sum)
            {
                type = sum;
            }
            else
            {
                ReportSum(left, type, right, fault);
                return new BoundError(syntax);
            }
        }
        return new BoundSum(syntax, type, terms);
    }

    private static CellType? Add(CellType left, CellType right, bool inverse, out KindFault fault)
    {
        fault = KindFault.None;
        return (left, right) switch
        {
            (ZeroType, _) => right,
            (_, ZeroType) => left,
            (QuantityType a, QuantityType b) => KindSets.Combine(
                a,
                b,
                inverse ? KindAlgebra.Subtract : KindAlgebra.Add,
                out fault
            ),
            (QuantityType, _) => left,
            _ => right,
        };
    }

    private void ReportSum(BoundExpression left, CellType leftType, BoundExpression right, KindFault fault)
    {
        if (fault is KindFault.PointPlusPoint or KindFault.DifferenceMinusPoint or KindFault.PointScaled)
        {
            Report(Rules.AbsoluteTemperatureAt(right.Location, fault));
            return;
        }
        if (leftType is not QuantityType a || right.Type is not QuantityType b)
            return;
        if (fault == KindFault.Dimensions)
            ReportMismatch(left, a, right, b);
        else
            Report(Rules.CannotCombineAt(right.Location, left.Location, a.Article, b.Article, fault, []));
    }

    private BoundExpression BindProduct(ProductExpressionSyntax syntax, CellType? expected)
    {
        if (expected is RedoxType || (expected is UnionType && Find<RedoxType>(expected) is not null))
            return BindRedox(syntax);
        var factors = BindChain(syntax.Items, SyntaxKind.Slash);
        if (factors.IsDefault)
            return new BoundError(syntax);
        var type = factors[0].Value.Type;
        for (int i = 1; i < factors.Length; i++)
        {
            var (right, inverse) = (factors[i].Value, factors[i].IsInverse);
            if (Multiply(type, right, inverse, out var fault) is { } product)
            {
                type = product;
                continue;
            }
            Report(
                fault == KindFault.PointScaled
                    ? Rules.AbsoluteTemperatureAt(right.Location, fault)
                    : Rules.CannotCombineAt(
                        right.Location,
                        factors[0].Value.Location,
                        type.Article,
                        right.Type.Article,
                        fault,
                        []
                    )
            );
            return new BoundError(syntax);
        }
        return new BoundProduct(syntax, type, factors);
    }

    private static CellType? Multiply(CellType left, BoundExpression right, bool inverse, out KindFault fault)
    {
        fault = KindFault.None;
        if (inverse && (right.Type is ZeroType || IsZero(right)))
        {
            fault = KindFault.DivisionByZero;
            return null;
        }
        return (left, right.Type) switch
        {
            (ZeroType, _) => ZeroType.Instance,
            (_, ZeroType) => ZeroType.Instance,
            (QuantityType a, QuantityType b) => KindSets.Combine(
                a,
                b,
                inverse ? KindAlgebra.Divide : KindAlgebra.Multiply,
                out fault
            ),
            _ => HoleType.Instance,
        };
    }

    private static bool IsZero(BoundExpression value) =>
        value is not BoundQuantity { Value.Value.IsZero: false }
        && Constant.TryEvaluate(value, out var constant)
        && constant.Value.IsZero;

    /// <summary>Operands of a flat chain; default where one of them was reported.</summary>
    private ImmutableArray<ChainItem> BindChain(ListSyntax list, SyntaxKind inverseSign)
    {
        var items = ImmutableArray.CreateBuilder<ChainItem>();
        bool inverse = false;
        bool fine = true;
        foreach (var child in list.Children())
        {
            if (child.Node is ExpressionSyntax operand)
            {
                var bound = BindExpression(operand, QuantityType.Ratio);
                fine &= IsNumeric(bound);
                items.Add(new(bound, inverse));
            }
            else
            {
                inverse = child.Token.Kind == inverseSign;
            }
        }
        return fine && items.Count > 0 ? items.DrainToImmutable() : default;
    }

    private BoundExpression BindPower(PowerSuffixSyntax suffix, SyntaxNode whole, BoundExpression operand)
    {
        if (!int.TryParse(suffix.Exponent.Chars, out int exponent) || !IsNumeric(operand))
            return new BoundError(whole);
        if (suffix.Minus.IsPresent)
            exponent = -exponent;
        if (operand.Type is not QuantityType { Single: { } kind })
            return new BoundPower(whole, operand.Type, operand, exponent);
        var power = KindAlgebra.Power(kind, exponent);
        if (power.IsFine)
            return new BoundPower(whole, QuantityType.Of(power.Kind), operand, exponent);
        return Fail(
            whole,
            power.Fault == KindFault.PointScaled
                ? Rules.AbsoluteTemperatureAt(operand.Location, power.Fault)
                : Rules.CannotCombineAt(suffix.Location, operand.Location, "", "", power.Fault, [])
        );
    }

    private void ReportMismatch(BoundExpression left, QuantityType a, BoundExpression right, QuantityType b)
    {
        // A bare number on one side most often lacks its unit.
        if (b == QuantityType.Ratio && right.Bare is BoundQuantity number)
        {
            Report(
                Rules.MissingUnitAt(
                    right.Location,
                    number.Value.ToString(),
                    a.Article,
                    Kinds.UsualUnits(a.First)
                )
            );
            return;
        }
        Report(
            Rules.MismatchAt(
                right.Location,
                left.Location,
                a.Article,
                b.Article,
                UnitMismatch.Between(a.First, b.First)?.Notes() ?? [],
                Respelled(right, a)
            )
        );
    }

    /// <summary>The literal as it may have been meant where another kind is asked for: <c>4.3 A</c> → <c>4.3 V</c>.</summary>
    private static string? Respelled(BoundExpression given, QuantityType wanted)
    {
        if (given.Bare is not BoundQuantity { Value: var value } || value.Unit.IsOne)
            return null;
        Unit? unit = null;
        foreach (var kind in wanted.Kinds)
            unit ??= UnitMismatch.SuggestUnit(value.Unit, kind);
        return unit is null ? null : new Quantity(value.Value, unit, value.Uncertainty).ToString();
    }

    /// <summary>What two values are together, as the ends of a range are; null with a report where they do not agree.</summary>
    private CellType? Common(BoundExpression left, BoundExpression right)
    {
        switch (left.Type, right.Type)
        {
            case (ErrorType, _) or (_, ErrorType):
                return null;
            case (ZeroType or HoleType or AnyType, _):
                return right.Type;
            case (_, ZeroType or HoleType or AnyType):
                return left.Type;
            case (QuantityType a, QuantityType b):
                if (KindSets.Combine(a, b, KindAlgebra.Compare, out var fault) is { } common)
                    return common;
                if (fault == KindFault.Dimensions)
                    ReportMismatch(left, a, right, b);
                else
                    ReportSum(left, a, right, fault);
                return null;
            default:
                IsNumeric(left);
                IsNumeric(right);
                return null;
        }
    }
}
