using System.Collections.Immutable;
using System.Text;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>Whether and how a target can be made from its precursors. One of the three results below.</summary>
public abstract record ReactionBalance
{
    /// <summary>
    /// Balances, per mole of target, in exact fractions. The rule where gases leave a choice: without O2 before with O2;
    /// without O2, the set of gases that does without the later ones of <paramref name="gases"/>; with O2, the set that
    /// exchanges least of it, so that nitrogen and sulfur leave in the state in which they came. Every precursor has to take
    /// part. What this rule does not settle, two sources of one element, is left to the author of the recipe.
    /// </summary>
    public static ReactionBalance Of(
        Composition target,
        ImmutableArray<Reactant> precursors,
        ImmutableArray<ReactionGas> gases
    ) => new ReactionBalancer(target, precursors, gases).Balance();

    /// <inheritdoc cref="Of(Composition, ImmutableArray{Reactant}, ImmutableArray{ReactionGas})"/>
    public static ReactionBalance Of(Composition target, ImmutableArray<Reactant> precursors) =>
        Of(target, precursors, ReactionGases.Any);
}

/// <summary>The one recipe.</summary>
/// <param name="Coefficients">Mole of each precursor per mole of target, in the order given; all above zero.</param>
public sealed record BalancedReaction(
    string Target,
    ImmutableArray<Reactant> Precursors,
    ImmutableArray<Rational> Coefficients,
    ImmutableArray<GasAmount> Gases
) : ReactionBalance
{
    /// <summary>Mole of O2 taken up per mole of target; negative where oxygen is given off.</summary>
    public Rational OxygenDemand =>
        Gases
            .Where(g => g.Gas.Composition.Parts is [{ Key: var only }] && only.Equals(Elements.Oxygen))
            .Aggregate(Rational.Zero, static (sum, g) => sum - g.Released);

    /// <summary>As <c>4/7 Li2CO3 + 2/7 TiO2 + 2/7 V2O3 → Li[8/7]Ti[2/7]V[4/7]O2 + 4/7 CO2</c>.</summary>
    public override string ToString()
    {
        var left = Precursors
            .Zip(Coefficients, static (p, c) => ReactionText.Term(c, p.Name))
            .Concat(
                Gases.Where(g => g.Released.Sign < 0).Select(g => ReactionText.Term(-g.Released, g.Gas.Name))
            );
        var right = Gases
            .Where(g => g.Released.Sign > 0)
            .Select(g => ReactionText.Term(g.Released, g.Gas.Name))
            .Prepend(Target);
        return $"{string.Join(" + ", left)} → {string.Join(" + ", right)}";
    }
}

/// <summary>Why no amounts of the precursors give the target.</summary>
public enum ImpossibleReason
{
    /// <summary>The target has elements that nothing supplies.</summary>
    MissingElement,

    /// <summary>A precursor brings elements that the target lacks and no gas carries away.</summary>
    TrappedElement,

    /// <summary>A gas would have to be supplied that the atmosphere does not have.</summary>
    GasNotSupplied,

    /// <summary>The precursors hold some elements in a ratio that the target does not have.</summary>
    Ratio,

    /// <summary>A precursor would have to be taken out, or has no part in the reaction.</summary>
    NoPart,
}

/// <summary>How much of an element the precursors bring too much, per mole of target; negative where it is too little.</summary>
public readonly record struct ElementExcess(Element Element, Rational Amount);

/// <summary>No amounts of the precursors give the target.</summary>
/// <param name="Elements">What is missing, trapped or out of ratio, with amounts per mole of target.</param>
/// <param name="Precursors">The precursors concerned.</param>
/// <param name="Gases">The gases that would have to be supplied (below zero), with what else would come and go.</param>
public sealed record ImpossibleReaction(
    ImpossibleReason Reason,
    ImmutableArray<ElementExcess> Elements,
    ImmutableArray<Reactant> Precursors,
    ImmutableArray<GasAmount> Gases
) : ReactionBalance;

/// <summary>More than one recipe gives the target.</summary>
/// <param name="Exchanges">
/// Reactions among precursors and gases that may run to any extent without changing the target, as
/// <c>Li2CO3 + H2O = 2 LiOH + CO2</c>.
/// </param>
/// <param name="Precursors">The precursors whose share the author has to say.</param>
public sealed record UnderdeterminedReaction(
    ImmutableArray<string> Exchanges,
    ImmutableArray<Reactant> Precursors
) : ReactionBalance;

/// <summary>Terms of an equation.</summary>
internal static class ReactionText
{
    public static string Term(Rational coefficient, string name) =>
        coefficient == Rational.One ? name
        : coefficient.IsInteger ? $"{coefficient} {name}"
        : $"{coefficient.Numerator}/{coefficient.Denominator} {name}";

    /// <summary>What stands below zero on the left, what stands above on the right, in the smallest whole numbers.</summary>
    public static string Exchange(IEnumerable<(string Name, Rational Amount)> terms)
    {
        var all = terms.Where(t => !t.Amount.IsZero).ToList();
        var scale = all.Aggregate(
            Rational.One,
            static (product, t) => product * Rational.Of((t.Amount * product).Denominator, 1)
        );
        var common = all.Select(t => (t.Amount * scale).Numerator)
            .Aggregate(System.Numerics.BigInteger.Zero, System.Numerics.BigInteger.GreatestCommonDivisor);
        scale /= common.IsZero ? Rational.One : Rational.Of(common, 1);
        var text = new StringBuilder();
        text.AppendJoin(
            " + ",
            all.Where(t => t.Amount.Sign < 0).Select(t => Term(-t.Amount * scale, t.Name))
        );
        text.Append(" = ");
        text.AppendJoin(" + ", all.Where(t => t.Amount.Sign > 0).Select(t => Term(t.Amount * scale, t.Name)));
        return text.ToString();
    }
}
