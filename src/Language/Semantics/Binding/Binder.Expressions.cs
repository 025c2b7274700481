using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Values other than quantities, names and calculations.</summary>
internal sealed partial class Binder
{
    /// <summary>Binds a value: an expression or a phrase. The type that is asked for decides what a bare word means.</summary>
    private BoundExpression BindValue(SyntaxNode syntax, CellType? expected) =>
        syntax switch
        {
            PhraseSyntax phrase => BindPhraseValue(phrase, expected),
            ExpressionSyntax expression => BindExpression(expression, expected),
            _ => new BoundError(syntax),
        };

    private BoundExpression BindExpression(ExpressionSyntax syntax, CellType? expected) =>
        syntax switch
        {
            QuantityExpressionSyntax quantity => BindQuantity(quantity, default, expected),
            NameExpressionSyntax name => BindName(name, expected),
            PostfixExpressionSyntax postfix => BindPostfix(postfix, expected),
            UnspecifiedExpressionSyntax => Hole(syntax, expected, HoleOrigin.Unspecified, null),
            AssumedExpressionSyntax assumed => BindAssumed(assumed, expected),
            TextExpressionSyntax text => new BoundText(text, Unquote(text.Token.Chars)),
            FormulaExpressionSyntax formula => BindFormula(formula),
            OfExpressionSyntax of => BindOf(of, expected),
            SumExpressionSyntax sum => BindSum(sum),
            ProductExpressionSyntax product => BindProduct(product, expected),
            NegateExpressionSyntax negate => BindNegation(negate, expected),
            AbsoluteExpressionSyntax absolute => BindAbsolute(absolute),
            RelationExpressionSyntax relation => BindRelation(relation),
            ElapsedExpressionSyntax elapsed => new BoundElapsed(elapsed, BindDuration(elapsed.Duration)),
            OrExpressionSyntax or => new BoundOr(or, BindConditions(or.Operands)),
            AndExpressionSyntax and => new BoundAnd(and, BindConditions(and.Operands)),
            NotExpressionSyntax not => new BoundNot(not, BindCondition(not.Operand)),
            RangeExpressionSyntax range => BindRange(range, expected),
            BoundSyntax bound => BindLimit(bound, expected),
            ListExpressionSyntax list => BindList(list, expected),
            ParenthesizedExpressionSyntax group => BindGroup(group, expected),
            MixtureExpressionSyntax mixture => BindMixture(mixture),
            LastExpressionSyntax last => BindLast(last),
            PrepositionedExpressionSyntax qualified => new BoundQualified(
                qualified,
                BindExpression(qualified.Value, expected),
                BindClauses(qualified.Clauses)
            ),
            _ => new BoundError(syntax),
        };

    private BoundAssumed BindAssumed(
        AssumedExpressionSyntax syntax,
        CellType? expected,
        SyntaxToken unit = default
    )
    {
        var value = BindWithUnit(syntax.Value, unit, expected);
        string? reason = syntax.Reason.IsPresent ? Unquote(syntax.Reason.Chars) : null;
        Open(new(syntax.Location, value, reason, _what));
        return new(syntax, value, reason);
    }

    private BoundExpression BindRange(
        RangeExpressionSyntax syntax,
        CellType? expected,
        SyntaxToken unit = default
    )
    {
        var element = Find<RangeType>(expected)?.Element ?? expected;
        var shared = TrailingUnit(syntax.High) is { IsPresent: true } own ? own : unit;
        var low = BindWithUnit(syntax.Low, shared, element);
        var high = BindWithUnit(syntax.High, unit, element);
        var type = Common(low, high);
        if (type is null)
            return new BoundError(syntax);
        if (
            Constant.TryEvaluate(low, out var least)
            && Constant.TryEvaluate(high, out var most)
            && least.TryCompare(most, out int order, out _)
            && order > 0
        )
        {
            Report(Rules.BackwardRangeAt(syntax.Location, least.ToString(), most.ToString()));
        }
        return new BoundRange(syntax, new RangeType(type), low, high);
    }

    /// <summary>The unit of a literal that a range or a list may lend to its other literals.</summary>
    private static SyntaxToken TrailingUnit(ExpressionSyntax syntax) =>
        syntax switch
        {
            QuantityExpressionSyntax { Parts: [var part] } => part.Unit.IsPresent
                ? part.Unit
                : part.UncertaintyUnit,
            NegateExpressionSyntax negate => TrailingUnit(negate.Operand),
            AssumedExpressionSyntax assumed => TrailingUnit(assumed.Value),
            _ => default,
        };

    private BoundLimit BindLimit(BoundSyntax syntax, CellType? expected)
    {
        var kind = (syntax.Word.Kind, syntax.SecondWord.Kind) switch
        {
            (SyntaxKind.BelowKeyword, _) => LimitKind.Below,
            (SyntaxKind.AboveKeyword, _) => LimitKind.Above,
            (_, SyntaxKind.LeastKeyword) => LimitKind.AtLeast,
            _ => LimitKind.AtMost,
        };
        var element = Find<RangeType>(expected)?.Element ?? expected;
        var value = BindExpression(syntax.Limit, element);
        return new(syntax, new RangeType(value.Type), kind, value);
    }

    private BoundList BindList(ListExpressionSyntax syntax, CellType? expected)
    {
        var element = Find<ListType>(expected)?.Element ?? expected;
        var items = ImmutableArray.CreateBuilder<BoundExpression>(syntax.Items.Count);
        foreach (var item in syntax.Items)
            items.Add(BindWithUnit(item, syntax.Unit, element));
        return new(syntax, new ListType(CommonOf(items)), items.DrainToImmutable());
    }

