namespace CellDsl.Runtime.Simulation.Synthesis;

/// <summary>What the simulator knows of a sample's active material after each operation. SI; immutable.</summary>
public sealed record SampleState
{
    /// <summary>The material whose state this is, or null for one without a model.</summary>
    public string? Material { get; init; }

    /// <summary>Share of the reagents that has become the material: 0 as weighed, 1 when single phase; NaN where no model says.</summary>
    public double PhaseFraction { get; init; } = 1;

    /// <summary>Distance over which the reagents must diffuse to react, m; NaN where nothing is to react.</summary>
    public double MixingLength { get; init; } = double.NaN;

    /// <summary>Whether its reagents were dissolved together.</summary>
    public bool IsFromSolution { get; init; }

    /// <summary>Size of the primary particles, m.</summary>
    public double ParticleSize { get; init; } = double.NaN;

    /// <summary>Surface per mass of the material, m²/kg, as nitrogen sorption sees it.</summary>
    public double SpecificSurface { get; init; } = double.NaN;

    /// <summary>0 as ordered as made, 1 with its cations at random.</summary>
    public double Disorder { get; init; }

    /// <summary>Share of the lithium that surface oxidation has taken before the first charge.</summary>
    public double Oxidised { get; init; }

    /// <summary>Share of pores in what it was pressed or calendered to; NaN where it was not.</summary>
    public double Porosity { get; init; } = double.NaN;

    /// <summary>Share of the solvent that is still there: 1 when wet, 0 where there never was any.</summary>
    public double Solvent { get; init; }

    /// <summary>Energy put in by milling, J/kg.</summary>
    public double MillingEnergy { get; init; }

    /// <summary>Names of the models that had a part in it.</summary>
    public IReadOnlyCollection<string> Models { get; init; } = [];

    /// <summary>What is known of it, by the name under which a model may state a range.</summary>
    public IEnumerable<(string Name, double Value, string Unit)> Attributes =>
        new[]
        {
            ("phase_fraction", PhaseFraction, "1"),
            ("mixing_length", MixingLength, "m"),
            ("particle_size", ParticleSize, "m"),
            ("specific_area", SpecificSurface, "m²/kg"),
            ("disorder", Disorder, "1"),
            ("oxidised", Oxidised, "1"),
            ("milling_energy", MillingEnergy, "J/kg"),
            ("porosity", Porosity, "1"),
            ("solvent", Solvent, "1"),
        }.Where(attribute => !double.IsNaN(attribute.Item2));
}
