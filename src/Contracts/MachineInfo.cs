namespace CellDsl.Contracts;

/// <summary>A place in a <c>.cell</c> file: one-based line and column, length in UTF-16 units.</summary>
public sealed record SourcePlace(string Path, int Line, int Column, int Length);

/// <summary>One named end of a step.</summary>
/// <param name="Name">Its name in the source, or the condition's text.</param>
public sealed record EndInfo(string Name, SourcePlace Place);

/// <summary>One step of a protocol as people know it.</summary>
/// <param name="Id">Stable within the protocol: verb and ordinal, <c>charge#1</c>.</param>
/// <param name="Kind">The step primitive: charge, discharge, rest, hold, …</param>
/// <param name="Ends">In priority order.</param>
public sealed record StepInfo(
    string Id,
    string Kind,
    string Text,
    SourcePlace Place,
    IReadOnlyList<EndInfo> Ends
);

/// <summary>A parameter of a protocol with the SI unit in which its argument is handed over.</summary>
public sealed record ParameterInfo(string Name, string Unit);

/// <summary>What people and recorders need to know of a machine.</summary>
/// <param name="LayoutHash">Changes when the state's layout does.</param>
/// <param name="StateSize">Bytes that <c>Write</c> writes.</param>
/// <param name="GuardCount">The most distances that <c>Guards</c> writes.</param>
public sealed record MachineInfo(
    string Name,
    SourcePlace Place,
    IReadOnlyList<ParameterInfo> Parameters,
    IReadOnlyList<StepInfo> Steps,
    IReadOnlyList<string> StopReasons,
    IReadOnlyList<EndInfo> Limits,
    ulong LayoutHash,
    int StateSize,
    int GuardCount
)
{
    /// <summary>Whether it asks for potentials of single electrodes.</summary>
    public bool ObservesElectrodes { get; init; }
}
