using CellDsl.Runtime.Execution;

namespace CellDsl.Runtime.Fitting;

/// <summary>A parameter where the fit left it, SI.</summary>
/// <param name="Uncertainty">
/// How far it may move within its range before the rows leave their tolerances; NaN where no row depends on it, and it stays
/// as it was.
/// </param>
public sealed record FittedParameter(FitParameter Parameter, double Value, double Uncertainty)
{
    public bool IsDetermined => !double.IsNaN(Uncertainty);
}

/// <summary>What a fit came to.</summary>
/// <param name="Reports">Of the fitted runs, with the fitted parameters.</param>
/// <param name="Outcome">How the optimiser ended, in words.</param>
public sealed record FitResult(
    IReadOnlyList<FittedParameter> Parameters,
    IReadOnlyList<FittedRow> Rows,
    IReadOnlyList<RunReport> Reports,
    int Evaluations,
    int Iterations,
    string Outcome
)
{
    /// <summary>Root mean square of the deviations, as shares of the targets; bounds that hold count as met.</summary>
    public double Rms => Math.Sqrt(Rows.Average(r => r.Deviation * r.Deviation));

    public double RmsBefore =>
        Math.Sqrt(
            Rows.Average(r =>
            {
                double deviation = (r.Row.Seen(r.Before) - r.Row.Target) / Math.Abs(r.Row.Target);
                return deviation * deviation;
            })
        );
}
