namespace CellDsl.Language.Units;

/// <summary>Why two kinds cannot be combined.</summary>
public enum KindFault
{
    None,

    /// <summary>The base dimensions differ.</summary>
    Dimensions,

    /// <summary>Equal dimensions that must not mix: rpm and Hz, wt% and mol%.</summary>
    Tags,

    /// <summary>Normalised by different things: active mass and composite mass.</summary>
    Bases,

    /// <summary>The sum of two temperatures on the absolute scale.</summary>
    PointPlusPoint,

    /// <summary>A temperature on the absolute scale taken away from a difference.</summary>
    DifferenceMinusPoint,

    /// <summary>A temperature on the absolute scale multiplied or divided.</summary>
    PointScaled,

    /// <summary>A power that leads out of every quantity of a laboratory.</summary>
    PowerOutOfRange,
    DivisionByZero,
}

/// <summary>A kind, or why there is none. A power out of range keeps its broken dimension, so that it stays broken.</summary>
public readonly record struct KindResult(Kind Kind, KindFault Fault = KindFault.None)
{
    public bool IsFine => Fault == KindFault.None;

    public static implicit operator KindResult(Kind kind) => new(kind);

    public static implicit operator KindResult(KindFault fault) => new(default, fault);
}

/// <summary>What the kinds of results are.</summary>
public static class KindAlgebra
{
    /// <summary>The kind of a sum. Temperatures are affine: point + difference is a point, point + point is none.</summary>
    public static KindResult Add(Kind left, Kind right) =>
        left.Dimension != right.Dimension ? KindFault.Dimensions
        : left.IsPoint && right.IsPoint ? KindFault.PointPlusPoint
        : left.IsPoint || right.IsPoint ? new Kind(left.Dimension, Tag.TemperaturePoint)
        : Merge(left, right);

    /// <summary>The kind of a difference: point − point is a difference, point − difference a point.</summary>
    public static KindResult Subtract(Kind left, Kind right) =>
        left.Dimension != right.Dimension ? KindFault.Dimensions
        : left.IsPoint && right.IsPoint ? left.With(Tag.TemperatureDifference)
        : left.IsPoint ? left
        : right.IsPoint && left.Tag == Tag.TemperatureDifference ? KindFault.DifferenceMinusPoint
        : right.IsPoint ? right.With(Tag.TemperatureDifference)
        : Merge(left, right);

    /// <summary>Whether two kinds may be compared, and as what.</summary>
    public static KindResult Compare(Kind left, Kind right)
    {
        if (left.Dimension == right.Dimension && left.IsPoint != right.IsPoint)
        {
            var other = left.IsPoint ? right : left;
            return other.Tag == Tag.None ? (left.IsPoint ? left : right) : KindFault.Tags;
        }

        return left.Dimension != right.Dimension ? KindFault.Dimensions : Merge(left, right);
    }

    public static KindResult Multiply(Kind left, Kind right)
    {
        if (left.IsPoint || right.IsPoint)
        {
            return KindFault.PointScaled;
        }

        if (left.IsDimensionless && right.IsDimensionless)
        {
            var tag =
                left.Tag == right.Tag || right.Tag == Tag.None ? left.Tag
                : left.Tag == Tag.None ? right.Tag
                : Tag.None;
            return new Kind(Dimension.None, tag, left.Basis == Basis.None ? right.Basis : left.Basis);
        }

        if (left.IsDimensionless)
        {
            return right;
        }

        return right.IsDimensionless ? left : Product(left.Dimension * right.Dimension);
    }

    public static KindResult Divide(Kind left, Kind right)
    {
        if (left.IsPoint || right.IsPoint)
        {
            return KindFault.PointScaled;
        }

        if (right.IsDimensionless)
        {
            return right.Tag != Tag.None && right.Tag == left.Tag ? Kinds.Ratio : left;
        }

        return Product(left.Dimension / right.Dimension);
    }

    public static KindResult Power(Kind kind, int n, int d = 1) =>
        n == d ? kind
        : kind.IsPoint ? KindFault.PointScaled
        : Product(kind.Dimension.Power(n, d));

    private static KindResult Product(Dimension dimension) =>
        new(new Kind(dimension), dimension.IsOutOfRange ? KindFault.PowerOutOfRange : KindFault.None);

    private static KindResult Merge(Kind left, Kind right)
    {
        if (left.Tag != right.Tag && left.Tag != Tag.None && right.Tag != Tag.None)
        {
            return KindFault.Tags;
        }

        if (left.Basis != right.Basis && left.Basis != Basis.None && right.Basis != Basis.None)
        {
            return KindFault.Bases;
        }

        return new Kind(
            left.Dimension,
            left.Tag == Tag.None ? right.Tag : left.Tag,
            left.Basis == Basis.None ? right.Basis : left.Basis
        );
    }
}
