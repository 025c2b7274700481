using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// Temperature of a cell with one heat capacity in a chamber with one time constant. A heat that runs straight over a step
/// is integrated without error. Without thermal parameters the cell has its chamber's temperature.
/// </summary>
internal struct CellHeat(ThermalParameters? with, double initial)
{
    private readonly ThermalParameters? _with = with;

    /// <summary>K.</summary>
    public double Temperature { get; private set; } = initial;

    /// <summary>Of the chamber, K.</summary>
    public double Ambient { get; private set; } = initial;

    /// <summary>Where the chamber goes, K.</summary>
    public double Setpoint { get; private set; } = initial;

    /// <summary>Heat that is made now, W.</summary>
    public double Power { get; set; }

    /// <summary>Whether the temperature stays as it is.</summary>
    public readonly bool Rests =>
        Temperature == Setpoint && Ambient == Setpoint && (_with is null || Power == 0);

    /// <summary>Whether the cell warms itself.</summary>
    public readonly bool IsOwn => _with is not null;

    public void Aim(double setpoint)
    {
        if (double.IsNaN(setpoint))
            return;
        Setpoint = setpoint;
        if (_with is null)
            Temperature = Ambient = setpoint;
    }

    /// <summary>Temperature after so many seconds over which the heat runs from what it is now to <paramref name="power"/>.</summary>
    public readonly double After(double seconds, double power)
    {
        if (_with is null)
            return Setpoint;
        double rate = _with.Cooling / _with.HeatCapacity;
        double z = rate * seconds;
        double kept = Math.Exp(-z);
        double mean = z < 1e-3 ? 1 - z * (0.5 - z / 6) : (1 - kept) / z;
        double ofEnd = z < 1e-3 ? 0.5 - z * (1.0 / 6 - z / 24) : (1 - mean) / z;
        double warmed = seconds / _with.HeatCapacity * ((mean - ofEnd) * Power + ofEnd * power);
        double followed = 0;
        double lag = _with.ChamberLag;
        if (lag > 0 && Ambient != Setpoint && rate > 0)
        {
            // Two first-order lags in a row; equal time constants are the limit of the quotient.
            double part = lag * rate - 1;
            double share =
                Math.Abs(part) > 1e-6 ? (Math.Exp(-seconds / lag) - kept) * lag * rate / part : z * kept;
            followed = (Ambient - Setpoint) * share;
        }
        return Setpoint + (Temperature - Setpoint) * kept + followed + warmed;
    }

    /// <summary>Moves on by so many seconds; the heat at their end stands from then on.</summary>
    public void Advance(double seconds, double power)
    {
        Temperature = After(seconds, power);
        Power = power;
        double lag = _with?.ChamberLag ?? 0;
        Ambient = lag > 0 ? Setpoint + (Ambient - Setpoint) * Math.Exp(-seconds / lag) : Setpoint;
    }
}
