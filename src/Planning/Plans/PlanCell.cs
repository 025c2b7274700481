using CellDsl.Contracts;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Plans;

/// <summary>One physical cell.</summary>
/// <param name="Id">Unique in the experiment: <c>solid#3</c>.</param>
/// <param name="Replicate">From 1, among the cells of one <c>replicate</c>; 1 where there is none.</param>
/// <param name="Properties">All that the declaration says beside its electrodes, by name, blocks as groups.</param>
public sealed record PlanCell(
    string Id,
    string Name,
    int Point,
    int Replicate,
    EquatableList<PlanElectrode> Electrodes,
    PlanValue? Electrolyte,
    PlanValue? StackPressure,
    PlanValue? Temperature,
    EquatableList<PlanProperty> Properties,
    PlanCellFacts Facts,
    SourceRef Source
);

/// <param name="Role">positive, negative, reference or electrolyte_layer.</param>
/// <param name="Sample">The sheet or foil that it is cut from, or null where it is stock.</param>
/// <param name="Material">Name of the material, or of the sample's own.</param>
/// <param name="Active">The active material, or null.</param>
/// <param name="Composition">By mass.</param>
/// <param name="Loading">Active mass per area, kg/m².</param>
/// <param name="Area">m².</param>
/// <param name="ActiveMass">kg.</param>
/// <param name="Potential">Against lithium, V; null where not stated.</param>
/// <param name="Properties">All that is written of it.</param>
public sealed record PlanElectrode(
    string Role,
    string? Sample,
    string? Material,
    string? Active,
    EquatableList<PlanComponent> Composition,
    PlanFigure Loading,
    PlanFigure Area,
    PlanFigure ActiveMass,
    PlanValue? Potential,
    EquatableList<PlanProperty> Properties,
    SourceRef Source
);

/// <summary>What a machine is told of its cell, exact, with what is missing named. See <see cref="CellFacts"/>.</summary>
/// <param name="SpecificCapacity">Of the active material, A·s/kg, from its redox couple and its lithium.</param>
/// <param name="Limits">Null members are not stated.</param>
/// <param name="ReferencePotential">V against lithium; null for a reference of lithium, and without one.</param>
public sealed record PlanCellFacts(
    PlanFigure ActiveMass,
    PlanFigure CompositeMass,
    PlanFigure ElectrodeArea,
    PlanFigure SpecificCapacity,
    PlanFigure TheoreticalCapacity,
    PlanFigure NominalCapacity,
    PlanFigure CounterPotential,
    PlanLimits Limits,
    Rational? ReferencePotential = null
)
{
    /// <summary>Rounded once to doubles; NaN where something is missing.</summary>
    public CellFacts ToCellFacts() =>
        new()
        {
            ActiveMass = Rounded(ActiveMass),
            CompositeMass = Rounded(CompositeMass),
            ElectrodeArea = Rounded(ElectrodeArea),
            NominalCapacity = Rounded(NominalCapacity),
            TheoreticalCapacity = Rounded(TheoreticalCapacity),
            CounterPotential = Rounded(CounterPotential),
            ReferencePotential = ReferencePotential?.ToDouble() ?? 0,
            LowestVoltage = Limits.LowestVoltage?.ToDouble() ?? double.NegativeInfinity,
            HighestVoltage = Limits.HighestVoltage?.ToDouble() ?? double.PositiveInfinity,
            LowestTemperature = Limits.LowestTemperature?.ToDouble() ?? double.NegativeInfinity,
            HighestTemperature = Limits.HighestTemperature?.ToDouble() ?? double.PositiveInfinity,
            HighestCurrent = Limits.HighestCurrent?.ToDouble() ?? double.PositiveInfinity,
            HighestCurrentRatio = Limits.HighestCurrentRatio?.ToDouble() ?? double.PositiveInfinity,
            LowestPressure = Limits.LowestPressure?.ToDouble() ?? double.NegativeInfinity,
            HighestPressure = Limits.HighestPressure?.ToDouble() ?? double.PositiveInfinity,
            HighestCapacity = Limits.HighestCapacity?.ToDouble() ?? double.PositiveInfinity,
        };

    private static double Rounded(PlanFigure figure) => figure.Value?.ToDouble() ?? double.NaN;
}

/// <summary>SI; null where not stated.</summary>
public sealed record PlanLimits(
    Rational? LowestVoltage,
    Rational? HighestVoltage,
    Rational? LowestTemperature,
    Rational? HighestTemperature,
    Rational? HighestCurrent,
    Rational? HighestCurrentRatio,
    Rational? LowestPressure = null,
    Rational? HighestPressure = null,
    Rational? HighestCapacity = null
)
{
    /// <summary>The limits that only some cells state, and that only machines for such cells watch.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public RareLimits Rare =>
        ((LowestPressure ?? HighestPressure) is null ? RareLimits.None : RareLimits.Pressure)
        | (HighestCapacity is null ? RareLimits.None : RareLimits.Capacity);
}

/// <summary>Limits that a machine watches where its cell states them.</summary>
[Flags]
public enum RareLimits
{
    None = 0,
    Pressure = 1,
    Capacity = 2,
}

/// <summary>One protocol on one cell.</summary>
/// <param name="Id">Unique in the experiment: <c>life#1</c>.</param>
/// <param name="Machine">Index into <see cref="Plan.Machines"/>.</param>
/// <param name="Replicate">From 1.</param>
/// <param name="Replicated">What is replicated: cells, coatings, batches; null for nothing.</param>
public sealed record PlanRun(
    string Id,
    int Machine,
    string Cell,
    int Replicate,
    string? Replicated,
    int Point,
    EquatableList<PlanRunArgument> Arguments,
    string Text,
    SourceRef Source
);

/// <summary>
/// One argument of a machine, in its parameter's SI unit: <c>Coefficient × fact</c> where it is normalised, else the
/// coefficient alone. <c>50 mA/g of active</c> has the coefficient 50 A/kg and the fact ActiveMass.
/// </summary>
/// <param name="Value">The product; null where a part of it is missing.</param>
/// <param name="Coefficient">SI; null for a hole.</param>
/// <param name="Per">The fact to multiply by, or null.</param>
/// <param name="AgainstLithium">The coefficient is a potential against lithium: the value is coefficient − fact.</param>
/// <param name="Given">As written, or as the default stands.</param>
public sealed record PlanRunArgument(
    string Name,
    string Unit,
    Rational? Value,
    Rational? Coefficient,
    CellFact? Per,
    bool AgainstLithium,
    PlanValue Given
);
