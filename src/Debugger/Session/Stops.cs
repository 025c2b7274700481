using CellDsl.Contracts;
using CellDsl.Debugger.Conditions;
using CellDsl.Debugger.Running;
using CellDsl.Runtime.Execution;

namespace CellDsl.Debugger.Session;

/// <summary>Everything at which the editor wants to stop.</summary>
/// <param name="look">The machine of the present run, at a moment of it.</param>
internal sealed class Stops(Func<Course, long, MachineView> look) : IStops
{
    /// <summary>The filters that an editor can switch on, with their words.</summary>
    public static IReadOnlyList<(
        string Filter,
        string Label,
        string Description,
        bool Default
    )> Filters { get; } =
    [
        ("limit", "Limits", "Stop where a limit of the cell or of the test is passed.", true),
        ("stop", "Stopped by the protocol", "Stop where the protocol stops itself.", true),
        ("end", "Every end", "Stop at every end that fires.", false),
        ("cycle", "Every cycle", "Stop at the first step of each cycle.", false),
    ];

    private readonly Dictionary<string, IReadOnlyList<Breakpoint>> _byFile = [];
    private IReadOnlyList<Breakpoint> _named = [];
    private HashSet<string> _filters =
    [
        .. Filters.Where(filter => filter.Default).Select(filter => filter.Filter),
    ];

    public void SetIn(string path, IReadOnlyList<Breakpoint> breakpoints) => _byFile[path] = breakpoints;

    public void SetNamed(IReadOnlyList<Breakpoint> breakpoints) => _named = breakpoints;

    public void SetFilters(IEnumerable<string> filters) => _filters = [.. filters];

    /// <summary>Those that print what they say and let the run go on.</summary>
    public IEnumerable<Breakpoint> LogsAt(Course course, DebugEvent happened) =>
        Hit(course, happened).Where(each => each.Log is not null);

    public Stop? At(Course course, in DebugEvent happened)
    {
        if (happened.Kind == DebugEventKind.None)
            return null;
        if (happened.Failure is { } failure)
            return new("exception", failure, []);
        var hit = Hit(course, happened).Where(each => each.Log is null).Select(each => each.Id).ToArray();
        if (hit.Length > 0)
            return new("breakpoint", "Paused on breakpoint", hit);
        bool ended = happened.Kind == DebugEventKind.StepEnded;
        return ended && happened.ByLimit && _filters.Contains("limit")
                ? new("exception", "A limit was passed", [])
            : ended && HasStopped(course) && _filters.Contains("stop")
                ? new("exception", "The protocol stopped itself", [])
            : ended && _filters.Contains("end") ? new("exception", "An end fired", [])
            : !ended && _filters.Contains("cycle") && BeginsCycle(course, happened)
                ? new("exception", $"Cycle {happened.Command.Cycle} begins", [])
            : null;
    }

    public bool WatchWithin(Course course) =>
        !course.HasEnded && course.Run.Phase == LoopPhase.Advance && Watched(course).Any();

    public (long Offset, Stop Stop)? FirstWithin(Course course, long ahead)
    {
        long from = course.Now.Offset;
        var before = look(course, from);
        (long Offset, List<int> Ids) first = (long.MaxValue, []);
        foreach (var (breakpoint, condition) in Watched(course))
        {
            if (before.Holds(condition) || Crossing(course, condition, from, ahead) is not { } at)
                continue;
            if (at < first.Offset)
                first = (at, [breakpoint.Id]);
            else if (at == first.Offset)
                first.Ids.Add(breakpoint.Id);
        }
        return first.Ids.Count > 0
            ? (first.Offset, new("breakpoint", "Paused on conditional breakpoint", first.Ids))
            : null;
    }

    /// <summary>When a condition first holds that does not at the start, ns into the turn, to within a microsecond.</summary>
    private long? Crossing(Course course, WatchedExpression condition, long from, long ahead)
    {
        const int Parts = 8;
        const long Resolution = 1000;
        long low = from;
        for (int part = 1; part <= Parts; part++)
        {
            long high = from + (long)((double)(ahead - from) / Parts * part);
            if (part == Parts)
                high = ahead;
            if (high <= low || !look(course, high).Holds(condition))
            {
                low = Math.Max(low, high);
                continue;
            }
            while (high - low > Resolution)
            {
                long middle = low + (high - low) / 2;
                if (look(course, middle).Holds(condition))
                    high = middle;
                else
                    low = middle;
            }
            return high;
        }
        return null;
    }

    private IEnumerable<Breakpoint> All => _byFile.Values.SelectMany(each => each).Concat(_named);

    private IEnumerable<(Breakpoint Breakpoint, WatchedExpression Condition)> Watched(Course course)
    {
        var target = new StopTarget(MachineOf(course), course.Run.Command.Step, -1);
        foreach (var breakpoint in All)
        {
            if (breakpoint.Log is null && breakpoint.Targets.GetValueOrDefault(target) is { } condition)
                yield return (breakpoint, condition);
        }
    }

    private IEnumerable<Breakpoint> Hit(Course course, DebugEvent happened)
    {
        if (happened.Kind is not (DebugEventKind.StepBegan or DebugEventKind.StepEnded) || happened.ByLimit)
            return [];
        int end = happened.Kind == DebugEventKind.StepEnded ? happened.EndedBy : -1;
        if (happened.Kind == DebugEventKind.StepEnded && end < 0)
            return [];
        var target = new StopTarget(MachineOf(course), happened.Step, end);
        return All.Where(each =>
            each.Targets.TryGetValue(target, out var condition)
            && (condition is null || look(course, course.Now.Offset).Holds(condition))
        );
    }

    private static int MachineOf(Course course) => course.Planned[course.Index].Run.Run.Machine;

    private static bool HasStopped(Course course) =>
        course.Run.Phase == LoopPhase.Ended && course.Run.Outcome.Result == TickResult.Stopped;

    private static bool BeginsCycle(Course course, DebugEvent happened) =>
        happened.Command is { Cycle: > 0, Uncounted: false }
        && (course.Run.Ledger.Steps is not [.., var last] || last.Cycle != happened.Command.Cycle);
}
