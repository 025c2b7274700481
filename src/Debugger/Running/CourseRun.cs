namespace CellDsl.Debugger.Running;

/// <summary>One run with its checkpoints: thinned as they grow, so that a long run keeps as many as a short one.</summary>
internal sealed class CourseRun
{
    private const int Most = 256;

    private readonly List<(long Turn, object State)> _checkpoints = [];
    private long _stride = 16;

    public CourseRun(ISteppedRun run)
    {
        Run = run;
        _checkpoints.Add((0, run.Save()));
    }

    public ISteppedRun Run { get; }

    /// <summary>The last turn at which there is a checkpoint.</summary>
    public long LastKept => _checkpoints[^1].Turn;

    /// <summary>Keeps a checkpoint before this turn where one is due; not once the turn has been looked into.</summary>
    public void Keep(long turn)
    {
        if (turn % _stride != 0 || turn <= LastKept)
            return;
        _checkpoints.Add((turn, Run.Save()));
        if (_checkpoints.Count <= Most)
            return;
        _stride *= 2;
        _checkpoints.RemoveAll(each => each.Turn % _stride != 0);
    }

    /// <summary>Goes back to the last checkpoint that is not after a turn, and returns its turn.</summary>
    public long Return(long turn)
    {
        var (kept, state) = _checkpoints.FindLast(each => each.Turn <= turn);
        Run.Restore(state);
        return kept;
    }

    /// <param name="orAt">Whether one at that very turn will do.</param>
    public long? LastBefore(long turn, bool orAt)
    {
        int index = _checkpoints.FindLastIndex(each => orAt ? each.Turn <= turn : each.Turn < turn);
        return index < 0 ? null : _checkpoints[index].Turn;
    }
}
