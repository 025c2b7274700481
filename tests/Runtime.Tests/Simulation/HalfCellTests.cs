using CellDsl.Contracts;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Cells;

namespace CellDsl.Runtime.Tests.Simulation;

public sealed class HalfCellTests
{
    private const double Rate = Cells.Capacity / 3600;

    /// <summary>Crank (1975), eq. 6.45: surface minus mean under a constant flux, in units of r·R²/D.</summary>
    private static double Series(double t)
    {
        double sum = 0;
        for (int n = 1; n <= 20_000; n++)
        {
            double root = (n + 0.5) * Math.PI;
            for (int i = 0; i < 8; i++)
                root = n * Math.PI + Math.Atan(root);
            double term = Math.Exp(-root * root * t);
            if (term == 0)
                break;
            sum += term / (root * root);
        }
        return 1.0 / 15 - 2.0 / 3 * sum;
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-2)]
    [InlineData(0.1)]
    [InlineData(1)]
    public void Diffusion_follows_the_series_solution(double t)
    {
        // A curve that is straight in lithiation, no kinetics, no resistance: the voltage shows the surface.
        var straight = Cells.Plain with
        {
            OpenCircuit = new([(0.0, 4), (1.0, 3)]),
            ExchangeCurrent = 1e6,
            Resistance = 0,
            DiffusionTime = 1000,
        };
        var cell = new HalfCell(straight with { InitialLithiation = 0.5 });
        double rate = 0.1 / 1000;
        cell.Apply(Cells.Under(ControlMode.Current, rate * Cells.Capacity));
        cell.Advance(t * 1000);
        double mean = 0.5 - rate * 1000 * t;
        Assert.Equal(mean, cell.Lithiation, 1e-12);
        double surface = 4 - cell.Voltage;
        Assert.Equal(Series(t), (mean - surface) / (rate * 1000), 4e-4);
    }

    [Fact]
    public void A_constant_current_step_does_not_depend_on_its_division()
    {
        var once = new HalfCell(Cells.Plain);
        once.Apply(Cells.Under(ControlMode.Current, Rate / 5));
        var often = once;
        once.Advance(3600);
        for (int i = 0; i < 1000; i++)
            often.Advance(3.6);
        Assert.Equal(once.Voltage, often.Voltage, 1e-10);
        Assert.Equal(once.Lithiation, often.Lithiation, 1e-12);
    }

    [Fact]
    public void A_hold_converges_with_the_second_order_of_its_steps()
    {
        double Current(int steps)
        {
            var cell = new HalfCell(Cells.Plain);
            cell.Apply(Cells.Under(ControlMode.Current, Rate / 5));
            cell.Advance(3600);
            cell.Apply(Cells.Under(ControlMode.Voltage, cell.Voltage));
            for (int i = 0; i < steps; i++)
                cell.Advance(3600.0 / steps);
            return cell.Current;
        }
        double exact = Current(20_000);
        double order = Math.Log2(Math.Abs(Current(100) - exact) / Math.Abs(Current(200) - exact));
        Assert.InRange(order, 1.7, 3);
    }

    [Theory]
    [InlineData(ControlMode.Voltage, 3.4)]
    [InlineData(ControlMode.Power, 1e-3)]
    [InlineData(ControlMode.Power, -1e-3)]
    [InlineData(ControlMode.Resistance, 3000)]
    public void Every_mode_holds_what_it_is_asked_to(ControlMode mode, double setpoint)
    {
        var cell = new HalfCell(Cells.Plain with { InitialLithiation = 0.6 });
        cell.Apply(Cells.Under(mode, setpoint));
        for (int i = 0; i < 20; i++)
        {
            double held = mode switch
            {
                ControlMode.Voltage => cell.Voltage,
                ControlMode.Power => cell.Voltage * cell.Current,
                _ => -cell.Voltage / cell.Current,
            };
            Assert.Equal(setpoint, held, 1e-6 * Math.Abs(setpoint));
            cell.Advance(30);
        }
    }

    [Fact]
    public void A_sweep_starts_where_the_voltage_is()
    {
        var cell = new HalfCell(Cells.Plain with { InitialLithiation = 0.6 });
        cell.Apply(Cells.Under(ControlMode.Rest, 0));
        double start = cell.Voltage;
        cell.Apply(Cells.Under(ControlMode.Sweep, 1e-4));
        Assert.Equal(start, cell.Voltage, 1e-8);
        cell.Advance(100);
        Assert.Equal(start + 0.01, cell.Voltage, 1e-8);
    }

    [Fact]
    public void A_hold_beyond_its_current_limit_runs_at_the_limit()
    {
        var cell = new HalfCell(Cells.Plain);
        cell.Apply(Cells.Under(ControlMode.Voltage, 3.8, limit: Rate));
        Assert.Equal(Rate, cell.Current, 1e-12);
        Assert.Equal(3.8 - cell.Voltage, cell.SwitchDistance, 1e-12);
    }

    [Fact]
    public void Lithium_that_leaves_with_lost_material_is_accounted_for()
    {
        var cell = new HalfCell(Cells.Plain with { Isolation = 0.01, InitialLithiation = 0.9 });
        double mean = cell.Lithiation;
        double drawn = 0;
        double lost = 0;
        cell.Apply(Cells.Under(ControlMode.Current, Rate / 5));
        for (int i = 0; i < 1000; i++)
        {
            double before = cell.Capacity;
            double middle = cell.Lithiation;
            cell.Advance(10);
            lost += (before - cell.Capacity) * 0.5 * (middle + cell.Lithiation);
            drawn += Rate / 5 * 10;
        }
        Assert.True(cell.Capacity < Cells.Capacity);
        Assert.Equal(Cells.Capacity * mean, cell.Capacity * cell.Lithiation + lost + drawn, 1e-6);
    }

    [Fact]
    public void A_side_reaction_discharges_a_full_cell_at_rest_and_stops_when_used_up()
    {
        var with = Cells.Plain with
        {
            SideCurrent = 1e-5,
            SidePotential = 3.5,
            SideSlope = 0.1,
            SideCharge = 0.02,
            InitialLithiation = 0.1,
        };
        var cell = new HalfCell(with);
        cell.Apply(Cells.Under(ControlMode.Rest, 0));
        Assert.Equal(0, cell.Current, 1e-12);
        for (int i = 0; i < 200_000; i++)
            cell.Advance(5);
        Assert.Equal(0.1 + 0.02 / Cells.Capacity, cell.Lithiation, 1e-4);
    }

    [Fact]
    public void The_cell_follows_its_chamber_with_two_lags()
    {
        var cell = new HalfCell(Cells.Plain with { ChamberLag = 600, CellLag = 900 });
        var warm = Cells.Under(ControlMode.Rest, 0);
        warm.Temperature = 323.15;
        cell.Apply(warm);
        var coarse = cell;
        coarse.Advance(1800);
        for (int i = 0; i < 1800; i++)
            cell.Advance(1);
        double expected = 323.15 - 25 * (900 * Math.Exp(-2) - 600 * Math.Exp(-3)) / 300;
        Assert.Equal(expected, cell.Temperature, 1e-6);
        Assert.Equal(expected, coarse.Temperature, 1e-6);
    }

    [Fact]
    public void Impedance_runs_from_the_series_resistance_to_a_capacitive_tail()
    {
        var cell = new HalfCell(Cells.Plain with { InitialLithiation = 0.5, DoubleLayer = 1e-4 });
        cell.Apply(Cells.Under(ControlMode.Rest, 0));
        Assert.Equal(20, cell.Impedance(1e8).Real, 0.1);
        double transfer = Arrhenius.GasConstant * Arrhenius.Reference / Arrhenius.Faraday / 1e-3;
        Assert.Equal(20 + transfer, cell.Impedance(1).Real, 0.15 * transfer);
        Assert.True(cell.Impedance(1e-5).Imaginary < -100);
    }
}
