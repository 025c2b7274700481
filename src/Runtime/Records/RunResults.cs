using CellDsl.Contracts;

namespace CellDsl.Runtime.Records;

/// <summary>What one cycle came to: charge in A·s, energy in J, both positive, time in s.</summary>
public readonly record struct CycleResult(
    int Number,
    double ChargeIn,
    double ChargeOut,
    double EnergyIn,
    double EnergyOut,
    double Duration
)
{
    internal CycleResult Plus(in StepResult step) =>
        this with
        {
            ChargeIn = ChargeIn + step.ChargeIn,
            ChargeOut = ChargeOut + step.ChargeOut,
            EnergyIn = EnergyIn + step.EnergyIn,
            EnergyOut = EnergyOut + step.EnergyOut,
            Duration = Duration + step.Duration,
        };
}

/// <summary>What one step came to.</summary>
/// <param name="Step">Index into the machine's steps.</param>
/// <param name="Counted">False within a check-up.</param>
/// <param name="EndedBy">Name of the end that fired, or null.</param>
public readonly record struct StepResult(
    int Step,
    string Kind,
    int Cycle,
    bool Counted,
    double Start,
    double Duration,
    double ChargeIn,
    double ChargeOut,
    double EnergyIn,
    double EnergyOut,
    double EndVoltage,
    double EndCurrent,
    double EndTemperature,
    string? EndedBy
);

/// <summary>The figures of one run, for its expectations and its records.</summary>
public sealed class RunResults : IRunResults
{
    private readonly IReadOnlyDictionary<string, double> _measured;
    private readonly Dictionary<string, List<StepResult>> _byKind = [];
    private readonly CycleResult _whole;

    /// <param name="cycles">Those that were completed, in their order.</param>
    /// <param name="measured">By measurement and attribute, SI.</param>
    public RunResults(
        CellFacts cell,
        IReadOnlyList<CycleResult> cycles,
        IReadOnlyList<StepResult> steps,
        IReadOnlyDictionary<string, double> measured
    )
    {
        Cell = cell;
        Cycles = cycles;
        Steps = steps;
        _measured = measured;
        foreach (var step in steps)
        {
            _whole = _whole.Plus(step);
            if (!step.Counted)
                continue;
            if (!_byKind.TryGetValue(step.Kind, out var list))
                _byKind[step.Kind] = list = [];
            list.Add(step);
        }
    }

    public CellFacts Cell { get; }

    public IReadOnlyList<CycleResult> Cycles { get; }

    public IReadOnlyList<StepResult> Steps { get; }

    public IReadOnlyDictionary<string, double> MeasuredValues => _measured;

    public int CycleCount => Cycles.Count;

    /// <inheritdoc/>
    /// <param name="k">From 1; 0 for the whole test; negative from the last.</param>
    public double Cycle(int k, CycleFigure figure)
    {
        if (k == 0)
            return Figure(in _whole, figure);
        int index = k > 0 ? k - 1 : Cycles.Count + k;
        if (index < 0 || index >= Cycles.Count)
            return double.NaN;
        var cycle = Cycles[index];
        return Figure(in cycle, figure);
    }

    /// <inheritdoc/>
    /// <param name="k">From 1; negative from the last.</param>
    public double Step(string kind, int k, StepFigure figure)
    {
        if (!_byKind.TryGetValue(kind, out var list))
            return double.NaN;
        int index = k > 0 ? k - 1 : list.Count + k;
        if (k == 0 || index < 0 || index >= list.Count)
            return double.NaN;
        var step = list[index];
        return figure switch
        {
            StepFigure.Capacity => Larger(step.ChargeIn, step.ChargeOut),
            StepFigure.Energy => Larger(step.EnergyIn, step.EnergyOut),
            StepFigure.Duration => step.Duration,
            StepFigure.MeanVoltage => Ratio(step.EnergyIn + step.EnergyOut, step.ChargeIn + step.ChargeOut),
            StepFigure.EndVoltage => step.EndVoltage,
            StepFigure.EndCurrent => step.EndCurrent,
            StepFigure.EndTemperature => step.EndTemperature,
            _ => double.NaN,
        };

        double Larger(double @in, double @out) =>
            kind == "charge" ? @in
            : kind == "discharge" ? @out
            : Math.Max(@in, @out);
    }

    public double Measured(string name) => _measured.TryGetValue(name, out double value) ? value : double.NaN;

    private double Figure(in CycleResult cycle, CycleFigure figure) =>
        figure switch
        {
            CycleFigure.ChargeCapacity => cycle.ChargeIn,
            CycleFigure.DischargeCapacity => cycle.ChargeOut,
            CycleFigure.ChargeEnergy => cycle.EnergyIn,
            CycleFigure.DischargeEnergy => cycle.EnergyOut,
            CycleFigure.Retention => Cycles.Count > 0
                ? Ratio(cycle.ChargeOut, Cycles[0].ChargeOut)
                : double.NaN,
            CycleFigure.Efficiency => Ratio(cycle.ChargeOut, cycle.ChargeIn),
            CycleFigure.EnergyEfficiency => Ratio(cycle.EnergyOut, cycle.EnergyIn),
            CycleFigure.Duration => cycle.Duration,
            _ => double.NaN,
        };

    private static double Ratio(double above, double below) => below > 0 ? above / below : double.NaN;
}
