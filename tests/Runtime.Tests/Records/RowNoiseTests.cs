using CellDsl.Contracts;
using CellDsl.Runtime.Records;
using CellDsl.Runtime.Simulation;

namespace CellDsl.Runtime.Tests.Records;

public sealed class RowNoiseTests
{
    [Fact]
    public void Noise_is_normal_and_the_same_for_the_same_seed()
    {
        double[] one = Draw(7);
        Assert.Equal(one, Draw(7));
        Assert.NotEqual(one, Draw(8));
        double mean = one.Average();
        double deviation = Math.Sqrt(one.Average(v => (v - mean) * (v - mean)));
        Assert.InRange(mean, 3.6 - 1e-4, 3.6 + 1e-4);
        Assert.InRange(deviation, 0.9e-3, 1.1e-3);
    }

    [Fact]
    public void What_is_counted_stays_as_it_was()
    {
        var noise = new RowNoise(1e-3, 1e-6, 0.1, SplitMix.From(1, "test"));
        var seen = new Observation
        {
            Voltage = 3.6,
            ChargeIn = 5,
            EnergyOut = 7,
            Time = 9,
        };
        var noisy = noise.On(in seen);
        Assert.NotEqual(seen.Voltage, noisy.Voltage);
        Assert.Equal((5, 7, 9L), (noisy.ChargeIn, noisy.EnergyOut, noisy.Time));
    }

    private static double[] Draw(long seed)
    {
        var noise = new RowNoise(1e-3, 0, 0, SplitMix.From(seed, "test", "run#1"));
        var seen = new Observation { Voltage = 3.6 };
        return [.. Enumerable.Range(0, 2000).Select(_ => noise.On(in seen).Voltage)];
    }
}
