namespace CellDsl.Debugger.Inspection;

/// <summary>One line of what an editor shows of a moment.</summary>
/// <param name="Children">What it opens to, or null.</param>
/// <param name="Expression">What to type to see it again, or null.</param>
internal sealed record Variable(
    string Name,
    string Value,
    IReadOnlyList<Variable>? Children = null,
    string? Expression = null
);
