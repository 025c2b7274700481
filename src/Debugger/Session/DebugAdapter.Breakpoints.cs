using System.Text;
using System.Text.Json.Nodes;
using CellDsl.Debugger.Protocol;
using CellDsl.Debugger.Running;

namespace CellDsl.Debugger.Session;

/// <summary>Breakpoints on steps, on ends, on names; conditions; log points.</summary>
public sealed partial class DebugAdapter
{
    private JsonObject SetBreakpoints(JsonObject? arguments)
    {
        var finder = Launched(_finder);
        string path = arguments.Object("source").Text("path") ?? "";
        Breakpoint[] set =
        [
            .. arguments
                .Items("breakpoints")
                .Select(each =>
                    finder.AtLine(
                        path,
                        (each.Number("line") ?? 0) - _lineBase + 1,
                        each.Number("column") - _columnBase + 1,
                        each.Text("condition"),
                        each.Text("logMessage")
                    )
                ),
        ];
        Launched(_stops).SetIn(path, set);
        return Told(set);
    }

    private JsonObject SetNamedBreakpoints(JsonObject? arguments)
    {
        var finder = Launched(_finder);
        Breakpoint[] set =
        [
            .. arguments
                .Items("breakpoints")
                .Select(each => finder.Named(each.Text("name") ?? "", each.Text("condition"))),
        ];
        Launched(_stops).SetNamed(set);
        return Told(set);
    }

    private JsonObject SetFilters(JsonObject? arguments)
    {
        Launched(_stops)
            .SetFilters(
                arguments.Items("filters").OfType<JsonValue>().Select(filter => filter.GetValue<string>())
            );
        return new();
    }

    private JsonObject BreakpointLocations(JsonObject? arguments)
    {
        int first = (arguments.Number("line") ?? 0) - _lineBase + 1;
        int last = (arguments.Number("endLine") - _lineBase + 1) ?? first;
        var places = Launched(_finder).Between(arguments.Object("source").Text("path") ?? "", first, last);
        return new()
        {
            ["breakpoints"] = Arguments.Array(
                places.Select(place => new JsonObject
                {
                    ["line"] = Line(place.Line),
                    ["column"] = Column(place.Column),
                    ["endLine"] = Line(place.EndLine),
                    ["endColumn"] = Column(place.EndColumn),
                })
            ),
        };
    }

    private JsonObject Told(IEnumerable<Breakpoint> set) =>
        new()
        {
            ["breakpoints"] = Arguments.Array(
                set.Select(each =>
                {
                    var told = new JsonObject { ["id"] = each.Id, ["verified"] = each.IsVerified };
                    if (each.Message is { } message)
                        told["message"] = message;
                    if (each.Place is { } place)
                    {
                        told["line"] = Line(place.Line);
                        told["column"] = Column(place.Column);
                        told["endLine"] = Line(place.EndLine);
                        told["endColumn"] = Column(place.EndColumn);
                    }
                    return told;
                })
            ),
        };

    private int Line(int line) => line - 1 + _lineBase;

    private int Column(int column) => column - 1 + _columnBase;

    private void PrintLogs(DebugEvent happened)
    {
        var (course, stops) = (Launched(_course), Launched(_stops));
        foreach (var point in stops.LogsAt(course, happened))
            Print(Filled(point.Log ?? "", Glance.At(course, Launched(_debuggee), 0)) + "\n");
    }

    /// <summary>A message with the values of what stands in braces.</summary>
    private string Filled(string message, Glance at)
    {
        var text = new StringBuilder();
        for (int i = 0; i < message.Length; i++)
        {
            int end = message[i] == '{' ? message.IndexOf('}', i) : -1;
            if (end < 0)
            {
                text.Append(message[i]);
                continue;
            }
            try
            {
                text.Append(ValueOf(message[(i + 1)..end], at));
            }
            catch (DebugException problem)
            {
                text.Append('{').Append(problem.Message).Append('}');
            }
            i = end;
        }
        return text.ToString();
    }
}
