using CellDsl.Executor.World;

namespace CellDsl.Executor.Running;

/// <summary>At which time of the run a process takes it up.</summary>
internal static class TakingUp
{
    /// <summary>
    /// A virtual run stood still while nobody ran it; any other went on at its pace since the journal was written last. Never
    /// before anything that the journal has seen.
    /// </summary>
    public static (long Clock, Absence Absence) At(RunLog log, Pace pace, in Stamp now)
    {
        if (log.LastKnown is not { } last || log.LastSession is null)
            return (0, Absence.Known);
        if (pace.IsVirtual)
            return (log.EarliestStanding ?? last.Clock, Absence.StoodStill);
        long? since = now.Since(last.At);
        long clock = Math.Max(last.Clock + (long)((since ?? 0) * pace.Factor), log.LatestSight);
        return (clock, since is null ? Absence.Unknown : Absence.Known);
    }
}
