namespace CellDsl.Runtime.Execution;

/// <summary>How finely a simulated run is resolved, and when it is given up.</summary>
public sealed record LoopSettings
{
    public static LoopSettings Default { get; } = new();

    /// <summary>
    /// A step is accepted when the voltage in its middle lies within so many volts of the mean of its ends. Energies are
    /// then exact to some 10⁻⁵; the cell's own state does not depend on it under a constant current.
    /// </summary>
    public double VoltageTolerance { get; init; } = 4e-3;

    /// <summary>The tolerance of the middle for the current, as a share of it.</summary>
    public double CurrentTolerance { get; init; } = 5e-4;

    /// <summary>The same for the temperature, K.</summary>
    public double TemperatureTolerance { get; init; } = 0.05;

    /// <summary>Length of the first step after each event, ns.</summary>
    public long FirstStep { get; init; } = 1_000_000_000;

    /// <summary>The longest step, ns.</summary>
    public long LongestStep { get; init; } = 3_600_000_000_000;

    /// <summary>An end is located to within so many nanoseconds, and to 0.1 mV and 0.1 µA, whichever is finest.</summary>
    public long EventTime { get; init; } = 1_000_000;

    public double EventVoltage { get; init; } = 1e-4;

    public double EventCurrent { get; init; } = 1e-7;

    /// <summary>How often to record where the protocol states no rule, ns: once a minute.</summary>
    public long UnstatedInterval { get; init; } = 60_000_000_000;

    /// <summary>Rows never stand closer than this, ns, but at the ends of steps: cyclers sample no faster.</summary>
    public long ShortestInterval { get; init; } = 10_000_000;

    /// <summary>The longest program time, ns: a protocol that is still running then is reported as one that does not end.</summary>
    public long LongestRun { get; init; } = 20L * 365 * 86_400 * 1_000_000_000;

    /// <summary>The most steps of a protocol that may follow one another without time passing.</summary>
    public int MostMovesAtOnce { get; init; } = 10_000;

    /// <summary>The most step entries of one run.</summary>
    public long MostMoves { get; init; } = 10_000_000;

    /// <summary>Where an impedance spectrum begins whose protocol does not say so, Hz.</summary>
    public double FirstFrequency { get; init; } = 1e6;

    /// <summary>Where one ends whose protocol does not say so, Hz.</summary>
    public double LastFrequency { get; init; } = 0.01;

    public int FrequenciesPerDecade { get; init; } = 6;
}
