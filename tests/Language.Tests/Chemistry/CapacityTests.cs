using System.Collections.Immutable;
using CellDsl.Language.Chemistry;
using CellDsl.Language.Units;
using Xunit;

namespace CellDsl.Language.Tests.Chemistry;

public class CapacityTests
{
    private static readonly Formula s_ltvo = Formula.Of("Li[8/7] Ti[2/7] V[4/7](III) O2");

    /// <summary>
    /// By hand, with the abridged weights of 2021 (Li 6.94, Ti 47.867, V 50.942, O 15.999, C 12.011):
    /// M(LTVO) = (8·6.94 + 2·47.867 + 4·50.942)/7 + 31.998 = 579.008/7 = 82.7154 g/mol, so 5 g are 0.0604482 mol;
    /// M(Li2CO3) = 73.888, M(TiO2) = 79.865, M(V2O3) = 149.881 g/mol.
    /// Li2CO3: 4/7 · 0.0604482 · 73.888 = 2.55222 g; TiO2: 2/7 · 0.0604482 · 79.865 = 1.37934 g;
    /// V2O3: 2/7 · 0.0604482 · 149.881 = 2.58857 g.
    /// </summary>
    [Fact]
    public void Five_grams_of_LTVO_weigh_out_as_by_hand()
    {
        var list = Weigh([WeighingTerms.Plain, WeighingTerms.Plain, WeighingTerms.Plain], null);
        Assert.Equal(["2.5522", "1.3793", "2.5886"], list.Select(w => w.Mass.ToDecimalString(5)));
        Assert.Equal(Rational.Of(579008, 7000), s_ltvo.MolarMass);

        // What goes in is the target and the carbon dioxide that leaves.
        var gas = 5 / s_ltvo.MolarMass.GetValueOrDefault() * Rational.Of(4, 7) * Rational.Parse("44.009");
        Assert.Equal(5 + gas, list.Aggregate(Rational.Zero, (sum, w) => sum + w.Mass));
    }

    [Fact]
    public void Excess_and_purity_scale_the_mass()
    {
        var plain = Weigh([WeighingTerms.Plain, WeighingTerms.Plain, WeighingTerms.Plain], null);
        var terms = new WeighingTerms(Rational.Of(5, 100), Rational.Parse("0.99"));
        var pure = Weigh([terms, WeighingTerms.Plain, WeighingTerms.Plain], null);
        Assert.Equal(plain[0].Mass * Rational.Parse("1.05") / Rational.Parse("0.99"), pure[0].Mass);
        Assert.Equal(plain[0].Moles * Rational.Parse("1.05"), pure[0].Moles);
        Assert.Equal(plain[1], pure[1]);

        var lithium = new Dictionary<Element, Rational> { [Elements.Lithium] = Rational.Of(1, 10) };
        var rich = Weigh([WeighingTerms.Plain, WeighingTerms.Plain, WeighingTerms.Plain], lithium);
        Assert.Equal(plain[0].Mass * Rational.Parse("1.1"), rich[0].Mass);
        Assert.Equal(plain[2], rich[2]);
    }

    [Fact]
    public void LTVO_holds_370_mAh_per_gram()
    {
        var capacity = Capacity(s_ltvo, "V(III)/V(V)");
        Assert.Equal(
            (Rational.Of(8, 7), Rational.Of(8, 7)),
            (capacity.ElectronsPerFormula, capacity.IonsPerFormula)
        );
        Assert.Equal("370.3", capacity.Specific.ToDecimalString(4));
    }

    [Theory]
    [InlineData("LiFePO4", "Fe(II)/Fe(III)", CapacityLimit.Electrons, "169.9")]
    [InlineData("LiCoO2", "Co(III)/Co(IV)", CapacityLimit.Electrons, "273.8")]
    [InlineData("LiMn2O4", "Mn(III)/Mn(IV)", CapacityLimit.Ions, "148.2")]
    public void The_smaller_of_electrons_and_ions_limits(
        string formula,
        string couple,
        CapacityLimit limit,
        string value
    )
    {
        var capacity = Capacity(Formula.Of(formula), couple);
        Assert.Equal((limit, value), (capacity.Limit, capacity.Specific.ToDecimalString(4)));
    }

    [Fact]
    public void Graphite_holds_372_mAh_per_gram() =>
        Assert.Equal(
            "371.9",
            TheoreticalCapacity
                .SpecificOf(1, Formula.Of("C6").MolarMass.GetValueOrDefault())
                .ToDecimalString(4)
        );

    [Theory]
    [InlineData("V(III)", 0, 6)]
    [InlineData("Xx(III)/V(V)", 0, 7)]
    [InlineData("V(III)/Ti(IV)", 7, 6)]
    [InlineData("V(III)/V(III)", 7, 6)]
    [InlineData("V(III)/V", 7, 1)]
    public void What_is_no_couple_is_located(string text, int start, int length)
    {
        Assert.Null(RedoxCouple.Parse(text, out var wrong));
        Assert.Equal((start, length), (wrong.Start, wrong.Length));
    }

    [Theory]
    [InlineData("Li[8/7] Ti[2/7] V[4/7](III) O2", ChargeVerdict.Neutral, "4")]
    [InlineData("V2(III)O3", ChargeVerdict.Neutral, null)]
    [InlineData("V2(V)O3", ChargeVerdict.Charged, null)]
    [InlineData("Fe(II)Fe2(III)O4", ChargeVerdict.Neutral, null)]
    [InlineData("LiMn2O4", ChargeVerdict.Open, "3.5")]
    [InlineData("Li3VO2", ChargeVerdict.Charged, "1")]
    [InlineData("LiNi0.8Mn0.2O2", ChargeVerdict.Open, null)]
    public void Oxidation_states_are_added_up(string formula, ChargeVerdict verdict, string? implied)
    {
        var balance = ChargeBalance.Of(Formula.Of(formula).Evaluate());
        Assert.Equal((verdict, implied), (balance.Verdict, balance.Implied?.ToString()));
    }

    private static ImmutableArray<Weighing> Weigh(
        ImmutableArray<WeighingTerms> terms,
        Dictionary<Element, Rational>? excess
    )
    {
        ImmutableArray<Reactant> precursors =
        [
            .. new[] { "Li2CO3", "TiO2", "V2O3" }.Select(f => new Reactant(f, Formula.Of(f).Composition)),
        ];
        var reaction = Assert.IsType<BalancedReaction>(ReactionBalance.Of(s_ltvo.Composition, precursors));
        var list = WeighingList.For(reaction, s_ltvo.Composition, 5, terms, excess);
        Assert.NotNull(list);
        return list.Value;
    }

    private static TheoreticalCapacity Capacity(Formula formula, string couple)
    {
        var redox = RedoxCouple.Parse(couple, out _);
        Assert.NotNull(redox);
        Assert.Equal(couple, redox.ToString());
        var capacity = TheoreticalCapacity.Of(formula.Composition, [redox]);
        Assert.NotNull(capacity);
        return capacity;
    }
}
