using CellDsl.Contracts;
using CellDsl.Executor.Journal;
using CellDsl.Executor.Running;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Records;

namespace CellDsl.Executor.Records;

/// <summary>
/// Data and results of a run, made of its journal's entries alone: made anew from the first entry whenever a process takes the
/// run up, so that they are complete whatever became of the files.
/// </summary>
internal sealed class LiveRecords : IDisposable
{
    private readonly ExperimentSetup _setup;
    private readonly Dictionary<int, (CellJob Job, PlannedRun Run)> _planned = [];
    private readonly SortedDictionary<int, ChannelRecord> _channels = [];
    private readonly Func<PlanRun, int, MachineInfo, BdfWriter?> _rows;

    /// <param name="rows">Opens the time series of a run.</param>
    public LiveRecords(ExperimentSetup setup, Func<PlanRun, int, MachineInfo, BdfWriter?> rows)
    {
        (_setup, _rows) = (setup, rows);
        foreach (var job in setup.Jobs)
        {
            foreach (var run in job.Runs)
                _planned[run.Index] = (job, run);
        }
    }

    public void Take(Entry entry)
    {
        if (ChannelOf(entry) is not { } channel)
            return;
        if (entry is ChannelBegan && !_channels.ContainsKey(channel))
            _channels[channel] = Begin(channel);
        if (!_channels.TryGetValue(channel, out var record))
            return;
        record.Projection.Take(entry);
        if (entry is ChannelEnded ended)
            record.End = ended;
    }

    public void Flush()
    {
        foreach (var record in _channels.Values)
            record.Recorder.Flush();
    }

    /// <param name="data">Path of a run's time series within the folder, or null.</param>
    public RunReport Report(string? folder, bool cancelled, Func<PlanRun, int, string?> data)
    {
        var outcomes = new RunOutcome[_setup.Experiment.Runs.Count];
        foreach (var (index, (job, planned)) in _planned)
            outcomes[index] = _channels.TryGetValue(index, out var record)
                ? Outcome(job, planned, record, data(planned.Run, index))
                : _setup.NotBegun(job, planned);
        return _setup.Report(outcomes, folder, cancelled);
    }

    public void Dispose()
    {
        foreach (var record in _channels.Values)
            record.Recorder.Dispose();
    }

    private ChannelRecord Begin(int channel)
    {
        var (job, planned) = _planned[channel];
        var machine = _setup.Program.Machines[planned.Run.Machine];
        var recorder = new RunRecorder(
            machine,
            _rows(planned.Run, channel, machine),
            job.Cell.Facts.TheoreticalCapacity
        );
        return new(recorder, new(recorder));
    }

    private RunOutcome Outcome(CellJob job, PlannedRun planned, ChannelRecord record, string? data)
    {
        var machine = _setup.Program.Machines[planned.Run.Machine];
        var result = record.End?.Result ?? TickResult.Stay;
        var end = ExperimentSetup.End(
            machine,
            new(
                result,
                record.End?.StopReason ?? -1,
                record.End?.Limit ?? -1,
                record.End?.LastStep ?? -1,
                result == TickResult.Stay
            )
        );
        if (record.End?.Words is { } words)
            end = end with
            {
                Kind = result == TickResult.LimitReached ? RunEndKind.Limit : RunEndKind.Stopped,
                Reason = words,
            };
        return _setup.Outcome(job, planned, end, result, record.Recorder, data);
    }

    private static int? ChannelOf(Entry entry) =>
        entry switch
        {
            ChannelBegan e => e.Channel,
            Decided e => e.Channel,
            Applied e => e.Channel,
            Row e => e.Channel,
            SpectrumTaken e => e.Channel,
            Interrupted e => e.Channel,
            ChannelEnded e => e.Channel,
            _ => null,
        };

    private sealed record ChannelRecord(RunRecorder Recorder, ChannelProjection Projection)
    {
        public ChannelEnded? End { get; set; }
    }
}
