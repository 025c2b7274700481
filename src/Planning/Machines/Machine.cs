using CellDsl.Contracts;

namespace CellDsl.Planning.Machines;

/// <summary>
/// A protocol lowered to a flat graph: blocks of assignments that take no time, and steps that wait. Subprotocols are
/// already in place (each call site has its own slots).
/// </summary>
/// <param name="Parameters">In the order in which arguments are handed over; units are SI.</param>
/// <param name="Entry">The block with which a run starts.</param>
/// <param name="Limits">Ends of the whole test, checked before all others: the cell's limits and the protocol's own.</param>
public sealed record Machine(
    string Name,
    SourceRef Source,
    EquatableList<MachineParameter> Parameters,
    EquatableList<MachineSlot> Slots,
    EquatableList<MachineStep> Steps,
    EquatableList<MachineBlock> Blocks,
    int Entry,
    EquatableList<MachineEnd> Limits,
    EquatableList<string> StopReasons,
    EquatableList<InterruptionTier> Interruption
);

/// <param name="Unit">The SI unit of the number handed over, as <c>A/kg</c>.</param>
public sealed record MachineParameter(string Name, string Unit);

public enum SlotType : byte
{
    Number,
    Count,

    /// <summary>Program time in ns; <see cref="long.MinValue"/> while unset.</summary>
    Time,

    /// <summary>Wall time in ns.</summary>
    WallTime,
    Flag,
}

/// <param name="Name">Unique, readable: <c>cycle_count</c>, <c>cycle_chargeIn0</c>.</param>
public sealed record MachineSlot(string Name, SlotType Type);

/// <summary>A step: waits under one command until an end fires. Its clocks and baselines start at entry.</summary>
/// <param name="Setpoint">
/// Absolute SI (A, V, W, Ω, V/s); null for a rest or an impedance. Like all that is evaluated once at entry it still sees
/// the clocks, baselines and setpoint of the step before; before the first, those of the start of the run.
/// </param>
/// <param name="CurrentLimit">For a voltage hold or a sweep; null for none.</param>
/// <param name="Temperature">The chamber's new setpoint, K; null to leave it.</param>
/// <param name="Ends">In priority order; each names the block with which the machine goes on.</param>
/// <param name="Cycle">Slot with the running cycle's number, or null.</param>
/// <param name="Spectrum">For an impedance; else null.</param>
public sealed record MachineStep(
    string Id,
    string Kind,
    string Text,
    SourceRef Source,
    ControlMode Mode,
    MachineExpression? Setpoint,
    MachineExpression? CurrentLimit,
    MachineExpression? Temperature,
    EquatableList<MachineEnd> Ends,
    RecordRule Record,
    int? Cycle,
    bool Uncounted,
    SpectrumRequest? Spectrum = null
)
{
    /// <summary>The protocols that were run to get here, the outermost first; none for a step of the machine's own.</summary>
    public EquatableList<MachineCall> Calls { get; init; } = [];
}

/// <summary>A protocol that was lowered in place, and where it is run.</summary>
public sealed record MachineCall(string Protocol, SourceRef Source);

/// <summary>What an impedance step measures; a null member is not stated.</summary>
/// <param name="From">Hz, the first frequency.</param>
/// <param name="To">Hz, the last frequency.</param>
/// <param name="Amplitude">V, or A where <paramref name="IsGalvanostatic"/>.</param>
public sealed record SpectrumRequest(
    MachineExpression? From,
    MachineExpression? To,
    MachineExpression? Amplitude,
    bool IsGalvanostatic
);

/// <param name="Name">The end's name, or the condition's own text.</param>
/// <param name="Condition">Boolean.</param>
/// <param name="Target">Block to go on with; null for a limit.</param>
/// <param name="Budget">True for a bound on a block: it counts wall time and comes before the step's own ends.</param>
public sealed record MachineEnd(
    string Name,
    SourceRef Source,
    MachineExpression Condition,
    int? Target,
    bool Budget = false
);

/// <summary>When to write a row; a null member is not stated.</summary>
public sealed record RecordRule(
    MachineExpression? Interval,
    MachineExpression? Voltage,
    MachineExpression? Current
);

/// <summary>Assignments in order, then where to go. Takes no time.</summary>
public sealed record MachineBlock(EquatableList<MachineAssignment> Assignments, MachineExit Exit);

public sealed record MachineAssignment(int Slot, MachineExpression Value);

public abstract record MachineExit
{
    public sealed record Jump(int Block) : MachineExit;

    public sealed record Branch(MachineExpression Condition, int Then, int Else) : MachineExit;

    public sealed record EnterStep(int Step) : MachineExit;

    public sealed record Complete : MachineExit;

    /// <param name="Reason">Index into <see cref="Machine.StopReasons"/>.</param>
    public sealed record Stop(int Reason, SourceRef Source) : MachineExit;
}

public enum InterruptionAction : byte
{
    Continue,

    /// <summary>Rest for <see cref="InterruptionTier.Rest"/>, then continue the step.</summary>
    RestThenContinue,
    RestartStep,
    Stop,
    Ask,
}

/// <param name="UpTo">Longest gap to which this tier applies, s; null for the last tier (“longer”).</param>
/// <param name="Rest">s; null where the action has none.</param>
public sealed record InterruptionTier(
    MachineExpression? UpTo,
    InterruptionAction Action,
    MachineExpression? Rest,
    SourceRef Source
);
