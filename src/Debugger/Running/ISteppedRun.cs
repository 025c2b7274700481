using CellDsl.Contracts;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Records;

namespace CellDsl.Debugger.Running;

/// <summary>One run taken a turn at a time, whatever its machine and its cell model are.</summary>
internal interface ISteppedRun
{
    LoopPhase Phase { get; }

    LoopOutcome Outcome { get; }

    /// <summary>What was seen after the last turn.</summary>
    Observation Now { get; }

    Command Command { get; }

    CellFacts Facts { get; }

    /// <summary>Temperature of the chamber, K.</summary>
    double Ambient { get; }

    RunLedger Ledger { get; }

    /// <summary>What the last turn came to.</summary>
    DebugEvent Last { get; }

    /// <summary>The cell, to hand to the next run on it.</summary>
    object Cell { get; }

    /// <summary>Takes the next turn.</summary>
    void Turn();

    /// <inheritdoc cref="CyclerLoop{TMachine,TState,TModel}.LookAhead"/>
    long LookAhead();

    /// <inheritdoc cref="CyclerLoop{TMachine,TState,TModel}.Within"/>
    Observation Within(long at);

    object Save();

    void Restore(object saved);

    /// <summary>The machine's state as it writes it.</summary>
    byte[] State();
}
