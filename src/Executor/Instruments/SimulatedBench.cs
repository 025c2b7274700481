using CellDsl.Contracts.Instruments;
using CellDsl.Executor.Journal;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Instruments;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Cells;

namespace CellDsl.Executor.Instruments;

/// <summary>
/// A bench in this process. When the process has died, its cells are had back by giving them the journalled commands again, at
/// the same run times.
/// </summary>
public sealed class SimulatedBench : IBench
{
    private readonly Dictionary<string, ISimulatedCycler> _byCell = [];
    private readonly Dictionary<int, ISimulatedCycler> _byChannel = [];

    /// <param name="clock">Run time, ns.</param>
    public SimulatedBench(IEnumerable<CellJob> jobs, Func<long> clock)
    {
        foreach (var job in jobs)
        {
            var cycler = job.Cell.Description.Visit(new Maker(job.Plan.Id, clock));
            _byCell[job.Plan.Id] = cycler;
            foreach (var run in job.Runs)
                _byChannel[run.Index] = cycler;
        }
    }

    public bool IsSimulated => true;

    public ICycler CyclerOf(CellJob job) => _byCell[job.Plan.Id];

    public void Recall(Entry entry)
    {
        switch (entry)
        {
            case ChannelBegan began:
                _byChannel[began.Channel].ContactAt(began.Clock, watched: true);
                break;
            case LimitsSent sent:
                _byChannel[sent.Channel].HoldAt(sent.Clock, sent.Limits);
                break;
            case Decided decided:
                _byChannel[decided.Channel].ContactAt(decided.Standing.Clock, watched: true);
                break;
            case Checkpoint checkpoint:
                _byChannel[checkpoint.Channel].ContactAt(checkpoint.Standing.Clock, watched: true);
                break;
            case Applied applied:
                var standing = applied.Standing;
                _byChannel[applied.Channel].ApplyAt(standing.Clock, standing.Number, standing.Command);
                break;
            case Interrupted interrupted:
                _byChannel[interrupted.Channel].ContactAt(interrupted.Standing.Clock, watched: false);
                break;
            case MadeSafe { Reached: true } safe:
                _byChannel[safe.Channel].MakeSafeAt(safe.Clock);
                break;
        }
    }

    public void Dispose()
    {
        foreach (var cycler in _byCell.Values)
            cycler.Dispose();
    }

    private sealed class Maker(string cell, Func<long> clock) : ICellVisitor<ISimulatedCycler>
    {
        public ISimulatedCycler Visit<TModel>(TModel model)
            where TModel : struct, ICellModel =>
            new SimulatedCycler<TModel>(cell, in model, clock, LoopSettings.Default);
    }
}
