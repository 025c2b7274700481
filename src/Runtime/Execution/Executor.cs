using CellDsl.Contracts;
using CellDsl.Runtime.Records;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Cells;
using Microsoft.Extensions.Logging;

namespace CellDsl.Runtime.Execution;

/// <summary>
/// Simulates one experiment: its samples first, in the order of the plan; then its cells, each with its runs one after
/// the other, over as many threads as wanted. Nothing is shared between cells, so results do not depend on the threads.
/// </summary>
internal sealed class Executor
{
    private readonly ExperimentSetup _setup;
    private readonly RunOptions _options;
    private readonly ILogger _logger;
    private readonly ProgressMeter _progress;
    private readonly RunFolder? _folder;

    public Executor(
        ExperimentSetup setup,
        RunOptions options,
        IProgress<RunProgress>? progress,
        ILogger logger
    )
    {
        _setup = setup;
        _options = options;
        _logger = logger;
        _progress = new(progress, setup.Experiment.Runs.Count);
        _folder = options.Folder is { } path ? new RunFolder(path, setup.Experiment.Name, options) : null;
    }

    public RunReport Run(CancellationToken cancellation)
    {
        var outcomes = new RunOutcome[_setup.Experiment.Runs.Count];
        var threads = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, _options.Threads) };
        Parallel.ForEach(_setup.Jobs, threads, job => Run(job, outcomes, cancellation));

        var report = _setup.Report(outcomes, _options.Folder, cancellation.IsCancellationRequested);
        Log(report);
        return _folder?.Write(report, _setup.Program, _setup.Plan) ?? report;
    }

    private void Run(CellJob job, RunOutcome[] outcomes, CancellationToken cancellation)
    {
        job.Cell.Description.Visit(new JobRun(this, job, outcomes, cancellation));
    }

    /// <summary>All runs of one cell, compiled for its model.</summary>
    private sealed class JobRun(
        Executor executor,
        CellJob job,
        RunOutcome[] outcomes,
        CancellationToken cancellation
    ) : ICellVisitor<int>
    {
        public int Visit<TModel>(TModel cell)
            where TModel : struct, ICellModel
        {
            foreach (var planned in job.Runs)
            {
                outcomes[planned.Index] = cancellation.IsCancellationRequested
                    ? executor._setup.NotBegun(job, planned)
                    : executor.Run(job, planned, ref cell, cancellation);
                executor._progress.Finish(planned.Run.Id);
            }
            return job.Runs.Count;
        }
    }

    private RunOutcome Run<TModel>(
        CellJob job,
        PlannedRun planned,
        ref TModel state,
        CancellationToken cancellation
    )
        where TModel : struct, ICellModel
    {
        var (run, index, arguments) = planned;
        var machine = _setup.Program.Machines[run.Machine];
        _logger.RunStarted(run.Id, job.Plan.Id);
        double cycles = CyclesOf(machine, arguments);
        string? data = _folder?.DataPath(run, index);
        using var recorder = new RunRecorder(
            machine,
            data is null || _folder is null || !_options.Rows
                ? null
                : BdfWriter.Create(_folder.Full(data), machine),
            job.Cell.Facts.TheoreticalCapacity,
            cycle => _progress.Cycle(run.Id, cycle, cycles),
            _setup.NoiseOf(job.Plan, run)
        );
        RunEnd end;
        var result = TickResult.Stay;
        try
        {
            var simulated = new SimulatedRun<TModel>(
                state,
                job.Cell.Facts,
                arguments,
                recorder,
                _options.Settings,
                cancellation
            );
            var outcome = _setup.Program.Visit(run.Machine, simulated);
            state = simulated.Cell;
            result = outcome.Result;
            end = ExperimentSetup.End(machine, outcome);
        }
        catch (CellExhaustedException exhausted)
        {
            end = new(RunEndKind.Exhausted, exhausted.Message, null, null);
        }
        catch (Exception failure) when (failure is EndlessProtocolException or ModelFailedException)
        {
            end = new(RunEndKind.Failed, failure.Message, null, null);
        }
        _logger.RunEnded(run.Id, end);
        return _setup.Outcome(job, planned, end, result, recorder, _options.Rows ? data : null);
    }

    /// <summary>A protocol's parameter named <c>cycles</c> tells how long its run is; NaN where there is none.</summary>
    private static double CyclesOf(MachineInfo machine, double[] arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            if (machine.Parameters[i].Name == "cycles")
                return arguments[i];
        }
        return double.NaN;
    }

    private void Log(RunReport report)
    {
        foreach (var standIn in report.StandIns)
            _logger.StandInUsed(standIn.ToString());
        foreach (var extrapolation in report.Extrapolations)
            _logger.Extrapolated(extrapolation.ToString());
        foreach (var (expectation, run, verdict) in report.Expectations)
            _logger.ExpectationJudged(run, expectation.Text, verdict.Known, verdict.Passed);
    }
}
