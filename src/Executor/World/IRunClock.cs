namespace CellDsl.Executor.World;

/// <summary>The time of a run, and that of the machine that runs it.</summary>
public interface IRunClock
{
    /// <summary>ns since the run began, gaps included; never goes back.</summary>
    long Now { get; }

    /// <summary>The machine's two clocks.</summary>
    Stamp Stamp { get; }

    /// <summary>Waits until a run time has come, or so many ns of the machine have passed; true when it has come.</summary>
    bool WaitUntil(long time, long atMost);

    /// <summary>Lets so many ns of the machine pass, and of the run what belongs to them.</summary>
    void Idle(long nanoseconds);
}

/// <summary>
/// A moment on the machine's clocks. The monotonic one is not put right by anybody, but starts anew with the machine: two of
/// its times are comparable under the same boot alone.
/// </summary>
/// <param name="Boot">Names the start of the machine since which the monotonic clock has run.</param>
/// <param name="Monotonic">ns.</param>
public readonly record struct Stamp(string Boot, long Monotonic, DateTimeOffset Utc)
{
    /// <summary>
    /// ns from an earlier stamp to this one: by the monotonic clock where it has run on, else by the calendar; null where the
    /// calendar has gone back meanwhile, so that nobody knows.
    /// </summary>
    public long? Since(in Stamp earlier)
    {
        if (Boot == earlier.Boot && Boot.Length > 0 && Monotonic >= earlier.Monotonic)
            return Monotonic - earlier.Monotonic;
        long byCalendar = (Utc - earlier.Utc).Ticks * 100;
        return byCalendar >= 0 ? byCalendar : null;
    }
}
