namespace CellDsl.Planning.Differences;

public enum ChangeKind
{
    Added,
    Removed,

    /// <summary>The same thing under another name: nothing changes in the lab.</summary>
    Renamed,

    /// <summary>One thing now comes before another on which it used to wait.</summary>
    Reordered,

    /// <summary>A value that is set: a mass, a temperature, a rate.</summary>
    Value,

    /// <summary>A limit within which something has to stay: a cut-off, a budget, a window, a tolerance.</summary>
    Bound,

    /// <summary>What follows for the whole experiment: time, material.</summary>
    Total,
}

/// <summary>One difference between two plans, in the words of the lab.</summary>
/// <param name="Part">As <c>experiment low_pressure</c>, <c>protocol life</c>.</param>
/// <param name="Where">As <c>heat oxide, hold</c>; empty for the part itself.</param>
/// <param name="What">As <c>time</c>.</param>
/// <param name="Before">Null where it was not there.</param>
/// <param name="After">Null where it is not there any more.</param>
/// <param name="Points">Points of the sweep at which it is so; empty where the sweep does not matter.</param>
/// <param name="Place">In the new file; in the old one for what was removed; null where it follows from others.</param>
public sealed record PlanChange(
    ChangeKind Kind,
    string Part,
    string Where,
    string What,
    string? Before,
    string? After,
    EquatableList<int> Points,
    SourceRef? Place
);
