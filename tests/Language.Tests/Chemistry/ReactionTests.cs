using System.Collections.Immutable;
using CellDsl.Language.Chemistry;
using CellDsl.Language.Units;
using CsCheck;
using Xunit;

namespace CellDsl.Language.Tests.Chemistry;

public class ReactionTests
{
    [Theory]
    [InlineData(
        "Li[8/7]Ti[2/7]V[4/7]O2",
        "Li2CO3 TiO2 V2O3",
        "4/7 Li2CO3 + 2/7 TiO2 + 2/7 V2O3 → Li[8/7]Ti[2/7]V[4/7]O2 + 4/7 CO2",
        "0"
    )]
    [InlineData("LiCoO2", "Li2CO3 Co3O4", "1/2 Li2CO3 + 1/3 Co3O4 + 1/12 O2 → LiCoO2 + 1/2 CO2", "1/12")]
    [InlineData("LiMn2O4", "LiOH MnO2", "LiOH + 2 MnO2 → LiMn2O4 + 1/2 H2O + 1/4 O2", "-1/4")]
    [InlineData("Li4Ti5O12", "Li2CO3 TiO2", "2 Li2CO3 + 5 TiO2 → Li4Ti5O12 + 2 CO2", "0")]
    [InlineData("NiO", "Ni(NO3)2·6H2O", "Ni(NO3)2·6H2O → NiO + 6 H2O + 2 NO2 + 1/2 O2", "-1/2")]
    [InlineData("LiFePO4", "FePO4 LiOH·H2O", null, "-1/4")]
    [InlineData("V2O5", "NH4VO3", "2 NH4VO3 → V2O5 + H2O + 2 NH3", "0")]
    [InlineData("LiTiO2", "Li2TiO3 TiO", "1/2 Li2TiO3 + 1/2 TiO → LiTiO2", "0")]
    [InlineData("Co3O4", "CoSO4·7H2O", "3 CoSO4·7H2O → Co3O4 + 3 SO2 + 21 H2O + O2", "-1")]
    [InlineData(
        "LiNi0.5Mn1.5O4",
        "LiNO3 NiO MnO2",
        "LiNO3 + 1/2 NiO + 3/2 MnO2 → LiNi0.5Mn1.5O4 + NO2 + 1/4 O2",
        null
    )]
    public void A_recipe_is_balanced(string target, string precursors, string? equation, string? oxygen)
    {
        var reaction = Assert.IsType<BalancedReaction>(Balance(target, precursors));
        AssertConserved(Formula.Of(target).Composition, reaction);
        Assert.Equal(Sorted(equation ?? reaction.ToString()), Sorted(reaction.ToString()));
        if (oxygen is not null)
        {
            Assert.Equal(Fraction(oxygen), reaction.OxygenDemand);
        }
    }

    [Fact]
    public void An_oxalate_gives_off_monoxide_where_no_oxygen_is_supplied()
    {
        var precursors = Reactants("Li2CO3 FeC2O4·2H2O NH6PO4");
        var target = Formula.Of("LiFePO4").Composition;
        var inert = Assert.IsType<BalancedReaction>(
            ReactionBalance.Of(target, precursors, ReactionGases.For(precursors, suppliesOxygen: false))
        );
        Assert.Equal(Rational.Zero, inert.OxygenDemand);
        Assert.Contains(inert.Gases, g => g.Gas.Name == "CO" && g.Released == Rational.One);
        var air = Assert.IsType<BalancedReaction>(
            ReactionBalance.Of(target, precursors, ReactionGases.For(precursors, suppliesOxygen: true))
        );
        Assert.Equal(Rational.Of(1, 2), air.OxygenDemand);
    }

    [Fact]
    public void What_nothing_supplies_is_named()
    {
        var result = Impossible("LiCoO2", "Li2CO3 TiO2 MnO");
        Assert.Equal(ImpossibleReason.MissingElement, result.Reason);
        Assert.Equal([("Co", "-1")], result.Elements.Select(e => (e.Element.Symbol, $"{e.Amount}")));
    }

    [Fact]
    public void What_cannot_leave_is_named_with_its_precursor()
    {
        var result = Impossible("LiCoO2", "Li2CO3 Co3O4 MnO2");
        Assert.Equal(ImpossibleReason.TrappedElement, result.Reason);
        Assert.Equal("Mn", Assert.Single(result.Elements).Element.Symbol);
        Assert.Equal("MnO2", Assert.Single(result.Precursors).Name);
    }

    [Fact]
    public void Oxygen_that_the_gas_does_not_have_is_named()
    {
        var precursors = Reactants("Li2CO3 Co3O4");
        var result = Assert.IsType<ImpossibleReaction>(
            ReactionBalance.Of(
                Formula.Of("LiCoO2").Composition,
                precursors,
                ReactionGases.For(precursors, suppliesOxygen: false)
            )
        );
        Assert.Equal(ImpossibleReason.GasNotSupplied, result.Reason);
        Assert.Contains(result.Gases, g => g.Gas.Name == "O2" && g.Released == Rational.Of(-1, 12));
    }

    [Fact]
    public void A_ratio_that_no_amounts_give_is_told_by_element()
    {
        var result = Impossible("LiFePO4", "FePO4 Li3PO4");
        Assert.Equal(ImpossibleReason.Ratio, result.Reason);
        Assert.Equal(
            ("P", Rational.Of(1, 3)),
            (result.Elements[0].Element.Symbol, result.Elements[0].Amount)
        );
    }

