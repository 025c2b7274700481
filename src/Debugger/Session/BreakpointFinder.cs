using CellDsl.Debugger.Conditions;
using CellDsl.Planning;

namespace CellDsl.Debugger.Session;

/// <summary>Finds what a line of a file, or a name, means in the machines of an experiment.</summary>
internal sealed class BreakpointFinder(
    Debuggee debuggee,
    IReadOnlyCollection<int> machines,
    ExpressionBinder binder
)
{
    private int _ids;

    /// <summary>
    /// The steps that begin on a line, else the ends that are written there, else the next step below. With a column, the
    /// end that it lies in.
    /// </summary>
    public Breakpoint AtLine(string path, int line, int? column, string? condition, string? log)
    {
        if (debuggee.NameOf(path) is not { } name)
            return Nothing("This file is no part of the experiment that is being debugged.");
        var places = Places().Where(each => each.Source.Path == name).ToList();
        var steps = places.Where(each => each.Target.End < 0).ToList();
        var ends = places.Where(each => each.Target.End >= 0).ToList();
        var chosen = column is { } at ? ends.Where(each => Holds(each.Source, line, at)).ToList() : [];
        if (chosen.Count == 0)
            chosen = steps.Where(each => each.Source.Line == line).ToList();
        if (chosen.Count == 0)
            chosen = ends.Where(each => each.Source.Line == line).ToList();
        if (chosen.Count == 0)
            chosen = places.Where(each => each.Source.Line > line).OrderBy(each => each.Source.Line).ToList();
        if (chosen.Count == 0)
            return Nothing("No step of the experiment begins here or below.");
        var first = chosen[0].Source;
        return Of(chosen.Where(each => each.Source.Line == first.Line), condition, log);
    }

    /// <summary>The steps of an id (<c>charge#1</c>) or a kind, or the ends of a name.</summary>
    public Breakpoint Named(string name, string? condition)
    {
        var found = Places().Where(each => each.Names.Contains(name)).ToList();
        return found.Count > 0
            ? Of(found, condition, null)
            : Nothing($"No step and no end of the experiment is called `{name}`.");
    }

    /// <summary>Every place between two lines at which a breakpoint can lie.</summary>
    public IEnumerable<SourceRef> Between(string path, int first, int last) =>
        debuggee.NameOf(path) is { } name
            ? Places()
                .Select(each => each.Source)
                .Where(source => source.Path == name && source.Line >= first && source.Line <= last)
                .Distinct()
                .OrderBy(source => (source.Line, source.Column))
            : [];

    private Breakpoint Nothing(string message) =>
        new(++_ids, new Dictionary<StopTarget, WatchedExpression?>(), null, message, null);

    private Breakpoint Of(IEnumerable<Candidate> candidates, string? condition, string? log)
    {
        var targets = new Dictionary<StopTarget, WatchedExpression?>();
        BreakpointPlace? place = null;
        string? message = null;
        foreach (var (target, source, _) in candidates)
        {
            place ??= new(source.Line, source.Column, source.EndLine, source.EndColumn);
            try
            {
                targets[target] = string.IsNullOrWhiteSpace(condition)
                    ? null
                    : binder.Condition(target.Machine, target.Step, condition);
            }
            catch (DebugException problem)
            {
                message = problem.Message;
                targets.Clear();
                break;
            }
        }
        return new(++_ids, targets, place, message, string.IsNullOrEmpty(log) ? null : log);
    }

    private readonly record struct Candidate(StopTarget Target, SourceRef Source, string[] Names);

    private IEnumerable<Candidate> Places()
    {
        foreach (int index in machines)
        {
            var machine = debuggee.MachineOf(index);
            for (int step = 0; step < machine.Steps.Count; step++)
            {
                var each = machine.Steps[step];
                yield return new(new(index, step, -1), each.Source, [each.Id, each.Kind]);
                for (int end = 0; end < each.Ends.Count; end++)
                {
                    var ended = each.Ends[end];
                    // What a step brings with itself (`for 2 h`) is written where the step is.
                    bool isOwn = ended.Source == each.Source;
                    yield return new(
                        new(index, step, end),
                        isOwn ? default : ended.Source,
                        isOwn ? [] : [ended.Name]
                    );
                }
            }
        }
    }

    private static bool Holds(SourceRef source, int line, int column) =>
        (source.Line, source.Column).CompareTo((line, column)) <= 0
        && (line, column).CompareTo((source.EndLine, source.EndColumn)) < 0;
}
