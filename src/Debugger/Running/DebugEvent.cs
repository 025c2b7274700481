using CellDsl.Contracts;

namespace CellDsl.Debugger.Running;

internal enum DebugEventKind : byte
{
    None,
    StepBegan,
    StepEnded,
    RunEnded,
    RunFailed,
}

/// <summary>What one turn of a run came to.</summary>
/// <param name="Command">Of the step that began or ended.</param>
/// <param name="EndedBy">Index into the step's ends, or into the machine's limits; -1 where none fired.</param>
/// <param name="Failure">Why the run cannot go on, or null.</param>
internal readonly record struct DebugEvent(
    DebugEventKind Kind,
    Command Command,
    int EndedBy,
    bool ByLimit,
    string? Failure
)
{
    public int Step => Command.Step;
}

/// <summary>A place in the course of an experiment: a run, a turn of its loop, and how far into the next turn, ns.</summary>
internal readonly record struct Moment(int Run, long Turn, long Offset) : IComparable<Moment>
{
    public static Moment Start => default;

    public int CompareTo(Moment other) =>
        (Run, Turn, Offset).CompareTo((other.Run, other.Turn, other.Offset));

    public static bool operator <(Moment left, Moment right) => left.CompareTo(right) < 0;

    public static bool operator >(Moment left, Moment right) => left.CompareTo(right) > 0;

    public static bool operator <=(Moment left, Moment right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Moment left, Moment right) => left.CompareTo(right) >= 0;
}
