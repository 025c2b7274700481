namespace CellDsl.Executor.Running;

/// <summary>How closely a run is watched. Times are ns of the run unless they say otherwise.</summary>
public sealed record RunSettings
{
    public static RunSettings Default { get; } = new();

    /// <summary>A channel is looked at at least so often.</summary>
    public long LongestLook { get; init; } = 1_000_000_000;

    /// <summary>And at most so often: when an end is near it is looked at when the end is due.</summary>
    public long ShortestLook { get; init; } = 20_000_000;

    /// <summary>After so long without contact a channel drops out by itself, and the run counts as interrupted.</summary>
    public long ContactTimeout { get; init; } = 60_000_000_000;

    /// <summary>So long may a reading stay the same to the last bit while a current flows.</summary>
    public long FrozenAfter { get; init; } = 30_000_000_000;

    /// <summary>How often to record where the protocol states no rule.</summary>
    public long UnstatedInterval { get; init; } = 60_000_000_000;

    /// <summary>Rows never stand closer than this, but at the ends of steps.</summary>
    public long ShortestInterval { get; init; } = 10_000_000;

    /// <summary>After so long on the machine's clock, ns, what was seen is handed to the system.</summary>
    public long FlushInterval { get; init; } = 1_000_000_000;

    /// <summary>After so long on the machine's clock, ns, a channel writes where it stands even where it has no row to write.</summary>
    public long CheckpointInterval { get; init; } = 60_000_000_000;

    /// <summary>The limits that a channel holds itself lie so far outside those of the program, V: the program decides first.</summary>
    public double VoltageMargin { get; init; } = 0.01;

    /// <summary>The same for the temperature, K.</summary>
    public double TemperatureMargin { get; init; } = 2;

    /// <summary>The most steps of a protocol that may follow one another without time passing.</summary>
    public int MostMovesAtOnce { get; init; } = 10_000;
}
