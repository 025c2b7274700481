namespace CellDsl.Debugger.Running;

/// <summary>Why the course stands still.</summary>
/// <param name="Reason">As the protocol names it.</param>
/// <param name="Description">For people.</param>
/// <param name="Breakpoints">Ids of those that were hit.</param>
internal sealed record Stop(string Reason, string Description, IReadOnlyList<int> Breakpoints)
{
    public static Stop Entry { get; } = new("entry", "Paused at the first step", []);

    public static Stop Pause { get; } = new("pause", "Paused", []);

    public static Stop Step(string description) => new("step", description, []);
}

/// <summary>What stops a course on its way.</summary>
internal interface IStops
{
    /// <summary>Whether the turn that was taken calls for a stop.</summary>
    Stop? At(Course course, in DebugEvent happened);

    /// <summary>Whether anything is to be looked for within the next turn.</summary>
    bool WatchWithin(Course course);

    /// <summary>The first stop within the next turn, later than where the course is and not after so many ns.</summary>
    (long Offset, Stop Stop)? FirstWithin(Course course, long ahead);
}
