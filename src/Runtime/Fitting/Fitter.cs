using CellDsl.Contracts;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation.Models;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace CellDsl.Runtime.Fitting;

/// <summary>How far a fit is.</summary>
/// <param name="Rms">Root mean square of the rows' deviations at the best point so far, in tolerances.</param>
public readonly record struct FitProgress(int Evaluations, int Iteration, int MostIterations, double Rms);

public sealed record FitOptions
{
    public int Threads { get; init; } = Environment.ProcessorCount;

    public int MostIterations { get; init; } = 40;

    public LoopSettings Settings { get; init; } = LoopSettings.Default;
}

/// <summary>
/// Moves the parameters that models list under <c>fit</c> until the expectations of a program come out as the least squares
/// of their deviations, each in its own tolerance: Levenberg–Marquardt within bounds (MathNet.Numerics), derivatives by
/// central differences. The result does not depend on the number of threads.
/// </summary>
public sealed class Fitter
{
    // Of the coordinate: large beside what events and step control leave open in a figure (10⁻⁴), small beside the range.
    private const double Difference = 0.01;

    // A parameter that moves no row by this share of a tolerance over its whole range is not determined.
    private const double Insensitive = 1e-3;

    private readonly FitProblem _problem;
    private readonly FitOptions _options;
    private readonly IProgress<FitProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private int _evaluations;
    private int _iterations;
    private double _best = double.PositiveInfinity;

    private Fitter(
        FitProblem problem,
        FitOptions options,
        IProgress<FitProgress>? progress,
        CancellationToken cancellation
    )
    {
        _problem = problem;
        _options = options;
        _progress = progress;
        _cancellation = cancellation;
    }

    /// <exception cref="SimulationException">There is nothing to fit, or something that the simulation needs is open.</exception>
    /// <exception cref="OperationCanceledException">Called off.</exception>
    public static FitResult Run(
        IProgram program,
        FitOptions options,
        IProgress<FitProgress>? progress,
        CancellationToken cancellation
    )
    {
        var problem = new FitProblem(
            program,
            ExperimentRunner.Read(program),
            options.Settings,
            options.Threads
        );
        return new Fitter(problem, options, progress, cancellation).Run();
    }

    private FitResult Run()
    {
        var rows = _problem.Rows;
        var observed = Vector<double>.Build.Dense(rows.Count, i => rows[i].Target / rows[i].Tolerance);
        var numbers = Vector<double>.Build.Dense(rows.Count, i => i);
        int count = _problem.Parameters.Count;
        var start = Vector<double>.Build.Dense(count, i => _problem.Parameters[i].StartCoordinate);
        var objective = ObjectiveFunction.NonlinearModel(
            (point, _) => Seen(point),
            (point, _) => Slopes(point),
            numbers,
            observed
        );
        var solver = new LevenbergMarquardtMinimizer(
            initialMu: 1e-2,
            gradientTolerance: 1e-3,
            stepTolerance: 1e-3,
            functionTolerance: 1e-3,
            maximumIterations: _options.MostIterations
        );
        var found = solver.FindMinimum(
            objective,
            start,
            Vector<double>.Build.Dense(count, 0),
            Vector<double>.Build.Dense(count, 1)
        );
        var point = found.MinimizingPoint;
        var reports = _problem.Reports(Values(point), _options.Threads);
        double[] after = _problem.Actual(reports);
        return new(
            [.. Uncertain(point)],
            [.. rows.Select((row, i) => new FittedRow(row, _problem.Start[i], after[i]))],
            reports,
            _evaluations,
            _iterations,
            found.ReasonForExit switch
            {
                ExitCondition.ExceedIterations => "stopped at the greatest number of iterations",
                ExitCondition.InvalidValues => "stopped where a row could not be simulated",
                _ => "converged",
            }
        );
    }

    private double[] Values(Vector<double> point) =>
        [.. point.Select((coordinate, i) => _problem.Parameters[i].At(coordinate))];

    private Vector<double> Seen(Vector<double> point)
    {
        var seen = Seen(point, _options.Threads);
        var rows = _problem.Rows;
        double rms = Math.Sqrt(
            seen.Select((s, i) => Square(s - rows[i].Target / rows[i].Tolerance)).Average()
        );
        _best = Math.Min(_best, rms);
        _progress?.Report(new(_evaluations, _iterations, _options.MostIterations, _best));
        return seen;

        static double Square(double x) => x * x;
    }

    private Vector<double> Seen(Vector<double> point, int threads)
    {
        _cancellation.ThrowIfCancellationRequested();
        double[] actual = _problem.Actual(_problem.Reports(Values(point), threads));
        Interlocked.Increment(ref _evaluations);
        var rows = _problem.Rows;
        // A run that does not get as far as its row is as wrong as one that finds nothing.
        return Vector<double>.Build.Dense(
            rows.Count,
            i => rows[i].Seen(double.IsFinite(actual[i]) ? actual[i] : 0) / rows[i].Tolerance
        );
    }

    private Matrix<double> Slopes(Vector<double> point)
    {
        var columns = new Vector<double>[point.Count];
        var threads = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Max(1, _options.Threads),
            CancellationToken = _cancellation,
        };
        Parallel.For(0, point.Count, threads, i => columns[i] = Slope(point, i));
        _iterations++;
        _progress?.Report(new(_evaluations, _iterations, _options.MostIterations, _best));
        return Matrix<double>.Build.DenseOfColumnVectors(columns);
    }

    private Vector<double> Slope(Vector<double> point, int parameter)
    {
        var above = point.Clone();
        var below = point.Clone();
        above[parameter] = Math.Min(1, point[parameter] + Difference);
        below[parameter] = Math.Max(0, point[parameter] - Difference);
        return (Seen(above, 1) - Seen(below, 1)) / (above[parameter] - below[parameter]);
    }

    /// <summary>
    /// Each parameter with how far it may move before the rows leave their tolerances, were it known beforehand only that it
    /// lies in its range: the square root of the diagonal of (JᵀJ + 12)⁻¹, deviations in tolerances, 1/12 the variance of
    /// an even spread over the range. What no row depends on has none.
    /// </summary>
    private IEnumerable<FittedParameter> Uncertain(Vector<double> point)
    {
        const double EvenSpread = 12;
        var slopes = Slopes(point);
        var information =
            slopes.Transpose() * slopes + EvenSpread * Matrix<double>.Build.DenseIdentity(point.Count);
        var covariance = information.Inverse();
        for (int i = 0; i < point.Count; i++)
        {
            var parameter = _problem.Parameters[i];
            bool isDetermined = slopes.Column(i).L2Norm() > Insensitive;
            yield return new(
                parameter,
                isDetermined ? parameter.At(point[i]) : parameter.Start,
                isDetermined ? Math.Sqrt(covariance[i, i]) * parameter.SlopeAt(point[i]) : double.NaN
            );
        }
    }
}
