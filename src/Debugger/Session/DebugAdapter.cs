using System.Text.Json.Nodes;
using System.Threading.Channels;
using CellDsl.Debugger.Conditions;
using CellDsl.Debugger.Protocol;
using CellDsl.Debugger.Running;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Debugger.Session;

/// <summary>
/// A debug adapter: one session with one editor. Requests are answered one after the other between two turns of the run,
/// so that nothing ever looks at a run that moves.
/// </summary>
public sealed partial class DebugAdapter
{
    // One experiment is gone through run after run: to an editor that is a single thread.
    private const int ThreadId = 1;

    // Turns between two looks at the mailbox: short enough to answer at once.
    private const int TurnsAtOnce = 64;

    private readonly DapConnection _connection;
    private readonly TextWriter _log;
    private readonly Func<LaunchRequest, Debuggee> _load;
    private readonly Channel<JsonObject?> _mailbox = Channel.CreateUnbounded<JsonObject?>();

    private Debuggee? _debuggee;
    private ExpressionBinder? _binder;
    private BreakpointFinder? _finder;
    private Course? _course;
    private Travel? _travel;
    private Stops? _stops;
    private IEnumerator<Stop?>? _journey;
    private int _lineBase = 1;
    private int _columnBase = 1;
    private bool _isOver;

    private DebugAdapter(DapConnection connection, TextWriter log, Func<LaunchRequest, Debuggee> load) =>
        (_connection, _log, _load) = (connection, log, load);

    /// <summary>Serves until the editor is done or the input ends.</summary>
    /// <param name="log">For what is wrong with the adapter itself.</param>
    /// <param name="load">Compiles what the editor wants to debug; throws a <see cref="DebugException"/> with the reason.</param>
    /// <returns>0.</returns>
    public static async Task<int> RunAsync(
        Stream input,
        Stream output,
        TextWriter log,
        Func<LaunchRequest, Debuggee> load
    )
    {
        var adapter = new DebugAdapter(new(input, output), log, load);
        using var ending = new CancellationTokenSource();
        var reading = adapter.ReadAsync(ending.Token);
        try
        {
            await adapter.ServeAsync();
        }
        finally
        {
            await ending.CancelAsync();
            adapter._journey?.Dispose();
            adapter._debuggee?.Dispose();
        }
        // A read of the standard input cannot be called off: it ends with the process.
        _ = reading.ContinueWith(each => _ = each.Exception, TaskScheduler.Default);
        return 0;
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        try
        {
            while (await _connection.ReadAsync(cancellation) is { } message)
                _mailbox.Writer.TryWrite(message);
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException)
        {
            // The editor has gone.
        }
        _mailbox.Writer.TryWrite(null);
    }

    private async Task ServeAsync()
    {
        while (!_isOver)
        {
            JsonObject? message;
            if (_journey is null)
                message = await _mailbox.Reader.ReadAsync();
            else if (!_mailbox.Reader.TryRead(out message))
            {
                GoOn();
                continue;
            }
            if (message is null)
                return;
            if (message.Text("type") == "request")
                Answer(message);
        }
    }

