using CellDsl.Contracts;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace CellDsl.Runtime.Fitting;

/// <summary>What the rows of a program come to, for any values of the parameters.</summary>
internal sealed class FitProblem
{
    private readonly IProgram _program;
    private readonly Plan _plan;
    private readonly LoopSettings _settings;

    /// <exception cref="SimulationException">There is nothing to fit, or nothing to fit it to.</exception>
    public FitProblem(IProgram program, Plan plan, LoopSettings settings, int threads)
    {
        _program = program;
        _settings = settings;
        Parameters = FitParameter.Of(plan);
        if (Parameters.Count == 0)
            throw new SimulationException(
                "No model says what may be fitted: `fit { milling { surface_energy: 50 kJ/kg .. 800 kJ/kg } }` in a model would."
            );
        _plan = plan with { Experiments = [.. plan.Experiments.Select(Needed)] };
        // The first look tells which expectations the runs get to at all.
        StartReports = Reports([], threads);
        Rows =
        [
            .. StartReports.SelectMany(report =>
                report
                    .Expectations.Select(result =>
                        FitRow.Of(report.Experiment, result, Described(report, result.Run))
                    )
                    .OfType<FitRow>()
            ),
        ];
        if (Rows.Count == 0)
            throw new SimulationException(
                "There is nothing to fit to: no `expect` of these experiments states a figure that its run gets to."
            );
        Start = Actual(StartReports);
    }

    public IReadOnlyList<FitParameter> Parameters { get; }

    public IReadOnlyList<FitRow> Rows { get; }

    public IReadOnlyList<RunReport> StartReports { get; }

    /// <summary>What the rows came to before anything was moved, SI.</summary>
    public double[] Start { get; }

    /// <summary>The reports of all experiments with rows, parameters in SI; none for those of the text.</summary>
    public IReadOnlyList<RunReport> Reports(IReadOnlyList<double> values, int threads)
    {
        var plan = ModelSetting.In(_plan, [.. values.Select((value, i) => Parameters[i].Set(value))]);
        return
        [
            .. plan
                .Experiments.Where(e => e.Runs.Count > 0)
                .Select(experiment =>
                    new Executor(
                        new ExperimentSetup(_program, plan, experiment),
                        new RunOptions(experiment.Name, null)
                        {
                            Threads = threads,
                            Rows = false,
                            Plots = false,
                            Settings = _settings,
                        },
                        null,
                        NullLogger.Instance
                    ).Run(CancellationToken.None)
                ),
        ];
    }

    /// <summary>What each row comes to, SI; NaN where its run does not get so far.</summary>
    public double[] Actual(IReadOnlyList<RunReport> reports)
    {
        var found = reports
            .SelectMany(report =>
                report.Expectations.Select(result =>
                    (
                        Key: (report.Experiment, result.Expectation, Described(report, result.Run)),
                        Value: result.Verdict.Known ? result.Verdict.Actual : double.NaN
                    )
                )
            )
            .GroupBy(pair => pair.Key)
            .ToDictionary(group => group.Key, group => group.First().Value);
        return [.. Rows.Select(row => found[(row.Experiment, row.Expectation, row.Run)])];
    }

    private static string Described(RunReport report, string id)
    {
        string settings = report.Runs.First(r => r.Run.Id == id).SettingsText;
        return settings.Length > 0 ? $"{id}, {settings}" : id;
    }

    /// <summary>The runs of an experiment about which a figure is expected, and their cells; the rest is not simulated.</summary>
    private static PlanExperiment Needed(PlanExperiment experiment)
    {
        var runs = experiment
            .Expectations.Where(e => e.Low is not null || e.High is not null)
            .SelectMany(e => e.Runs)
            .ToHashSet();
        var cells = experiment.Runs.Where(r => runs.Contains(r.Id)).Select(r => r.Cell).ToHashSet();
        // A later run of a cell depends on what earlier ones did to it.
        var kept = experiment.Runs.Where(r => cells.Contains(r.Cell)).ToArray();
        var ids = kept.Select(r => r.Id).ToHashSet();
        return experiment with
        {
            Runs = [.. kept],
            Cells = [.. experiment.Cells.Where(c => cells.Contains(c.Id))],
            Expectations =
            [
                .. experiment.Expectations.Select(e => e with { Runs = [.. e.Runs.Where(ids.Contains)] }),
            ],
        };
    }
}
