namespace CellDsl.Runtime.Execution;

/// <summary>What to run and where to write.</summary>
/// <param name="Experiment">Name of the experiment.</param>
/// <param name="Folder">The run's own folder; made if it is not there. Null writes nothing.</param>
public sealed record RunOptions(string Experiment, string? Folder)
{
    /// <summary>Runs at a time; results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether time series are compressed (<c>.bdf.gz</c>).</summary>
    public bool Compress { get; init; }

    /// <summary>Whether to write every row, or only what a cycle came to.</summary>
    public bool Rows { get; init; } = true;

    public bool Plots { get; init; } = true;

    /// <summary>The institution's code in file names; a simulated cell belongs to none.</summary>
    public string Institution { get; init; } = "SIMULATED";

    /// <summary>For the date in file names; no result depends on it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public LoopSettings Settings { get; init; } = LoopSettings.Default;

    /// <summary>Tells the random numbers of one point of a sweep from those of another with the same names.</summary>
    public long Stream { get; init; }
}

/// <summary>How far an experiment is. Work is in runs; a run in progress counts by its cycles where they are known.</summary>
/// <param name="Run">The run that moved, or null.</param>
public readonly record struct RunProgress(double Done, double Total, int RunsDone, string? Run, int Cycle);
