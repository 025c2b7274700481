using CellDsl.Language.Chemistry;
using CellDsl.Language.Units;
using CsCheck;
using Xunit;

namespace CellDsl.Language.Tests.Chemistry;

public class FormulaTests
{
    [Theory]
    [InlineData("Li[8/7] Ti[2/7] V[4/7](III) O2", "Li[8/7]O2Ti[2/7]V[4/7]", "Li[8/7]Ti[2/7]V[4/7](III)O2")]
    [InlineData("V(C5H7O2)3", "C15H21O6V", "V(C5H7O2)3")]
    [InlineData("CoSO4·7H2O", "CoH14O11S", "CoSO4·7H2O")]
    [InlineData("CoSO4*7H2O", "CoH14O11S", "CoSO4·7H2O")]
    [InlineData("Li5.5PS4.5Cl1.5", "Cl1.5Li5.5PS4.5", "Li5.5PS4.5Cl1.5")]
    [InlineData("V2(III)O3", "O3V2", "V2(III)O3")]
    [InlineData("LiN(SO2F)2", "F2LiNO4S2", "LiN(SO2F)2")]
    [InlineData("CH3COOLi", "C2H3LiO2", "CH3COOLi")]
    [InlineData("LiNi0.8Mn0.1Co0.1O₂", "Co0.1LiMn0.1Ni0.8O2", "LiNi0.8Mn0.1Co0.1O2")]
    [InlineData("Fe(II)Fe2(III)O4", "Fe3O4", "Fe(II)Fe2(III)O4")]
    [InlineData("Cu(I)2", "CuI2", "Cu(I)2")]
    [InlineData("O(-II)", "O", "O(-II)")]
    [InlineData("LiOH·0.5H2O", "H2LiO1.5", "LiOH·0.5H2O")]
    [InlineData("C2H5OH", "C2H6O", "C2H5OH")]
    [InlineData("((Li))2", "Li2", "((Li))2")]
    public void A_formula_has_a_composition_and_one_spelling(string text, string hill, string printed)
    {
        var reading = Formula.Parse(text);
        Assert.Empty(reading.Errors);
        Assert.Equal(hill, reading.Formula.Composition.Hill());
        Assert.Equal(printed, reading.Formula.ToString());
        Assert.Equal(reading.Formula.Composition, Formula.Of(printed).Composition);
        Assert.Equal(reading.Formula.Composition, Formula.Of(reading.Formula.ToDisplayString()).Composition);
    }

    [Theory]
    [InlineData("Li2CO3", "73.888")]
    [InlineData("TiO2", "79.865")]
    [InlineData("V2O3", "149.881")]
    [InlineData("H2O", "18.015")]
    [InlineData("LiFePO4", "157.755")]
    public void Molar_mass_is_the_sum_of_the_weights(string text, string mass) =>
        Assert.Equal(Rational.Parse(mass), Formula.Of(text).MolarMass);

    [Fact]
    public void An_element_without_a_standard_weight_leaves_the_molar_mass_open() =>
        Assert.Null(Formula.Of("TcO2").MolarMass);

    [Fact]
    public void Oxidation_states_stay_with_their_site()
    {
        var sites = Formula.Of("V2(V)O5").Evaluate().Sites;
        Assert.Equal((5, Rational.Parse("2")), (sites[0].State, sites[0].Amount));
        Assert.Null(sites[1].State);
    }

    [Fact]
    public void A_parameter_takes_its_value()
    {
        var formula = Formula.Parse("Li[1+x]Mn[2-x]O4").Formula;
        Assert.Equal(["x", "x"], formula.Parameters.Select(p => p.Name));
        Assert.Equal(5, formula.Parameters[0].Span.Start);
        var content = formula.Evaluate(new Dictionary<string, Rational> { ["x"] = Rational.Of(1, 10) });
        Assert.Empty(content.Errors);
        Assert.Equal("Li1.1Mn1.9O4", content.Composition.ToString());
        Assert.Equal("Li[1+x]Mn[2-x]O4", formula.ToString());
    }

