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
    /// <summary>Names of the models that it and its active material took anything from.</summary>
    public IReadOnlyCollection<string> Models { get; init; } = [];
}
