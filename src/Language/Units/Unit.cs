using System.Collections.Immutable;

namespace CellDsl.Language.Units;

/// <summary>One listed unit within a compound, with its power: <c>cm²</c> below the line is (cm, −2).</summary>
public readonly record struct UnitTerm(Unit Unit, int Power);

/// <summary>
/// A unit of measurement. SI value = value · <see cref="Factor"/> + <see cref="Offset"/>, in the coherent unit of kg, m, s,
/// A, K and mol (angles in degrees, counts and ratios in ones). Two units are equal when their symbols and kinds are.
/// </summary>
public sealed class Unit : IEquatable<Unit>
{
    private readonly ImmutableArray<UnitTerm> _terms;
    private readonly string _series;

    internal Unit(string symbol, Kind kind, Rational factor, Rational offset, string series)
    {
        Symbol = symbol;
        Kind = kind;
        Factor = factor;
        Offset = offset;
        _series = series;
        _terms = [];
    }

    internal Unit(string symbol, Kind kind, Rational factor, ImmutableArray<UnitTerm> terms)
    {
        Symbol = symbol;
        Kind = kind;
        Factor = factor;
        _series = symbol;
        _terms = terms;
    }

    /// <summary>The unit of a bare number.</summary>
    public static Unit One { get; } = new("", Kinds.Ratio, Rational.One, Rational.Zero, "");

    /// <summary>The canonical spelling: <c>mA/cm²</c>; empty for a bare number.</summary>
    public string Symbol { get; }

    public Kind Kind { get; }

    public Rational Factor { get; }

    /// <summary>In the SI unit; zero but for temperatures on another scale.</summary>
    public Rational Offset { get; }

    public bool IsOne => Symbol.Length == 0;

    /// <summary>True for a product or quotient, false for a unit that the table lists.</summary>
    public bool IsCompound => !_terms.IsEmpty;

    /// <summary>The listed units it is made of, in the order written; of itself, if it is listed.</summary>
    public ImmutableArray<UnitTerm> Terms => !_terms.IsEmpty || IsOne ? _terms : [new(this, 1)];

    /// <summary>The unit without its prefix: mA, µA and A share the series of A.</summary>
    internal string Series => _series;

    public Rational ToSi(Rational value) => Offset.IsZero ? value * Factor : (value * Factor) + Offset;

    public Rational FromSi(Rational si) => (si - Offset) / Factor;

    public static Unit operator *(Unit left, Unit right) => UnitAlgebra.Combine(left, right, 1);

    public static Unit operator /(Unit left, Unit right) => UnitAlgebra.Combine(left, right, -1);

    public bool Equals(Unit? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Symbol == other.Symbol && Kind == other.Kind && Factor == other.Factor);

    public override bool Equals(object? obj) => Equals(obj as Unit);

    public override int GetHashCode() => Symbol.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Symbol;
}
