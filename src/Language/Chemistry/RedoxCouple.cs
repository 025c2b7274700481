using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>An element and the two oxidation states between which it works: <c>V(III)/V(V)</c>.</summary>
public sealed record RedoxCouple(Element Element, int Low, int High)
{
    /// <summary>Electrons per atom.</summary>
    public int Electrons => High - Low;

    /// <summary>Reads <c>V(III)/V(V)</c>, in either order; null, and where it fails, for other text.</summary>
    public static RedoxCouple? Parse(string text, out TextSpan wrong)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        wrong = new(0, text.Length);
        if (slash < 0)
        {
            return null;
        }

        var left = Half(text[..slash]);
        var right = Half(text[(slash + 1)..]);
        if (left is not { } a)
        {
            wrong = new(0, slash);
            return null;
        }

        if (right is not { } b || !b.Element.Equals(a.Element) || b.State == a.State)
        {
            wrong = TextSpan.FromBounds(slash + 1, text.Length);
            return null;
        }

        wrong = default;
        return new(a.Element, Math.Min(a.State, b.State), Math.Max(a.State, b.State));
    }

    public override string ToString() =>
        $"{Element}({FormulaText.Roman(Low)})/{Element}({FormulaText.Roman(High)})";

    // One site of a formula: a single atom with a declared state.
    private static (Element Element, int State)? Half(string text) =>
        Formula.Parse(text.Trim()) is { IsFine: true, Formula: { IsConcrete: true } formula }
        && formula.Evaluate().Sites is [{ State: { } state } site]
        && site.Amount == Rational.One
            ? (site.Element, state)
            : null;
}
