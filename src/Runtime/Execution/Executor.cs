using CellDsl.Contracts;
using CellDsl.Planning;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Records;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Simulation.Models;
using CellDsl.Runtime.Simulation.Synthesis;
using Microsoft.Extensions.Logging;

namespace CellDsl.Runtime.Execution;

/// <summary>
/// Simulates one experiment: its samples first, in the order of the plan; then its cells, each with its runs one after
/// the other, over as many threads as wanted. Nothing is shared between cells, so results do not depend on the threads.
/// </summary>
internal sealed class Executor
{
    private readonly IProgram _program;
    private readonly Plan _plan;
    private readonly PlanExperiment _experiment;
    private readonly RunOptions _options;
    private readonly ILogger _logger;
    private readonly ProgressMeter _progress;
    private readonly ModelBook _models;
    private readonly StandIns _standIns;
    private readonly RunFolder? _folder;

    public Executor(
        IProgram program,
        Plan plan,
        PlanExperiment experiment,
        RunOptions options,
        IProgress<RunProgress>? progress,
        ILogger logger
    )
    {
        _program = program;
        _plan = plan;
        _experiment = experiment;
        _options = options;
        _logger = logger;
        _progress = new(progress, experiment.Runs.Count);
        _models = new(plan.Models);
        _standIns = new(_models, plan.Holes);
        _folder = options.Folder is { } path ? new RunFolder(path, experiment.Name, options) : null;
    }

