namespace CellDsl.Debugger.Running;

/// <summary>What else than a breakpoint ends a journey: the next step, the next event, …</summary>
internal delegate Stop? Goal(Course course, in DebugEvent happened);

/// <summary>
/// Moves a course forwards or backwards to where something stops it. Each element is a turn that was taken: null while the
/// journey goes on, so that whoever drives it can break it off; the last one says why it ended.
/// </summary>
internal sealed class Travel(Course course, IStops stops)
{
    /// <summary>Told when a run has ended and the next one, if any, is open.</summary>
    public event Action<int>? RunLeft;

    /// <summary>Told of every turn taken forwards, before anything stops there.</summary>
    public event Action<DebugEvent>? Happened;

    /// <summary>To the first stop; null as the last element says that the experiment has ended.</summary>
    public IEnumerable<Stop?> Forwards(Goal goal)
    {
        while (!course.HasEnded)
        {
            if (stops.WatchWithin(course))
            {
                long ahead = course.LookAhead();
                if (ahead > course.Now.Offset && stops.FirstWithin(course, ahead) is var (offset, found))
                {
                    course.MoveWithin(offset);
                    yield return found;
                    yield break;
                }
            }
            int run = course.Now.Run;
            var happened = course.Turn();
            if (course.Now.Run != run)
                RunLeft?.Invoke(run);
            else
                Happened?.Invoke(happened);
            if (!course.HasEnded && (stops.At(course, in happened) ?? goal(course, in happened)) is { } stop)
            {
                yield return stop;
                yield break;
            }
            yield return null;
        }
    }

    /// <summary>To the last stop before this moment; to the first step where there is none.</summary>
    public IEnumerable<Stop?> Backwards(Goal goal)
    {
        var limit = course.Now;
        while (limit > Moment.Start)
        {
            var from = course.CheckpointBefore(limit);
            course.GoTo(from);
            (Moment Moment, Stop Stop)? last = null;
            if (from.Turn > 0 && StopAt(goal, course.Run.Last) is { } already)
                last = (from, already);
            while (course.Now < limit)
            {
                foreach (var found in Within(limit))
                    last = found;
                var next = new Moment(course.Now.Run, course.Now.Turn + 1, 0);
                if (next >= limit)
                    break;
                var happened = course.Turn();
                if (course.Now >= limit)
                    break;
                if (StopAt(goal, happened) is { } stop)
                    last = (course.Now, stop);
                yield return null;
            }
            if (last is var (moment, reason))
            {
                course.GoTo(moment);
                yield return reason;
                yield break;
            }
            limit = from;
        }
        course.GoTo(Moment.Start);
        course.Turn();
        yield return Stop.Entry;
    }

    private Stop? StopAt(Goal goal, DebugEvent happened) =>
        stops.At(course, in happened) ?? goal(course, in happened);

    private IEnumerable<(Moment, Stop)> Within(Moment limit)
    {
        while (stops.WatchWithin(course))
        {
            long ahead = course.LookAhead();
            if (
                ahead <= course.Now.Offset
                || stops.FirstWithin(course, ahead) is not var (offset, stop)
                || course.Now with { Offset = offset } >= limit
            )
                yield break;
            course.MoveWithin(offset);
            yield return (course.Now, stop);
        }
    }
}
