using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Comparisons and what joins them.</summary>
internal sealed partial class Binder
{
    private ImmutableArray<BoundExpression> BindConditions(SyntaxList<ExpressionSyntax> operands)
    {
        var conditions = ImmutableArray.CreateBuilder<BoundExpression>(operands.Count);
        foreach (var operand in operands)
            conditions.Add(BindCondition(operand));
        return conditions.DrainToImmutable();
    }

    private BoundExpression BindCondition(ExpressionSyntax syntax)
    {
        var condition = BindExpression(syntax, BooleanType.Instance);
        if (condition.Type is BooleanType or ErrorType or HoleType or AnyType)
            return condition;
        return Fail(syntax, Rules.NotAConditionAt(syntax.Location, condition.Type.Article));
    }

    private BoundExpression BindDuration(ExpressionSyntax syntax)
    {
        string? what = _what;
        _what = "for";
        var duration = Expect(
            BindExpression(syntax, QuantityType.Time),
            QuantityType.Time,
            new("`for`", null)
        );
        _what = what;
        return duration;
    }

    private BoundExpression BindRelation(RelationExpressionSyntax syntax)
    {
        var condition = syntax.Operator.Kind switch
        {
            SyntaxKind.WithinKeyword => BindWithin(syntax),
            SyntaxKind.InPreposition => BindMembership(syntax),
            SyntaxKind.None => BindCondition(syntax.Left),
            _ => BindComparison(syntax),
        };
        return syntax.Duration is { } duration
            ? new BoundSustained(syntax, condition, BindDuration(duration))
            : condition;
    }

    private BoundExpression BindComparison(RelationExpressionSyntax syntax)
    {
        if (syntax.Right is not { } rightSyntax)
            return new BoundError(syntax);
        var left = BindExpression(syntax.Left, null);
        var right = BindExpression(rightSyntax, left.Type is SampleType or ResultType ? null : left.Type);
        var relation = syntax.Operator.Kind switch
        {
            SyntaxKind.EqualsSign => RelationOperator.Equal,
            SyntaxKind.NotEquals => RelationOperator.NotEqual,
            SyntaxKind.Less => RelationOperator.Less,
            SyntaxKind.LessOrEqual => RelationOperator.LessOrEqual,
            SyntaxKind.Greater => RelationOperator.Greater,
            _ => RelationOperator.GreaterOrEqual,
        };
        // Things and words can only be equal or not.
        if (relation is RelationOperator.Equal or RelationOperator.NotEqual && Alike(left.Type, right.Type))
            return new BoundRelation(syntax, relation, left, right);
        if (Common(left, right) is null)
            return new BoundError(syntax);
        CheckBasis(right);
        return new BoundRelation(syntax, relation, left, right);
    }

    private static bool Alike(CellType left, CellType right) =>
        (left, right) switch
        {
            (EntityType a, EntityType b) => a.Word == b.Word,
            (TermType a, TermType b) => a.Category == b.Category,
            (TextType, TextType) or (BooleanType, BooleanType) => true,
            _ => false,
        };

    private BoundExpression BindWithin(RelationExpressionSyntax syntax)
    {
        var left = BindExpression(syntax.Left, null);
        if (syntax.Right is not OfExpressionSyntax of)
        {
            return syntax.Right is null
                ? new BoundError(syntax)
                : Fail(syntax, Rules.ToleranceWithoutTargetAt(syntax.Right.Location));
        }
        var target = BindExpression(of.Right, left.Type is QuantityType ? left.Type : null);
        var tolerance = BindExpression(of.Left, left.Type as QuantityType);
        if (left.Type is ErrorType || target.Type is ErrorType || tolerance.Type is ErrorType)
            return new BoundError(syntax);
        if (Common(left, target) is not { } common)
            return new BoundError(syntax);
        CheckBasis(target);
        bool relative = tolerance.Type is QuantityType { Single: { IsDimensionless: true } };
        if (!relative && common is QuantityType quantity)
        {
            var asked = Difference(quantity);
            if (Expect(tolerance, asked, new("the tolerance", null)) is BoundError)
                return new BoundError(syntax);
        }
        // 5 % of 50 °C is 16 K: counted from absolute zero, which nobody means.
        if (relative && common is QuantityType { First: var kind } && (kind.IsPoint || kind == Kinds.Kelvin))
            return Fail(syntax, Rules.ShareOfTemperatureAt(tolerance.Location));
        return new BoundWithin(syntax, left, tolerance, target, relative);
    }

    private static QuantityType Difference(QuantityType type) =>
        type.First.IsPoint || type.First == Kinds.Kelvin
            ? QuantityType.Of(Kinds.TemperatureDifference)
            : type;

    private BoundExpression BindMembership(RelationExpressionSyntax syntax)
    {
        if (syntax.Right is not { } rightSyntax)
            return new BoundError(syntax);
        var left = BindExpression(syntax.Left, null);
        var set = BindExpression(rightSyntax, left.Type);
        var element = set switch
        {
            BoundRange range => range.Low,
            BoundList { Items: [var first, ..] } => first,
            _ => null,
        };
        if (set.Type is ErrorType || left.Type is ErrorType)
            return new BoundError(syntax);
        if (element is not null && !Alike(left.Type, element.Type) && Common(left, element) is null)
            return new BoundError(syntax);
        return new BoundMembership(syntax, left, set);
    }
}
