using CellDsl.Contracts;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Records;

/// <summary>
/// What a channel adds to what it records: normal noise on voltage, current and temperature, from a seed of the run's own.
/// Ends, counted charge and energy are those of the cell: noise is seen in the time series only.
/// </summary>
/// <param name="voltage">Standard deviation, V.</param>
/// <param name="current">A.</param>
/// <param name="temperature">K.</param>
public sealed class RowNoise(double voltage, double current, double temperature, SplitMix random)
{
    private SplitMix _random = random;

    /// <summary>Parameters of <c>noise</c>: <c>voltage</c> (V), <c>current</c> (A), <c>temperature</c> (K).</summary>
    public static RowNoise From(ModelSection section, SplitMix random) =>
        new(
            section.Number("voltage", "V", 0),
            section.Number("current", "A", 0),
            section.Number("temperature", "K", 0),
            random
        );

    public Observation On(in Observation seen)
    {
        var noisy = seen;
        noisy.Voltage += voltage * _random.Normal();
        noisy.Current += current * _random.Normal();
        noisy.Temperature += temperature * _random.Normal();
        return noisy;
    }
}
