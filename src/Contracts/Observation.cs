namespace CellDsl.Contracts;

/// <summary>
/// What is known of a cell at one moment. Charge and energy are cumulative since the start of the run, so that a
/// machine's result does not depend on how often it is ticked.
/// </summary>
public struct Observation
{
    /// <summary>Program time since the start of the run, ns. Stands still while the run is interrupted.</summary>
    public long Time;

    /// <summary>Time since the start of the run with interruptions, ns. Budgets count this one.</summary>
    public long WallTime;

    /// <summary>Cell voltage, V.</summary>
    public double Voltage;

    /// <summary>Cell current, A; positive charges.</summary>
    public double Current;

    /// <summary>Cell temperature, K.</summary>
    public double Temperature;

    /// <summary>Potential of the negative electrode against the cell's reference electrode, V; NaN without one.</summary>
    public double NegativePotential;

    /// <summary>Pressure on the stack, Pa; NaN where nothing measures it.</summary>
    public double Pressure;

    /// <summary>Charge passed while charging, A·s.</summary>
    public double ChargeIn;

    /// <summary>Charge passed while discharging, A·s, positive.</summary>
    public double ChargeOut;

    /// <summary>Energy put in while charging, J.</summary>
    public double EnergyIn;

    /// <summary>Energy taken out while discharging, J, positive.</summary>
    public double EnergyOut;

    /// <summary>Whether a measurement that ends by itself (impedance) has ended since the step began.</summary>
    public bool MeasurementDone;
}
