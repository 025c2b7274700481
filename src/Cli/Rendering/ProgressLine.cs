using System.Globalization;
using CellDsl.Cli.Hosting;

namespace CellDsl.Cli.Rendering;

/// <summary>
/// How far a long job is and when it will end, on the error stream. Nothing within the first second; then a line that
/// rewrites itself on a terminal, and elsewhere a line every ten seconds. Safe to report to from several threads.
/// </summary>
public sealed class ProgressLine(TextWriter output, bool terminal, int width, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TerminalPause = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan PlainPause = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _next = terminal ? Quiet : PlainPause;
    private int _shown;

    public static ProgressLine On(CellConsole console) =>
        new(console.Error, console.ErrorIsTerminal, console.ErrorWidth, TimeProvider.System);

    /// <param name="fraction">Of the whole job, 0 to 1; NaN where nobody knows.</param>
    /// <param name="what">What is being done now, as <c>low_pressure, cell 4 of 9</c>.</param>
    public void Report(double fraction, string what)
    {
        lock (_gate)
        {
            var elapsed = time.GetElapsedTime(_start);
            if (elapsed < _next)
                return;
            _next = elapsed + (terminal ? TerminalPause : PlainPause);
            double done = Math.Clamp(fraction, 0, 1);
            string left = done > 0.001 ? $", {Remaining(elapsed, done)} left" : "";
            string text = double.IsNaN(fraction)
                ? what
                : string.Create(CultureInfo.InvariantCulture, $"{done * 100, 3:0} %{left}  {what}");
            if (terminal)
                Rewrite(text);
            else
                output.WriteLine(text.TrimStart());
        }
    }

    /// <summary>Takes the line off the terminal, so that what follows stands alone.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            if (_shown > 0)
                Rewrite("");
        }
    }

    public void Dispose() => Clear();

    private void Rewrite(string text)
    {
        string shown = text.Length < width ? text : text[..(width - 1)];
        output.Write('\r' + shown.PadRight(_shown));
        if (shown.Length == 0)
            output.Write('\r');
        output.Flush();
        _shown = shown.Length;
    }

    private static string Remaining(TimeSpan elapsed, double done)
    {
        double seconds = Math.Ceiling(elapsed.TotalSeconds * (1 - done) / done);
        return seconds switch
        {
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
            < 3600 => string.Create(
                CultureInfo.InvariantCulture,
                $"{Math.Floor(seconds / 60):0} min {seconds % 60:00} s"
            ),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{Math.Floor(seconds / 3600):0} h {seconds / 60 % 60:00} min"
            ),
        };
    }
}
