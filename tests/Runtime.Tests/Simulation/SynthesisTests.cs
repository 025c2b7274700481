using CellDsl.Runtime.Simulation.Models;
using CellDsl.Runtime.Simulation.Synthesis;

namespace CellDsl.Runtime.Tests.Simulation;

public sealed class SynthesisTests
{
    private static readonly Furnace Tube = new(Lag: 300, FastestRamp: 10.0 / 60, Cooling: 7200, Room: 298.15);

    private static readonly Calcination Solid = new()
    {
        HalfTime = 600,
        ConversionTemperature = 973.15,
        ConversionActivation = 300e3,
        ConversionExponent = 1,
        MixingLength = 1e-6,
        GrainSize = 2e-6,
        SolutionGrainSize = 2e-6,
        GrainTime = 10800,
        GrainTemperature = 973.15,
        GrainActivation = 190e3,
        GrainExponent = 3,
        Density = 3900,
        Roughness = 1,
    };

    private static readonly Milling Mill = new()
    {
        Power = 10,
        Speed = 450,
        SurfaceLimit = 30e3,
        SurfaceEnergy = 2e5,
        DisorderEnergy = 7e5,
        DisorderExponent = 6,
        OxidationLimit = 0.9,
        OxidationEnergy = 2.4e6,
    };

    private static readonly SampleState Reagents = new() { Material = "LTVO", PhaseFraction = 0 };

    [Fact]
    public void A_furnace_ramps_no_faster_than_it_can_and_the_sample_lags_behind()
    {
        var run = Tube.Start();
        run.Ramp(973.15, 100);
        Assert.Equal((973.15 - 298.15) / (10.0 / 60), run.Seconds, 1e-6);
        // Behind a steady ramp the sample trails by rate × lag.
        Assert.Equal(973.15 - 10.0 / 60 * 300, run.Sample, 0.5);
        run.Hold(3600);
        Assert.Equal(973.15, run.Sample, 0.01);
        Assert.Equal(run.Seconds, run.Slices.Sum(s => s.Seconds), 1e-6);
    }

    [Fact]
    public void A_furnace_that_is_switched_off_cools_by_newton_s_law()
    {
        var run = Tube.Start();
        run.Ramp(973.15, 1);
        double hot = run.Seconds;
        run.Cool(373.15);
        Assert.Equal(7200 * Math.Log(675.0 / 75), run.Seconds - hot, 1e-6);
        Assert.Equal(373.15, run.Sample);
    }

    [Fact]
    public void A_ramp_without_a_rate_is_refused()
    {
        var run = Tube.Start();
        Assert.Throws<SimulationException>(() => run.Ramp(500, 0));
    }

    [Fact]
    public void A_hold_at_the_stated_temperature_converts_half_in_the_half_time()
    {
        var half = Solid.Apply(Reagents, [new ThermalSlice(600, 973.15)]);
        Assert.Equal(0.5, half.PhaseFraction, 1e-12);
        var grown = Solid.Apply(Reagents, [new ThermalSlice(10800, 973.15)]);
        Assert.Equal(2e-6, grown.ParticleSize, 1e-12);
        Assert.Equal(6 / (3900 * 2e-6), grown.SpecificSurface, 1e-6);
    }

    [Fact]
    public void Two_heats_are_one_long_one()
    {
        var twice = Solid.Apply(Solid.Apply(Reagents, [new(400, 950)]), [new(500, 950)]);
        var once = Solid.Apply(Reagents, [new(900, 950)]);
        Assert.Equal(once.PhaseFraction, twice.PhaseFraction, 1e-12);
        Assert.Equal(once.ParticleSize, twice.ParticleSize, 1e-15);
    }

    [Fact]
    public void Shorter_diffusion_converts_faster()
    {
        var dissolved = Reagents with { MixingLength = 5e-7 };
        Assert.Equal(
            Solid.Apply(Reagents, [new(4000, 900)]).PhaseFraction,
            Solid.Apply(dissolved, [new(1000, 900)]).PhaseFraction,
            1e-12
        );
    }

    [Fact]
    public void Milling_counts_the_cube_of_the_speed_and_may_be_interrupted()
    {
        var powder = Solid.Apply(Reagents, [new ThermalSlice(10800, 973.15)]);
        var slow = Mill.Apply(powder, 225, 8 * 3600);
        var fast = Mill.Apply(powder, 450, 3600);
        Assert.Equal(fast, slow with { Material = fast.Material });
        var parts = Mill.Apply(Mill.Apply(powder, 450, 1800), 450, 1800);
        Assert.Equal(fast.SpecificSurface, parts.SpecificSurface, 1e-6);
        Assert.Equal(fast.Disorder, parts.Disorder, 1e-12);
        Assert.Equal(fast.Oxidised, parts.Oxidised, 1e-12);
    }

    [Fact]
    public void Milling_raises_surface_disorder_and_oxidation_towards_their_limits()
    {
        var powder = Solid.Apply(Reagents, [new ThermalSlice(10800, 973.15)]);
        var last = powder;
        foreach (double hours in new[] { 1.0, 6, 12, 48 })
        {
            var next = Mill.Apply(powder, 600, hours * 3600);
            Assert.True(next.SpecificSurface > last.SpecificSurface);
            Assert.True(next.Disorder >= last.Disorder);
            Assert.True(next.Oxidised > last.Oxidised);
            last = next;
        }
        Assert.InRange(last.SpecificSurface, 29e3, 30e3);
        Assert.InRange(last.Disorder, 0.99, 1);
    }
}
