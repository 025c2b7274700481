using System.Collections.Immutable;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>What to add beyond the balanced recipe, and how pure it is.</summary>
/// <param name="Excess">As a fraction of the balanced amount: 0.05 for 5 %.</param>
/// <param name="Purity">The mass fraction of the substance in what is weighed, above 0 and up to 1.</param>
public readonly record struct WeighingTerms(Rational Excess, Rational Purity)
{
    /// <summary>No excess, pure.</summary>
    public static WeighingTerms Plain => new(Rational.Zero, Rational.One);
}

/// <summary>One line of a weighing list.</summary>
/// <param name="Moles">Of the pure substance, in mol, excess included.</param>
/// <param name="Mass">To be weighed, in g, with excess and purity.</param>
public readonly record struct Weighing(Reactant Precursor, Rational Moles, Rational Mass);

/// <summary>Masses of precursors for a mass of target.</summary>
public static class WeighingList
{
    /// <summary>
    /// m_i = (m / M) · c_i · (1 + excess_i) · M_i / purity_i, with c_i from the balanced recipe. All masses in g. Null where an
    /// element has no standard weight or a purity is not above zero.
    /// </summary>
    /// <param name="target">The composition of the target, per the formula unit that was balanced.</param>
    /// <param name="terms">One for each precursor of the recipe, in its order.</param>
    /// <param name="elementExcess">
    /// Excess by element, as a fraction: every precursor that brings the element is raised by it, on top of its own excess.
    /// </param>
    public static ImmutableArray<Weighing>? For(
        BalancedReaction reaction,
        Composition target,
        Rational targetMass,
        ImmutableArray<WeighingTerms> terms,
        IReadOnlyDictionary<Element, Rational>? elementExcess = null
    )
    {
        if (target.MolarMass is not { IsZero: false } molarMass)
        {
            return null;
        }

        var lines = ImmutableArray.CreateBuilder<Weighing>(reaction.Precursors.Length);
        for (var i = 0; i < reaction.Precursors.Length; i++)
        {
            var precursor = reaction.Precursors[i];
            if (precursor.Composition.MolarMass is not { } mass || terms[i].Purity.Sign <= 0)
            {
                return null;
            }

            var factor =
                (Rational.One + terms[i].Excess) * ElementFactor(precursor.Composition, elementExcess);
            var moles = targetMass / molarMass * reaction.Coefficients[i] * factor;
            lines.Add(new(precursor, moles, moles * mass / terms[i].Purity));
        }

        return lines.MoveToImmutable();
    }

    private static Rational ElementFactor(
        Composition composition,
        IReadOnlyDictionary<Element, Rational>? excess
    ) =>
        excess is null
            ? Rational.One
            : excess
                .Where(e => !composition[e.Key].IsZero)
                .Aggregate(Rational.One, static (factor, e) => factor * (Rational.One + e.Value));
}
