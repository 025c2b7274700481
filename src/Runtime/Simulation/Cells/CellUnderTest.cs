using CellDsl.Contracts;
using CellDsl.Runtime.Simulation.Synthesis;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>A cell of the plan made ready to be simulated.</summary>
/// <param name="Facts">What its machines are told, complete.</param>
/// <param name="Active">State of the active material in its working electrode; null where the model knows none.</param>
public sealed record CellUnderTest(
    string Id,
    CellFacts Facts,
    CellDescription Description,
    SampleState? Active
)
{
    /// <summary>Pressures that its model looks at, by the name under which a model may state a range.</summary>
    public IReadOnlyList<(string Name, double Value, string Unit)> Pressures { get; init; } = [];

    /// <summary>Names of the models that it and its active material took anything from.</summary>
    public IReadOnlyCollection<string> Models { get; init; } = [];
}
