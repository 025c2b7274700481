using CellDsl.Planning.Plans;
using CellDsl.Runtime.Execution;

namespace CellDsl.Runtime.Fitting;

/// <summary>
/// One figure that the parameters are fitted to: an expectation on a run. Where it is expected between two bounds their
/// middle is the target and half their distance the tolerance; a single bound pulls only while it is missed.
/// </summary>
/// <param name="Run">The run, with its settings.</param>
/// <param name="Target">SI.</param>
/// <param name="Tolerance">SI, positive.</param>
public sealed record FitRow(
    string Experiment,
    PlanExpectation Expectation,
    string Run,
    double Target,
    double Tolerance,
    bool IsBound
)
{
    /// <summary>Shares of a single bound that count as one tolerance.</summary>
    private const double BoundTolerance = 0.05;

    /// <summary>By which a model that was fitted to it names it.</summary>
    public string Name => Provenance.RowName(Experiment, Expectation);

    /// <summary>Null where nothing is expected, or the run did not get so far.</summary>
    public static FitRow? Of(string experiment, ExpectationResult result, string run)
    {
        var (expectation, _, verdict) = result;
        bool low = double.IsFinite(verdict.Low);
        bool high = double.IsFinite(verdict.High);
        if (!verdict.Known || (!low && !high))
            return null;
        double target =
            low && high ? 0.5 * (verdict.Low + verdict.High)
            : low ? verdict.Low
            : verdict.High;
        double tolerance =
            low && high ? 0.5 * (verdict.High - verdict.Low) : BoundTolerance * Math.Abs(target);
        return new(experiment, expectation, run, target, Math.Max(tolerance, 1e-12), low != high);
    }

    /// <summary>What the optimiser compares with the target: a bound that holds is met exactly.</summary>
    public double Seen(double actual) =>
        !IsBound ? actual
        : Expectation.Low is not null ? Math.Min(actual, Target)
        : Math.Max(actual, Target);
}

/// <summary>A row and what the fitted parameters make of it.</summary>
/// <param name="Before">With the parameters from which the fit began, SI.</param>
/// <param name="After">SI.</param>
public sealed record FittedRow(FitRow Row, double Before, double After)
{
    /// <summary>As a share of the target; zero for a bound that holds.</summary>
    public double Deviation => (Row.Seen(After) - Row.Target) / Math.Abs(Row.Target);

    public bool IsMet => Math.Abs(Row.Seen(After) - Row.Target) <= Row.Tolerance * (1 + 1e-9);
}
