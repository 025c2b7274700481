using System.Collections.Immutable;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>A gas that a recipe may give off or take up.</summary>
/// <param name="IsConsumable">The atmosphere can supply it.</param>
public sealed record ReactionGas(string Name, Composition Composition, bool IsConsumable)
{
    public override string ToString() => Name;
}

/// <summary>The gases of a furnace, in the order in which <see cref="ReactionBalance"/> prefers them.</summary>
public static class ReactionGases
{
    // What carbonates, hydroxides, ammonium salts, nitrates, sulfates and halides give off, in this order.
    private static readonly ImmutableArray<ReactionGas> s_released =
    [
        .. new[] { "CO2", "H2O", "NH3", "NO2", "SO2", "HCl", "HF", "N2" }.Select(g => Gas(g, false)),
    ];

    /// <summary>Carbon leaves as carbon dioxide, and oxygen goes both ways: a recipe on paper, or in air.</summary>
    public static ImmutableArray<ReactionGas> Any { get; } = s_released.Add(Gas("O2", true));

    /// <summary>Nothing is supplied, oxygen may leave: argon, nitrogen, vacuum.</summary>
    public static ImmutableArray<ReactionGas> Inert { get; } = s_released.Add(Gas("O2", false));

    private static readonly ReactionGas s_monoxide = Gas("CO", false);

    /// <summary>
    /// The gases for these precursors. Where no oxygen is supplied, oxalates and other salts with less oxygen than a
    /// carbonate may give off carbon monoxide; a carbonate does not, or every lack of oxygen could be blamed on it.
    /// </summary>
    public static ImmutableArray<ReactionGas> For(ImmutableArray<Reactant> precursors, bool suppliesOxygen) =>
        suppliesOxygen ? Any
        : precursors.Any(IsReducing) ? Inert.Insert(Inert.Length - 2, s_monoxide)
        : Inert;

    // Oxygen that leaves with hydrogen as water does not count, or a hydrated oxalate would look like a carbonate.
    private static bool IsReducing(Reactant precursor)
    {
        var composition = precursor.Composition;
        var dry = composition[Elements.Oxygen] - (composition[Elements.Hydrogen] / 2);
        return dry < 3 * composition[Elements.Carbon];
    }

    private static ReactionGas Gas(string formula, bool consumable) =>
        new(formula, Formula.Of(formula).Composition, consumable);
}

/// <summary>A substance that goes into a recipe.</summary>
public sealed record Reactant(string Name, Composition Composition);

/// <summary>How much of a gas goes with one formula unit of the target.</summary>
/// <param name="Released">Mole per mole of target; negative where the gas is taken up.</param>
public readonly record struct GasAmount(ReactionGas Gas, Rational Released);
