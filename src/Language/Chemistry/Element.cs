using System.Collections.Immutable;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>A chemical element.</summary>
/// <param name="Weight">The abridged standard atomic weight, in g/mol; null where the element has none.</param>
/// <param name="CommonStates">Common oxidation states, the commonest first; empty for a noble gas.</param>
public sealed record Element(
    int Number,
    string Symbol,
    string Name,
    Rational? Weight,
    ImmutableArray<int> CommonStates
) : IComparable<Element>
{
    public bool Equals(Element? other) => other?.Number == Number;

    public override int GetHashCode() => Number;

    public int CompareTo(Element? other) => Number.CompareTo(other?.Number ?? 0);

    public override string ToString() => Symbol;

    public static bool operator <(Element left, Element right) => left.CompareTo(right) < 0;

    public static bool operator >(Element left, Element right) => left.CompareTo(right) > 0;

    public static bool operator <=(Element left, Element right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Element left, Element right) => left.CompareTo(right) >= 0;
}