    private BoundExpression BindGroup(ParenthesizedExpressionSyntax syntax, CellType? expected)
    {
        if (syntax.Items is [var only])
            return BindExpression(only, expected);
        var types = Find<TupleType>(expected)?.Elements ?? [];
        var items = ImmutableArray.CreateBuilder<BoundExpression>(syntax.Items.Count);
        for (int i = 0; i < syntax.Items.Count; i++)
            items.Add(BindExpression(syntax.Items[i], i < types.Length ? types[i] : null));
        var elements = items.Select(item => item.Type).ToImmutableArray();
        return new BoundTuple(syntax, new TupleType(elements), items.DrainToImmutable());
    }

    /// <summary>What the items of a list are; the first item says it, and one that is something else is reported.</summary>
    private CellType CommonOf(ImmutableArray<BoundExpression>.Builder items)
    {
        if (items.Count == 0)
            return HoleType.Instance;
        var first = items[0];
        var type = first.Type;
        for (int i = 1; i < items.Count; i++)
        {
            if (type is ZeroType or HoleType or ErrorType)
                (first, type) = (items[i], items[i].Type);
            else
                type = CommonOf(first, items[i], type);
        }
        return type;
    }

    private CellType CommonOf(BoundExpression first, BoundExpression item, CellType type)
    {
        switch (type, item.Type)
        {
            case (TupleType tuple, TupleType other) when tuple.Elements.Length == other.Elements.Length:
                return CommonElements(first, item, tuple);
            case (TupleType tuple, not (HoleType or ErrorType)):
                int size = (item.Type as TupleType)?.Elements.Length ?? 1;
                Report(Rules.GroupShapeAt(item.Location, tuple.Elements.Length, size));
                return type;
            case (QuantityType, not (HoleType or ErrorType)):
                return Common(first, item) ?? ErrorType.Instance;
            default:
                return type;
        }
    }

    private TupleType CommonElements(BoundExpression first, BoundExpression item, TupleType type)
    {
        if (first.Bare is not BoundTuple left || item.Bare is not BoundTuple right)
            return type;
        var elements = ImmutableArray.CreateBuilder<CellType>(left.Items.Length);
        for (int i = 0; i < left.Items.Length; i++)
        {
            var (a, b) = (left.Items[i], right.Items[i]);
            elements.Add(
                a.Type is ZeroType or HoleType ? b.Type
                : a.Type is QuantityType && b.Type is not (HoleType or ErrorType)
                    ? Common(a, b) ?? ErrorType.Instance
                : type.Elements[i]
            );
        }
        return new(elements.DrainToImmutable());
    }

    private BoundMixture BindMixture(MixtureExpressionSyntax syntax)
    {
        var parts = ImmutableArray.CreateBuilder<BoundExpression>(syntax.Parts.Count);
        foreach (var part in syntax.Parts)
        {
            var bound = BindExpression(part, SampleType.Any);
            parts.Add(Expect(bound, SampleType.Any, new("a part of a mixture", null)));
        }
        if (syntax.Shares is not { } clause)
            return new(syntax, parts.DrainToImmutable(), [], null);
        var shares = BindShares(clause, parts.Count);
        var basis = clause.Basis.Chars switch
        {
            "mass" or "weight" => MixtureBasis.Mass,
            "mol" or "mole" or "amount" => MixtureBasis.Amount,
            "volume" => MixtureBasis.Volume,
            _ => (MixtureBasis?)null,
        };
        if (basis is null && clause.Basis.IsPresent)
            Report(Rules.UnknownShareBasisAt(clause.Basis.Location, clause.Basis.Text));
        return new(syntax, parts.DrainToImmutable(), shares, basis ?? MixtureBasis.Mass);
    }

    private ImmutableArray<BoundExpression> BindShares(ShareClauseSyntax clause, int parts)
    {
        var shares = ImmutableArray.CreateBuilder<BoundExpression>(parts);
        string? what = _what;
        _what = "shares";
        foreach (var part in clause.Parts)
        {
            var share = BindExpression(part, QuantityType.Ratio);
            shares.Add(Expect(share, QuantityType.Ratio, new("a share", null)));
        }
        _what = what;
        // One `unspecified` leaves all shares open.
        if (shares is [BoundHole hole] && parts != 1)
        {
            shares.Clear();
            for (int i = 0; i < parts; i++)
                shares.Add(hole);
        }
        else if (shares.Count != parts)
        {
            Report(Rules.SharesMismatchAt(clause.Location, parts, shares.Count));
        }
        if (!clause.Assumed.IsPresent)
            return shares.DrainToImmutable();
        string? reason = clause.Reason.IsPresent ? Unquote(clause.Reason.Chars) : null;
        var assumed = shares
            .Select(BoundExpression (share) => new BoundAssumed(share.Syntax, share, reason))
            .ToImmutableArray();
        var types = shares.Select(share => share.Type).ToImmutableArray();
        var all = new BoundTuple(clause, new TupleType(types), shares.DrainToImmutable());
        Open(new(clause.Location, all, reason, "shares"));
        return assumed;
    }

    /// <summary>A type of some sort within the one that is asked for, which may be one of several or an element of a list.</summary>
    private static T? Find<T>(CellType? type)
        where T : CellType =>
        type switch
        {
            T found => found,
            UnionType union => union.Alternatives.Select(Find<T>).FirstOrDefault(found => found is not null),
            ListType list => Find<T>(list.Element),
            _ => null,
        };
}
