using CellDsl.Contracts;
using CellDsl.Planning;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Records;
using CellDsl.Runtime.Simulation.Models;
using CellDsl.Runtime.Simulation.Synthesis;

namespace CellDsl.Runtime.Execution;

/// <summary>How a run ended.</summary>
public enum RunEndKind
{
    Completed,

    /// <summary>The protocol stopped itself.</summary>
    Stopped,

    /// <summary>A limit of the cell or the test was reached.</summary>
    Limit,

    /// <summary>Called off from outside.</summary>
    Cancelled,

    /// <summary>The cell could not carry on: no voltage is enough for what the protocol asks of it.</summary>
    Exhausted,

    /// <summary>It could not be simulated, or the model lost its footing.</summary>
    Failed,
}

/// <param name="Reason">The protocol's own words, the limit's name, or what went wrong; null when completed.</param>
/// <param name="Step">Id of the step that ran last, or null.</param>
/// <param name="Place">Where that step is written, or null.</param>
public sealed record RunEnd(RunEndKind Kind, string? Reason, string? Step, SourcePlace? Place)
{
    /// <summary>As <c>completed</c>, <c>stopped: end of life</c>.</summary>
    public override string ToString() =>
        Kind switch
        {
            RunEndKind.Completed => "completed",
            RunEndKind.Stopped => $"stopped: {Reason}",
            RunEndKind.Limit => $"limit: {Reason}",
            RunEndKind.Cancelled => "cancelled",
            RunEndKind.Exhausted => $"exhausted: {Reason}",
            _ => $"failed: {Reason}",
        };
}

/// <summary>One run and what came of it.</summary>
/// <param name="Results">Null where it failed before it began.</param>
/// <param name="Data">Path of the time series within the folder, or null.</param>
public sealed record RunOutcome(
    PlanRun Run,
    PlanCell Cell,
    EquatableList<PlanProperty> Settings,
    MachineInfo Machine,
    RunEnd End,
    RunResults? Results,
    IReadOnlyList<CycleCurve> Curves,
    IReadOnlyList<Spectrum> Spectra,
    string? Data
)
{
    /// <summary>The equations that stood for the cell, as people name them: <c>SPMe</c>; null where it was not built.</summary>
    public string? Method { get; init; }

    /// <summary>Names of the models that the cell took anything from.</summary>
    public IReadOnlyCollection<string> Models { get; init; } = [];

    /// <summary>What synthesis made of the active material; null where no model knows it.</summary>
    public SampleState? Active { get; init; }

    /// <summary>What synthesis and assembly made of the cell, by the name under which a model may state a range.</summary>
    public IReadOnlyList<(string Name, double Value, string Unit)> Attributes { get; init; } = [];

    /// <summary>The point's settings as text, <c>speed = 450 rpm, milling = 6 h</c>; empty for a single point.</summary>
    public string SettingsText =>
        string.Join(", ", Settings.Select(s => $"{s.Name} = {Spelled.Of(s.Value)}"));
}

/// <summary>What a measurement on a sample or a cell found, by the models.</summary>
/// <param name="Values">Attribute and value, SI.</param>
/// <param name="AsExpected">Whether it found what its check expects; null where nothing is expected or known.</param>
public sealed record MeasurementResult(
    PlanMeasurement Measurement,
    EquatableList<PlanProperty> Settings,
    IReadOnlyDictionary<string, double> Values,
    bool? AsExpected
);

/// <summary>Whether a simulated figure was fitted to what is expected of it.</summary>
public enum FigureOrigin : byte
{
    /// <summary>No model of the run says to what it was fitted.</summary>
    Unstated,

    /// <summary>The parameters were fitted to this very row.</summary>
    Fitted,

    /// <summary>The parameters come from other rows.</summary>
    Predicted,
}

/// <summary>One expectation on one run.</summary>
public sealed record ExpectationResult(PlanExpectation Expectation, string Run, Verdict Verdict)
{
    public FigureOrigin Origin { get; init; }

    /// <summary>Whether the run lies outside the range for which one of its models was calibrated.</summary>
    public bool IsExtrapolated { get; init; }

    /// <summary>Whether nothing is expected: the figure is asked for because it is not known.</summary>
    public bool IsOpen => Expectation.Low is null && Expectation.High is null;
}

/// <summary>A setting outside the range for which a model was calibrated.</summary>
public sealed record Extrapolation(string Model, string What, string Value, string Range, string Run)
{
    public override string ToString() =>
        $"{What} = {Value} in {Run} lies outside {Range}, for which model {Model} was calibrated: an extrapolation";
}

/// <summary>What came of an experiment.</summary>
/// <param name="StandIns">What stood in for what the procedure leaves open.</param>
/// <param name="Untouched">What it leaves open and no part of the simulation depends on.</param>
/// <param name="Models">Names of the models used.</param>
/// <param name="Files">Paths of everything written, within the folder.</param>
public sealed record RunReport(
    string Experiment,
    long? Seed,
    string? Folder,
    IReadOnlyList<RunOutcome> Runs,
    IReadOnlyList<MeasurementResult> Measurements,
    IReadOnlyList<ExpectationResult> Expectations,
    IReadOnlyList<StandIn> StandIns,
    IReadOnlyList<PlanHole> Untouched,
    IReadOnlyList<PlanAssumption> Assumptions,
    IReadOnlyList<string> Models,
    IReadOnlyList<Extrapolation> Extrapolations,
    IReadOnlyList<string> Files,
    bool Cancelled
)
{
    /// <summary>Whether every run ended by itself and every expectation is known and met.</summary>
    public bool Passed =>
        !Cancelled
        && Runs.All(r =>
            r.End.Kind is not (RunEndKind.Failed or RunEndKind.Exhausted or RunEndKind.Cancelled)
        )
        && Expectations.All(e => e.Verdict is { Known: true, Passed: true });
}
