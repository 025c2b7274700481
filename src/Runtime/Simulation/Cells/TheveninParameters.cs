namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>Everything that <see cref="Thevenin"/> needs of one cell, in SI, at 298.15 K where it depends on temperature.</summary>
public sealed record TheveninParameters
{
    /// <summary>Voltage at rest over depth of discharge (0 full, 1 empty), the mean of charge and discharge.</summary>
    public required OpenCircuitCurve OpenCircuit { get; init; }

    /// <summary>Charge between depth of discharge 0 and 1, A·s.</summary>
    public required double Capacity { get; init; }

    /// <summary>R₀, Ω.</summary>
    public required double Resistance { get; init; }

    /// <summary>Resistance (Ω) and time constant R·C (s) of each RC pair, at most <see cref="Thevenin.MostPairs"/>.</summary>
    public IReadOnlyList<(double Resistance, double Time)> Pairs { get; init; } = [];

    /// <summary>Of all resistances, J/mol.</summary>
    public double ResistanceActivation { get; init; }

    /// <summary>M: how far hysteresis moves the voltage once it is complete, V.</summary>
    public double Hysteresis { get; init; }

    /// <summary>γ: how fast it follows the charge; after Q/γ it has covered 63 % of its way.</summary>
    public double HysteresisRate { get; init; } = 10;

    /// <summary>h at the start, between −1 (after a discharge) and 1 (after a charge).</summary>
    public double InitialHysteresis { get; init; }

    /// <summary>Depth of discharge at the start.</summary>
    public double InitialDepth { get; init; } = 1;

    /// <summary>The cell's own heat; null where it has the temperature of its chamber.</summary>
    public Parameters.ThermalParameters? Thermal { get; init; }

    /// <summary>Of cell and chamber at the start, K.</summary>
    public double InitialTemperature { get; init; } = Arrhenius.Reference;
}
