using CellDsl.Runtime.Execution;

namespace CellDsl.Executor.Running;

/// <summary>The runs of one cell, one after the other on its instrument.</summary>
/// <param name="make">Makes the channel of a run.</param>
internal sealed class CellLine(IReadOnlyList<PlannedRun> runs, Func<PlannedRun, IChannel> make)
{
    private int _next;

    /// <summary>The run that is under way, or null.</summary>
    public IChannel? Current { get; private set; }

    /// <summary>Goes on to the next run; false when there is none left to do.</summary>
    public bool MoveOn(RunLog log)
    {
        bool fit = Current is null || log.MemoryOf(Current.Index).EndedWell;
        Current = null;
        if (!fit || _next >= runs.Count)
            return false;
        Current = make(runs[_next++]);
        return true;
    }
}
