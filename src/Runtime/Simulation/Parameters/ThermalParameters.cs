namespace CellDsl.Runtime.Simulation.Parameters;

/// <summary>A cell of one temperature: C·dT/dt = heat − hA·(T − chamber), and a chamber that lags its setpoint.</summary>
public sealed record ThermalParameters
{
    /// <summary>Of the whole cell, J/K.</summary>
    public required double HeatCapacity { get; init; }

    /// <summary>To the chamber, h·A, W/K; 0 for an adiabatic cell.</summary>
    public required double Cooling { get; init; }

    /// <summary>Time constant with which the chamber follows its setpoint, s.</summary>
    public double ChamberLag { get; init; }

    /// <summary>
    /// Mean volumetric heat capacity of layers (thickness in m, density in kg/m³, heat capacity in J/(kg·K)) times the
    /// volume of the cell in m³.
    /// </summary>
    public static double OfLayers(
        double volume,
        params ReadOnlySpan<(double Thickness, double Density, double HeatCapacity)> layers
    )
    {
        double heat = 0;
        double thickness = 0;
        foreach (var layer in layers)
        {
            heat += layer.Thickness * layer.Density * layer.HeatCapacity;
            thickness += layer.Thickness;
        }
        return heat / thickness * volume;
    }
}
