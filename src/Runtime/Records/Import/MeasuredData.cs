namespace CellDsl.Runtime.Records.Import;

/// <summary>A measured time series of one cell, SI units, positive current charges.</summary>
/// <param name="Format">What the file was, as <c>EC-Lab text</c>.</param>
/// <param name="Time">s since the test began.</param>
/// <param name="Voltage">V.</param>
/// <param name="Current">A.</param>
/// <param name="Cycle">The cycle of each row; null where the file does not tell.</param>
/// <param name="Temperature">K; null where the file does not tell.</param>
public sealed record MeasuredData(
    string Format,
    IReadOnlyList<double> Time,
    IReadOnlyList<double> Voltage,
    IReadOnlyList<double> Current,
    IReadOnlyList<int>? Cycle,
    IReadOnlyList<double>? Temperature
)
{
    /// <summary>Voltage over capacity of each cycle, by the trapezoidal rule; all of it as one cycle where none are told.</summary>
    public IReadOnlyList<CycleCurve> Curves()
    {
        var curves = new List<CycleCurve>();
        var charge = new List<(double, double)>();
        var discharge = new List<(double, double)>();
        double @in = 0;
        double @out = 0;
        int running = Cycle is { Count: > 0 } ? Cycle[0] : 1;
        void Close()
        {
            if (charge.Count + discharge.Count > 0)
                curves.Add(new(running, [.. charge], [.. discharge]));
            (charge, discharge, @in, @out) = ([], [], 0, 0);
        }
        for (int i = 0; i < Time.Count; i++)
        {
            int cycle = Cycle is null ? running : Cycle[i];
            if (cycle != running)
            {
                Close();
                running = cycle;
            }
            if (i > 0)
            {
                double moved = (Current[i] + Current[i - 1]) / 2 * Math.Max(0, Time[i] - Time[i - 1]);
                @in += Math.Max(0, moved);
                @out += Math.Max(0, -moved);
            }
            if (Current[i] > 0)
                charge.Add((@in, Voltage[i]));
            else if (Current[i] < 0)
                discharge.Add((@out, Voltage[i]));
        }
        Close();
        return curves;
    }
}

/// <summary>A result file that cannot be read.</summary>
/// <param name="line">From 1; 0 for the file as a whole.</param>
public sealed class MeasuredDataException(string message, int line) : Exception(message)
{
    /// <summary>From 1; 0 for the file as a whole.</summary>
    public int Line { get; } = line;
}
