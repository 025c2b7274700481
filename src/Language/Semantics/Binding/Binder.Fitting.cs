using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Whether a value fits where it stands, and how to say that it does not.</summary>
internal sealed partial class Binder
{
    /// <summary>The value itself where it fits, else an error in its place.</summary>
    private BoundExpression Expect(BoundExpression value, CellType? wanted, Asked asked)
    {
        if (wanted is null || value.Type is ErrorType)
            return value;
        // An amount of something stands where the thing itself is asked for: `weigh 5 g of LTVO`.
        bool fits =
            wanted.Accepts(value.Type)
            || (value.Bare is BoundOf { Role: OfRole.Selection } part && wanted.Accepts(part.Right.Type));
        if (!fits)
        {
            ReportMisfit(value, wanted, asked);
            return new BoundError(value.Syntax, value);
        }
        return Settle(value, wanted, asked);
    }

    /// <summary>What a type alone does not say: whole counts, and per what a normalised value counts.</summary>
    private BoundExpression Settle(BoundExpression value, CellType wanted, Asked asked)
    {
        if (value.Bare is not BoundQuantity { Value: var quantity })
            return value;
        if (wanted == QuantityType.Count && !quantity.Si.IsInteger)
        {
            Report(Rules.CountNeededAt(value.Location, asked.Phrase, quantity.ToString()));
            return new BoundError(value.Syntax, value);
        }
        CheckBasis(value);
        return value;
    }

    /// <summary>In a protocol or an experiment, a literal per mass says per mass of what.</summary>
    private void CheckBasis(BoundExpression value)
    {
        if (
            _place is Place.Protocol or Place.Experiment
            && value.Bare is BoundQuantity literal
            && NeedsBasis(literal)
        )
        {
            Report(Rules.MissingBasisAt(literal.Location, literal.Syntax.Text));
        }
    }

    private static bool NeedsBasis(BoundQuantity literal) =>
        literal.Value.Kind is { Basis: Basis.None } kind
        && (kind == Kinds.SpecificCurrent || kind == Kinds.SpecificCapacity);

    private void ReportMisfit(BoundExpression value, CellType wanted, Asked asked)
    {
        var number = Find<QuantityType>(wanted);
        if (number is not null && value.Type is QuantityType given)
        {
            ReportWrongKind(value, number, given, wanted, asked);
            return;
        }
        if (number is not null && value is BoundRange or BoundLimit or BoundList)
        {
            Report(
                Rules.WrongThingAt(
                    value.Location,
                    value.Type.Article,
                    $"one value, {wanted.Article}",
                    asked.Phrase,
                    asked.Declared
                )
            );
            return;
        }
        bool matter = wanted is SampleType && value.Type is SampleType;
        Report(
            matter
                ? Rules.WrongFormAt(
                    value.Location,
                    asked.Phrase,
                    wanted.Article,
                    value.Type.Article,
                    asked.Declared
                )
                : Rules.WrongThingAt(
                    value.Location,
                    value.Type.Article,
                    wanted.Article,
                    asked.Phrase,
                    asked.Declared,
                    Meant(value, wanted)
                )
        );
    }

    private void ReportWrongKind(
        BoundExpression value,
        QuantityType number,
        QuantityType given,
        CellType wanted,
        Asked asked
    )
    {
        if (given == QuantityType.Ratio && value.Bare is BoundQuantity { Value: { Unit.IsOne: true } bare })
        {
            Report(
                Rules.MissingUnitAt(
                    value.Location,
                    bare.ToString(),
                    wanted.Article,
                    number.Kinds.SelectMany(kind => Kinds.UsualUnits(kind))
                )
            );
            return;
        }
        if (number == QuantityType.Count)
        {
            Report(Rules.CountNeededAt(value.Location, asked.Phrase, given.Article));
            return;
        }
        var fit = UnitMismatch.Between(number.First, given.First);
        if (fit is { Fault: KindFault.Tags } && given.First.IsPoint)
        {
            Report(Rules.PointForDifferenceAt(value.Location, asked.Phrase, Respelled(value, number)));
            return;
        }
        Report(
            Rules.WrongKindAt(
                value.Location,
                asked.Phrase,
                wanted.Article,
                given.Article,
                fit?.Notes("wanted", "given") ?? ImmutableArray<string>.Empty,
                Respelled(value, number),
                asked.Declared
            )
        );
    }

    /// <summary>A property takes a value, a range, a bound or several of them.</summary>
    private BoundExpression ExpectLoosely(BoundExpression value, CellType wanted, Asked asked)
    {
        switch (value)
        {
            case BoundAssumed { Value: BoundRange or BoundLimit or BoundList } assumed:
                return ExpectLoosely(assumed.Value, wanted, asked) is BoundError error ? error : value;
            case BoundRange range when wanted is not RangeType:
                bool low = Expect(range.Low, wanted, asked) is BoundError;
                bool high = Expect(range.High, wanted, asked) is BoundError;
                return low || high ? new BoundError(value.Syntax, value) : value;
            case BoundLimit limit when wanted is not RangeType:
                return Expect(limit.Value, wanted, asked) is BoundError
                    ? new BoundError(value.Syntax, value)
                    : value;
            case BoundList list when wanted is not ListType:
                bool fine = true;
                foreach (var item in list.Items)
                    fine &= ExpectLoosely(item, wanted, asked) is not BoundError;
                return fine ? value : new BoundError(value.Syntax);
            case BoundQualified qualified:
                return ExpectLoosely(qualified.Value, wanted, asked) is BoundError
                    ? new BoundError(value.Syntax, value)
                    : value;
            default:
                return Expect(value, wanted, asked);
        }
    }

    /// <summary>Reports a constant outside a parameter's range.</summary>
    private void CheckRange(BoundExpression value, string parameter, BoundRange range)
    {
        if (
            !Constant.TryEvaluate(value, out var given)
            || !Constant.TryEvaluate(range.Low, out var low)
            || !Constant.TryEvaluate(range.High, out var high)
        )
        {
            return;
        }
        if (!given.TryCompare(low, out int below, out _) || !given.TryCompare(high, out int above, out _))
            return;
        // A range that runs backwards was reported and holds nothing.
        if (low.TryCompare(high, out int order, out _) && order > 0)
            return;
        if (below < 0 || above > 0)
        {
            Report(
                Rules.OutOfRangeAt(
                    value.Location,
                    given.ToString(),
                    parameter,
                    $"{low} .. {high}",
                    range.Location
                )
            );
        }
    }
}
