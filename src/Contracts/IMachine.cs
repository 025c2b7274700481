namespace CellDsl.Contracts;

/// <summary>What a tick did.</summary>
public enum TickResult : byte
{
    /// <summary>No end has fired; the command stands.</summary>
    Stay,

    /// <summary>A step began (and another ended, if one ran); tick again at the same observation until it stays.</summary>
    Moved,

    /// <summary>The protocol has run to its end.</summary>
    Completed,

    /// <summary>The protocol stopped itself; <see cref="IMachine{TState}.StopReason"/> says why.</summary>
    Stopped,

    /// <summary>A limit of the cell or of the test was passed.</summary>
    LimitReached,
}

/// <summary>How long a run was interrupted, and in which state the cell came back.</summary>
public readonly record struct Gap(long Duration, Observation Now);

/// <summary>What an interruption policy decides.</summary>
public enum ResumeResult : byte
{
    Continue,
    Stop,
    AskPerson,
}

/// <summary>
/// A compiled protocol: a pure, deterministic transition function over a plain state. It allocates nothing, reads no
/// clock and draws no random number.
/// </summary>
public interface IMachine<TState>
    where TState : struct
{
    static abstract MachineInfo Info { get; }

    /// <summary>
    /// Resets state and command and puts the machine at its first step: <see cref="TickResult.Moved"/>, or how the run
    /// ended if it has none. Arguments stand in the order of <see cref="MachineInfo.Parameters"/>, in SI units.
    /// </summary>
    static abstract TickResult Start(
        ref TState state,
        in CellFacts cell,
        ReadOnlySpan<double> arguments,
        in Observation now,
        ref Command command
    );

    /// <summary>
    /// Moves on when an end of the running step holds at this observation, by at most one step. Once the run has ended
    /// it keeps saying how.
    /// </summary>
    static abstract TickResult Tick(
        ref TState state,
        in CellFacts cell,
        in Observation now,
        ref Command command
    );

    /// <summary>
    /// Signed distances to every end of the running step that depends on the observation, positive while the end has
    /// not fired; a change of sign is a moment at which to tick. Returns how many were written: the limits' first, always
    /// in the same order while the step runs. NaN where a distance depends on something unknown.
    /// </summary>
    static abstract int Guards(
        in TState state,
        in CellFacts cell,
        in Observation now,
        Span<double> distances
    );

    /// <summary>
    /// The next program time after the last tick at which to tick whatever the cell does, ns, supposing no interruption;
    /// <see cref="MachineTime.Never"/> for none.
    /// </summary>
    static abstract long NextDeadline(in TState state, in CellFacts cell);

    /// <summary>
    /// Applies the interruption policy after a gap. Takes the command as it stood before the gap and leaves the one to
    /// apply from now on; nothing changes on <see cref="ResumeResult.AskPerson"/>.
    /// </summary>
    static abstract ResumeResult Resume(ref TState state, in CellFacts cell, in Gap gap, ref Command command);

    /// <summary>Index into <see cref="MachineInfo.StopReasons"/> after <see cref="TickResult.Stopped"/>.</summary>
    static abstract int StopReason(in TState state);

    /// <summary>Writes the state field by field, little-endian; <see cref="MachineInfo.LayoutHash"/> names the layout.</summary>
    static abstract int Write(in TState state, Span<byte> destination);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    static abstract void Read(ref TState state, ReadOnlySpan<byte> source);
}
