namespace CellDsl.Contracts;

/// <summary>The arithmetic of clocks and deadlines that generated machines share. Times are ns.</summary>
public static class MachineTime
{
    /// <summary>A time that was never taken.</summary>
    public const long Unset = long.MinValue;

    /// <summary>A deadline that never comes.</summary>
    public const long Never = long.MaxValue;

    // Some 73 years: far beyond any test, and twice it still fits.
    private const long Longest = 1L << 61;

    /// <summary>Seconds as whole nanoseconds, to nearest; what is too long, or not a number, never passes.</summary>
    public static long Nanoseconds(double seconds)
    {
        double nanoseconds = Math.Round(seconds * 1e9);
        return nanoseconds <= -Longest ? -Longest
            : nanoseconds < Longest ? (long)nanoseconds
            : Longest;
    }

    /// <summary>Nanoseconds as seconds; NaN while unset.</summary>
    public static double Seconds(long nanoseconds) => nanoseconds == Unset ? double.NaN : nanoseconds / 1e9;

    /// <summary>Whether a duration has passed since a time; never while that is unset.</summary>
    public static bool Passed(long since, long duration, long now) =>
        since != Unset && now - since >= duration;

    /// <summary>How long until <see cref="Passed"/> turns true; <see cref="Never"/> if it already is or never will.</summary>
    public static long Remaining(long since, long duration, long now)
    {
        if (since == Unset || duration >= Longest)
            return Never;
        long left = since + duration - now;
        return left > 0 ? left : Never;
    }

    /// <summary>Seconds until <see cref="Passed"/> turns true, negative once it has; NaN while the time is unset.</summary>
    public static double SecondsLeft(long since, long duration, long now) =>
        since == Unset ? double.NaN : (since + duration - now) / 1e9;

    /// <summary>Keeps since when a condition has held without a break.</summary>
    public static void Sustain(ref long since, bool holds, long now)
    {
        if (!holds)
            since = Unset;
        else if (since == Unset)
            since = now;
    }
}
