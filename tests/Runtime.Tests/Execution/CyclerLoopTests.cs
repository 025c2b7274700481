using CellDsl.Contracts;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Tests.Simulation;

namespace CellDsl.Runtime.Tests.Execution;

public sealed class CyclerLoopTests
{
    private const double Rate = 3.6 / 3600 / 5;

    private static (LoopOutcome Outcome, Watcher Seen, HalfCell Cell) Run(
        double cycles,
        double interval = 60,
        HalfCellParameters? with = null,
        CellFacts? facts = null,
        bool keepRows = true
    )
    {
        var seen = new Watcher { KeepRows = keepRows };
        var loop = new CyclerLoop<CyclingMachine, CyclingMachine.State, HalfCell>(
            new HalfCell(with ?? Cells.Plain),
            facts ?? Cells.Facts,
            seen,
            LoopSettings.Default
        );
        var outcome = loop.Run([Rate, 3.8, 2.2, cycles, interval, 0], TestContext.Current.CancellationToken);
        return (outcome, seen, loop.Model);
    }

    [Fact]
    public void Runs_every_step_of_every_cycle_once()
    {
        var (outcome, seen, _) = Run(cycles: 3);
        Assert.Equal(TickResult.Completed, outcome.Result);
        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3], seen.Ends.Select(e => e.Command.Step));
        Assert.Equal(Enumerable.Range(1, 12), seen.Begins.Select(b => b.Command.StepCount));
        for (int i = 1; i < seen.Begins.Count; i++)
            Assert.Equal(seen.Ends[i - 1].Seen.Time, seen.Begins[i].Seen.Time);
    }

    [Fact]
    public void Locates_ends_within_a_millivolt_a_microampere_and_ten_milliseconds()
    {
        var (_, seen, _) = Run(cycles: 2);
        foreach (var (at, command, endedBy, _) in seen.Ends)
        {
            Assert.Equal(0, endedBy);
            switch (command.Step)
            {
                case 0:
                    Assert.InRange(at.Voltage, 3.8, 3.801);
                    break;
                case 1:
                    Assert.InRange(at.Current, Rate / 10 - 1e-6, Rate / 10);
                    break;
                case 3:
                    Assert.InRange(at.Voltage, 2.199, 2.2);
                    break;
            }
        }
        var rest = seen.Ends[2];
        Assert.Equal(600_000_000_000, rest.Seen.Time - seen.Ends[1].Seen.Time);
    }

    [Fact]
    public void Results_do_not_depend_on_the_recording_rate()
    {
        var often = Run(cycles: 2, interval: 1);
        var seldom = Run(cycles: 2, interval: 1000);
        Assert.True(often.Seen.Rows.Count > 10 * seldom.Seen.Rows.Count);
        Assert.Equal(
            seldom.Seen.Ends.Select(e => (e.Seen.Time, e.Seen.Voltage, e.Seen.ChargeIn, e.Seen.EnergyOut)),
            often.Seen.Ends.Select(e => (e.Seen.Time, e.Seen.Voltage, e.Seen.ChargeIn, e.Seen.EnergyOut))
        );
    }

    [Fact]
    public void Charge_is_conserved_between_the_cell_and_the_cycler()
    {
        var (_, seen, cell) = Run(cycles: 5);
        var last = seen.Ends[^1].Seen;
        Assert.Equal(
            (1 - cell.Lithiation) * Cells.Capacity,
            last.ChargeIn - last.ChargeOut,
            1e-6 * Cells.Capacity
        );
        Assert.True(last.EnergyOut < last.EnergyIn);
    }

    [Fact]
    public void A_constant_current_counts_its_charge_exactly()
    {
        var (_, seen, _) = Run(cycles: 1);
        var charge = seen.Ends[0].Seen;
        Assert.Equal(Rate * charge.Time * 1e-9, charge.ChargeIn, 1e-12);
    }

    [Fact]
    public void Energy_agrees_with_the_rows()
    {
        var (_, seen, _) = Run(cycles: 1, interval: 1);
        var rows = seen.Rows.Where(r => r.Command.Step == 0).Select(r => r.Seen).ToArray();
        double sum = 0;
        for (int i = 1; i < rows.Length; i++)
            sum +=
                0.5
                * (rows[i].Voltage * rows[i].Current + rows[i - 1].Voltage * rows[i - 1].Current)
                * (rows[i].Time - rows[i - 1].Time)
                * 1e-9;
        Assert.Equal(sum, rows[^1].EnergyIn, 1e-4 * sum);
    }

    [Fact]
    public void Rows_are_in_order_and_the_interval_is_kept()
    {
        var (_, seen, _) = Run(cycles: 1, interval: 30);
        for (int i = 1; i < seen.Rows.Count; i++)
        {
            long passed = seen.Rows[i].Seen.Time - seen.Rows[i - 1].Seen.Time;
            Assert.InRange(passed, 0, 30_000_000_000);
            Assert.True(seen.Rows[i].Seen.ChargeIn >= seen.Rows[i - 1].Seen.ChargeIn);
        }
    }

    [Fact]
    public void A_voltage_rule_gives_a_row_per_so_many_volts_and_no_more()
    {
        // A steep end and a kink, where a step's own course is no parabola.
        var with = Cells.Plain with
        {
            OpenCircuit = new([(0.04, 4.3), (0.05, 3.6), (0.5, 3.55), (0.9, 3.5), (0.93, 2.4), (1, 2.1)]),
        };
        var seen = new Watcher();
        var loop = new CyclerLoop<CyclingMachine, CyclingMachine.State, HalfCell>(
            new HalfCell(with),
            Cells.Facts,
            seen,
            LoopSettings.Default with
            {
                UnstatedInterval = long.MaxValue / 4,
            }
        );
        loop.Run([Rate, 4.2, 2.2, 20, 0, 0.005], TestContext.Current.CancellationToken);
        foreach (var step in seen.Rows.GroupBy(r => r.Command.StepCount))
        {
            double[] voltages = [.. step.Select(r => r.Seen.Voltage)];
            double span = voltages.Max() - voltages.Min();
            Assert.InRange(voltages.Length, span / 0.006, span / 0.003 + 4);
        }
    }

    [Fact]
    public void A_limit_ends_the_run_and_is_named()
    {
        var facts = Cells.Facts;
        facts.HighestTemperature = 290;
        var (outcome, seen, _) = Run(cycles: 1, facts: facts);
        Assert.Equal(TickResult.LimitReached, outcome.Result);
        Assert.Equal(0, outcome.Limit);
        Assert.True(Assert.Single(seen.Ends).ByLimit);
    }

    [Fact]
    public void A_protocol_without_an_end_is_reported()
    {
        var seen = new Watcher { KeepRows = false };
        var loop = new CyclerLoop<CyclingMachine, CyclingMachine.State, HalfCell>(
            new HalfCell(Cells.Plain),
            Cells.Facts,
            seen,
            LoopSettings.Default with
            {
                LongestRun = 30L * 86_400 * 1_000_000_000,
            }
        );
        var failure = Assert.Throws<EndlessProtocolException>(() =>
            loop.Run([Rate, 3.8, 2.2, 1e9, 3600, 0], TestContext.Current.CancellationToken)
        );
        Assert.Contains("cycling", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Allocates_nothing_per_step()
    {
        static long Allocated(double cycles)
        {
            var loop = new CyclerLoop<CyclingMachine, CyclingMachine.State, HalfCell>(
                new HalfCell(Cells.Plain),
                Cells.Facts,
                Silent.Instance,
                LoopSettings.Default
            );
            long before = GC.GetAllocatedBytesForCurrentThread();
            loop.Run([Rate, 3.8, 2.2, cycles, 60, 0], CancellationToken.None);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Allocated(1);
        Assert.Equal(Allocated(2), Allocated(20));
    }
}
