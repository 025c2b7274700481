using CellDsl.Contracts;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Records;

namespace CellDsl.Runtime.Sweeps;

/// <summary>What one run of one point came to. Capacities in mAh per g of active material, in mAh where no mass is known.</summary>
/// <param name="Point">From 1, in the order of the plan.</param>
/// <param name="Figures">In the order of <see cref="FigureNames"/>; NaN where there is none.</param>
/// <param name="Fade">Discharge capacity of some cycles, the first and the last among them.</param>
public sealed record SweepRow(
    long Point,
    string Run,
    string Cell,
    int Replicate,
    double[] Figures,
    IReadOnlyList<(int Cycle, double Capacity)> Fade,
    string End,
    bool IsExtrapolated,
    string? Method,
    string Models
)
{
    private const int MostFadePoints = 60;
    private const double MilliampHour = 3.6;

    /// <summary>Columns of figures; capacities are <c>…_mAh_per_g</c>, or <c>…_mAh</c> without an active mass.</summary>
    public static IReadOnlyList<string> FigureNames { get; } =
    [
        "cycles",
        "first_charge",
        "first_discharge",
        "last_discharge",
        "retention",
        "first_efficiency",
        "last_efficiency",
        "last_energy_efficiency",
        "first_mean_discharge_V",
        "duration_h",
        "specific_area_m2_per_g",
        "particle_size_um",
        "phase_fraction",
        "disorder",
        "oxidised",
    ];

    public bool Failed => End.StartsWith("failed", StringComparison.Ordinal);

    internal static SweepRow Of(long point, RunOutcome run, bool isExtrapolated)
    {
        var results = run.Results;
        double mass = results?.Cell.ActiveMass ?? double.NaN;
        double unit = mass > 0 ? MilliampHour * mass * 1e3 : MilliampHour;
        return new(
            point,
            run.Run.Id,
            run.Cell.Id,
            run.Run.Replicate,
            [
                results?.CycleCount ?? double.NaN,
                Step("charge", 1, StepFigure.Capacity) / unit,
                Step("discharge", 1, StepFigure.Capacity) / unit,
                Step("discharge", -1, StepFigure.Capacity) / unit,
                Cycle(-1, CycleFigure.Retention),
                Cycle(1, CycleFigure.Efficiency),
                Cycle(-1, CycleFigure.Efficiency),
                Cycle(-1, CycleFigure.EnergyEfficiency),
                Step("discharge", 1, StepFigure.MeanVoltage),
                Cycle(0, CycleFigure.Duration) / 3600,
                (run.Active?.SpecificSurface ?? double.NaN) / 1e3,
                (run.Active?.ParticleSize ?? double.NaN) * 1e6,
                run.Active?.PhaseFraction ?? double.NaN,
                run.Active?.Disorder ?? double.NaN,
                run.Active?.Oxidised ?? double.NaN,
            ],
            FadeOf(results?.Cycles ?? [], unit),
            run.End.ToString(),
            isExtrapolated,
            run.Method,
            string.Join(' ', run.Models)
        );

        double Step(string kind, int k, StepFigure figure) => results?.Step(kind, k, figure) ?? double.NaN;

        double Cycle(int k, CycleFigure figure) => results?.Cycle(k, figure) ?? double.NaN;
    }

    /// <summary>A point that could not be planned or simulated.</summary>
    internal static SweepRow Refused(long point, string reason) =>
        new(
            point,
            "",
            "",
            1,
            Enumerable.Repeat(double.NaN, FigureNames.Count).ToArray(),
            [],
            $"failed: {reason}",
            false,
            null,
            ""
        );

    private static List<(int, double)> FadeOf(IReadOnlyList<CycleResult> cycles, double unit)
    {
        var kept = new List<(int, double)>();
        int count = Math.Min(cycles.Count, MostFadePoints);
        for (int i = 0; i < count; i++)
        {
            var cycle = cycles[count == 1 ? 0 : (int)((long)i * (cycles.Count - 1) / (count - 1))];
            kept.Add((cycle.Number, cycle.ChargeOut / unit));
        }
        return kept;
    }
}
