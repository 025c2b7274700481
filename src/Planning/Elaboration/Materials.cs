using System.Collections.Immutable;
using CellDsl.Language.Chemistry;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;

namespace CellDsl.Planning.Elaboration;

/// <summary>What chemistry knows of declared materials.</summary>
internal sealed class Materials
{
    private readonly Dictionary<DeclarationSymbol, Composition?> _compositions = [];

    /// <summary>The composition of the formula; null without a formula or with one that cannot be read.</summary>
    public Composition? CompositionOf(DeclarationSymbol material)
    {
        if (!_compositions.TryGetValue(material, out var composition))
        {
            var text = (material.Properties.ValueOf("formula")?.Bare as BoundFormula)?.Text;
            var reading = text is null ? null : Formula.Parse(text);
            composition = reading
                is { IsFine: true, Formula: { IsConcrete: true, MolarMass: not null } formula }
                ? formula.Composition
                : null;
            _compositions[material] = composition;
        }
        return composition;
    }

    public static string? FormulaOf(DeclarationSymbol material) =>
        (material.Properties.ValueOf("formula")?.Bare as BoundFormula)?.Text.Trim();

    /// <summary>g/mol.</summary>
    public Rational? MolarMassOf(DeclarationSymbol material) =>
        CompositionOf(material)?.MolarMass ?? QuantityOf(material, "molar_mass")?.Si * 1000;

    /// <summary>kg/m³.</summary>
    public static Rational? DensityOf(DeclarationSymbol material) => QuantityOf(material, "density")?.Si;

    /// <summary>A·s/kg as stated, or from the redox couples and the lithium of the formula.</summary>
    public (Rational Value, string From)? SpecificCapacityOf(DeclarationSymbol material)
    {
        if (QuantityOf(material, "capacity") is { } stated)
            return (stated.Si, $"stated for {material.Name}");
        if (CompositionOf(material) is not { } composition || CouplesOf(material) is not [_, ..] couples)
            return null;
        return TheoreticalCapacity.Of(composition, couples) is { } capacity
            ? (capacity.SpecificSi, $"{capacity.Limit} of {FormulaOf(material)}")
            : null;
    }

    /// <summary>V against lithium.</summary>
    public static Rational? PotentialOf(DeclarationSymbol material) => QuantityOf(material, "potential")?.Si;

    private static ImmutableArray<RedoxCouple> CouplesOf(DeclarationSymbol material)
    {
        var couples = ImmutableArray.CreateBuilder<RedoxCouple>();
        foreach (var value in material.Properties.Find("redox")?.Values ?? [])
        {
            if (value.Bare is BoundRedox redox && Elements.TryFind(redox.Element, out var element))
                couples.Add(new(element, Math.Min(redox.From, redox.To), Math.Max(redox.From, redox.To)));
        }
        return couples.ToImmutable();
    }

    private static Quantity? QuantityOf(DeclarationSymbol material, string property)
    {
        var value = material.Properties.ValueOf(property)?.Bare;
        for (int depth = 0; depth < 8; depth++)
        {
            switch (value)
            {
                case BoundQuantity quantity:
                    return quantity.Value;
                case BoundVersus { Value: var inner }:
                    value = inner.Bare;
                    break;
                case BoundOf { Left: var left }:
                    value = left.Bare;
                    break;
                default:
                    return null;
            }
        }
        return null;
    }
}