    public RunReport Run(CancellationToken cancellation)
    {
        var history = SampleHistory.Of(_experiment, _models, _standIns);
        var measurements = Measure(history);
        var jobs = Prepare(history, measurements);
        var outcomes = new RunOutcome[_experiment.Runs.Count];
        var threads = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, _options.Threads) };
        Parallel.ForEach(jobs, threads, job => Run(job, outcomes, cancellation));

        var expectations = Provenance.Mark(
            Expectations.Judge(_program, _experiment, FirstExpectation(), outcomes),
            _experiment.Name,
            outcomes,
            _models
        );
        var report = new RunReport(
            _experiment.Name,
            _experiment.Seed,
            _options.Folder,
            outcomes,
            measurements,
            expectations,
            _standIns.Used,
            _standIns.Untouched,
            _plan.Assumptions,
            [.. _models.Used],
            Extrapolations.Of(outcomes, _models),
            [],
            cancellation.IsCancellationRequested
        );
        Log(report);
        return _folder?.Write(report, _program, _plan) ?? report;
    }

    private int FirstExpectation() =>
        _plan.Experiments.TakeWhile(e => e != _experiment).Sum(e => e.Expectations.Count);

    private List<MeasurementResult> Measure(SampleHistory history)
    {
        var characterisation = new Characterisation(_models);
        return
        [
            .. _experiment
                .Measurements.Where(m => _experiment.Samples.Any(s => s.Id == m.Subject))
                .Select(m =>
                {
                    var state = history[m.Subject];
                    return new MeasurementResult(
                        m,
                        Settings(m.Point),
                        Characterisation.Find(m.Kind, state),
                        characterisation.Meets(m.Kind, state, m.Expecting)
                    );
                }),
        ];
    }

    /// <summary>One job per cell, everything that may be missing found before the first run begins.</summary>
    private List<Job> Prepare(SampleHistory history, List<MeasurementResult> measurements)
    {
        var assembly = new CellAssembly(_experiment, _models, _standIns, history, _options.Stream);
        var lineage = new Lineage(_experiment);
        var jobs = new List<Job>();
        foreach (var group in _experiment.Runs.Select((run, index) => (run, index)).GroupBy(r => r.run.Cell))
        {
            var plan = _experiment.Cells.First(c => c.Id == group.Key);
            var cell = assembly.Assemble(plan);
            var samples = plan
                .Electrodes.Select(e => e.Sample)
                .OfType<string>()
                .SelectMany(lineage.Of)
                .ToHashSet();
            var measured = new SortedDictionary<string, double>(StringComparer.Ordinal);
            foreach (var measurement in measurements)
            {
                if (!samples.Contains(measurement.Measurement.Subject))
                    continue;
                foreach (var (name, value) in measurement.Values)
                    measured[$"{measurement.Measurement.Kind}.{name}"] = value;
            }
            var runs = group
                .Select(r => new PlannedRun(r.run, r.index, RunArguments.Of(r.run, cell.Facts, _standIns)))
                .ToArray();
            jobs.Add(new(plan, cell, runs, measured));
        }
        return jobs;
    }

    private void Run(Job job, RunOutcome[] outcomes, CancellationToken cancellation)
    {
        job.Cell.Description.Visit(new JobRun(this, job, outcomes, cancellation));
    }

    /// <summary>All runs of one cell, compiled for its model.</summary>
    private sealed class JobRun(
        Executor executor,
        Job job,
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
                    ? executor.NotRun(job, planned)
                    : executor.Run(job, planned, ref cell, cancellation);
                executor._progress.Finish(planned.Run.Id);
            }
            return job.Runs.Count;
        }
    }

    private RunOutcome NotRun(Job job, PlannedRun planned) =>
        new(
            planned.Run,
            job.Plan,
            Settings(planned.Run.Point),
            _program.Machines[planned.Run.Machine],
            new(RunEndKind.Cancelled, "not begun", null, null),
            null,
            [],
            [],
            null
        );

    private RunOutcome Run<TModel>(
        Job job,
        PlannedRun planned,
        ref TModel state,
        CancellationToken cancellation
    )
        where TModel : struct, ICellModel
    {
        var (run, index, arguments) = planned;
        var machine = _program.Machines[run.Machine];
        _logger.RunStarted(run.Id, job.Plan.Id);
        double cycles = CyclesOf(machine, arguments);
        string? data = _folder?.DataPath(run, index);
        using var recorder = new RunRecorder(
            machine,
            data is null || _folder is null || !_options.Rows
                ? null
                : BdfWriter.Create(_folder.Full(data), machine),
            job.Cell.Facts.TheoreticalCapacity,
            cycle => _progress.Cycle(run.Id, cycle, cycles)
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
            var outcome = _program.Visit(run.Machine, simulated);
            state = simulated.Cell;
            result = outcome.Result;
            end = End(machine, outcome);
        }
        catch (Exception failure) when (failure is EndlessProtocolException or ModelFailedException)
        {
            end = new(RunEndKind.Failed, failure.Message, null, null);
        }
        _logger.RunEnded(run.Id, end);
        return new(
            run,
            job.Plan,
            Settings(run.Point),
            machine,
            end,
            new RunResults(
                job.Cell.Facts,
                recorder.Ledger.Completed(result),
                recorder.Ledger.Steps,
                job.Measured
            ),
            recorder.Curves.Curves,
            recorder.Spectra,
            _options.Rows ? data : null
        )
        {
            Method = job.Cell.Description.Method,
            Models = job.Cell.Models,
            Active = job.Cell.Active,
        };
    }

    private static RunEnd End(MachineInfo machine, in LoopOutcome outcome)
    {
        var step = outcome.LastStep >= 0 ? machine.Steps[outcome.LastStep] : null;
        return outcome.Result switch
        {
            TickResult.Completed => new(RunEndKind.Completed, null, step?.Id, step?.Place),
            TickResult.Stopped => new(
                RunEndKind.Stopped,
                machine.StopReasons[outcome.StopReason],
                step?.Id,
                step?.Place
            ),
            TickResult.LimitReached => new(
                RunEndKind.Limit,
                outcome.Limit >= 0 ? machine.Limits[outcome.Limit].Name : null,
                step?.Id,
                step?.Place
            ),
            _ => new(RunEndKind.Cancelled, "called off", step?.Id, step?.Place),
        };
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

    private EquatableList<PlanProperty> Settings(int point) =>
        _experiment.Points.FirstOrDefault(p => p.Id == point)?.Settings ?? [];

    private void Log(RunReport report)
    {
        foreach (var standIn in report.StandIns)
            _logger.StandInUsed(standIn.ToString());
        foreach (var extrapolation in report.Extrapolations)
            _logger.Extrapolated(extrapolation.ToString());
        foreach (var (expectation, run, verdict) in report.Expectations)
            _logger.ExpectationJudged(run, expectation.Text, verdict.Known, verdict.Passed);
    }

    private sealed record PlannedRun(PlanRun Run, int Index, double[] Arguments);

    private sealed record Job(
        PlanCell Plan,
        CellUnderTest Cell,
        IReadOnlyList<PlannedRun> Runs,
        IReadOnlyDictionary<string, double> Measured
    );
}
