using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Model;

/// <summary>A current: absolute in A, or as a multiple of the nominal capacity per hour (a C-rate).</summary>
public readonly record struct Amperage(Rational Value, bool IsRate)
{
    public static Amperage Amperes(Rational value) => new(value, false);

    /// <param name="perHour">0.1 for C/10.</param>
    public static Amperage Rate(Rational perHour) => new(perHour, true);

    public int Sign => Value.Sign;

    public Amperage Abs() => this with { Value = Value.Abs() };

    public static Amperage operator -(Amperage value) => value with { Value = -value.Value };

    /// <summary>In A; null for a rate while the capacity is not known.</summary>
    /// <param name="nominalCapacity">A·s.</param>
    public Rational? In(Rational? nominalCapacity) => IsRate ? Value * nominalCapacity / 3600 : Value;
}

/// <summary>A charge: absolute in A·s, or as a share of the nominal capacity.</summary>
public readonly record struct Ampacity(Rational Value, bool IsShare)
{
    /// <summary>In A·s; null for a share while the capacity is not known.</summary>
    public Rational? In(Rational? nominalCapacity) => IsShare ? Value * nominalCapacity : Value;
}
