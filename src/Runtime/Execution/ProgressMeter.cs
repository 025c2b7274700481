namespace CellDsl.Runtime.Execution;

/// <summary>Adds up how far the runs of an experiment are, from whichever threads they run on.</summary>
internal sealed class ProgressMeter(IProgress<RunProgress>? progress, int runs)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _running = [];
    private int _done;

    /// <param name="cycles">How many there will be; NaN where that is not known.</param>
    public void Cycle(string run, int cycle, double cycles)
    {
        lock (_gate)
        {
            _running[run] = cycles > 0 ? Math.Clamp((cycle - 1) / cycles, 0, 1) : 0;
            Report(run, cycle);
        }
    }

    public void Finish(string run)
    {
        lock (_gate)
        {
            _running.Remove(run);
            _done++;
            Report(run, 0);
        }
    }

    private void Report(string run, int cycle) =>
        progress?.Report(new(_done + _running.Values.Sum(), runs, _done, run, cycle));
}
