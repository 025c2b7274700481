using System.Diagnostics;
using CellDsl.Bench.Simulation;
using CellDsl.Contracts;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Simulation.Parameters;

// One charge and one discharge at 1C of the Chen 2020 cell from empty, by the loop that runs compiled protocols, on one
// core. Errors: root mean square of the voltage once a minute against the same model in steps of at most 2 s (the porous
// electrode in 40/20/40 volumes too), and of the energies. Every line is measured in the same run as the fixed steps that
// it is compared with.
var empty = ChargeBalance.At(Chen2020.Parameters, 0);
var ageing = empty with
{
    Thermal = Chen2020.Thermal,
    Interphase = InterphaseParameters.Yang2017,
    Negative = empty.Negative with { LossPerThroughput = 1e-5 },
    Positive = empty.Positive with { LossPerThroughput = 1e-5 },
};
var circuit = new TheveninParameters
{
    OpenCircuit = new OpenCircuitCurve(depth =>
    {
        // Smooth and like the cell's own: depth of discharge against voltage.
        double step = Math.Tanh(8 * (depth - 0.12));
        double end = Math.Exp(40 * (depth - 1));
        double potential = 4.05 - 0.62 * depth - 0.07 * step - 0.8 * end;
        return (potential, -0.62 - 0.56 * (1 - step * step) - 32 * end);
    }),
    Capacity = 18000,
    Resistance = 0.02,
    Pairs = [(0.01, 20), (0.01, 300)],
};

double unit = FixedSteps(new SingleParticle<UniformElectrolyte>(empty));
Console.WriteLine(
    $"{"", -34}{"ms", 9}{"median", 9}{"of fixed", 10}{"moves", 7}{"goal ms", 9}{"mV", 8}{"energy", 10}"
);
Console.WriteLine(
    $"{"SPM, fixed steps of 1 s, by hand", -34}{unit, 9:0.0000}{"", 9}{1.0, 10:0.000}{5796, 7}"
);
Measure("Thevenin, two RC pairs", new Thevenin(circuit), 0, 0.01);
var plain = new SingleParticle<UniformElectrolyte>(empty);
Measure("SPM", plain, 0, 0.05);
Measure("SPM, heat, film, lost material", new SingleParticle<UniformElectrolyte>(ageing), 0, 0.1);
Measure("SPM, hold to C/20 between", plain, 0.25, 0.1);
Measure("SPMe", new SingleParticle<DiffusingElectrolyte>(empty), 0, double.NaN);
Measure("DFN, 20/10/20", new PorousElectrode(empty), 0, 15, new PorousElectrode(empty, 40, 20, 40));
Measure("DFN, 10/5/10", new PorousElectrode(empty, 10, 5, 10), 0, 15, new PorousElectrode(empty, 40, 20, 40));
Cycles("SPM, 100 cycles, per cycle", plain, 100);
ByHandAndCompiled(plain, 1000);

// The same thousand cycles by a machine written by hand and by one compiled from Cell, in turns; the best of each.
static void ByHandAndCompiled(SingleParticle<UniformElectrolyte> model, int cycles)
{
    using var compiled = new CompiledCycles();
    double byHand = double.PositiveInfinity;
    double byCompiler = double.PositiveInfinity;
    for (int i = 0; i < 12; i++)
    {
        long start = Stopwatch.GetTimestamp();
        Run(model, 0, cycles, LoopSettings.Default);
        byHand = Math.Min(byHand, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        byCompiler = Math.Min(byCompiler, compiled.Run(model, cycles));
    }
    Console.WriteLine(
        $"{cycles} cycles: {byHand:0.0} ms by hand, {byCompiler:0.0} ms compiled from Cell, ratio {byCompiler / byHand:0.00} (goal 1.3)"
    );
}

static double FixedSteps(SingleParticle<UniformElectrolyte> model)
{
    double best = double.PositiveInfinity;
    for (int i = 0; i < 200; i++)
    {
        var cell = model;
        long start = Stopwatch.GetTimestamp();
        foreach (double current in (ReadOnlySpan<double>)[5, -5])
        {
            cell.Apply(
                new()
                {
                    Mode = ControlMode.Current,
                    Setpoint = current,
                    Temperature = double.NaN,
                }
            );
            while (current > 0 ? cell.Voltage < 4.2 : cell.Voltage > 2.5)
                cell.Advance(1);
        }
        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }
    return best;
}

static Ledger Run<T>(T model, double taper, double cycles, LoopSettings settings, double interval = 0)
    where T : struct, ICellModel
{
    var ledger = new Ledger(interval > 0);
    new CyclerLoop<CycleMachine, CycleMachine.State, T>(in model, new CellFacts(), ledger, settings).Run(
        [5, 5, 4.2, 2.5, taper, cycles, interval],
        CancellationToken.None
    );
    return ledger;
}

void Measure<T>(string name, T model, double taper, double goal, T? finer = null)
    where T : struct, ICellModel
{
    var times = new List<double>();
    for (long begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin).TotalSeconds < 2; )
    {
        long start = Stopwatch.GetTimestamp();
        Run(model, taper, 1, LoopSettings.Default);
        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }
    // The first half of the time is the compiler's.
    var settled = times.Skip(times.Count / 2).Order().ToArray();
    var counter = new MoveCounter();
    Run(new Counted<T>(model, counter), taper, 1, LoopSettings.Default);
    var fine = LoopSettings.Default with
    {
        VoltageTolerance = 2e-5,
        CurrentTolerance = 5e-6,
        LongestStep = 2_000_000_000,
    };
    var exact = Run(finer ?? model, taper, 1, fine, interval: 60);
    var coarse = Run(model, taper, 1, LoopSettings.Default, interval: 60);
    var known = exact
        .Rows.GroupBy(r => (r.Step, r.SinceStart))
        .ToDictionary(g => g.Key, g => g.First().Voltage);
    double[] errors =
    [
        .. coarse
            .Rows.Where(r => known.ContainsKey((r.Step, r.SinceStart)))
            .Select(r => r.Voltage - known[(r.Step, r.SinceStart)]),
    ];
    double millivolts = 1e3 * Math.Sqrt(errors.Average(e => e * e));
    double energy = coarse.Ends[^1].EnergyOut / exact.Ends[^1].EnergyOut - 1;
    Console.WriteLine(
        $"{name, -34}{settled[0], 9:0.0000}{settled[settled.Length / 2], 9:0.0000}{settled[0] / unit, 10:0.000}"
            + $"{counter.Moves, 7}{goal, 9:0.##}{millivolts, 8:0.000}{energy, 10:0.0E+0}"
    );
}

void Cycles<T>(string name, T model, int cycles)
    where T : struct, ICellModel
{
    double best = double.PositiveInfinity;
    for (int i = 0; i < 100; i++)
    {
        long start = Stopwatch.GetTimestamp();
        Run(model, 0, cycles, LoopSettings.Default);
        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds / cycles);
    }
    Console.WriteLine($"{name, -34}{best, 9:0.0000}{"", 9}{best / unit, 10:0.000}");
}
