using CellDsl.Contracts;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Tests.Simulation;

public sealed class PorousElectrodeTests
{
    private static double After(int volumes, double rate, double seconds, double step)
    {
        var cell = new PorousElectrode(Chen2020.Parameters, volumes, volumes / 2, volumes);
        Drive.Put(ref cell, ControlMode.Current, -5 * rate);
        int steps = (int)Math.Round(seconds / step);
        for (int i = 0; i < steps; i++)
            cell.Advance(step);
        return cell.Voltage;
    }

    [Fact]
    public void Volumes_converge_with_second_order()
    {
        double v5 = After(5, 1, 1200, 10);
        double v10 = After(10, 1, 1200, 10);
        double v20 = After(20, 1, 1200, 10);
        double v40 = After(40, 1, 1200, 10);
        Assert.InRange(Math.Log2((v10 - v5) / (v20 - v10)), 1.6, 2.6);
        Assert.InRange(Math.Log2((v20 - v10) / (v40 - v20)), 1.8, 2.2);
        Assert.InRange(Math.Abs(v40 - v20), 0, 3e-4);
    }

    [Fact]
    public void Steps_converge_with_second_order()
    {
        double exact = After(8, 1, 960, 0.5);
        double coarse = Math.Abs(After(8, 1, 960, 16) - exact);
        double fine = Math.Abs(After(8, 1, 960, 8) - exact);
        Assert.InRange(Math.Log2(coarse / fine), 1.6, 2.6);
    }

    [Fact]
    public void Lithium_and_salt_stay()
    {
        var cell = new PorousElectrode(Drive.Half, 8, 4, 8);
        var (lithium, salt) = (cell.Lithium, cell.Salt);
        for (int i = 0; i < 30; i++)
        {
            Drive.Put(ref cell, ControlMode.Current, i % 2 == 0 ? 5 : -5);
            for (int k = 0; k < 30; k++)
                cell.Advance(20);
        }
        Assert.Equal(lithium, cell.Lithium, 1e-12 * lithium);
        Assert.Equal(salt, cell.Salt, 1e-12 * salt);
    }

    [Fact]
    public void Every_jump_from_a_hard_state_is_solved()
    {
        var cell = new PorousElectrode(Drive.Half, 10, 5, 10);
        Drive.Put(ref cell, ControlMode.Current, -25);
        // After some 47 s the voltage falls without bound, and no step is short enough.
        Drive.On(ref cell, 40);
        foreach (
            var (mode, setpoint) in new[]
            {
                (ControlMode.Rest, 0.0),
                (ControlMode.Current, 25),
                (ControlMode.Voltage, 4.1),
                (ControlMode.Voltage, 2.9),
                (ControlMode.Power, 40),
                (ControlMode.Power, -40),
                (ControlMode.Resistance, 0.3),
            }
        )
        {
            var jumped = cell;
            Drive.Put(ref jumped, mode, setpoint);
            Assert.InRange(jumped.Voltage, 2, 5);
            Assert.Equal(0, jumped.StepError);
        }
    }

    [Fact]
    public void Rest_evens_the_cell_out()
    {
        var cell = new PorousElectrode(Drive.Half, 8, 4, 8);
        double rest = cell.Voltage;
        double at = cell.NegativeLithiation;
        foreach (double current in new[] { -5.0, 5 })
        {
            Drive.Put(ref cell, ControlMode.Current, current);
            Drive.On(ref cell, 600);
        }
        Drive.Put(ref cell, ControlMode.Rest);
        Drive.On(ref cell, 2e5, longest: 5000);
        Assert.Equal(at, cell.NegativeLithiation, 1e-12);
        Assert.Equal(rest, cell.Voltage, 1e-5);
        // Particles along the electrode still even out, through the flat parts of graphite's potential.
        foreach (double salt in cell.Concentrations)
            Assert.Equal(1000, salt, 0.05);
    }

    [Fact]
    public void A_number_of_volumes_out_of_range_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PorousElectrode(Drive.Half, 2, 4, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PorousElectrode(Drive.Half, 8, 25, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PorousElectrode(Drive.Half, 8, 4, 41));
    }
}
