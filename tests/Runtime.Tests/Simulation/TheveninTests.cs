using CellDsl.Contracts;
using CellDsl.Runtime.Simulation.Cells;

namespace CellDsl.Runtime.Tests.Simulation;

public sealed class TheveninTests
{
    internal static TheveninParameters Circuit { get; } =
        new()
        {
            OpenCircuit = new([(0, 4.2), (0.1, 4.05), (0.5, 3.7), (0.9, 3.35), (0.97, 3.0), (1, 2.7)]),
            Capacity = 18000,
            Resistance = 0.02,
            Pairs = [(0.01, 20), (0.015, 400)],
        };

    [Fact]
    public void Pairs_relax_exponentially()
    {
        var cell = new Thevenin(Circuit with { InitialDepth = 0.5 });
        Drive.Put(ref cell, ControlMode.Current, 5);
        cell.Advance(100);
        Drive.Put(ref cell, ControlMode.Rest);
        cell.Advance(37);
        double expected = 5 * 0.01 * (1 - Math.Exp(-5)) * Math.Exp(-37.0 / 20);
        expected += 5 * 0.015 * (1 - Math.Exp(-0.25)) * Math.Exp(-37.0 / 400);
        double open = Circuit.OpenCircuit.Potential(0.5 - 500.0 / 18000, out _);
        Assert.Equal(open + expected, cell.Voltage, 1e-12);
    }

    [Fact]
    public void A_step_does_not_depend_on_its_division()
    {
        var once = new Thevenin(Circuit with { Hysteresis = 0.02, InitialDepth = 0.8 });
        Drive.Put(ref once, ControlMode.Current, 5);
        var often = once;
        once.Advance(3000);
        for (int i = 0; i < 3000; i++)
            often.Advance(1);
        Assert.Equal(once.Voltage, often.Voltage, 1e-9);
    }

    [Fact]
    public void Hysteresis_parts_charge_from_discharge_and_stays_at_rest()
    {
        var with = Circuit with { Hysteresis = 0.02, HysteresisRate = 50, InitialDepth = 0.6 };
        double Rested(double first, double second)
        {
            var cell = new Thevenin(with);
            foreach (double current in new[] { first, second })
            {
                Drive.Put(ref cell, ControlMode.Current, current);
                cell.Advance(1800);
            }
            Drive.Put(ref cell, ControlMode.Rest);
            cell.Advance(1e5);
            Assert.Equal(0.6, cell.Depth, 1e-12);
            return cell.Voltage;
        }
        // 2500 A·s are 6.9 constants: the branches are 2 M apart but for a thousandth.
        Assert.Equal(0.04, Rested(-5, 5) - Rested(5, -5), 3 * 0.04 * Math.Exp(-50 * 9000.0 / 18000));
    }

    [Fact]
    public void Resistances_grow_in_the_cold()
    {
        var cold = Circuit with { ResistanceActivation = 30000, InitialTemperature = 273.15 };
        double Jump(TheveninParameters with)
        {
            var cell = new Thevenin(with with { InitialDepth = 0.5 });
            double rest = cell.Voltage;
            Drive.Put(ref cell, ControlMode.Current, 1);
            return cell.Voltage - rest;
        }
        double factor = Math.Exp(30000 / 8.314462618 * (1 / 273.15 - 1 / 298.15));
        Assert.Equal(factor * Jump(Circuit), Jump(cold), 1e-9);
    }

    [Fact]
    public void More_pairs_than_fit_are_refused() =>
        Assert.Throws<ArgumentException>(() =>
            new Thevenin(Circuit with { Pairs = [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5)] })
        );
}
