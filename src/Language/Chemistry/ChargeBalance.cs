using System.Collections.Immutable;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>What the oxidation states of a formula add up to.</summary>
public enum ChargeVerdict
{
    Neutral,

    /// <summary>The states that are known, or all that are common for the others, leave a charge.</summary>
    Charged,

    /// <summary>Elements without a declared state leave it open.</summary>
    Open,
}

/// <summary>The charge of a formula unit from its oxidation states.</summary>
/// <param name="Residual">Of the sites whose state is declared or beyond doubt, in elementary charges.</param>
/// <param name="Presumed">Elements whose state was taken for granted: Li +1, O −2.</param>
/// <param name="Unknown">Elements without a declared state that have several.</param>
/// <param name="Implied">
/// The state that would make the formula neutral, where one element alone is unknown; it need not be whole.
/// </param>
public sealed record ChargeBalance(
    ChargeVerdict Verdict,
    Rational Residual,
    ImmutableArray<Element> Presumed,
    ImmutableArray<Element> Unknown,
    Rational? Implied
)
{
    // Beyond doubt in the compounds that electrodes are made of; peroxides declare their oxygen.
    private static readonly ImmutableArray<string> s_beyondDoubt = ["O", "F", "H"];

    /// <summary>Adds up the states of a formula whose subscripts are known.</summary>
    public static ChargeBalance Of(FormulaContent content)
    {
        var residual = Rational.Zero;
        var presumed = new List<Element>();
        var open = new Dictionary<Element, Rational>();
        foreach (var site in content.Sites)
        {
            if (site.State is { } declared)
            {
                residual += declared * site.Amount;
            }
            else if (IsBeyondDoubt(site.Element))
            {
                residual += site.Element.CommonStates[0] * site.Amount;
                presumed.Add(site.Element);
            }
            else
            {
                open[site.Element] = open.GetValueOrDefault(site.Element) + site.Amount;
            }
        }

        Rational? implied =
            open.Count == 1 && open.Values.First() is { IsZero: false } only ? -residual / only : null;
        return new(
            Judge(residual, open, implied),
            residual,
            [.. presumed.Distinct()],
            [.. open.Keys],
            implied
        );
    }

    private static ChargeVerdict Judge(
        Rational residual,
        Dictionary<Element, Rational> open,
        Rational? implied
    )
    {
        if (open.Count == 0)
        {
            return residual.IsZero ? ChargeVerdict.Neutral : ChargeVerdict.Charged;
        }

        var (least, most) = (residual, residual);
        foreach (var (element, amount) in open)
        {
            if (element.CommonStates.IsEmpty)
            {
                return ChargeVerdict.Open;
            }

            least += element.CommonStates.Min() * amount;
            most += element.CommonStates.Max() * amount;
        }

        return least.Sign > 0 || most.Sign < 0 ? ChargeVerdict.Charged
            : implied is { } state && open.Keys.First().CommonStates.Any(s => state == s)
                ? ChargeVerdict.Neutral
            : ChargeVerdict.Open;
    }

    private static bool IsBeyondDoubt(Element element) =>
        element.CommonStates.Length == 1 || s_beyondDoubt.Contains(element.Symbol);
}
