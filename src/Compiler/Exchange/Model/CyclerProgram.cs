using CellDsl.Language.Units;
using CellDsl.Planning;

namespace CellDsl.Compiler.Exchange.Model;

/// <summary>
/// A protocol as cyclers know it: numbered steps in a row, each with ends that say where to go on. It stands between our
/// machines and the vendors' files; all numbers are exact and SI.
/// </summary>
/// <param name="Name">An identifier: the protocol's name.</param>
/// <param name="Comment">What the file says of itself, or null.</param>
/// <param name="Unexpressed">What the program means beyond its steps and no cycler holds; see <see cref="Unexpressed"/>.</param>
/// <param name="LimitsSource">Where the safety limits stand in a <c>.cell</c> file, or null.</param>
/// <param name="Source">Where the protocol stands in a <c>.cell</c> file, or null.</param>
public sealed record CyclerProgram(
    string Name,
    EquatableList<CyclerStep> Steps,
    SafetyLimits Safety,
    CyclerSample Sample,
    string? Comment = null,
    EquatableList<Unexpressed> Unexpressed = default,
    SourceRef? LimitsSource = null,
    SourceRef? Source = null
)
{
    public static CyclerProgram Of(string name, params ReadOnlySpan<CyclerStep> steps) =>
        new(name, [.. steps], SafetyLimits.None, CyclerSample.Unknown);

    /// <summary>Where an end leads: an index of a step, <c>Steps.Count</c> for the end, or null for a stop.</summary>
    public int? Resolve(CyclerTarget target, int step) =>
        target.Kind switch
        {
            TargetKind.Next => step + 1,
            TargetKind.Step => target.Step,
            TargetKind.End => Steps.Count,
            _ => null,
        };
}

/// <summary>The cell that a program was made for.</summary>
/// <param name="NominalCapacity">What rates refer to, A·s; null where not known.</param>
/// <param name="ActiveMass">kg; null where not known.</param>
public sealed record CyclerSample(string? Name, Rational? NominalCapacity, Rational? ActiveMass)
{
    public static CyclerSample Unknown { get; } = new(null, null, null);
}

/// <param name="Id">Stable and unique in the program: <c>charge#1</c>, or the vendor's label.</param>
/// <param name="Note">A comment that came with the step, or null.</param>
/// <param name="Ends">In priority order.</param>
/// <param name="Guard">The largest current while this step runs; null for none of its own.</param>
/// <param name="Source">Where it stands in a <c>.cell</c> file, or null.</param>
public sealed record CyclerStep(
    string Id,
    CyclerControl Control,
    EquatableList<CyclerEnd> Ends,
    CyclerRecord Record = default,
    Amperage? Guard = null,
    string? Note = null,
    SourceRef? Source = null
);

/// <summary>When to write a row; null members are not stated.</summary>
/// <param name="Interval">s.</param>
/// <param name="Voltage">V.</param>
public readonly record struct CyclerRecord(Rational? Interval, Rational? Voltage, Amperage? Current)
{
    public bool IsStated => Interval is not null || Voltage is not null || Current is not null;
}

/// <summary>Passing one of these stops the test; null members are not stated.</summary>
/// <param name="ChargeCurrent">The largest, positive.</param>
/// <param name="DischargeCurrent">The largest, positive.</param>
/// <param name="Capacity">The most charge in one step.</param>
/// <param name="Delay">How long a limit must be passed, s.</param>
public sealed record SafetyLimits(
    Rational? LowestVoltage,
    Rational? HighestVoltage,
    Amperage? ChargeCurrent,
    Amperage? DischargeCurrent,
    Ampacity? Capacity,
    Rational? LowestTemperature,
    Rational? HighestTemperature,
    Rational? Delay
)
{
    public static SafetyLimits None { get; } = new(null, null, null, null, null, null, null, null);
}

/// <summary>Something that the protocol says and that stands outside its steps.</summary>
/// <param name="What">As <c>the branch “if …”</c>.</param>
/// <param name="Instead">What a lossy export does instead.</param>
/// <param name="Help">What would fit.</param>
public sealed record Unexpressed(
    UnexpressedKind Kind,
    string What,
    string Instead,
    string Help,
    SourceRef? Source
);

public enum UnexpressedKind : byte
{
    Branch,
    Interruption,
    Value,
    Control,
    Loop,
    Limit,
}
