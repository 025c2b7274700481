using CellDsl.Runtime.Simulation.Cells;

namespace CellDsl.Runtime.Simulation.Parameters;

/// <summary>
/// LG M50, graphite–SiOx against NMC 811, 5 Ah: C.-H. Chen, F. Brosa Planella, K. O'Regan, D. Gastol, W. D. Widanage,
/// E. Kendrick, J. Electrochem. Soc. 167, 080534 (2020). Electrolyte: A. Nyman, M. Behm, G. Lindbergh, Electrochim. Acta
/// 53, 6356 (2008), LiPF6 in EC:EMC 3:7. Thermal constants as distributed with the set.
/// </summary>
public static class Chen2020
{
    public static PotentialFormula NegativePotential { get; } =
        new()
        {
            Constant = 0.2482,
            Exponentials = [(1.9793, -39.3631)],
            Steps = [(-0.0909, 29.8538, 0.1234), (-0.04478, 14.9159, 0.2769), (-0.0205, 30.4444, 0.6103)],
        };

    public static PotentialFormula PositivePotential { get; } =
        new()
        {
            Constant = 4.4875,
            Linear = -0.8090,
            Steps = [(-0.0428, 18.5138, 0.5542), (-17.7326, 15.7890, 0.3117), (17.5842, 15.9308, 0.3120)],
        };

    /// <summary>m²/s over mol/m³; no temperature dependence was measured.</summary>
    public static double ElectrolyteDiffusivity(double concentration)
    {
        double c = concentration / 1000;
        return 8.794e-11 * c * c - 3.972e-10 * c + 4.862e-10;
    }

    /// <summary>S/m over mol/m³.</summary>
    public static double ElectrolyteConductivity(double concentration)
    {
        double c = concentration / 1000;
        return 0.1297 * c * c * c - 2.51 * c * Math.Sqrt(c) + 3.329 * c;
    }

    /// <summary>Isothermal, without ageing, as assembled and charged (0.27 of the positive's lithiation).</summary>
    public static CellParameters Parameters { get; } =
        new()
        {
            Name = "Chen 2020",
            Source = "C.-H. Chen et al., J. Electrochem. Soc. 167, 080534 (2020)",
            Negative = new()
            {
                Thickness = 8.52e-5,
                Porosity = 0.25,
                ActiveFraction = 0.75,
                ParticleRadius = 5.86e-6,
                MaximumConcentration = 33133,
                InitialConcentration = 29866,
                Diffusivity = 3.3e-14,
                Conductivity = 215,
                SolidBruggeman = 0,
                ExchangeConstant = 6.48e-7,
                ExchangeActivation = 35000,
                OpenCircuit = new OpenCircuitCurve(NegativePotential.At),
            },
            Separator = new() { Thickness = 1.2e-5, Porosity = 0.47 },
            Positive = new()
            {
                Thickness = 7.56e-5,
                Porosity = 0.335,
                ActiveFraction = 0.665,
                ParticleRadius = 5.22e-6,
                MaximumConcentration = 63104,
                InitialConcentration = 17038,
                Diffusivity = 4e-15,
                Conductivity = 0.18,
                SolidBruggeman = 0,
                ExchangeConstant = 3.42e-6,
                ExchangeActivation = 17800,
                OpenCircuit = new OpenCircuitCurve(PositivePotential.At),
            },
            Electrolyte = new()
            {
                Concentration = 1000,
                Transference = 0.2594,
                Diffusivity = new PropertyCurve(ElectrolyteDiffusivity),
                Conductivity = new PropertyCurve(ElectrolyteConductivity),
            },
            Area = 0.065 * 1.58,
            NominalCapacity = 5 * 3600,
            LowerCutOff = 2.5,
            UpperCutOff = 4.2,
        };

    /// <summary>Layers with their foils (12 µm copper, 16 µm aluminium) over 24.2 cm³, cooled by 53.1 cm² at 10 W/(m²·K).</summary>
    public static ThermalParameters Thermal { get; } =
        new()
        {
            HeatCapacity = ThermalParameters.OfLayers(
                2.42e-5,
                (1.2e-5, 8960, 385),
                (8.52e-5, 1657, 700),
                (1.2e-5, 397, 700),
                (7.56e-5, 3262, 700),
                (1.6e-5, 2700, 897)
            ),
            Cooling = 10 * 0.00531,
        };
}
