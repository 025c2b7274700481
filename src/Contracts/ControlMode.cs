namespace CellDsl.Contracts;

/// <summary>What a cycler is asked to hold.</summary>
public enum ControlMode : byte
{
    /// <summary>Open circuit.</summary>
    Rest,

    /// <summary>Constant current, A; positive charges.</summary>
    Current,

    /// <summary>Constant voltage, V.</summary>
    Voltage,

    /// <summary>Constant power, W; positive charges.</summary>
    Power,

    /// <summary>Constant load resistance, Ω.</summary>
    Resistance,

    /// <summary>Voltage moving from where it is at a constant rate, V/s.</summary>
    Sweep,

    /// <summary>An impedance spectrum at open circuit; ends by itself.</summary>
    Impedance,
}
