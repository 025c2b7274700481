using System.Globalization;
using CellDsl.Contracts;
using CellDsl.Planning;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Records;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Simulation.Models;
using CellDsl.Runtime.Simulation.Synthesis;

namespace CellDsl.Runtime.Execution;

/// <summary>A run with the numbers that its machine is handed.</summary>
/// <param name="Index">Of the run in its experiment.</param>
public sealed record PlannedRun(PlanRun Run, int Index, double[] Arguments);

/// <summary>A cell with its runs, one after the other.</summary>
/// <param name="Measured">What was measured on what it is made of, by measurement and attribute, SI.</param>
public sealed record CellJob(
    PlanCell Plan,
    CellUnderTest Cell,
    IReadOnlyList<PlannedRun> Runs,
    IReadOnlyDictionary<string, double> Measured
);

/// <summary>
/// An experiment made ready to run: its samples followed through the models, its cells built, the arguments of its runs as
/// numbers. Everything that may be missing is found here, before the first run begins.
/// </summary>
public sealed class ExperimentSetup
{
    private readonly ModelBook _models;
    private readonly StandIns _standIns;
    private readonly List<MeasurementResult> _measurements;
    private readonly long _stream;

    /// <param name="stream">Tells the random numbers of one point of a sweep from those of another with the same names.</param>
    internal ExperimentSetup(IProgram program, Plan plan, PlanExperiment experiment, long stream = 0)
    {
        Program = program;
        _stream = stream;
        Plan = plan;
        Experiment = experiment;
        _models = new(plan.Models);
        _standIns = new(_models, plan.Holes);
        var history = SampleHistory.Of(experiment, _models, _standIns);
        _measurements = Measure(history);
        Jobs = Prepare(history, stream);
    }

    public IProgram Program { get; }

    public Plan Plan { get; }

    public PlanExperiment Experiment { get; }

    public IReadOnlyList<CellJob> Jobs { get; }

    /// <summary>What came of one run, from what was recorded of it.</summary>
    /// <param name="result">How its machine ended.</param>
    /// <param name="data">Path of the time series within the folder, or null.</param>
    public RunOutcome Outcome(
        CellJob job,
        PlannedRun planned,
        RunEnd end,
        TickResult result,
        RunRecorder recorder,
        string? data
    ) =>
        Outcome(job, planned, end, result, recorder.Ledger) with
        {
            Curves = recorder.Curves.Curves,
            Spectra = recorder.Spectra,
            Data = data,
        };

    /// <summary>What came of one run, from its books alone.</summary>
    public RunOutcome Outcome(
        CellJob job,
        PlannedRun planned,
        RunEnd end,
        TickResult result,
        RunLedger ledger
    ) =>
        new(
            planned.Run,
            job.Plan,
            Settings(planned.Run.Point),
            Program.Machines[planned.Run.Machine],
            end,
            new RunResults(job.Cell.Facts, ledger.Completed(result), ledger.Steps, job.Measured),
            [],
            [],
            null
        )
        {
            Method = job.Cell.Description.Method,
            Models = job.Cell.Models,
            Active = job.Cell.Active,
            Attributes = [.. job.Cell.Active?.Attributes ?? [], .. job.Cell.Pressures],
        };

    /// <summary>What the channel of a run adds to its rows; null unless a model says how much there is.</summary>
    internal RowNoise? NoiseOf(PlanCell cell, PlanRun run) =>
        _models.Section("noise", cell.Name) is { } section
            ? RowNoise.From(
                section,
                SplitMix.From(
                    Experiment.Seed ?? 0,
                    Experiment.Name,
                    run.Id,
                    "noise",
                    _stream.ToString(CultureInfo.InvariantCulture)
                )
            )
            : null;

    /// <summary>A run that never began.</summary>
    public RunOutcome NotBegun(CellJob job, PlannedRun planned) =>
        new(
            planned.Run,
            job.Plan,
            Settings(planned.Run.Point),
            Program.Machines[planned.Run.Machine],
            new(RunEndKind.Cancelled, "not begun", null, null),
            null,
            [],
            [],
            null
        );

    /// <summary>What came of the experiment; nothing is written yet.</summary>
    public RunReport Report(IReadOnlyList<RunOutcome> outcomes, string? folder, bool cancelled) =>
        new(
            Experiment.Name,
            Experiment.Seed,
            folder,
            outcomes,
            _measurements,
            Provenance.Mark(
                Expectations.Judge(Program, Experiment, FirstExpectation(), outcomes),
                Experiment.Name,
                outcomes,
                _models
            ),
            _standIns.Used,
            _standIns.Untouched,
            Plan.Assumptions,
            [.. _models.Used],
            Extrapolations.Of(outcomes, _models),
            [],
            cancelled
        );

    /// <summary>How a machine's end reads.</summary>
    public static RunEnd End(MachineInfo machine, in LoopOutcome outcome)
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

    private int FirstExpectation() =>
        Plan.Experiments.TakeWhile(e => e != Experiment).Sum(e => e.Expectations.Count);

    private List<MeasurementResult> Measure(SampleHistory history)
    {
        var characterisation = new Characterisation(_models);
        return
        [
            .. Experiment
                .Measurements.Where(m => Experiment.Samples.Any(s => s.Id == m.Subject))
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
    private List<CellJob> Prepare(SampleHistory history, long stream)
    {
        var assembly = new CellAssembly(Experiment, _models, _standIns, history, stream);
        var lineage = new Lineage(Experiment);
        var jobs = new List<CellJob>();
        foreach (var group in Experiment.Runs.Select((run, index) => (run, index)).GroupBy(r => r.run.Cell))
        {
            var plan = Experiment.Cells.First(c => c.Id == group.Key);
            var cell = assembly.Assemble(plan);
            var samples = plan
                .Electrodes.Select(e => e.Sample)
                .OfType<string>()
                .SelectMany(lineage.Of)
                .ToHashSet();
            var measured = new SortedDictionary<string, double>(StringComparer.Ordinal);
            foreach (var measurement in _measurements)
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

    private EquatableList<PlanProperty> Settings(int point) =>
        Experiment.Points.FirstOrDefault(p => p.Id == point)?.Settings ?? [];
}
