using System.Runtime.CompilerServices;
using CellDsl.Contracts;

namespace CellDsl.Runtime.Execution;

/// <summary>The program time of a simulated run: whole nanoseconds that only grow.</summary>
public struct VirtualClock
{
    /// <summary>ns since the start of the run.</summary>
    public long Now { get; private set; }

    /// <exception cref="ArgumentOutOfRangeException">The time lies before now.</exception>
    public void MoveTo(long time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, Now);
        Now = time;
    }

    /// <summary>How long until a deadline, at least one nanosecond so that time always passes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long Until(long deadline) =>
        deadline == MachineTime.Never ? MachineTime.Never : Math.Max(1, deadline - Now);
}
