using CellDsl.Contracts;

namespace CellDsl.Runtime.Execution;

/// <summary>How a run came to its end.</summary>
/// <param name="StopReason">Index into <see cref="MachineInfo.StopReasons"/>, or -1.</param>
/// <param name="Limit">Index into <see cref="MachineInfo.Limits"/>, or -1.</param>
/// <param name="LastStep">Index of the step that ran last, or -1.</param>
/// <param name="Cancelled">Whether it was called off from outside; then <paramref name="Result"/> is Stay.</param>
public readonly record struct LoopOutcome(
    TickResult Result,
    int StopReason,
    int Limit,
    int LastStep,
    bool Cancelled
);

/// <summary>A protocol that would never end.</summary>
public sealed class EndlessProtocolException(string message) : Exception(message);

/// <summary>A cell model that lost its footing: its voltage or current is no number.</summary>
public sealed class ModelFailedException(string message) : Exception(message);

/// <summary>
/// The cell cannot carry on as the protocol wants: its voltage falls or rises without bound, however short the step. What
/// is wrong is the demand, not the model.
/// </summary>
public sealed class CellExhaustedException(string message) : Exception(message);
