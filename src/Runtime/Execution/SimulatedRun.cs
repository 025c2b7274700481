using CellDsl.Contracts;
using CellDsl.Runtime.Simulation;

namespace CellDsl.Runtime.Execution;

/// <summary>Runs whichever machine it is handed on one cell, which it leaves as the run left it.</summary>
internal sealed class SimulatedRun<TModel>(
    TModel cell,
    CellFacts facts,
    double[] arguments,
    ICyclerObserver observer,
    LoopSettings settings,
    CancellationToken cancellation
) : IMachineVisitor<LoopOutcome>
    where TModel : struct, ICellModel
{
    /// <summary>The cell before the run, and after it.</summary>
    public TModel Cell { get; private set; } = cell;

    public LoopOutcome Visit<TMachine, TState>()
        where TMachine : struct, IMachine<TState>
        where TState : struct
    {
        var loop = new CyclerLoop<TMachine, TState, TModel>(Cell, facts, observer, settings);
        var outcome = loop.Run(arguments, cancellation);
        Cell = loop.Model;
        return outcome;
    }
}
