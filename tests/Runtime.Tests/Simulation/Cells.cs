using CellDsl.Contracts;
using CellDsl.Runtime.Simulation.Cells;

namespace CellDsl.Runtime.Tests.Simulation;

/// <summary>A made-up cell of 1 mA·h: 3.0 V half full, sloping by a volt.</summary>
internal static class Cells
{
    public const double Capacity = 3.6;

    public static OpenCircuitCurve Curve { get; } =
        new([(0.02, 4.3), (0.1, 3.75), (0.3, 3.3), (0.5, 3.0), (0.8, 2.6), (0.95, 2.2), (1.0, 1.5)]);

    public static HalfCellParameters Plain { get; } =
        new()
        {
            OpenCircuit = Curve,
            Capacity = Capacity,
            DiffusionTime = 3000,
            ExchangeCurrent = 1e-3,
            Resistance = 20,
        };

    public static CellFacts Facts { get; } =
        new()
        {
            ActiveMass = 4e-6,
            NominalCapacity = Capacity,
            TheoreticalCapacity = Capacity,
            LowestVoltage = double.NegativeInfinity,
            HighestVoltage = double.PositiveInfinity,
            LowestTemperature = double.NegativeInfinity,
            HighestTemperature = double.PositiveInfinity,
            HighestCurrent = double.PositiveInfinity,
            HighestCurrentRatio = double.PositiveInfinity,
        };

    public static Command Under(ControlMode mode, double setpoint, double limit = double.PositiveInfinity) =>
        new()
        {
            Mode = mode,
            Setpoint = setpoint,
            CurrentLimit = limit,
            Temperature = double.NaN,
        };
}
