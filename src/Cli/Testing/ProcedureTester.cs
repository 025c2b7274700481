using CellDsl.Cli.Files;
using CellDsl.Cli.Reports;
using CellDsl.Language.Diagnostics;
using CellDsl.Planning;
using CellDsl.Planning.Plans;
using CellDsl.Reports.Testing;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Loading;
using CellDsl.Runtime.Simulation.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace CellDsl.Cli.Testing;

/// <summary>Asks the experiments of a file, in simulation, whether what they expect holds.</summary>
internal sealed class ProcedureTester(
    TestFilter filter,
    int threads,
    TimeProvider time,
    Func<string, IProgress<RunProgress>> progress
)
{
    private const string Checks = "the file checks";
    private const string Ends = "every run comes to its end";

    /// <summary>The experiments that the filter takes, tested one after the other; none for a file without any.</summary>
    public IEnumerable<TestedExperiment> Test(
        string file,
        Procedures procedures,
        CancellationToken cancellation
    )
    {
        if (procedures.HasErrors)
        {
            if (filter.Takes(file, FileName(file), Checks))
                yield return Unreadable(file, procedures);
            yield break;
        }
        var chosen = procedures
            .Planned.Plan.Experiments.Where(experiment =>
                Titles(experiment).Any(title => Takes(file, experiment, title))
            )
            .ToList();
        if (chosen.Count == 0)
            yield break;
        var build = ProgramBuild.Compile(procedures, FileName(file));
        using var program = ProgramLoader.Load(build.Program.Assembly, build.Program.Symbols, file);
        foreach (var experiment in chosen)
            yield return Simulate(file, program, experiment, cancellation);
    }

    private bool Takes(string file, PlanExperiment experiment, string title) =>
        filter.Takes(file, experiment.Name, title);

    private static IEnumerable<string> Titles(PlanExperiment experiment) =>
        experiment
            .Expectations.Where(expectation => expectation.Low is not null || expectation.High is not null)
            .SelectMany(expectation => expectation.Runs.Select(run => $"{expectation.Text} [{run}]"))
            .Append(Ends);

    private TestedExperiment Simulate(
        string file,
        LoadedProgram program,
        PlanExperiment experiment,
        CancellationToken cancellation
    )
    {
        var started = time.GetUtcNow();
        long start = time.GetTimestamp();
        var cases = new List<TestCase>();
        RunReport? report = null;
        try
        {
            var options = new RunOptions(experiment.Name, Folder: null)
            {
                Threads = threads,
                Plots = false,
                Rows = false,
            };
            report = ExperimentRunner.Run(
                program.Program,
                options,
                progress(experiment.Name),
                NullLogger.Instance,
                cancellation
            );
            cancellation.ThrowIfCancellationRequested();
            cases.Add(RunsEnd(report));
            // Where nothing is expected there is nothing to hold.
            cases.AddRange(
                report.Expectations.Where(result => !result.IsOpen).Select(result => Judge(file, result))
            );
        }
        catch (SimulationException exception)
        {
            cases.Add(new(Ends, null, TestOutcome.Failed, exception.Message, null));
        }
        cases.RemoveAll(test => !Takes(file, experiment, test.Title));
        return new(
            file,
            experiment.Name,
            report?.Runs.Count ?? 0,
            report?.StandIns.Count ?? 0,
            report?.Assumptions.Count ?? 0,
            started,
            time.GetElapsedTime(start),
            cases
        );
    }

    private static TestCase RunsEnd(RunReport report)
    {
        var failed = report
            .Runs.Where(run => run.End.Kind is RunEndKind.Failed or RunEndKind.Exhausted)
            .ToList();
        return failed.Count == 0
            ? new(Ends, null, TestOutcome.Passed, null, null)
            : new(
                Ends,
                null,
                TestOutcome.Failed,
                string.Join("; ", failed.Select(run => $"{run.Cell.Id}: {run.End.Reason}")),
                null
            );
    }

    private static TestCase Judge(string file, ExpectationResult result) =>
        new(
            result.Expectation.Text,
            result.Run,
            result.Verdict is { Known: true, Passed: true } ? TestOutcome.Passed : TestOutcome.Failed,
            ExpectationText.Finding(result),
            From(file, result.Expectation.Source)
        );

    private TestedExperiment Unreadable(string file, Procedures procedures)
    {
        var errors = procedures
            .Diagnostics.Where(diagnostic => diagnostic.Rule.Severity is Severity.Error)
            .ToList();
        string more = errors.Count > 1 ? $" (and {errors.Count - 1} more: `cell check {file}`)" : "";
        var first = errors[0];
        return new(
            file,
            FileName(file),
            Runs: 0,
            StandIns: 0,
            Assumptions: 0,
            time.GetUtcNow(),
            TimeSpan.Zero,
            [
                new(
                    Checks,
                    null,
                    TestOutcome.Failed,
                    $"{first.Rule.Code}: {first.Message}{more}",
                    SourceRef.Of(first.Location)
                ),
            ]
        );
    }

    /// <summary>A plan names its sources from the main file's folder, a report from where the command was given.</summary>
    private static SourceRef From(string file, SourceRef place)
    {
        string folder = Path.GetDirectoryName(file) ?? "";
        return place.Path.StartsWith("std/", StringComparison.Ordinal) || Path.IsPathRooted(place.Path)
            ? place
            : place with
            {
                Path = Path.Combine(folder, place.Path).Replace('\\', '/'),
            };
    }

    private static string FileName(string file) => Path.GetFileNameWithoutExtension(file);
}
