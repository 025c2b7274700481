using System.Text.Json.Nodes;
using CellDsl.Debugger.Inspection;
using CellDsl.Debugger.Protocol;

namespace CellDsl.Debugger.Session;

/// <summary>What the editor shows while the run stands still.</summary>
public sealed partial class DebugAdapter
{
    /// <summary>What has been shown of this moment, by reference.</summary>
    private readonly Dictionary<int, IReadOnlyList<Variable>> _shown = [];

    // Goes on from moment to moment, so that what was shown of another one is known to be old.
    private int _references;

    private Glance Here => Glance.At(Launched(_course), Launched(_debuggee), Launched(_course).Now.Offset);

    private JsonObject Threads()
    {
        string name = "nothing yet";
        if (_course is { } course)
        {
            var (job, planned) = course.Planned[course.Index];
            name = $"run {course.Index + 1} of {course.Planned.Count}: {planned.Run.Text} ({job.Plan.Id})";
        }
        return new()
        {
            ["threads"] = Arguments.Array([new JsonObject { ["id"] = ThreadId, ["name"] = name }]),
        };
    }

    private JsonObject StackTrace(JsonObject? arguments)
    {
        var frames = Here.Frames().ToList();
        int first = arguments.Number("startFrame") ?? 0;
        int count = arguments.Number("levels") is > 0 and var levels ? levels : frames.Count;
        return new()
        {
            ["totalFrames"] = frames.Count,
            ["stackFrames"] = Arguments.Array(
                frames
                    .Select(
                        (frame, index) =>
                            new JsonObject
                            {
                                ["id"] = index + 1,
                                ["name"] = frame.Name,
                                ["source"] = Source(frame.Source.Path),
                                ["line"] = Line(frame.Source.Line),
                                ["column"] = Column(frame.Source.Column),
                                ["endLine"] = Line(frame.Source.EndLine),
                                ["endColumn"] = Column(frame.Source.EndColumn),
                            }
                    )
                    .Skip(first)
                    .Take(count)
            ),
        };
    }

    private JsonObject Source(string name) =>
        Launched(_debuggee).SourceOf(name) is { } source
            ? new() { ["name"] = Path.GetFileName(name), ["path"] = Path.GetFullPath(source.Path) }
            : new() { ["name"] = name, ["presentationHint"] = "deemphasize" };

    private JsonObject ScopesOf()
    {
        return new()
        {
            ["scopes"] = Arguments.Array(
                Scopes
                    .Of(Here)
                    .Where(scope => scope.Children is { Count: > 0 })
                    .Select(scope => new JsonObject
                    {
                        ["name"] = scope.Name,
                        ["variablesReference"] = Reference(scope.Children),
                        ["expensive"] = false,
                    })
            ),
        };
    }

    private JsonObject Variables(JsonObject? arguments)
    {
        int reference = arguments.Number("variablesReference") ?? 0;
        if (!_shown.TryGetValue(reference, out var all))
            throw new DebugException("The run has moved since this was shown.");
        int start = arguments.Number("start") ?? 0;
        int count = arguments.Number("count") is > 0 and var some ? some : all.Count;
        return new()
        {
            ["variables"] = Arguments.Array(
                all.Skip(start)
                    .Take(count)
                    .Select(variable =>
                    {
                        var told = new JsonObject
                        {
                            ["name"] = variable.Name,
                            ["value"] = variable.Value,
                            ["variablesReference"] = Reference(variable.Children),
                        };
                        if (variable.Expression is { } expression)
                            told["evaluateName"] = expression;
                        return told;
                    })
            ),
        };
    }

    private int Reference(IReadOnlyList<Variable>? children)
    {
        if (children is not { Count: > 0 })
            return 0;
        _shown[++_references] = children;
        return _references;
    }

    private JsonObject Evaluate(JsonObject? arguments) =>
        new() { ["result"] = ValueOf(arguments.Text("expression") ?? "", Here), ["variablesReference"] = 0 };

    /// <exception cref="DebugException">The compiler's words on what is wrong with the expression.</exception>
    private string ValueOf(string expression, Glance at)
    {
        if (string.IsNullOrWhiteSpace(expression))
            throw new DebugException("There is nothing to evaluate.");
        if (at.Step < 0)
            throw new DebugException("The protocol has no step: there is nothing to see.");
        var watched = Launched(_binder).Value(at.MachineIndex, at.Step, expression);
        if (!at.View.Keeps(watched))
            throw new DebugException(
                $"This run does not keep `{watched.Text}`: a protocol keeps the results that it asks for itself; the others "
                    + "are under Results."
            );
        double value = at.View.Value(watched);
        return watched.Unit is { } unit ? Shown.Of(value, unit) : Shown.Truth(value == 1);
    }
}
