using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

/// <summary>
/// Other values for the settings of one experiment, by name: the parameters of all that it calls, its own bindings, and
/// the variables of its loops; and which one of its own points is wanted.
/// </summary>
/// <param name="Values">By name; none leaves the text as it is.</param>
/// <param name="Point">Settings of the wanted point, outermost first; items of loops that lead elsewhere are left out.</param>
internal sealed record Variation(
    IReadOnlyDictionary<string, Datum.Known> Values,
    IReadOnlyList<PlanProperty> Point
)
{
    /// <summary>Names that were given another value.</summary>
    public HashSet<string> Met { get; } = [];

    /// <summary>Names that could be: those of numbers.</summary>
    public SortedSet<string> Offered { get; } = new(StringComparer.Ordinal);

    /// <summary>What does not fit, in a sentence; null while all does.</summary>
    public string? Misfit { get; private set; }

    /// <summary>The value for a parameter, or null where it stays as it is.</summary>
    public Datum? For(ParameterSymbol parameter, Datum? given)
    {
        if (parameter.Type is not QuantityType type)
            return null;
        Offered.Add(parameter.Name);
        if (!Values.TryGetValue(parameter.Name, out var value))
            return null;
        Met.Add(parameter.Name);
        var kind = (given as Datum.Known)?.Kind ?? default;
        return Fitted(parameter.Name, value, [kind, .. type.Kinds]);
    }

    /// <summary>The value for a name of the experiment itself, or null.</summary>
    public Datum? For(string name, Datum given)
    {
        if (given is not Datum.Known { Si: not null, Kind: var kind })
            return null;
        Offered.Add(name);
        if (!Values.TryGetValue(name, out var value))
            return null;
        Met.Add(name);
        return Fitted(name, value, [kind]);
    }

    /// <summary>Whether an item of a loop leads to the wanted point.</summary>
    public bool LeadsThere(IReadOnlyList<PlanProperty> settings) =>
        settings.Count > Point.Count
            ? Point.SequenceEqual(settings.Take(Point.Count), SameSetting.Instance)
            : settings.SequenceEqual(Point.Take(settings.Count), SameSetting.Instance);

    // A value without its own basis takes that of the value which it replaces: 20 mA/g for 50 mA/g of active.
    private Datum.Known Fitted(string name, Datum.Known value, IReadOnlyList<Kind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (kind.Dimension == value.Kind.Dimension)
                return value.Kind.Basis == Basis.None && kind.Basis != Basis.None
                    ? value with
                    {
                        Kind = kind,
                        Value = value.Value is PlanValue.Quantity quantity
                            ? quantity with
                            {
                                Basis = Numeric.BasisName(kind.Basis),
                            }
                            : value.Value,
                    }
                    : value;
        }
        Misfit ??=
            $"`{name}` cannot be {Scheduling.PlanValueText.Of(value.Plan.Bare)}: that is {Language.Units.Kinds.NameOf(value.Kind).Article}";
        return value;
    }

    private sealed class SameSetting : IEqualityComparer<PlanProperty>
    {
        public static SameSetting Instance { get; } = new();

        public bool Equals(PlanProperty? x, PlanProperty? y) =>
            x?.Name == y?.Name
            && (x?.Value.Si is { } one ? one == y?.Value.Si : Equals(x?.Value.Bare, y?.Value.Bare));

        public int GetHashCode(PlanProperty obj) => obj.Name.GetHashCode(StringComparison.Ordinal);
    }
}