    [Theory]
    [InlineData("Li[x]", FormulaFault.UnknownParameter, "x")]
    [InlineData("Li[a-3]", FormulaFault.NegativeAmount, "a-3")]
    [InlineData("Li[1/(a-2)]", FormulaFault.DivisionByZero, "a-2")]
    public void A_subscript_without_a_sensible_value_is_told(string text, FormulaFault fault, string part)
    {
        var content = Formula.Parse(text).Formula.Evaluate(new Dictionary<string, Rational> { ["a"] = 2 });
        var error = Assert.Single(content.Errors);
        Assert.Equal((fault, part), (error.Fault, error.Part));
    }

    [Theory]
    [InlineData("", FormulaFault.Empty, "", null)]
    [InlineData("LiXx2", FormulaFault.UnknownElement, "Xx", null)]
    [InlineData("Lithum2", FormulaFault.UnknownElement, "Lithum", "Li")]
    [InlineData("LI2CO3", FormulaFault.UnknownElement, "LI", "Li")]
    [InlineData("liFePO4", FormulaFault.UnknownElement, "li", "Li")]
    [InlineData("LiEt", FormulaFault.UnknownElement, "Et", "C2H5")]
    [InlineData("V(C5H7O2", FormulaFault.Unclosed, "(", null)]
    [InlineData("VO2)", FormulaFault.Unclosed, ")", null)]
    [InlineData("Li[1+]O", FormulaFault.BadSubscript, "[1+]", null)]
    [InlineData("Li[1 x]O", FormulaFault.BadSubscript, "x", null)]
    [InlineData("Li[2O", FormulaFault.Unclosed, "[", null)]
    [InlineData("Li2-CO3", FormulaFault.UnexpectedCharacter, "-", null)]
    [InlineData("Li𝄞", FormulaFault.UnexpectedCharacter, "𝄞", null)]
    [InlineData("CoSO4·", FormulaFault.EmptyGroup, "", null)]
    [InlineData("Li()2", FormulaFault.EmptyGroup, "()", null)]
    [InlineData("CuSO4.5H2O", FormulaFault.HydrateDot, ".", "·")]
    [InlineData("(VO)(III)", FormulaFault.MisplacedState, "(III)", null)]
    public void A_mistake_is_located(string text, FormulaFault fault, string part, string? suggestion)
    {
        var error = Assert.Single(Formula.Parse(text).Errors);
        Assert.Equal((fault, part, suggestion), (error.Fault, error.Part, error.Suggestion));
        Assert.Equal(part, text.Substring(error.Span.Start, error.Span.Length));
    }

    [Fact]
    public void No_text_makes_the_parser_throw() =>
        Gen.Char["LiTVO(I)[]·*.128/+-x ₂é\t"]
            .Array[0, 40]
            .Select(c => new string(c))
            .Holds(text =>
            {
                var reading = Formula.Parse(text);
                Assert.All(
                    reading.Errors,
                    e => Assert.Equal(e.Part, text.Substring(e.Span.Start, e.Span.Length))
                );
                if (reading.IsFine && reading.Formula.Evaluate() is { Errors.IsEmpty: true } content)
                {
                    Assert.Equal(content.Composition, Formula.Of(reading.Formula.ToString()).Composition);
                }
            });

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        Assert.NotEmpty(Formula.Parse(new string('(', 100_000)).Errors);
        Assert.NotEmpty(Formula.Parse($"Li[{new string('(', 100_000)}]").Errors);
        Assert.NotEmpty(Formula.Parse($"Li[{new string('-', 100_000)}1]").Errors);
        Assert.NotEmpty(Formula.Parse($"Li[1{string.Concat(Enumerable.Repeat("+1", 100_000))}]").Errors);
    }

    [Fact]
    public void The_table_has_all_elements()
    {
        Assert.Equal(118, Elements.All.Length);
        Assert.Equal(118, Elements.All.Select(e => e.Symbol).Distinct().Count());
        Assert.Equal(84, Elements.All.Count(e => e.Weight is not null));
        Assert.Equal(23, Elements.Find("V").Number);
        Assert.Equal(118, Elements.Find("Og").Number);

        // Weights rise with the number but at the four pairs that the periodic system is known for.
        var weighed = Elements.All.Where(e => e.Weight is not null).ToList();
        var falls = weighed
            .Zip(weighed.Skip(1))
            .Where(p => p.First.Weight >= p.Second.Weight)
            .Select(p => p.First.Symbol);
        Assert.Equal(["Ar", "Co", "Te", "Th"], falls);
    }
}
