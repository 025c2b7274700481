using CellDsl.Contracts;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Simulation.Parameters;
using CellDsl.Runtime.Tests.Execution;

namespace CellDsl.Runtime.Tests.Simulation;

public sealed class ConservationTests
{
    private static (Watcher Seen, T Cell) Run<T>(T cell, double cycles, LoopSettings? settings = null)
        where T : struct, ICellModel
    {
        var seen = new Watcher { KeepRows = false };
        var loop = new CyclerLoop<CyclingMachine, CyclingMachine.State, T>(
            cell,
            Cells.Facts,
            seen,
            settings ?? LoopSettings.Default
        );
        loop.Run([5, 4.2, 2.6, cycles, 1e6, 0], TestContext.Current.CancellationToken);
        return (seen, loop.Model);
    }

    [Fact]
    public void Lithium_is_conserved_with_all_that_ages()
    {
        var parameters = Drive.Half with
        {
            Thermal = Chen2020.Thermal,
            // So slow that a thousand cycles leave a cell.
            Interphase = InterphaseParameters.Yang2017 with
            {
                Diffusivity = 2e-20,
            },
            Negative = Drive.Half.Negative with { LossPerThroughput = 2e-6 },
            Positive = Drive.Half.Positive with { LossPerThroughput = 5e-6 },
        };
        var cell = new SingleParticle<UniformElectrolyte>(parameters);
        double before = cell.Lithium;
        var (_, aged) = Run(cell, cycles: 1000);
        Assert.InRange(aged.LithiumInFilm, 1e-4 * before, 0.4 * before);
        Assert.InRange(aged.LithiumLost, 1e-4 * before, 0.4 * before);
        Assert.Equal(before, aged.Lithium + aged.LithiumInFilm + aged.LithiumLost, 1e-10 * before);
    }

    [Fact]
    public void Charge_of_the_cycler_is_lithium_of_the_cell()
    {
        var cell = new SingleParticle<UniformElectrolyte>(Drive.Half);
        double before = cell.NegativeLithiation;
        var (seen, after) = Run(cell, cycles: 1000);
        var last = seen.Ends[^1].Seen;
        double moved = (after.NegativeLithiation - before) * cell.NegativeCapacity;
        Assert.Equal(moved, last.ChargeIn - last.ChargeOut, 1e-10 * last.ChargeIn);
    }

    [Fact]
    public void Energy_is_what_is_stored_and_what_is_lost()
    {
        // The loss is summed apart, from I·(V − U at rest) at samples a second apart.
        var cell = new SingleParticle<UniformElectrolyte>(Drive.Half);
        var loss = new LossMeter(cell);
        Drive.Put(ref cell, ControlMode.Current, 5);
        var (seen, _) = Run(new SingleParticle<UniformElectrolyte>(Drive.Half), cycles: 1);
        var charged = seen.Ends[0].Seen;
        loss.Follow(ref cell, charged.Time * 1e-9);
        Assert.Equal(charged.EnergyIn, loss.Stored(cell) + loss.Sum, 2e-5 * charged.EnergyIn);
        Assert.InRange(loss.Sum, 0.005 * charged.EnergyIn, 0.2 * charged.EnergyIn);
    }

    [Fact]
    public void Energy_converges_with_the_tolerance()
    {
        double Energy(double tolerance)
        {
            var settings = LoopSettings.Default with { VoltageTolerance = tolerance };
            return Run(new SingleParticle<UniformElectrolyte>(Drive.Half), 1, settings)
                .Seen.Ends[0]
                .Seen.EnergyIn;
        }
        double fine = Energy(1e-5);
        Assert.InRange(Math.Abs(Energy(4e-3) / fine - 1), 0, 1e-4);
        Assert.InRange(Math.Abs(Energy(1e-4) / fine - 1), 0, 2e-7);
    }

    [Fact]
    public void An_adiabatic_cell_keeps_its_heat()
    {
        var thermal = Chen2020.Thermal with { Cooling = 0 };
        var cell = new SingleParticle<UniformElectrolyte>(Drive.Half with { Thermal = thermal });
        Drive.Put(ref cell, ControlMode.Power, 20);
        double heat = 0;
        double start = cell.Temperature;
        double power = Heat(in cell);
        for (int i = 0; i < 600; i++)
        {
            cell.Advance(1);
            double next = Heat(in cell);
            heat += 0.5 * (power + next);
            power = next;
        }
        Assert.InRange(cell.Temperature - start, 0.5, 20);
        Assert.Equal(heat, thermal.HeatCapacity * (cell.Temperature - start), 1e-9 * heat);
    }

    private static double Heat(in SingleParticle<UniformElectrolyte> cell) => cell.HeatPower;

    private struct LossMeter(SingleParticle<UniformElectrolyte> start)
    {
        private readonly double _stored = start.StoredEnergy;

        public double Sum { get; private set; }

        public readonly double Stored(SingleParticle<UniformElectrolyte> cell) => cell.StoredEnergy - _stored;

        /// <summary>Simpson's rule over halves of a second, after a start in finer ones.</summary>
        public void Follow(ref SingleParticle<UniformElectrolyte> cell, double seconds)
        {
            double step = 1e-4;
            for (double time = 0; time < seconds - 1e-12; time += step)
            {
                step = Math.Min(Math.Min(1, 1.05 * step), seconds - time);
                double a = Loss(cell);
                cell.Advance(step / 2);
                double b = Loss(cell);
                cell.Advance(step / 2);
                Sum += step / 6 * (a + 4 * b + Loss(cell));
            }
        }

        private static double Loss(SingleParticle<UniformElectrolyte> cell) =>
            cell.Current * (cell.Voltage - cell.RestVoltage);
    }
}
