using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Planning.Elaboration;
using CellDsl.Planning.Lowering;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Checks;

/// <summary>One cell as it was built, with what the plan alone does not keep.</summary>
/// <param name="Arguments">Of the declaration's parameters.</param>
internal sealed record BuiltCell(
    PlanCell Cell,
    CellSymbol Symbol,
    IReadOnlyList<ElectrodePart> Parts,
    Frame Arguments
);

/// <summary>One protocol on one cell.</summary>
/// <param name="Order">How many protocols ran on the cell before.</param>
internal sealed record PerformedRun(
    PlanRun Run,
    BoundOperation Operation,
    ProtocolSymbol Protocol,
    Frame Arguments,
    LoweredProtocol Machine,
    BuiltCell Built,
    int Order
);

/// <summary>An experiment as it was planned, for the checks that look at all of it.</summary>
/// <param name="Experiment">Null for a route that is gone through on trial.</param>
internal sealed record Trace(
    PlanContext Context,
    ExperimentSymbol? Experiment,
    IReadOnlyList<Performance> Performed,
    IReadOnlyList<BuiltCell> Cells,
    IReadOnlyList<PerformedRun> Runs,
    IReadOnlyList<(BoundExpect Expect, PlanExpectation Plan)> Expectations,
    Func<BoundExpression, Frame, Datum> Evaluate
);
