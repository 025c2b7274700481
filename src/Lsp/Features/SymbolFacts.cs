using System.Collections.Immutable;
using CellDsl.Language.Chemistry;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Lsp.Lookup;

namespace CellDsl.Lsp.Features;

/// <summary>What follows from a declaration, in short lines of Markdown.</summary>
public static class SymbolFacts
{
    /// <summary>Formula, molar mass and theoretical capacity.</summary>
    public static IEnumerable<string> Of(MaterialSymbol material)
    {
        if (FormulaOf(material) is not { } formula)
            yield break;
        yield return $"formula: {formula.ToDisplayString()}";
        foreach (string fact in Of(formula))
            yield return fact;
        if (CapacityOf(material) is { } capacity)
        {
            string limit = capacity.Limit == CapacityLimit.Electrons ? "electrons" : "ions";
            yield return $"theoretical capacity: {capacity.Specific.ToDecimalString(4)} mAh/g, limited by {limit}"
                + $" ({capacity.ElectronsPerFormula.ToDecimalString(4)} e⁻ and "
                + $"{capacity.IonsPerFormula.ToDecimalString(4)} Li per formula)";
        }
    }

    /// <summary>Molar mass and composition.</summary>
    public static IEnumerable<string> Of(Formula formula)
    {
        if (formula.MolarMass is not { } mass)
            yield break;
        yield return $"molar mass: {mass.ToDecimalString(6)} g/mol (weights of {Elements.WeightsYear})";
        var composition = formula.Composition;
        var shares = composition.Parts.Select(part =>
            composition.MassFraction(part.Key) is { } share
                ? $"{part.Key.Symbol} {(share * 100).ToDecimalString(3)}"
                : part.Key.Symbol
        );
        yield return $"wt%: {string.Join(", ", shares)}";
    }

    /// <summary>What an operation needs, takes and yields.</summary>
    public static IEnumerable<string> Of(OperationSymbol operation)
    {
        foreach (string need in Needs(operation))
            yield return need;
        if (operation.Makes is not NothingType)
            yield return $"yields {operation.Makes.Article}";
        if (operation.Instrument is { } instrument)
            yield return $"instrument: `{instrument.Name}`";
    }

    /// <summary>What must be said, and what may be left out.</summary>
    public static IEnumerable<string> Needs(DeclarationSymbol declaration)
    {
        var needed = declaration.Parameters.Where(Describe.IsNeeded).Select(Say).ToList();
        var others = declaration.Parameters.Where(each => !Describe.IsNeeded(each)).Select(Say).ToList();
        if (needed.Count > 0)
            yield return $"needs {string.Join(", ", needed)}";
        if (others.Count > 0)
            yield return $"may have {string.Join(", ", others)}";
    }

    public static IEnumerable<string> Of(ParameterSymbol parameter)
    {
        if (parameter.Range is { } range)
            yield return $"from {Describe.Value(range.Low)} to {Describe.Value(range.High)}";
        if (parameter.Default is { } value)
            yield return $"default: {Describe.Value(value)}";
        foreach (string fact in Units(parameter.Type))
            yield return fact;
    }

    /// <summary>The usual units of a type and its dimension.</summary>
    public static IEnumerable<string> Units(CellType type)
    {
        foreach (var quantity in UnitCompletion.QuantitiesIn(type))
        {
            var units = UnitCompletion.UsualUnits(quantity).Take(5).ToList();
            if (units.Count > 0)
                yield return $"units: {string.Join(", ", units)}";
            if (quantity.Single is { Dimension.IsNone: false } kind)
                yield return $"dimension: {kind.Dimension}";
        }
    }

    public static Formula? FormulaOf(MaterialSymbol material) =>
        material.Properties.ValueOf("formula")?.Bare is BoundFormula { Formula: { IsConcrete: true } formula }
            ? formula
            : null;

    public static TheoreticalCapacity? CapacityOf(MaterialSymbol material)
    {
        if (FormulaOf(material) is not { } formula || material.Properties.Find("redox") is not { } redox)
            return null;
        var couples = ImmutableArray.CreateBuilder<RedoxCouple>();
        foreach (var value in redox.Values)
        {
            if (value.Bare is BoundRedox couple && Elements.TryFind(couple.Element, out var element))
                couples.Add(new(element, Math.Min(couple.From, couple.To), Math.Max(couple.From, couple.To)));
        }
        return couples.Count == 0 ? null : TheoreticalCapacity.Of(formula.Composition, couples.ToImmutable());
    }

    private static string Say(ParameterSymbol parameter)
    {
        string preposition = parameter.Preposition is { } word ? $"{word} " : "";
        string value = parameter.Default is { } given ? $" = {Describe.Value(given)}" : "";
        return $"`{preposition}{parameter.Name}` ({Describe.Words(parameter.Type)}{value})";
    }
}
