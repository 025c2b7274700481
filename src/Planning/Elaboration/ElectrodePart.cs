using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

/// <summary>One electrode of a cell while it is built.</summary>
/// <param name="Settings">What its block says, by name.</param>
/// <param name="ActiveMass">kg.</param>
internal sealed record ElectrodePart(
    string Role,
    BoundProperty Source,
    IReadOnlyDictionary<string, Datum> Settings,
    PlanFigure Area,
    PlanFigure Loading,
    PlanFigure ActiveMass
)
{
    /// <summary>The sheet or powder that it is cut from, or null for stock.</summary>
    public SampleState? Sheet { get; init; }

    public string? MaterialName { get; init; }

    public IReadOnlyList<Constituent> Constituents { get; init; } = [];

    public MaterialSymbol? Active { get; init; }

    /// <summary>kg.</summary>
    public PlanFigure CompositeMass { get; init; } = ActiveMass;
}
