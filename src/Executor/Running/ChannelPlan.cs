using CellDsl.Contracts;

namespace CellDsl.Executor.Running;

/// <summary>What a channel is to do.</summary>
/// <param name="Index">Of the run in its experiment.</param>
/// <param name="Cell">Id of the cell.</param>
internal sealed record ChannelPlan(
    int Index,
    string Run,
    string Cell,
    CellFacts Facts,
    double[] Arguments,
    Absence Absence
);

/// <summary>What a person may answer when a channel asks.</summary>
internal static class Choice
{
    public const string Continue = "continue";
    public const string Stop = "stop";
}

/// <summary>What is known of the time in which no process ran a run.</summary>
internal enum Absence
{
    /// <summary>The clocks say how long it was.</summary>
    Known,

    /// <summary>The calendar was put back meanwhile, and nothing else tells.</summary>
    Unknown,

    /// <summary>The simulated world stood still with its process.</summary>
    StoodStill,
}
