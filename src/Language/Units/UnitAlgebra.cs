using System.Collections.Immutable;
using System.Text;

namespace CellDsl.Language.Units;

/// <summary>Products of units, with equal factors cancelled and one spelling for each product.</summary>
internal static class UnitAlgebra
{
    /// <summary>left · right^power.</summary>
    public static Unit Combine(Unit left, Unit right, int power)
    {
        if (right.IsOne)
        {
            return left;
        }

        var terms = left.Terms.ToBuilder();
        foreach (var term in right.Terms)
        {
            Merge(terms, new(term.Unit, term.Power * power));
        }

        return FromTerms(terms.ToImmutable());
    }

    /// <summary>
    /// The unit of these terms. Within a product a degree Celsius is a difference, hence a kelvin, and a C-rate is one
    /// over an hour: 2C · 3 mAh = 6 mAh/h.
    /// </summary>
    public static Unit FromTerms(ImmutableArray<UnitTerm> terms)
    {
        if (terms.IsEmpty)
        {
            return Unit.One;
        }

        if (terms is [{ Power: 1 } only])
        {
            return only.Unit;
        }

        var merged = ImmutableArray.CreateBuilder<UnitTerm>(terms.Length);
        var factor = Rational.One;
        Kind kind = default;
        foreach (var term in terms)
        {
            var (unit, power) = Plain(term);
            Merge(merged, new(unit, power));
            factor *= unit.Factor.Pow(power);
            var raised = KindAlgebra.Power(unit.Kind, Math.Abs(power)).Kind;
            kind = (power > 0 ? KindAlgebra.Multiply(kind, raised) : KindAlgebra.Divide(kind, raised)).Kind;
        }

        var all = merged.ToImmutable();
        return all is [{ Power: 1 } left] ? left.Unit
            : all.IsEmpty ? Unit.One
            : new Unit(Symbol(all), kind, factor, all);
    }

    /// <summary>Numerators, then all denominators behind one slash: <c>mA/(g·h)</c>.</summary>
    public static string Symbol(ImmutableArray<UnitTerm> terms)
    {
        var above = terms.Where(t => t.Power > 0).ToList();
        var below = terms.Where(t => t.Power < 0).ToList();
        var text = new StringBuilder();
        if (above.Count == 0)
        {
            return text.AppendJoin('·', below.Select(t => t.Unit.Symbol + Superscript.Power(t.Power)))
                .ToString();
        }

        text.AppendJoin('·', above.Select(t => t.Unit.Symbol + Superscript.Power(t.Power)));
        if (below.Count > 0)
        {
            text.Append(below.Count > 1 ? "/(" : "/");
            text.AppendJoin('·', below.Select(t => t.Unit.Symbol + Superscript.Power(-t.Power)));
            text.Append(below.Count > 1 ? ")" : "");
        }

        return text.ToString();
    }

    private static UnitTerm Plain(UnitTerm term) =>
        term.Unit.Kind.IsPoint ? term with { Unit = UnitTable.Kelvin }
        : term.Unit.Kind.Tag == Tag.CRate ? new(UnitTable.Hour, -term.Power)
        : term;

    private static void Merge(ImmutableArray<UnitTerm>.Builder terms, UnitTerm added)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            if (terms[i].Unit.Equals(added.Unit))
            {
                var power = terms[i].Power + added.Power;
                if (power == 0)
                {
                    terms.RemoveAt(i);
                }
                else
                {
                    terms[i] = new(added.Unit, power);
                }

                return;
            }
        }

        terms.Add(added);
    }
}
