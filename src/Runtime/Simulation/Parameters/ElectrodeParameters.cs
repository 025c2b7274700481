using CellDsl.Runtime.Simulation.Cells;

namespace CellDsl.Runtime.Simulation.Parameters;

/// <summary>A porous electrode of one kind of spherical particle, in SI, at 298.15 K where it depends on temperature.</summary>
public sealed record ElectrodeParameters
{
    /// <summary>m.</summary>
    public required double Thickness { get; init; }

    /// <summary>Volume fraction of electrolyte.</summary>
    public required double Porosity { get; init; }

    /// <summary>Volume fraction of active material.</summary>
    public required double ActiveFraction { get; init; }

    /// <summary>m.</summary>
    public required double ParticleRadius { get; init; }

    /// <summary>Lithium in the material at lithiation 1, mol/m³.</summary>
    public required double MaximumConcentration { get; init; }

    /// <summary>mol/m³.</summary>
    public required double InitialConcentration { get; init; }

    /// <summary>Of lithium in the particles, m²/s.</summary>
    public required double Diffusivity { get; init; }

    /// <summary>Of that diffusivity, J/mol.</summary>
    public double DiffusionActivation { get; init; }

    /// <summary>Electronic conductivity of the solid before the Bruggeman factor, S/m.</summary>
    public required double Conductivity { get; init; }

    /// <summary>Exponent b of the transport factor (porosity)ᵇ in the electrolyte.</summary>
    public double ElectrolyteBruggeman { get; init; } = 1.5;

    /// <summary>Exponent b of the transport factor (active fraction)ᵇ in the solid.</summary>
    public double SolidBruggeman { get; init; } = 1.5;

    /// <summary>m in j₀ = m·√(c_e·c·(c_max − c)), A/m² per (mol/m³)^1.5.</summary>
    public required double ExchangeConstant { get; init; }

    /// <summary>Of that constant, J/mol.</summary>
    public double ExchangeActivation { get; init; }

    /// <summary>Over the lithiation of the particles' surface, V against lithium.</summary>
    public required OpenCircuitCurve OpenCircuit { get; init; }

    /// <summary>Double layer per surface of the particles, F/m²; seen by impedance alone.</summary>
    public double DoubleLayer { get; init; } = 0.2;

    /// <summary>
    /// Share of the active material that is lost per unit of throughput, where one unit fills or empties all of it: LAM
    /// driven by the current (J. M. Reniers, G. Mulder, D. A. Howey, J. Electrochem. Soc. 166, A3189 (2019), table II).
    /// </summary>
    public double LossPerThroughput { get; init; }

    /// <summary>Surface of the particles per volume of the electrode, 3ε/R, 1/m.</summary>
    public double SpecificSurface => 3 * ActiveFraction / ParticleRadius;

    /// <summary>R²/D, s.</summary>
    public double DiffusionTime => ParticleRadius * ParticleRadius / Diffusivity;

    public double InitialLithiation => InitialConcentration / MaximumConcentration;

    /// <summary>Conductivity of the porous solid, S/m.</summary>
    public double EffectiveConductivity => Conductivity * Math.Pow(ActiveFraction, SolidBruggeman);

    /// <summary>Factor of the electrolyte's diffusivity and conductivity in the pores.</summary>
    public double TransportFactor => Math.Pow(Porosity, ElectrolyteBruggeman);

    /// <summary>Charge between lithiation 0 and 1 per electrode area, A·s/m².</summary>
    public double ArealCapacity => Arrhenius.Faraday * ActiveFraction * Thickness * MaximumConcentration;
}
