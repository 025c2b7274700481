using CellDsl.Contracts;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Tests.Simulation;

public sealed class AgeingTests
{
    private static SingleParticle<UniformElectrolyte> Cell(InterphaseParameters film) =>
        new(Drive.Half with { Interphase = film });

    [Fact]
    public void A_film_that_diffusion_limits_grows_with_the_root_of_time()
    {
        var film = InterphaseParameters.SolventDiffusion;
        var cell = Cell(film);
        Drive.Put(ref cell, ControlMode.Rest);
        const double Year = 365 * 86400.0;
        for (int i = 0; i < 20_000; i++)
            cell.Advance(Year / 20_000);
        // L² = L₀² + 2·c·D·V/z·t.
        double square =
            film.InitialThickness * film.InitialThickness
            + 2
                * film.SolventConcentration
                * film.Diffusivity
                * film.MolarVolume
                / film.LithiumPerFilm
                * Year;
        Assert.Equal(Math.Sqrt(square), cell.Film, 1e-4 * cell.Film);
    }

    [Fact]
    public void A_film_that_kinetics_limit_grows_faster_in_a_full_cell()
    {
        var film = InterphaseParameters.Yang2017 with { Diffusivity = 1e-10 };
        double Growth(double charge)
        {
            var cell = new SingleParticle<UniformElectrolyte>(
                ChargeBalance.At(Chen2020.Parameters, charge) with
                {
                    Interphase = film,
                }
            );
            Drive.Put(ref cell, ControlMode.Rest);
            for (int i = 0; i < 100; i++)
                cell.Advance(3600);
            return cell.Film - film.InitialThickness;
        }
        Assert.True(Growth(1) > 1.2 * Growth(0.3));
    }

    [Fact]
    public void A_film_discharges_a_cell_at_rest_and_resists()
    {
        var cell = Cell(InterphaseParameters.Yang2017);
        Drive.Put(ref cell, ControlMode.Rest);
        var (lithiation, voltage) = (cell.NegativeLithiation, cell.Voltage);
        for (int i = 0; i < 1000; i++)
            cell.Advance(3600);
        Assert.True(cell.NegativeLithiation < lithiation);
        Assert.True(cell.Voltage < voltage);
        Assert.Equal(0, cell.Current);
        var fresh = Cell(InterphaseParameters.Yang2017).Impedance(1e8).Real;
        Assert.True(cell.Impedance(1e8).Real > fresh);
    }

    [Fact]
    public void Lost_material_shows_as_lost_capacity()
    {
        var cell = new SingleParticle<UniformElectrolyte>(
            Drive.Half with
            {
                Positive = Drive.Half.Positive with { LossPerThroughput = 1e-3 },
            }
        );
        double before = cell.PositiveCapacity;
        double throughput = 0;
        for (int i = 0; i < 10; i++)
        {
            Drive.Put(ref cell, ControlMode.Current, i % 2 == 0 ? 5 : -5);
            Drive.On(ref cell, 600);
            throughput += 3000;
        }
        // One unit of throughput is one capacity.
        Assert.Equal(before * Math.Exp(-1e-3 * throughput / before), cell.PositiveCapacity, 1e-6 * before);
    }

    [Fact]
    public void Heat_warms_and_the_chamber_cools()
    {
        var parameters = Drive.Half with { Thermal = Chen2020.Thermal };
        var cell = new SingleParticle<DiffusingElectrolyte>(parameters);
        Drive.Put(ref cell, ControlMode.Current, -10);
        Drive.On(ref cell, 600);
        double hot = cell.Temperature;
        Assert.InRange(hot, Arrhenius.Reference + 2, Arrhenius.Reference + 40);
        Drive.Put(ref cell, ControlMode.Rest);
        double lag = Chen2020.Thermal.HeatCapacity / Chen2020.Thermal.Cooling;
        Drive.On(ref cell, lag);
        double share = (cell.Temperature - Arrhenius.Reference) / (hot - Arrhenius.Reference);
        Assert.Equal(Math.Exp(-1), share, 1e-6);
    }

    [Fact]
    public void A_chamber_with_a_lag_is_followed()
    {
        var thermal = Chen2020.Thermal with { ChamberLag = 600 };
        var cell = new PorousElectrode(Drive.Half with { Thermal = thermal }, 4, 2, 4);
        var warm = Cells.Under(ControlMode.Rest, 0);
        warm.Temperature = 318.15;
        cell.Apply(warm);
        var once = cell;
        once.Advance(1200);
        for (int i = 0; i < 1200; i++)
            cell.Advance(1);
        Assert.Equal(once.Temperature, cell.Temperature, 1e-6);
        Assert.InRange(cell.Temperature, Arrhenius.Reference + 5, 318);
        Assert.Equal(318.15 - 20 * Math.Exp(-2), cell.Ambient, 1e-9);
    }
}
