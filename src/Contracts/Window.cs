namespace CellDsl.Contracts;

/// <summary>Figures of a window of time, from what was observed at evenly spaced marks in it.</summary>
public static class Window
{
    /// <summary>Intervals between marks; a window has one mark more.</summary>
    public const int Intervals = 10;

    /// <summary>
    /// The slope of the line of least squares through the marks, per second; NaN until all have been passed.
    /// </summary>
    /// <param name="marks">From the oldest to the newest.</param>
    /// <param name="seconds">Between the first and the last.</param>
    public static double Slope(ReadOnlySpan<double> marks, double seconds)
    {
        double middle = 0.5 * (marks.Length - 1);
        double product = 0;
        double square = 0;
        for (int i = 0; i < marks.Length; i++)
        {
            product += (i - middle) * marks[i];
            square += (i - middle) * (i - middle);
        }
        return product / square * (marks.Length - 1) / seconds;
    }

    /// <summary>The mean over time, by the trapezoidal rule; NaN until all marks have been passed.</summary>
    public static double Mean(ReadOnlySpan<double> marks)
    {
        double sum = 0.5 * (marks[0] + marks[^1]);
        for (int i = 1; i < marks.Length - 1; i++)
            sum += marks[i];
        return sum / (marks.Length - 1);
    }

    /// <summary>Whether the next mark has been reached; the time of the last one then moves on by one interval.</summary>
    public static bool Mark(ref long last, long interval, long now)
    {
        if (last == MachineTime.Unset)
            last = now;
        if (interval <= 0 || now - last < interval)
            return false;
        last += interval;
        return true;
    }
}
