using CellDsl.Language.Units;

namespace CellDsl.Planning.Plans;

/// <summary>One experiment, unrolled: every point of its sweeps, every sample, operation, cell and run once.</summary>
/// <param name="Seed">For everything random; null where not stated.</param>
/// <param name="Points">A tree: point 0 has no settings; a nested sweep's points name their parent.</param>
/// <param name="Operations">In topological order.</param>
/// <param name="Properties">What else is written of it, as budgets of time and material.</param>
public sealed record PlanExperiment(
    string Name,
    SourceRef Source,
    long? Seed,
    EquatableList<PlanPoint> Points,
    EquatableList<PlanSample> Samples,
    EquatableList<PlanOperation> Operations,
    EquatableList<PlanCell> Cells,
    EquatableList<PlanRun> Runs,
    EquatableList<PlanMeasurement> Measurements,
    EquatableList<PlanExpectation> Expectations,
    EquatableList<PlanProperty> Properties
)
{
    /// <summary>The lab in which it was planned; null where none is named.</summary>
    public string? Lab { get; init; }
}

/// <param name="Settings">All of them, the parents' first.</param>
public sealed record PlanPoint(int Id, int? Parent, EquatableList<PlanProperty> Settings);

/// <param name="Id">Unique in the experiment: name and ordinal, <c>powder#2</c>.</param>
/// <param name="Form">As <c>Powder</c>; null where unknown.</param>
/// <param name="Material">The material that it is meant to be, or null for a blend.</param>
/// <param name="Composition">By mass; the shares sum to one where all are known.</param>
/// <param name="Amount">g.</param>
/// <param name="ProducedBy">Operation, or null for stock.</param>
public sealed record PlanSample(
    string Id,
    string Name,
    string? Form,
    string? Material,
    EquatableList<PlanComponent> Composition,
    PlanRange Amount,
    string? ProducedBy,
    int Point,
    SourceRef Source
);

/// <param name="Share">Mass share; null where unknown.</param>
public sealed record PlanComponent(string Material, Rational? Share);

public enum SampleMode : byte
{
    Takes,
    Draws,
    Inspects,
    Occupies,
}

/// <param name="Amount">g; all of it for <see cref="SampleMode.Takes"/>.</param>
public sealed record PlanInput(string Sample, SampleMode Mode, PlanRange Amount);

/// <param name="Id">Unique in the experiment: verb and ordinal, <c>heat#2</c>.</param>
/// <param name="Effect">What it does to samples: weigh, mix, dissolve, combine, heat, mill, dry, press, separate, coat, check, assemble…</param>
/// <param name="Text">As written.</param>
/// <param name="Outputs">Sample ids.</param>
/// <param name="Arguments">By parameter name; samples are symbols.</param>
/// <param name="Program">Segments in order; empty where there is no program.</param>
/// <param name="Instrument">Class of instrument that it needs, or null.</param>
/// <param name="Duration">s.</param>
/// <param name="Deadline">No later than so long after another operation, or null.</param>
public sealed record PlanOperation(
    string Id,
    string Verb,
    string Effect,
    int Point,
    string Text,
    SourceRef Source,
    EquatableList<PlanInput> Inputs,
    EquatableList<string> Outputs,
    EquatableList<PlanProperty> Arguments,
    EquatableList<PlanWeighing> Weighings,
    EquatableList<PlanSegment> Program,
    string? Instrument,
    PlanRange Duration,
    PlanDeadline? Deadline
)
{
    /// <summary>The lab's instrument on which it can be done; null without a lab, or where none can do it.</summary>
    public string? AssignedTo { get; init; }
}

/// <param name="Seconds">The longest gap.</param>
/// <param name="After">The operation or sample after whose end it counts.</param>
public sealed record PlanDeadline(Rational? Seconds, string After, SourceRef Source);

/// <summary>One reagent on the balance.</summary>
/// <param name="Coefficient">Formula units per formula unit of the target; null where none can be computed.</param>
/// <param name="Stoichiometric">Mass of pure reagent without excess, g; null where unknown.</param>
/// <param name="Mass">What to weigh, with excess and purity, g.</param>
/// <param name="Excess">A ratio, a hole, or null where none was asked for.</param>
/// <param name="Purity">A ratio, or null where not stated.</param>
public sealed record PlanWeighing(
    string Reagent,
    string? Formula,
    Rational? Coefficient,
    Rational? Stoichiometric,
    PlanRange Mass,
    PlanValue? Excess,
    PlanValue? Purity,
    SourceRef Source
);

/// <summary>One segment of a program: <c>ramp to 700 °C at 5 K/min</c>.</summary>
/// <param name="Duration">s.</param>
public sealed record PlanSegment(
    string Verb,
    string Text,
    EquatableList<PlanProperty> Arguments,
    PlanRange Duration,
    SourceRef Source
);

/// <param name="Id">Unique in the experiment: <c>xrd#1</c>.</param>
/// <param name="Kind">Name of the measurement.</param>
/// <param name="Subject">Id of a sample, a cell or a run.</param>
/// <param name="Used">g; zero where it takes nothing.</param>
/// <param name="Expecting">A term or value that the check wants, or null.</param>
public sealed record PlanMeasurement(
    string Id,
    string Kind,
    string Subject,
    PlanRange Used,
    PlanValue? Expecting,
    EquatableList<PlanProperty> Arguments,
    int Point,
    SourceRef Source
);
