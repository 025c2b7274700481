using System.Text.Json.Serialization;
using CellDsl.Language.Units;

namespace CellDsl.Planning.Plans;

/// <summary>A value of the plan: known, open, or filled in by the author.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Quantity), "quantity")]
[JsonDerivedType(typeof(Number), "number")]
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(Symbol), "symbol")]
[JsonDerivedType(typeof(Truth), "truth")]
[JsonDerivedType(typeof(Interval), "range")]
[JsonDerivedType(typeof(Sequence), "list")]
[JsonDerivedType(typeof(Mixture), "mixture")]
[JsonDerivedType(typeof(Group), "group")]
[JsonDerivedType(typeof(Hole), "hole")]
[JsonDerivedType(typeof(Assumed), "assumed")]
public abstract record PlanValue
{
    /// <summary>Where it was written; null where it was derived.</summary>
    [JsonPropertyOrder(100)]
    public SourceRef? Source { get; init; }

    /// <summary>The value under <c>assumed</c>, or itself.</summary>
    [JsonIgnore]
    public PlanValue Bare => this is Assumed assumed ? assumed.Value.Bare : this;

    /// <summary>The number in SI of a quantity or a bare number, assumed or not; null for all else.</summary>
    [JsonIgnore]
    public Rational? Si =>
        Bare switch
        {
            Quantity quantity => quantity.Value,
            Number number => number.Value,
            _ => null,
        };

    /// <param name="Value">Exact, in SI. Absolute temperatures are in kelvin; fractions are ratios.</param>
    /// <param name="Unit">The SI unit's symbol.</param>
    /// <param name="Spelling">As written: <c>700 °C</c>.</param>
    /// <param name="Uncertainty">Plus or minus so much, in SI; null where not stated.</param>
    /// <param name="Basis">What it is normalised by: <c>active</c>, <c>composite</c>, <c>area</c>, …; null for none.</param>
    /// <param name="Reference">The electrode that a potential is measured against, or null.</param>
    public sealed record Quantity(
        Rational Value,
        string Unit,
        string Spelling,
        Rational? Uncertainty = null,
        string? Basis = null,
        string? Reference = null
    ) : PlanValue;

    /// <summary>A count or a ratio without a unit.</summary>
    public sealed record Number(Rational Value) : PlanValue;

    public sealed record Text(string Value) : PlanValue;

    /// <summary>The name of something declared: a vessel, an atmosphere, a term, a material, a sample's id.</summary>
    public sealed record Symbol(string Name) : PlanValue;

    public sealed record Truth(bool Value) : PlanValue;

    /// <summary>From low to high; a missing side is not stated (<c>below</c>, <c>up to</c>, <c>above</c>).</summary>
    public sealed record Interval(PlanValue? Low, PlanValue? High) : PlanValue;

    /// <summary>Several values, or a tuple.</summary>
    public sealed record Sequence(EquatableList<PlanValue> Items) : PlanValue;

    /// <param name="Basis"><c>mass</c>, <c>mol</c> or <c>volume</c>.</param>
    public sealed record Mixture(EquatableList<PlanProperty> Parts, string Basis) : PlanValue;

    /// <summary>A block of properties, or a call with its arguments; the class is its head, or null.</summary>
    public sealed record Group(string? Class, EquatableList<PlanProperty> Properties) : PlanValue;

    /// <summary><c>unspecified</c>, or left out.</summary>
    /// <param name="Id">Of the <see cref="PlanHole"/>.</param>
    public sealed record Hole(int Id) : PlanValue;

    /// <param name="Id">Of the <see cref="PlanAssumption"/>.</param>
    public sealed record Assumed(int Id, PlanValue Value) : PlanValue;
}

/// <summary>A name with its value: an argument, a property, a share, a setting of a sweep.</summary>
public sealed record PlanProperty(string Name, PlanValue Value);

/// <summary>An exact range; a bound that is null is unknown.</summary>
public readonly record struct PlanRange(Rational? Low, Rational? High)
{
    public static PlanRange Unknown => default;

    public static PlanRange Exactly(Rational value) => new(value, value);

    /// <summary>The value where both bounds agree, else null.</summary>
    [JsonIgnore]
    public Rational? Exact => Low is { } low && High is { } high && low == high ? low : null;

    public static PlanRange operator +(PlanRange left, PlanRange right) =>
        new(left.Low + right.Low, left.High + right.High);
}

/// <summary>A number that follows from others: its exact value, or the names of what is missing.</summary>
/// <param name="Value">In SI; null while something is missing.</param>
/// <param name="Unit">The SI unit's symbol.</param>
/// <param name="Missing">As <c>diameter of coated</c>; empty when known.</param>
/// <param name="From">How it was computed, as <c>loading × area</c>.</param>
/// <param name="Assumed">Whether any input was assumed.</param>
public sealed record PlanFigure(
    Rational? Value,
    string Unit,
    EquatableList<string> Missing,
    string From,
    bool Assumed
);