    [Fact]
    public void A_precursor_without_a_part_is_named()
    {
        var result = Impossible("Li2TiO3", "Li2CO3 TiO2 Li2Ti2O5 LiTi2O4", ReactionGases.Inert);
        Assert.Equal(ImpossibleReason.NoPart, result.Reason);
    }

    [Fact]
    public void Two_sources_of_one_element_leave_a_choice()
    {
        var result = Assert.IsType<UnderdeterminedReaction>(Balance("LiCoO2", "Li2CO3 LiOH Co3O4"));
        Assert.Equal(["Li2CO3", "LiOH"], result.Precursors.Select(p => p.Name));
        Assert.Equal("Li2CO3 + H2O = 2 LiOH + CO2", Flip(Assert.Single(result.Exchanges)));
    }

    [Fact]
    public void The_same_substance_twice_leaves_a_choice()
    {
        var result = Assert.IsType<UnderdeterminedReaction>(Balance("Li2TiO3", "Li2CO3 TiO2 TiO2"));
        Assert.Equal("TiO2 = TiO2", Assert.Single(result.Exchanges));
    }

    // A recipe made by putting a reaction together backwards: each precursor brings a metal of its own besides what leaves
    // as gas, so that its coefficients are the only ones.
    [Fact]
    public void A_reaction_put_together_backwards_is_found_again() =>
        s_built.Holds(built =>
        {
            var (precursors, coefficients, target) = built;
            var reaction = Assert.IsType<BalancedReaction>(ReactionBalance.Of(target, precursors));
            AssertConserved(target, reaction);
            Assert.Equal(coefficients, reaction.Coefficients);
        });

    // With metals shared at random the choice may stay open, but a recipe that exists is never denied.
    [Fact]
    public void A_recipe_that_exists_is_never_called_impossible() =>
        s_mixed.Holds(
            built =>
            {
                var (precursors, _, target) = built;
                var result = ReactionBalance.Of(target, precursors);
                Assert.IsNotType<ImpossibleReaction>(result);
                if (result is BalancedReaction reaction)
                {
                    AssertConserved(target, reaction);
                    Assert.All(reaction.Coefficients, c => Assert.True(c.Sign > 0));
                }
            },
            iter: 300
        );

    private static readonly Gen<Rational> s_amount = Gen.Select(
        Gen.Int[1, 9],
        Gen.Int[1, 7],
        (n, d) => Rational.Of(n, d)
    );

    private static readonly Gen<(ImmutableArray<Reactant>, ImmutableArray<Rational>, Composition)> s_built =
        Built((i, _) => new[] { "Li", "Ti", "V", "Mn" }[i]);

    private static readonly Gen<(ImmutableArray<Reactant>, ImmutableArray<Rational>, Composition)> s_mixed =
        Built((_, pick) => new[] { "Li", "Ti", "V" }[pick]);

    private static Gen<(ImmutableArray<Reactant>, ImmutableArray<Rational>, Composition)> Built(
        Func<int, int, string> metal
    ) =>
        Gen.Select(s_amount, s_amount, Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2])
            .Array[1, 4]
            .Select(parts =>
            {
                var precursors = new List<Reactant>();
                var coefficients = new List<Rational>();
                var target = Composition.Empty;
                for (var i = 0; i < parts.Length; i++)
                {
                    var (coefficient, atoms, carbonate, water, pick) = parts[i];
                    var core = Parts(metal(i, pick), atoms) + Parts("O", atoms);
                    var whole = core + Parts("C", carbonate) + Parts("O", 2 * carbonate);
                    whole += Parts("H", 2 * water) + Parts("O", water);
                    precursors.Add(new($"p{i}", whole));
                    coefficients.Add(coefficient);
                    target += core.Scale(coefficient);
                }

                return (precursors.ToImmutableArray(), coefficients.ToImmutableArray(), target);
            });

    private static Composition Parts(string element, Rational amount) =>
        new([KeyValuePair.Create(Elements.Find(element), amount)]);

    private static void AssertConserved(Composition target, BalancedReaction reaction)
    {
        var left = Composition.Empty;
        foreach (var (precursor, coefficient) in reaction.Precursors.Zip(reaction.Coefficients))
        {
            left += precursor.Composition.Scale(coefficient);
        }

        var right = reaction.Gases.Aggregate(target, (sum, g) => sum + g.Gas.Composition.Scale(g.Released));
        Assert.Equal(right, left);
    }

    private static ReactionBalance Balance(string target, string precursors) =>
        ReactionBalance.Of(Formula.Of(target).Composition, Reactants(precursors));

    private static ImpossibleReaction Impossible(
        string target,
        string precursors,
        ImmutableArray<ReactionGas>? gases = null
    ) =>
        Assert.IsType<ImpossibleReaction>(
            ReactionBalance.Of(
                Formula.Of(target).Composition,
                Reactants(precursors),
                gases ?? ReactionGases.Any
            )
        );

    private static ImmutableArray<Reactant> Reactants(string formulas) =>
        [.. formulas.Split(' ').Select(f => new Reactant(f, Formula.Of(f).Composition))];

    private static Rational Fraction(string text)
    {
        var parts = text.Split('/');
        return Rational.Parse(parts[0]) / (parts.Length > 1 ? Rational.Parse(parts[1]) : Rational.One);
    }

    private static string Sorted(string equation) =>
        string.Join(" → ", equation.Split(" → ").Select(s => string.Join(" + ", s.Split(" + ").Order())));

    private static string Flip(string exchange) =>
        exchange.StartsWith("Li2CO3", StringComparison.Ordinal)
            ? exchange
            : string.Join(" = ", exchange.Split(" = ").Reverse());
}
