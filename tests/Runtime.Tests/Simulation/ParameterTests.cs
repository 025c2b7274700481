using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Tests.Simulation;

public sealed class ParameterTests
{
    public static TheoryData<string> Sets => ["chen", "marquis"];

    private static CellParameters Set(string name) =>
        name == "chen" ? Chen2020.Parameters : Marquis2019.Parameters;

    [Theory]
    [MemberData(nameof(Sets))]
    public void Cut_offs_are_the_voltages_of_an_empty_and_a_full_cell(string name)
    {
        var cell = Set(name);
        var empty = new SingleParticle<UniformElectrolyte>(ChargeBalance.At(cell, 0));
        var full = new SingleParticle<UniformElectrolyte>(ChargeBalance.At(cell, 1));
        Assert.Equal(cell.LowerCutOff, empty.Voltage, 1e-9);
        Assert.Equal(cell.UpperCutOff, full.Voltage, 1e-9);
        Assert.Equal(empty.Lithium, full.Lithium, 1e-9 * full.Lithium);
        Assert.Equal(new SingleParticle<UniformElectrolyte>(cell).Lithium, full.Lithium, 1e-9 * full.Lithium);
    }

    [Fact]
    public void Chen_has_its_nominal_capacity_between_the_cut_offs()
    {
        var balance = ChargeBalance.Of(Chen2020.Parameters);
        Assert.InRange(balance.Capacity / 3600, 5, 5.2);
        Assert.Equal(0.9106, balance.Negative.Full, 1e-4);
        Assert.Equal(0.2638, balance.Positive.Full, 1e-4);
    }

    [Fact]
    public void A_voltage_that_no_state_has_is_refused() =>
        Assert.Throws<ArgumentException>(() =>
            ChargeBalance.Of(Chen2020.Parameters with { UpperCutOff = 6 })
        );

    [Fact]
    public void Tables_are_the_formulas()
    {
        foreach (
            var formula in new[]
            {
                Chen2020.NegativePotential,
                Chen2020.PositivePotential,
                Marquis2019.NegativePotential,
                Marquis2019.PositivePotential,
            }
        )
        {
            var curve = new OpenCircuitCurve(formula.At);
            double sum = 0;
            const int Pieces = 20_000;
            for (int i = 0; i <= Pieces; i++)
            {
                double x = i / (double)Pieces;
                var (potential, slope) = formula.At(x);
                Assert.Equal(potential, curve.Potential(x, out double along), 2e-6);
                if (x is > 0 and < 1)
                    Assert.Equal(slope, along, 1e-2);
                sum += potential * (i is 0 or Pieces ? 0.5 : 1) / Pieces;
            }
            Assert.Equal(sum, curve.Integral(1), 1e-5);
            Assert.Equal(0, curve.Integral(0));
            Assert.Equal(
                curve.Potential(0.4, out _),
                (curve.Integral(0.4 + 1e-6) - curve.Integral(0.4 - 1e-6)) / 2e-6,
                1e-6
            );
        }
    }

    [Theory]
    [InlineData(50)]
    [InlineData(1000)]
    [InlineData(2345.6)]
    public void Properties_are_the_formulas(double concentration)
    {
        var chen = Chen2020.Parameters.Electrolyte;
        Assert.Equal(
            Chen2020.ElectrolyteConductivity(concentration),
            chen.Conductivity.At(concentration, out double slope),
            1e-6
        );
        double numeric =
            (
                Chen2020.ElectrolyteConductivity(concentration + 0.1)
                - Chen2020.ElectrolyteConductivity(concentration - 0.1)
            ) / 0.2;
        Assert.Equal(numeric, slope, 1e-6);
        Assert.Equal(
            Marquis2019.ElectrolyteDiffusivity(concentration),
            Marquis2019.Parameters.Electrolyte.Diffusivity.At(concentration, out _),
            1e-16
        );
    }

    [Fact]
    public void Slopes_of_the_formulas_are_their_derivatives()
    {
        for (double x = 0.05; x < 1; x += 0.01)
        {
            double numeric =
                (
                    Marquis2019.PositivePotential.At(x + 1e-6).Potential
                    - Marquis2019.PositivePotential.At(x - 1e-6).Potential
                ) / 2e-6;
            Assert.Equal(numeric, Marquis2019.PositivePotential.At(x).Slope, 1e-4 * (1 + Math.Abs(numeric)));
        }
    }
}