    private void Answer(JsonObject request)
    {
        string command = request.Text("command") ?? "";
        var answer = new JsonObject
        {
            ["type"] = "response",
            ["request_seq"] = request.Number("seq") ?? 0,
            ["command"] = command,
            ["success"] = true,
        };
        Action? after = null;
        try
        {
            var (body, then) = Handle(command, request.Object("arguments"));
            after = then;
            if (body is not null)
                answer["body"] = body;
        }
        catch (Exception problem)
        {
            // A mistake in one request must not take the session down.
            bool isTold = problem is DebugException or SimulationException;
            if (!isTold)
                _log.WriteLine($"{command} failed: {problem}");
            answer["success"] = false;
            answer["message"] = problem.Message;
            answer["body"] = new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["id"] = 1,
                    ["format"] = problem.Message.Replace("{", "{{").Replace("}", "}}"),
                    ["showUser"] = command == "launch",
                },
            };
        }
        _connection.Write(answer);
        after?.Invoke();
    }

    /// <summary>The body of the answer, and what to do once it is sent.</summary>
    private (JsonNode? Body, Action? Then) Handle(string command, JsonObject? arguments) =>
        command switch
        {
            "initialize" => (Initialize(arguments), null),
            "launch" => (Launch(arguments), () => Send("initialized")),
            "configurationDone" => (null, Begin),
            "setBreakpoints" => (SetBreakpoints(arguments), null),
            "setFunctionBreakpoints" => (SetNamedBreakpoints(arguments), null),
            "setExceptionBreakpoints" => (SetFilters(arguments), null),
            "breakpointLocations" => (BreakpointLocations(arguments), null),
            "threads" => (Threads(), null),
            "stackTrace" => (StackTrace(arguments), null),
            "scopes" => (ScopesOf(), null),
            "variables" => (Variables(arguments), null),
            "evaluate" => (Evaluate(arguments), null),
            "continue" => (new JsonObject { ["allThreadsContinued"] = true }, GoForwards(NoGoal)),
            "next" => (null, GoForwards(NextStep())),
            "stepIn" => (null, GoForwards(NextEvent)),
            "stepOut" => (null, GoForwards(OutOfProtocol())),
            "stepBack" => (null, GoBackwards(StepBegan)),
            "reverseContinue" => (null, GoBackwards(NoGoal)),
            "pause" => (null, Pause),
            "terminate" => (null, End),
            "disconnect" => (null, () => _isOver = true),
            _ => throw new DebugException($"`{command}` is not something that this debugger does."),
        };

    private JsonObject Initialize(JsonObject? arguments)
    {
        _lineBase = arguments.Flag("linesStartAt1") == false ? 0 : 1;
        _columnBase = arguments.Flag("columnsStartAt1") == false ? 0 : 1;
        return new()
        {
            ["supportsConfigurationDoneRequest"] = true,
            ["supportsConditionalBreakpoints"] = true,
            ["supportsFunctionBreakpoints"] = true,
            ["supportsBreakpointLocationsRequest"] = true,
            ["supportsLogPoints"] = true,
            ["supportsEvaluateForHovers"] = true,
            ["supportsStepBack"] = true,
            ["supportsTerminateRequest"] = true,
            ["exceptionBreakpointFilters"] = Arguments.Array(
                Stops.Filters.Select(filter => new JsonObject
                {
                    ["filter"] = filter.Filter,
                    ["label"] = filter.Label,
                    ["description"] = filter.Description,
                    ["default"] = filter.Default,
                })
            ),
        };
    }

    private JsonNode? Launch(JsonObject? arguments)
    {
        if (_debuggee is not null)
            throw new DebugException("This session debugs something already.");
        string program =
            arguments.Text("program")
            ?? throw new DebugException("`program` is missing: say which .cell file to debug.");
        _debuggee = _load(new(program, arguments.Text("experiment")));
        _stopOnEntry = arguments.Flag("stopOnEntry") ?? false;
        _stopAtEnd = arguments.Flag("stopAtEnd") ?? false;
        string experiment = Chosen(_debuggee, arguments.Text("experiment"));
        var setup = ExperimentRunner.Prepare(_debuggee.Program, experiment);
        _course = new Course(setup);
        if (_course.Planned.Count == 0)
            throw new DebugException(
                $"The experiment `{experiment}` runs no protocol: there is nothing to step through."
            );
        var debuggee = _debuggee;
        _stops = new Stops((course, offset) => Glance.At(course, debuggee, offset).View);
        _travel = new Travel(_course, _stops);
        _travel.RunLeft += TellRunEnd;
        _travel.Happened += PrintLogs;
        _binder = new(_debuggee);
        _finder = new(
            _debuggee,
            [.. _course.Planned.Select(each => each.Run.Run.Machine).Distinct()],
            _binder
        );
        Print($"{experiment}: {Count(_course.Planned.Count, "run")}, simulated\n");
        return null;
    }

    private static string Chosen(Debuggee debuggee, string? wanted)
    {
        var names = ExperimentRunner.Experiments(debuggee.Program);
        if (names.Count == 0)
            throw new DebugException(
                "The file holds no experiment: `experiment first { run my_protocol() on my_cell() }` makes one."
            );
        return wanted is null ? names[0]
            : names.Contains(wanted) ? wanted
            : throw new DebugException(
                $"The file holds no experiment `{wanted}`; it holds {string.Join(", ", names.Select(name => $"`{name}`"))}."
            );
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private void Send(string name, JsonObject? body = null) =>
        _connection.Write(
            new()
            {
                ["type"] = "event",
                ["event"] = name,
                ["body"] = body ?? [],
            }
        );

    private void Print(string text, string category = "console") =>
        Send("output", new() { ["category"] = category, ["output"] = text });

    private static T Launched<T>(T? part)
        where T : class => part ?? throw new DebugException("Nothing is being debugged yet.");
}
