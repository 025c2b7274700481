using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Simulation.Synthesis;

/// <summary>
/// High-energy milling. The balls put in a specific power that grows with the cube of the mill's speed (N. Burgio et al.,
/// Nuovo Cimento D 13 (1991) 459), so the dose is E = P·(ω/ω₀)³·t. Over the dose
/// <list type="bullet">
/// <item>surface approaches a limit, new surface per energy falling as fines cake (P. R. Rittinger's law with a ceiling):
/// S = S₀ + (S∞ − S₀)(1 − exp(−E/E_S));</item>
/// <item>cations disorder after an onset: 1 − exp(−(E/E_D)ⁿ);</item>
/// <item>the fresh surface loses lithium to carbonate and hydroxide: 1 − exp(−E/E_O), times its limit.</item>
/// </list>
/// </summary>
public sealed record Milling
{
    /// <summary>W/kg at <see cref="Speed"/>.</summary>
    public required double Power { get; init; }

    /// <summary>Any unit of rotation speed, as long as the same.</summary>
    public required double Speed { get; init; }

    /// <summary>m²/kg.</summary>
    public required double SurfaceLimit { get; init; }

    /// <summary>J/kg.</summary>
    public required double SurfaceEnergy { get; init; }

    /// <summary>J/kg.</summary>
    public required double DisorderEnergy { get; init; }

    public required double DisorderExponent { get; init; }

    /// <summary>Share of the lithium.</summary>
    public required double OxidationLimit { get; init; }

    /// <summary>J/kg.</summary>
    public required double OxidationEnergy { get; init; }

    /// <summary>
    /// Parameters of <c>milling</c>: <c>power</c> (W/kg) at <c>speed</c>, <c>surface_limit</c> (m²/kg),
    /// <c>surface_energy</c> (J/kg), <c>disorder_energy</c> (J/kg), <c>disorder_exponent</c>, <c>oxidation_limit</c>,
    /// <c>oxidation_energy</c> (J/kg).
    /// </summary>
    public static Milling From(ModelSection section) =>
        new()
        {
            Power = section.Number("power", "W/kg"),
            Speed = section.Number("speed", null),
            SurfaceLimit = section.Number("surface_limit", "m²/kg"),
            SurfaceEnergy = section.Number("surface_energy", "J/kg"),
            DisorderEnergy = section.Number("disorder_energy", "J/kg", double.PositiveInfinity),
            DisorderExponent = section.Number("disorder_exponent", "1", 1),
            OxidationLimit = section.Number("oxidation_limit", "1", 0),
            OxidationEnergy = section.Number("oxidation_energy", "J/kg", double.PositiveInfinity),
        };

    /// <summary>The sample after so many seconds at a speed.</summary>
    public SampleState Apply(SampleState sample, double speed, double seconds)
    {
        double ratio = speed / Speed;
        double dose = Power * ratio * ratio * ratio * seconds;
        double before = sample.MillingEnergy;
        double after = before + dose;
        double start = double.IsNaN(sample.SpecificSurface) ? 0 : sample.SpecificSurface;
        double surface = SurfaceLimit + (start - SurfaceLimit) * Math.Exp(-dose / SurfaceEnergy);
        // Each law continues from where an earlier milling left it.
        double ordered =
            (1 - sample.Disorder)
            * Math.Exp(
                Math.Pow(before / DisorderEnergy, DisorderExponent)
                    - Math.Pow(after / DisorderEnergy, DisorderExponent)
            );
        double whole =
            OxidationLimit - (OxidationLimit - sample.Oxidised) * Math.Exp(-dose / OxidationEnergy);
        return sample with
        {
            MillingEnergy = after,
            SpecificSurface = Math.Max(start, surface),
            Disorder = 1 - ordered,
            Oxidised = Math.Max(sample.Oxidised, whole),
        };
    }
}
