using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Simulation.Synthesis;

/// <summary>
/// What heat does to a mixture of reagents.
/// <list type="bullet">
/// <item>Phase conversion after Johnson, Mehl, Avrami and Erofeev over a changing temperature:
/// α = 1 − exp(−ln 2·sⁿ), s = ∫ dt/t½(T), where t½ ∝ exp(E/RT) and ∝ (mixing length)² as diffusion demands
/// (M. Avrami, J. Chem. Phys. 7 (1939) 1103).</item>
/// <item>Grain growth: dᵐ − d₀ᵐ = ∫ K(T) dt with K of Arrhenius form (J. E. Burke, D. Turnbull, Prog. Met. Phys. 3 (1952)
/// 220), stated as the size reached after a time at a temperature. What was dissolved together has grains of its own size:
/// its nuclei are many, and the carbon that organic salts leave pins their boundaries (C. Zener, cited in C. S. Smith,
/// Trans. AIME 175 (1948) 15).</item>
/// <item>Surface per mass of compact grains: 6/(ρ·d) times a roughness.</item>
/// </list>
/// </summary>
public sealed record Calcination
{
    /// <summary>Time for half of the conversion at <see cref="ConversionTemperature"/>, s.</summary>
    public required double HalfTime { get; init; }

    /// <summary>K.</summary>
    public required double ConversionTemperature { get; init; }

    /// <summary>J/mol.</summary>
    public required double ConversionActivation { get; init; }

    /// <summary>n, 1 for a first-order law.</summary>
    public required double ConversionExponent { get; init; }

    /// <summary>Mixing length for which the half time is stated, m.</summary>
    public required double MixingLength { get; init; }

    /// <summary>Size reached from nothing after <see cref="GrainTime"/> at <see cref="GrainTemperature"/>, m.</summary>
    public required double GrainSize { get; init; }

    /// <summary>The same for what was dissolved together, m.</summary>
    public required double SolutionGrainSize { get; init; }

    /// <summary>s.</summary>
    public required double GrainTime { get; init; }

    /// <summary>K.</summary>
    public required double GrainTemperature { get; init; }

    /// <summary>J/mol.</summary>
    public required double GrainActivation { get; init; }

    /// <summary>m.</summary>
    public required double GrainExponent { get; init; }

    /// <summary>Porosity of the pellet for which the half time is stated; NaN where it does not depend on it.</summary>
    public double Porosity { get; init; } = double.NaN;

    /// <summary>kg/m³.</summary>
    public required double Density { get; init; }

    /// <summary>Surface over that of smooth spheres.</summary>
    public required double Roughness { get; init; }

    /// <summary>
    /// Parameters of <c>calcination</c>: <c>half_time</c> (s) and <c>half_time_at</c> (K), <c>conversion_activation</c>
    /// (J/mol), <c>conversion_exponent</c>, <c>mixing_length</c> (m); <c>grain_size</c>, <c>solution_grain_size</c> (m) after <c>grain_time</c> (s) at
    /// <c>grain_size_at</c> (K), <c>grain_activation</c> (J/mol), <c>grain_exponent</c>; <c>density</c> (kg/m³),
    /// <c>roughness</c>.
    /// </summary>
    public static Calcination From(ModelSection section) =>
        new()
        {
            HalfTime = section.Number("half_time", "s"),
            ConversionTemperature = section.Number("half_time_at", "K"),
            ConversionActivation = section.Number("conversion_activation", "J/mol"),
            ConversionExponent = section.Number("conversion_exponent", "1", 1),
            MixingLength = section.Number("mixing_length", "m"),
            GrainSize = section.Number("grain_size", "m"),
            SolutionGrainSize = section.Number("solution_grain_size", "m", section.Number("grain_size", "m")),
            GrainTime = section.Number("grain_time", "s"),
            GrainTemperature = section.Number("grain_size_at", "K"),
            GrainActivation = section.Number("grain_activation", "J/mol"),
            GrainExponent = section.Number("grain_exponent", "1", 3),
            Porosity = section.Number("porosity", "1", double.NaN),
            Density = section.Number("density", "kg/m³"),
            Roughness = section.Number("roughness", "1", 1),
        };

    /// <summary>The sample after a temperature program.</summary>
    public SampleState Apply(SampleState sample, IEnumerable<ThermalSlice> program)
    {
        double mixing = double.IsNaN(sample.MixingLength) ? MixingLength : sample.MixingLength;
        double slowness = HalfTime * Math.Pow(mixing / MixingLength, 2);
        // Reagents pass where grains touch: the share of such contacts grows with the square of the relative density.
        if (!double.IsNaN(Porosity) && !double.IsNaN(sample.Porosity))
            slowness *= Math.Pow((1 - Porosity) / (1 - sample.Porosity), 2);
        // The clock of the conversion that an earlier heat has already run down.
        double clock =
            sample.PhaseFraction >= 1
                ? double.PositiveInfinity
                : Math.Pow(-Math.Log(1 - sample.PhaseFraction) / Math.Log(2), 1 / ConversionExponent);
        double grain = double.IsNaN(sample.ParticleSize) ? 0 : Math.Pow(sample.ParticleSize, GrainExponent);
        double reached = sample.IsFromSolution ? SolutionGrainSize : GrainSize;
        double growth = Math.Pow(reached, GrainExponent) / GrainTime;
        foreach (var (seconds, temperature) in program)
        {
            clock += seconds / slowness * Relative(ConversionActivation, ConversionTemperature, temperature);
            grain += growth * seconds * Relative(GrainActivation, GrainTemperature, temperature);
        }
        double size = Math.Pow(grain, 1 / GrainExponent);
        return sample with
        {
            PhaseFraction = 1 - Math.Pow(2, -Math.Pow(clock, ConversionExponent)),
            ParticleSize = size,
            SpecificSurface = Roughness * 6 / (Density * size),
            Disorder = 0,
            // What was pressed is ground again, and dry.
            Porosity = double.NaN,
            Solvent = 0,
        };
    }

    private static double Relative(double activation, double reference, double temperature) =>
        Math.Exp(activation / Arrhenius.GasConstant * (1 / reference - 1 / temperature));
}
