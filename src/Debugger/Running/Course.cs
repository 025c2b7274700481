using CellDsl.Contracts;
using CellDsl.Runtime.Execution;

namespace CellDsl.Debugger.Running;

/// <summary>
/// The whole course of an experiment, run after run, at one moment of it. Going back restores a checkpoint and replays
/// from there: a run is a function of where it starts, so the replay meets what was met before.
/// </summary>
internal sealed class Course(ExperimentSetup setup)
{
    private readonly List<CourseRun> _runs = [];

    /// <summary>Every run of the experiment in the order in which it is gone through: cell after cell.</summary>
    public IReadOnlyList<(CellJob Job, PlannedRun Run)> Planned { get; } =
    [.. setup.Jobs.SelectMany(job => job.Runs.Select(run => (job, run)))];

    public ExperimentSetup Setup { get; } = setup;

    public Moment Now { get; private set; }

    public bool HasEnded => Now.Run >= Planned.Count;

    /// <summary>The run at this moment; the last one once all have ended.</summary>
    public int Index => Math.Min(Now.Run, Planned.Count - 1);

    public ISteppedRun Run => At(Index).Run;

    /// <summary>Runs that have been opened, the present one among them.</summary>
    public IEnumerable<(CellJob Job, PlannedRun Planned, ISteppedRun Run)> Opened =>
        _runs.Select((each, index) => (Planned[index].Job, Planned[index].Run, each.Run));

    /// <summary>How far the next turn leads in time, ns; 0 where no time passes in it.</summary>
    public long LookAhead()
    {
        if (HasEnded)
            return 0;
        var current = At(Now.Run);
        if (Now.Offset == 0)
            current.Keep(Now.Turn);
        return current.Run.LookAhead();
    }

    /// <summary>What is seen at this moment.</summary>
    public Observation Seen => HasEnded ? Run.Now : Run.Within(Now.Offset);

    /// <summary>Moves within the next turn, which does not become real by that.</summary>
    public void MoveWithin(long offset) => Now = Now with { Offset = offset };

    /// <summary>Takes the next turn, or opens the next run after the end of one.</summary>
    public DebugEvent Turn()
    {
        var current = At(Now.Run);
        if (current.Run.Phase == LoopPhase.Ended)
        {
            Now = new(Now.Run + 1, 0, 0);
            if (HasEnded)
                return default;
            At(Now.Run).Return(0);
            return default;
        }
        if (Now.Offset == 0)
            current.Keep(Now.Turn);
        current.Run.Turn();
        Now = new(Now.Run, Now.Turn + 1, 0);
        return current.Run.Last;
    }

    /// <summary>Goes to a moment at which the course has been.</summary>
    public void GoTo(Moment moment)
    {
        if (moment.Run >= Planned.Count)
        {
            Now = moment;
            return;
        }
        var run = At(moment.Run);
        if (Now.Run != moment.Run || Now.Turn > moment.Turn || Now.Offset > 0)
            Now = new(moment.Run, run.Return(moment.Turn), 0);
        while (Now.Turn < moment.Turn)
            Turn();
        if (moment.Offset > 0)
        {
            LookAhead();
            Now = moment;
        }
    }

    /// <summary>The last checkpoint before a moment; the very start where there is none.</summary>
    public Moment CheckpointBefore(Moment moment)
    {
        int index = Math.Min(moment.Run, _runs.Count - 1);
        if (index == moment.Run)
        {
            if (_runs[index].LastBefore(moment.Turn, orAt: moment.Offset > 0) is { } turn)
                return new(index, turn, 0);
            if (index == 0)
                return Moment.Start;
            index--;
        }
        return new(index, _runs[index].LastKept, 0);
    }

    private CourseRun At(int index)
    {
        while (_runs.Count <= index)
        {
            var (job, planned) = Planned[_runs.Count];
            bool goesOn = _runs.Count > 0 && ReferenceEquals(Planned[_runs.Count - 1].Job, job);
            _runs.Add(
                new(SteppedRuns.Open(Setup.Program, job.Cell, planned, goesOn ? _runs[^1].Run.Cell : null))
            );
        }
        return _runs[index];
    }
}
