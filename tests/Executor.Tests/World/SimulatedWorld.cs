using CellDsl.Executor.World;

namespace CellDsl.Executor.Tests.World;

/// <summary>The process was killed: no line of it runs any more.</summary>
public sealed class KilledException : Exception;

/// <summary>Everything outside the executor, from one seed: time, disk, chance. It goes on when the executor dies.</summary>
internal sealed class SimulatedWorld(int seed)
{
    private TimeSpan _calendarOff;
    private int _boots = 1;

    public Random Chance { get; } = new(seed);

    /// <summary>ns since the beginning of the world.</summary>
    public long Time { get; private set; }

    public Stamp Stamp =>
        new(
            $"boot {_boots}",
            Time,
            DateTimeOffset.UnixEpoch.AddYears(50).AddTicks(Time / 100) + _calendarOff
        );

    public void Pass(long nanoseconds) => Time += nanoseconds;

    public void MoveTo(long time) => Time = Math.Max(Time, time);

    /// <summary>Somebody puts the calendar of the computer right, or wrong.</summary>
    public void SetCalendar(TimeSpan by) => _calendarOff += by;

    /// <summary>The computer starts anew: its monotonic clock says nothing about before.</summary>
    public void Reboot() => _boots++;

    /// <summary>True so often.</summary>
    public bool Happens(double probability) => probability > 0 && Chance.NextDouble() < probability;
}

/// <summary>The clock of one process in the world.</summary>
internal sealed class ProcessClock(SimulatedWorld world, long start) : IRunClock
{
    private readonly long _origin = world.Time;

    public long Now => start + world.Time - _origin;

    public Stamp Stamp => world.Stamp;

    public bool WaitUntil(long time, long atMost)
    {
        long ahead = Math.Max(0, time - Now);
        world.Pass(Math.Min(ahead, atMost));
        return ahead <= atMost;
    }

    public void Idle(long nanoseconds) => world.Pass(Math.Max(1, nanoseconds));
}
