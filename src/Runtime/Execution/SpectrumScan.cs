using CellDsl.Contracts;

namespace CellDsl.Runtime.Execution;

/// <summary>
/// The frequencies of an impedance spectrum: evenly spaced in their logarithm from the first to the last, both among them,
/// upwards or downwards as the protocol has it.
/// </summary>
internal static class SpectrumScan
{
    /// <summary>Hz, in the order in which they are measured.</summary>
    public static double[] Of(in Command command, LoopSettings settings)
    {
        double first = command.FirstFrequency > 0 ? command.FirstFrequency : settings.FirstFrequency;
        double last = command.LastFrequency > 0 ? command.LastFrequency : settings.LastFrequency;
        double decades = Math.Log10(last) - Math.Log10(first);
        if (decades == 0)
            return [first];
        int intervals = (int)Math.Max(1, Math.Round(Math.Abs(decades) * settings.FrequenciesPerDecade));
        var frequencies = new double[intervals + 1];
        for (int i = 0; i < intervals; i++)
            frequencies[i] = first * Math.Pow(10, decades * i / intervals);
        frequencies[intervals] = last;
        return frequencies;
    }

    /// <summary>How long it takes, ns: two periods at each frequency and a second between two of them.</summary>
    public static long Time(ReadOnlySpan<double> frequencies)
    {
        double seconds = 0;
        foreach (double frequency in frequencies)
            seconds += 1 + 2 / frequency;
        return MachineTime.Nanoseconds(seconds);
    }
}
