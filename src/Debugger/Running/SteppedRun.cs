using System.Numerics;
using CellDsl.Contracts;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Records;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Cells;

namespace CellDsl.Debugger.Running;

/// <summary>A run over the loop that simulates it, with its books.</summary>
internal sealed class SteppedRun<TMachine, TState, TModel> : ISteppedRun, ICyclerObserver
    where TMachine : struct, IMachine<TState>
    where TState : struct
    where TModel : struct, ICellModel
{
    private readonly CyclerLoop<TMachine, TState, TModel> _loop;
    private bool _failed;

    public SteppedRun(in TModel cell, in CellFacts facts, double[] arguments)
    {
        _loop = new(in cell, in facts, this, LoopSettings.Default);
        Ledger = new(TMachine.Info);
        _loop.Open(arguments);
    }

    public LoopPhase Phase => _failed ? LoopPhase.Ended : _loop.Phase;

    public LoopOutcome Outcome => _loop.Result;

    public Observation Now => _loop.Now;

    public Command Command => _loop.Command;

    public CellFacts Facts => _loop.Cell;

    public double Ambient => _loop.Ambient;

    public RunLedger Ledger { get; }

    public DebugEvent Last { get; private set; }

    public object Cell => _loop.Model;

    public void Turn()
    {
        Last = default;
        try
        {
            _loop.TakeTurn();
        }
        catch (Exception failure) when (IsOfTheRun(failure))
        {
            _failed = true;
            Last = new(DebugEventKind.RunFailed, _loop.Command, -1, false, failure.Message);
        }
    }

    public long LookAhead()
    {
        try
        {
            return _failed ? 0 : _loop.LookAhead();
        }
        catch (Exception failure) when (IsOfTheRun(failure))
        {
            // The turn itself will fail in the same way, and tell.
            return 0;
        }
    }

    public Observation Within(long at) => _loop.Within(at);

    public object Save() => new Saved(_loop.Save(), Ledger.Mark(), Last);

    public void Restore(object saved)
    {
        var at = (Saved)saved;
        _loop.Restore(at.Loop);
        Ledger.Return(at.Books);
        Last = at.Last;
        _failed = false;
    }

    public byte[] State()
    {
        var bytes = new byte[TMachine.Info.StateSize];
        TMachine.Write(in _loop.State, bytes);
        return bytes;
    }

    public void StepBegan(in Observation now, in Command command)
    {
        Ledger.Begin(in now);
        Last = new(DebugEventKind.StepBegan, command, -1, false, null);
    }

    public void StepEnded(in Observation now, in Command command, int endedBy, bool byLimit)
    {
        Ledger.End(in now, in command, endedBy, byLimit);
        Last = new(DebugEventKind.StepEnded, command, endedBy, byLimit, null);
    }

    public void Row(in Observation now, in Command command, double ambient) { }

    public void Spectrum(
        in Observation now,
        in Command command,
        ReadOnlySpan<double> frequencies,
        ReadOnlySpan<Complex> impedances
    ) { }

    private static bool IsOfTheRun(Exception failure) =>
        failure is EndlessProtocolException or ModelFailedException;

    private sealed record Saved(object Loop, LedgerMark Books, DebugEvent Last);
}

/// <summary>Opens a run on a cell: as it was assembled, or as the run before left it.</summary>
internal static class SteppedRuns
{
    public static ISteppedRun Open(IProgram program, CellUnderTest cell, PlannedRun run, object? left) =>
        cell.Description.Visit(new CellChoice(program, run, cell.Facts, left));

    private sealed class CellChoice(IProgram program, PlannedRun run, CellFacts facts, object? left)
        : ICellVisitor<ISteppedRun>
    {
        public ISteppedRun Visit<TModel>(TModel cell)
            where TModel : struct, ICellModel =>
            program.Visit(
                run.Run.Machine,
                new MachineChoice<TModel>(left is TModel used ? used : cell, facts, run.Arguments)
            );
    }

    private sealed class MachineChoice<TModel>(TModel cell, CellFacts facts, double[] arguments)
        : IMachineVisitor<ISteppedRun>
        where TModel : struct, ICellModel
    {
        public ISteppedRun Visit<TMachine, TState>()
            where TMachine : struct, IMachine<TState>
            where TState : struct => new SteppedRun<TMachine, TState, TModel>(in cell, in facts, arguments);
    }
}
