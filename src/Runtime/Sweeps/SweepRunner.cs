using CellDsl.Contracts;
using CellDsl.Planning;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace CellDsl.Runtime.Sweeps;

public sealed record SweepOptions
{
    /// <summary>Points at a time; results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    public LoopSettings Settings { get; init; } = LoopSettings.Default;
}

/// <summary>How far a sweep is.</summary>
public readonly record struct SweepProgress(long Done, long Total);

/// <summary>What came of a sweep: a row for every run of every point, in the order of the points.</summary>
/// <param name="Extrapolations">Each kind once, with how many runs it concerns.</param>
public sealed record SweepResult(
    SweepPlan Plan,
    IReadOnlyList<SweepRow> Rows,
    IReadOnlyList<(string Text, int Runs)> Extrapolations,
    IReadOnlyList<StandIn> StandIns,
    bool Cancelled
);

/// <summary>
/// Simulates every point of a sweep, over as many threads as wanted. A point is planned, simulated and reduced to its rows
/// by one thread, and shares nothing with another: the rows do not depend on the threads, and memory holds rows only.
/// </summary>
public static class SweepRunner
{
    /// <exception cref="SimulationException">A model or a stand-in is missing, at the first point already.</exception>
    public static SweepResult Run(
        IProgram program,
        SweepPlan plan,
        SweepOptions options,
        IProgress<SweepProgress>? progress,
        CancellationToken cancellation
    )
    {
        long count = plan.Count;
        var rows = new SweepRow[]?[count];
        var outside = new List<Extrapolation>[count];
        // What the very first point lacks, all lack: it is an error, and not ten thousand failed rows.
        var first = plan.NewVariants();
        (rows[0], outside[0], var standIns) = Simulate(
            program,
            plan,
            0,
            first,
            options.Settings,
            cancellation
        );
        long done = 1;
        progress?.Report(new(done, count));
        Parallel.For(
            1L,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Threads) },
            plan.NewVariants,
            (point, loop, variants) =>
            {
                if (cancellation.IsCancellationRequested)
                {
                    loop.Stop();
                    return variants;
                }
                try
                {
                    (rows[point], outside[point], _) = Simulate(
                        program,
                        plan,
                        point,
                        variants,
                        options.Settings,
                        cancellation
                    );
                }
                catch (SimulationException exception)
                {
                    rows[point] = [SweepRow.Refused(point + 1, exception.Message.TrimEnd('.'))];
                }
                progress?.Report(new(Interlocked.Increment(ref done), count));
                return variants;
            },
            _ => { }
        );
        return new(
            plan,
            [.. rows.OfType<SweepRow[]>().SelectMany(r => r)],
            [
                .. outside
                    .Where(found => found is not null)
                    .SelectMany(found => found)
                    .GroupBy(e => $"{e.What} outside {e.Range}, for which model {e.Model} was calibrated")
                    .Select(group => (group.Key, group.Count())),
            ],
            standIns,
            cancellation.IsCancellationRequested
        );
    }

    private static (SweepRow[], List<Extrapolation>, IReadOnlyList<StandIn>) Simulate(
        IProgram program,
        SweepPlan plan,
        long point,
        ExperimentVariants variants,
        LoopSettings settings,
        CancellationToken cancellation
    )
    {
        var (at, experiment) = plan.At(point, variants);
        var options = new RunOptions(experiment.Name, null)
        {
            Threads = 1,
            Rows = false,
            Plots = false,
            Settings = settings,
            Stream = point,
        };
        var report = new Executor(
            new ExperimentSetup(program, at, experiment, options.Stream),
            options,
            null,
            NullLogger.Instance
        ).Run(cancellation);
        var extrapolated = report.Extrapolations.Select(e => e.Run).ToHashSet();
        return (
            [.. report.Runs.Select(run => SweepRow.Of(point + 1, run, extrapolated.Contains(run.Run.Id)))],
            [.. report.Extrapolations],
            report.StandIns
        );
    }
}
