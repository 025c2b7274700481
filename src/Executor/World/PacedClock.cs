namespace CellDsl.Executor.World;

/// <summary>
/// The time of a run at a pace. In the real world it is the machine's own time. For simulated instruments it moves from event
/// to event, each held back until its moment has come, so that what is simulated is the same at every pace.
/// </summary>
/// <param name="start">Run time at which it begins, ns.</param>
/// <param name="stepped">Whether it moves from event to event: what it drives is in this process.</param>
public sealed class PacedClock(Pace pace, long start, bool stepped) : IRunClock
{
    private readonly long _origin = MachineStamps.Monotonic;
    private readonly long _start = start;
    private long _now = start;

    public long Now => stepped ? _now : Math.Max(_now, _start + (long)(Passed * pace.Factor));

    public Stamp Stamp => MachineStamps.Now;

    public bool WaitUntil(long time, long atMost)
    {
        if (!pace.IsVirtual)
        {
            double ahead = (time - _start) / pace.Factor - Passed;
            if (ahead > atMost)
            {
                Sleep(atMost);
                return false;
            }
            Sleep((long)ahead);
        }
        _now = Math.Max(_now, time);
        return true;
    }

    public void Idle(long nanoseconds)
    {
        Sleep(nanoseconds);
        if (!pace.IsVirtual)
            _now = Math.Max(_now, _start + (long)(Passed * pace.Factor));
    }

    private long Passed => MachineStamps.Monotonic - _origin;

    private static void Sleep(long nanoseconds)
    {
        if (nanoseconds > 0)
            Thread.Sleep(TimeSpan.FromMilliseconds(Math.Ceiling(nanoseconds / 1e6)));
    }
}
