using CellDsl.Contracts;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Simulation.Parameters;
using CellDsl.Runtime.Tests.Execution;

namespace CellDsl.Runtime.Tests.Simulation;

/// <summary>What holds for every model of a full cell.</summary>
public abstract class CellModelTests<T>
    where T : struct, ICellModel
{
    /// <summary>A cell of 5 A·h, half charged.</summary>
    protected abstract T Half { get; }

    [Theory]
    [InlineData(ControlMode.Current, 5)]
    [InlineData(ControlMode.Current, -10)]
    [InlineData(ControlMode.Voltage, 3.9)]
    [InlineData(ControlMode.Voltage, 3.5)]
    [InlineData(ControlMode.Power, 15)]
    [InlineData(ControlMode.Power, -15)]
    [InlineData(ControlMode.Resistance, 1)]
    [InlineData(ControlMode.Rest, 0)]
    public void Every_mode_holds_what_it_is_asked_to(ControlMode mode, double setpoint)
    {
        var cell = Half;
        Drive.Put(ref cell, mode, setpoint);
        for (int i = 0; i < 20; i++)
        {
            double held = mode switch
            {
                ControlMode.Current or ControlMode.Rest => cell.Current,
                ControlMode.Voltage => cell.Voltage,
                ControlMode.Power => cell.Voltage * cell.Current,
                _ => -cell.Voltage / cell.Current,
            };
            Assert.Equal(setpoint, held, 1e-6 * (1 + Math.Abs(setpoint)));
            Drive.On(ref cell, 15);
        }
    }

    [Fact]
    public void A_sweep_starts_where_the_voltage_is()
    {
        var cell = Half;
        Drive.Put(ref cell, ControlMode.Rest);
        double start = cell.Voltage;
        Drive.Put(ref cell, ControlMode.Sweep, 1e-4);
        Assert.Equal(start, cell.Voltage, 1e-7);
        Drive.On(ref cell, 100);
        Assert.Equal(start + 0.01, cell.Voltage, 1e-7);
    }

    [Fact]
    public void A_hold_beyond_its_current_limit_runs_at_the_limit()
    {
        var cell = Half;
        Drive.Put(ref cell, ControlMode.Voltage, 4.1, limit: 5);
        Assert.Equal(5, cell.Current, 1e-9);
        Assert.Equal(4.1 - cell.Voltage, cell.SwitchDistance, 1e-12);
        Assert.True(cell.SwitchDistance > 0);
    }

    [Fact]
    public void A_copy_is_another_cell()
    {
        var cell = Half;
        Drive.Put(ref cell, ControlMode.Current, 5);
        var copy = cell;
        Drive.On(ref copy, 300);
        var again = cell;
        Drive.On(ref again, 300);
        Assert.NotEqual(cell.Voltage, copy.Voltage);
        Assert.Equal(copy.Voltage, again.Voltage);
    }

    [Fact]
    public void A_step_of_no_length_changes_nothing()
    {
        var cell = Half;
        Drive.Put(ref cell, ControlMode.Current, 5);
        double voltage = cell.Voltage;
        cell.Advance(0);
        Assert.Equal(voltage, cell.Voltage);
    }

    [Fact]
    public void Cycles_run_between_their_limits_without_allocation()
    {
        long Allocated(double cycles, out Watcher seen)
        {
            seen = new() { KeepRows = false };
            var facts = Cells.Facts;
            // Where the observer keeps what it sees, only the loop without one may be measured.
            var loop = new CyclerLoop<CyclingMachine, CyclingMachine.State, T>(
                Half,
                facts,
                seen,
                LoopSettings.Default
            );
            var silent = new CyclerLoop<CyclingMachine, CyclingMachine.State, T>(
                Half,
                facts,
                Silent.Instance,
                LoopSettings.Default
            );
            loop.Run([5, 4.2, 2.8, cycles, 600, 0], CancellationToken.None);
            long before = GC.GetAllocatedBytesForCurrentThread();
            silent.Run([5, 4.2, 2.8, cycles, 600, 0], CancellationToken.None);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Allocated(1, out _);
        Assert.Equal(Allocated(1, out _), Allocated(3, out var seen));
        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3], seen.Ends.Select(e => e.Command.Step));
        foreach (var (at, command, _, _) in seen.Ends)
            switch (command.Step)
            {
                case 0:
                    Assert.InRange(at.Voltage, 4.2, 4.201);
                    break;
                case 1:
                    Assert.InRange(at.Current, 0.5 - 1e-6, 0.5);
                    break;
                case 3:
                    Assert.InRange(at.Voltage, 2.799, 2.8);
                    break;
            }
        // The same cycle again and again: the third gives what the second gave, nearly.
        double second = seen.Ends[7].Seen.ChargeOut - seen.Ends[3].Seen.ChargeOut;
        double third = seen.Ends[11].Seen.ChargeOut - seen.Ends[7].Seen.ChargeOut;
        Assert.Equal(second, third, 2e-3 * second);
    }

    [Fact]
    public void Impedance_at_high_frequency_is_what_a_jump_shows()
    {
        var cell = WithoutDoubleLayer;
        Drive.Put(ref cell, ControlMode.Rest);
        double rest = cell.Voltage;
        Drive.Put(ref cell, ControlMode.Current, 1e-3);
        double jump = (cell.Voltage - rest) / 1e-3;
        Assert.Equal(jump, cell.Impedance(1e7).Real, 2e-3 * jump);
    }

    [Fact]
    public void Impedance_agrees_with_a_small_current_that_swings()
    {
        const double Frequency = 0.02;
        const double Size = 0.05;
        const int PerPeriod = 400;
        var cell = WithoutDoubleLayer;
        Drive.Put(ref cell, ControlMode.Rest);
        double rest = cell.Voltage;
        var expected = cell.Impedance(Frequency);
        double real = 0;
        double imaginary = 0;
        const int Periods = 4;
        for (int i = 0; i < Periods * PerPeriod; i++)
        {
            // Straight pieces between the samples of a sine.
            double phase = 2 * Math.PI * (i + 1) / PerPeriod;
            Drive.Put(ref cell, ControlMode.Current, Size * Math.Sin(phase - Math.PI / PerPeriod));
            cell.Advance(1 / (Frequency * PerPeriod));
            if (i < (Periods - 1) * PerPeriod)
                continue;
            real += (cell.Voltage - rest) * Math.Sin(phase) * 2 / PerPeriod;
            imaginary += (cell.Voltage - rest) * Math.Cos(phase) * 2 / PerPeriod;
        }
        double size = expected.Magnitude * Size;
        Assert.Equal(expected.Real * Size, real, 0.03 * size);
        Assert.Equal(expected.Imaginary * Size, imaginary, 0.03 * size);
    }

    protected abstract T WithoutDoubleLayer { get; }

    private protected static CellParameters Bare { get; } =
        Drive.Half with
        {
            Negative = Drive.Half.Negative with { DoubleLayer = 0 },
            Positive = Drive.Half.Positive with { DoubleLayer = 0 },
        };
}

