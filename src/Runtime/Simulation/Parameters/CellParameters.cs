namespace CellDsl.Runtime.Simulation.Parameters;

/// <summary>
/// Everything that the physics-based models need of one cell, in SI. A record, so that a cell may differ from its siblings
/// by a <c>with</c> expression; the models copy what they need when they are made.
/// </summary>
public sealed record CellParameters
{
    public required string Name { get; init; }

    /// <summary>Where the numbers come from.</summary>
    public required string Source { get; init; }

    public required ElectrodeParameters Negative { get; init; }

    public required SeparatorParameters Separator { get; init; }

    public required ElectrodeParameters Positive { get; init; }

    public required ElectrolyteParameters Electrolyte { get; init; }

    /// <summary>Of one electrode, both sides of a foil counted, m².</summary>
    public required double Area { get; init; }

    /// <summary>Capacity that C-rates refer to, A·s.</summary>
    public required double NominalCapacity { get; init; }

    /// <summary>Voltage of the empty cell, V.</summary>
    public required double LowerCutOff { get; init; }

    /// <summary>Voltage of the full cell, V.</summary>
    public required double UpperCutOff { get; init; }

    /// <summary>In series with the cell, Ω.</summary>
    public double ContactResistance { get; init; }

    /// <summary>The cell's own heat; null where it has the temperature of its chamber.</summary>
    public ThermalParameters? Thermal { get; init; }

    /// <summary>Growth of the interphase on the negative electrode; null where there is none.</summary>
    public InterphaseParameters? Interphase { get; init; }

    /// <summary>Of cell and chamber at the start, K.</summary>
    public double InitialTemperature { get; init; } = Arrhenius.Reference;

    /// <summary>Current of a C-rate, A.</summary>
    public double Current(double rate) => rate * NominalCapacity / 3600;
}
