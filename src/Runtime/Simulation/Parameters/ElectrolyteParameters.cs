namespace CellDsl.Runtime.Simulation.Parameters;

/// <summary>A binary electrolyte by concentrated-solution theory, in SI.</summary>
public sealed record ElectrolyteParameters
{
    /// <summary>As filled, mol/m³.</summary>
    public required double Concentration { get; init; }

    /// <summary>Of the cation, t₊.</summary>
    public required double Transference { get; init; }

    /// <summary>1 + d ln f / d ln c.</summary>
    public double ThermodynamicFactor { get; init; } = 1;

    /// <summary>m²/s over mol/m³.</summary>
    public required PropertyCurve Diffusivity { get; init; }

    /// <summary>J/mol.</summary>
    public double DiffusionActivation { get; init; }

    /// <summary>S/m over mol/m³.</summary>
    public required PropertyCurve Conductivity { get; init; }

    /// <summary>J/mol.</summary>
    public double ConductionActivation { get; init; }
}

/// <summary>The separator, in SI.</summary>
public sealed record SeparatorParameters
{
    /// <summary>m.</summary>
    public required double Thickness { get; init; }

    public required double Porosity { get; init; }

    public double Bruggeman { get; init; } = 1.5;

    /// <summary>Factor of the electrolyte's diffusivity and conductivity in the pores.</summary>
    public double TransportFactor => Math.Pow(Porosity, Bruggeman);
}
