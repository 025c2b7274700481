namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// Everything that <see cref="HalfCell"/> needs of one cell, in SI, at 298.15 K where it depends on temperature. Made
/// from a <c>model</c> declaration and the history of the sample; a record, so that a cell may differ from its siblings.
/// </summary>
public sealed record HalfCellParameters
{
    /// <summary>Open-circuit potential of the working electrode against lithium.</summary>
    public required OpenCircuitCurve OpenCircuit { get; init; }

    /// <summary>Charge between lithiation 0 and 1 of the material that takes part, A·s.</summary>
    public required double Capacity { get; init; }

    /// <summary>R²/D of the particles, s.</summary>
    public required double DiffusionTime { get; init; }

    /// <summary>Of the diffusivity, J/mol.</summary>
    public double DiffusionActivation { get; init; }

    /// <summary>Exchange current of the whole surface at half lithiation, A.</summary>
    public required double ExchangeCurrent { get; init; }

    /// <summary>Of the exchange current, J/mol.</summary>
    public double ExchangeActivation { get; init; }

    /// <summary>Electrolyte, contacts, counter electrode, Ω.</summary>
    public required double Resistance { get; init; }

    /// <summary>Of the conductivity, J/mol.</summary>
    public double ResistanceActivation { get; init; }

    /// <summary>By how much the resistance grows per equivalent full cycle, a ratio of what it was as made.</summary>
    public double ResistanceGrowth { get; init; }

    /// <summary>Potential of the counter electrode against lithium, V.</summary>
    public double CounterPotential { get; init; }

    /// <summary>Mean lithiation as assembled.</summary>
    public double InitialLithiation { get; init; } = 1;

    /// <summary>Share of the capacity that loses contact per equivalent full cycle (charge and discharge).</summary>
    public double Isolation { get; init; }

    /// <summary>Share of the active material that dissolves per second.</summary>
    public double Dissolution { get; init; }

    /// <summary>Of the dissolution, J/mol.</summary>
    public double DissolutionActivation { get; init; }

    /// <summary>Current of the oxidation of electrolyte and surface species at <see cref="SidePotential"/>, A.</summary>
    public double SideCurrent { get; init; }

    /// <summary>V against lithium.</summary>
    public double SidePotential { get; init; } = 4;

    /// <summary>How much potential multiplies that current by e, V.</summary>
    public double SideSlope { get; init; } = 0.1;

    /// <summary>Charge that it may draw before its reagents are used up, A·s; infinite where they never are.</summary>
    public double SideCharge { get; init; } = double.PositiveInfinity;

    /// <summary>Double layer of the whole surface, F.</summary>
    public double DoubleLayer { get; init; }

    /// <summary>Time constant with which the chamber follows its setpoint, s.</summary>
    public double ChamberLag { get; init; }

    /// <summary>Time constant with which the cell follows the chamber, s.</summary>
    public double CellLag { get; init; }

    /// <summary>Of cell and chamber at the start, K.</summary>
    public double InitialTemperature { get; init; } = Arrhenius.Reference;
}