public sealed class SingleParticleModelTests : CellModelTests<SingleParticle<UniformElectrolyte>>
{
    protected override SingleParticle<UniformElectrolyte> Half => new(Drive.Half);

    protected override SingleParticle<UniformElectrolyte> WithoutDoubleLayer => new(Bare);
}

public sealed class AgeingModelTests : CellModelTests<SingleParticle<UniformElectrolyte>>
{
    private static readonly CellParameters s_cell = Drive.Half with
    {
        Thermal = Chen2020.Thermal,
        Interphase = InterphaseParameters.Yang2017,
        Negative = Drive.Half.Negative with { LossPerThroughput = 1e-5 },
    };

    protected override SingleParticle<UniformElectrolyte> Half => new(s_cell);

    protected override SingleParticle<UniformElectrolyte> WithoutDoubleLayer => new(Bare);
}

public sealed class ElectrolyteModelTests : CellModelTests<SingleParticle<DiffusingElectrolyte>>
{
    protected override SingleParticle<DiffusingElectrolyte> Half => new(Drive.Half);

    protected override SingleParticle<DiffusingElectrolyte> WithoutDoubleLayer => new(Bare);
}

public sealed class PorousModelTests : CellModelTests<PorousElectrode>
{
    protected override PorousElectrode Half => new(Drive.Half, 6, 3, 6);

    protected override PorousElectrode WithoutDoubleLayer => new(Bare, 6, 3, 6);
}

public sealed class TheveninModelTests : CellModelTests<Thevenin>
{
    protected override Thevenin Half => new(TheveninTests.Circuit with { InitialDepth = 0.5 });

    protected override Thevenin WithoutDoubleLayer => Half;
}
