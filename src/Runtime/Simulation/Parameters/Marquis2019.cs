using CellDsl.Runtime.Simulation.Cells;

namespace CellDsl.Runtime.Simulation.Parameters;

/// <summary>
/// Graphite against LiCoO2, Kokam type, 0.68 Ah: S. G. Marquis, V. Sulzer, R. Timms, C. P. Please, S. J. Chapman,
/// J. Electrochem. Soc. 166, A3693 (2019). Electrolyte: C. Capiglia et al., J. Power Sources 81–82, 859 (1999).
/// </summary>
public static class Marquis2019
{
    private const double PositiveScale = 1.062;

    public static PotentialFormula NegativePotential { get; } =
        new()
        {
            Constant = 0.194,
            Exponentials = [(1.5, -120)],
            Steps =
            [
                (0.0351, 1 / 0.083, 0.286),
                (-0.0045, 1 / 0.119, 0.849),
                (-0.035, 1 / 0.05, 0.9233),
                (-0.0147, 1 / 0.034, 0.5),
                (-0.102, 1 / 0.142, 0.194),
                (-0.022, 1 / 0.0164, 0.9),
                (-0.011, 1 / 0.0226, 0.124),
                (0.0155, 1 / 0.029, 0.105),
            ],
        };

    /// <summary>The paper writes it over y = 1.062 x.</summary>
    public static PotentialFormula PositivePotential { get; } =
        new()
        {
            Constant = 2.16216,
            Steps =
            [
                Falling(0.07645, 30.834, 54.4806),
                Falling(2.1581, 52.294, 50.294),
                Falling(-0.14169, 11.0923, 19.8543),
                Falling(0.2051, 1.4684, 5.4888),
                Falling(0.2531, 0.56478 / 0.1316, 1 / 0.1316),
                Falling(0.02167, 0.525 / 0.006, 1 / 0.006),
            ],
        };

    /// <summary>m²/s over mol/m³ at 298.15 K.</summary>
    public static double ElectrolyteDiffusivity(double concentration) =>
        5.34e-10 * Math.Exp(-0.65 * concentration / 1000);

    /// <summary>S/m over mol/m³ at 298.15 K.</summary>
    public static double ElectrolyteConductivity(double concentration)
    {
        double c = concentration / 1000;
        return 0.0911 + c * (1.9101 + c * (-1.052 + c * 0.1554));
    }

    /// <summary>Isothermal, without ageing, as assembled and charged (0.6 of the positive's lithiation).</summary>
    public static CellParameters Parameters { get; } =
        new()
        {
            Name = "Marquis 2019",
            Source = "S. G. Marquis et al., J. Electrochem. Soc. 166, A3693 (2019)",
            Negative = new()
            {
                Thickness = 1e-4,
                Porosity = 0.3,
                ActiveFraction = 0.6,
                ParticleRadius = 1e-5,
                MaximumConcentration = 24983.2619938437,
                InitialConcentration = 19986.609595075,
                Diffusivity = 3.9e-14,
                DiffusionActivation = 42770,
                Conductivity = 100,
                ExchangeConstant = 2e-5,
                ExchangeActivation = 37480,
                OpenCircuit = new OpenCircuitCurve(NegativePotential.At),
            },
            Separator = new() { Thickness = 2.5e-5, Porosity = 1 },
            Positive = new()
            {
                Thickness = 1e-4,
                Porosity = 0.3,
                ActiveFraction = 0.5,
                ParticleRadius = 1e-5,
                MaximumConcentration = 51217.9257309275,
                InitialConcentration = 30730.7554385565,
                Diffusivity = 1e-13,
                DiffusionActivation = 18550,
                Conductivity = 10,
                ExchangeConstant = 6e-7,
                ExchangeActivation = 39570,
                OpenCircuit = new OpenCircuitCurve(PositivePotential.At),
            },
            Electrolyte = new()
            {
                Concentration = 1000,
                Transference = 0.4,
                Diffusivity = new PropertyCurve(ElectrolyteDiffusivity),
                DiffusionActivation = 37040,
                Conductivity = new PropertyCurve(ElectrolyteConductivity),
                ConductionActivation = 34700,
            },
            Area = 0.137 * 0.207,
            NominalCapacity = 0.680616 * 3600,
            LowerCutOff = 3.105,
            UpperCutOff = 4.1,
        };

    /// <summary>size·tanh(at − rate·y) with y = 1.062 x.</summary>
    private static (double Size, double Sharpness, double Centre) Falling(
        double size,
        double at,
        double rate
    ) => (-size, rate * PositiveScale, at / (rate * PositiveScale));
}
