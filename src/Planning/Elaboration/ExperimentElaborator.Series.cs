using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

internal sealed partial class ExperimentElaborator
{
    private ulong? _random;

    private Datum Intrinsic(BoundIntrinsic intrinsic, Frame frame)
    {
        var operands = intrinsic.Operands.Select(operand => Evaluate(operand, frame)).ToArray();
        int count = CountOf(intrinsic, frame);
        switch (intrinsic.Function)
        {
            case Language.Semantics.Bound.Intrinsic.Zip:
                int length = operands.Length == 0 ? 0 : operands.Min(operand => operand.Flattened.Count());
                return new Datum.OfList([
                    .. Enumerable
                        .Range(0, length)
                        .Select(i => new Datum.OfList([
                            .. operands.Select(operand => operand.Flattened.ElementAt(i)),
                        ])),
                ]);
            case Language.Semantics.Bound.Intrinsic.Linear when operands is [var range]:
                return Series(range, count, i => count == 1 ? Rational.Zero : Rational.Of(i, count - 1));
            case Language.Semantics.Bound.Intrinsic.Random when operands is [var range]:
                return Series(range, count, _ => Draw());
            case Language.Semantics.Bound.Intrinsic.LatinHypercube:
                return Hypercube(operands, count);
            case Language.Semantics.Bound.Intrinsic.Logarithmic when operands is [var range]:
                return (Datum?)Logarithmic(range, count) ?? Missing(intrinsic);
            case Language.Semantics.Bound.Intrinsic.Minimum or Language.Semantics.Bound.Intrinsic.Maximum:
                return Extreme(operands, intrinsic.Function == Language.Semantics.Bound.Intrinsic.Maximum)
                    ?? Missing(intrinsic);
            default:
                return Missing(intrinsic);
        }
    }

    /// <summary>How many values a series is asked for; too many are reported.</summary>
    private int CountOf(BoundIntrinsic intrinsic, Frame frame)
    {
        if (
            intrinsic.Options.FirstOrDefault(option => option.Name == "count")?.Value is not { } given
            || Evaluate(given, frame).Si is not { IsInteger: true, Sign: > 0 } number
        )
            return 0;
        if (number <= MostPoints)
            return (int)number.Numerator;
        _context.Diagnostics.Add(Rules.TooManyPointsAt(given.Location, MostPoints));
        return 0;
    }

    private static Datum? Extreme(Datum[] operands, bool isMaximum)
    {
        Datum? best = null;
        foreach (var operand in operands.SelectMany(operand => operand.Flattened))
        {
            if (operand.Si is not { } value)
                return null;
            if (best?.Si is not { } known || (isMaximum ? value > known : value < known))
                best = operand;
        }
        return best;
    }

    private static Datum Series(Datum range, int count, Func<int, Rational> share)
    {
        if (range is not Datum.Known { Value.Bare: PlanValue.Interval interval } known)
            return range;
        if (interval.Low?.Si is not { } low || interval.High?.Si is not { } high)
            return range;
        return new Datum.OfList([
            .. Enumerable
                .Range(0, count)
                .Select(i => (Datum)Numeric.Of(low + ((high - low) * share(i)), known.Kind)),
        ]);
    }

    /// <summary>Each range is cut into as many strata as there are points, and every stratum is met once.</summary>
    private Datum.OfList Hypercube(Datum[] ranges, int count)
    {
        var columns = ranges
            .Select(range =>
            {
                var strata = Enumerable.Range(0, count).ToArray();
                for (int i = count - 1; i > 0; i--)
                {
                    int other = (int)(Draw() * (i + 1)).Floor().Numerator;
                    (strata[i], strata[other]) = (strata[other], strata[i]);
                }
                return Series(range, count, i => (strata[i] + Draw()) / count).Flattened.ToArray();
            })
            .ToArray();
        return new([
            .. Enumerable
                .Range(0, columns.Length == 0 ? 0 : columns.Min(column => column.Length))
                .Select(i => (Datum)new Datum.OfList([.. columns.Select(column => column[i])])),
        ]);
    }

    /// <summary>Evenly in the logarithm, to six digits.</summary>
    private static Datum.OfList? Logarithmic(Datum range, int count)
    {
        if (
            range is not Datum.Known { Value.Bare: PlanValue.Interval interval } known
            || interval.Low?.Si is not { Sign: > 0 } low
            || interval.High?.Si is not { Sign: > 0 } high
        )
            return null;
        var (first, last) = (Math.Log(low.ToDouble()), Math.Log(high.ToDouble()));
        return new Datum.OfList([
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    var exact =
                        i == 0 ? low
                        : i == count - 1 ? high
                        : Rounded(Math.Exp(first + ((last - first) * i / (count - 1))));
                    return (Datum)Numeric.Of(exact, known.Kind);
                }),
        ]);
    }

    private static Rational Rounded(double value) =>
        Rational.Parse(value.ToString("E5", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A millionth of a whole number below a million: SplitMix64, seeded by the experiment.</summary>
    private Rational Draw()
    {
        var seed = _properties.ValueOf("seed")?.Bare is BoundQuantity { Value.Si: { IsInteger: true } si }
            ? (ulong)(si.Numerator & ulong.MaxValue)
            : 0UL;
        ulong state = (_random ?? seed) + 0x9E3779B97F4A7C15UL;
        _random = state;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        z ^= z >> 31;
        return Rational.Of((long)(z % 1_000_000UL), 1_000_000L);
    }
}
