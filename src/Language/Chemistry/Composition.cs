using System.Collections.Immutable;
using System.Text;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>
/// How much of each element one formula unit holds, exactly. Elements of amount zero are left out; the order is that of
/// first mention and does not matter to equality.
/// </summary>
public sealed class Composition : IEquatable<Composition>
{
    public Composition(IEnumerable<KeyValuePair<Element, Rational>> parts)
    {
        var merged = new List<KeyValuePair<Element, Rational>>();
        foreach (var (element, amount) in parts)
        {
            var at = merged.FindIndex(p => p.Key.Equals(element));
            if (at < 0)
            {
                merged.Add(new(element, amount));
            }
            else
            {
                merged[at] = new(element, merged[at].Value + amount);
            }
        }

        Parts = [.. merged.Where(p => !p.Value.IsZero)];
    }

    public static Composition Empty { get; } = new([]);

    /// <summary>Atoms of the element in one formula unit; zero where it is absent.</summary>
    public Rational this[Element element]
    {
        get
        {
            foreach (var (key, amount) in Parts)
            {
                if (key.Equals(element))
                {
                    return amount;
                }
            }

            return Rational.Zero;
        }
    }

    /// <summary>Each element once, with its amount, none of them zero.</summary>
    public ImmutableArray<KeyValuePair<Element, Rational>> Parts { get; }

    public IEnumerable<Element> Elements => Parts.Select(p => p.Key);

    /// <summary>All atoms of one formula unit.</summary>
    public Rational Atoms => Parts.Aggregate(Rational.Zero, (sum, p) => sum + p.Value);

    /// <summary>In g/mol, from the weights of <see cref="Element.Weight"/>; null where an element has none.</summary>
    public Rational? MolarMass
    {
        get
        {
            var sum = Rational.Zero;
            foreach (var (element, amount) in Parts)
            {
                if (element.Weight is not { } weight)
                {
                    return null;
                }

                sum += weight * amount;
            }

            return sum;
        }
    }

    /// <summary>The part of the mass that an element makes up; null where a weight is missing.</summary>
    public Rational? MassFraction(Element element) =>
        MolarMass is { IsZero: false } mass && element.Weight is { } weight
            ? this[element] * weight / mass
            : null;

    public Composition Scale(Rational factor) =>
        new(Parts.Select(p => KeyValuePair.Create(p.Key, p.Value * factor)));

    public static Composition operator +(Composition left, Composition right) =>
        new(left.Parts.Concat(right.Parts));

    /// <summary>
    /// In the order of Hill (J. Am. Chem. Soc. 22 (1900) 478): carbon, hydrogen, then the alphabet; without carbon, the
    /// alphabet. Fractions stand in brackets: <c>Li[8/7]O2Ti[2/7]V[4/7]</c>.
    /// </summary>
    public string Hill()
    {
        var carbon = !this[Chemistry.Elements.Carbon].IsZero;
        var text = new StringBuilder();
        foreach (
            var (element, amount) in Parts
                .OrderBy(p => Rank(p.Key))
                .ThenBy(p => p.Key.Symbol, StringComparer.Ordinal)
        )
        {
            text.Append(element.Symbol).Append(Subscript(amount));
        }

        return text.ToString();

        int Rank(Element e) =>
            !carbon ? 2
            : e.Equals(Chemistry.Elements.Carbon) ? 0
            : e.Equals(Chemistry.Elements.Hydrogen) ? 1
            : 2;
    }

    public bool Equals(Composition? other) =>
        other is not null && Parts.Length == other.Parts.Length && Parts.All(p => other[p.Key] == p.Value);

    public override bool Equals(object? obj) => Equals(obj as Composition);

    public override int GetHashCode()
    {
        var hash = 0;
        foreach (var (element, amount) in Parts)
        {
            hash ^= HashCode.Combine(element, amount);
        }

        return hash;
    }

    public override string ToString() => string.Concat(Parts.Select(p => p.Key.Symbol + Subscript(p.Value)));

    internal static string Subscript(Rational amount) =>
        amount == Rational.One ? ""
        : amount.Sign > 0 && amount.TryDecimals(out var decimals) && decimals <= 4 ? amount.ToString()
        : $"[{amount.Numerator}{(amount.IsInteger ? "" : $"/{amount.Denominator}")}]";
}
