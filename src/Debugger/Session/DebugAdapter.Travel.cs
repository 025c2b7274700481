using System.Text.Json.Nodes;
using CellDsl.Debugger.Protocol;
using CellDsl.Debugger.Running;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Debugger.Session;

/// <summary>Going on, a step further, back.</summary>
public sealed partial class DebugAdapter
{
    private bool _stopOnEntry;
    private bool _stopAtEnd;

    // A person who steps back from the end and on again need not read it twice.
    private bool _isTold;

    private static Stop? NoGoal(Course course, in DebugEvent happened) => null;

    private static Stop? NextEvent(Course course, in DebugEvent happened) =>
        happened.Kind == DebugEventKind.None ? null : Stop.Step("Paused after the event");

    private static Stop? StepBegan(Course course, in DebugEvent happened) =>
        happened.Kind == DebugEventKind.StepBegan ? Stop.Step("Paused at the step") : null;

    private static Stop? FirstStep(Course course, in DebugEvent happened) =>
        happened.Kind == DebugEventKind.StepBegan ? Stop.Entry : null;

    /// <summary>The next step of this protocol, of one that runs it, or of another run.</summary>
    private Goal NextStep() => Begins(depth => depth);

    /// <summary>The next step of the protocol that runs this one, or of another run.</summary>
    private Goal OutOfProtocol() => Begins(depth => depth - 1);

    private Goal Begins(Func<int, int> deepest)
    {
        var (course, debuggee) = (Launched(_course), Launched(_debuggee));
        int run = course.Now.Run;
        int depth = deepest(Glance.At(course, debuggee, 0).Depth);
        return Reached;

        Stop? Reached(Course at, in DebugEvent happened) =>
            happened.Kind == DebugEventKind.StepBegan
            && (at.Now.Run != run || Glance.At(at, debuggee, 0).Depth <= depth)
                ? Stop.Step("Paused at the step")
                : null;
    }

    private void Begin()
    {
        var travel = Launched(_travel);
        _journey = travel.Forwards(_stopOnEntry ? FirstStep : NoGoal).GetEnumerator();
    }

    private Action GoForwards(Goal goal)
    {
        var travel = Launched(_travel);
        return () => Set(travel.Forwards(goal));
    }

    private Action GoBackwards(Goal goal)
    {
        var travel = Launched(_travel);
        return () => Set(travel.Backwards(goal));
    }

    private void Set(IEnumerable<Stop?> journey)
    {
        _journey?.Dispose();
        _journey = journey.GetEnumerator();
        _shown.Clear();
    }

    /// <summary>A few more turns of the journey.</summary>
    private void GoOn()
    {
        try
        {
            for (int i = 0; i < TurnsAtOnce && _journey is { } journey; i++)
            {
                if (!journey.MoveNext())
                    Arrive();
                else if (journey.Current is { } stop)
                    StandStill(stop);
            }
        }
        catch (Exception problem)
        {
            // A run that cannot be opened, or a mistake of ours: the editor must not wait for ever.
            if (problem is not SimulationException)
                _log.WriteLine(problem);
            Print($"{problem.Message}\n", "stderr");
            End();
        }
    }

    private void Pause()
    {
        if (_journey is not null)
            StandStill(Stop.Pause);
    }

    private void StandStill(Stop stop)
    {
        _journey?.Dispose();
        _journey = null;
        _shown.Clear();
        Send(
            "stopped",
            new()
            {
                ["reason"] = stop.Reason,
                ["description"] = stop.Description,
                ["text"] = stop.Reason == "exception" ? stop.Description : null,
                ["threadId"] = ThreadId,
                ["allThreadsStopped"] = true,
                ["hitBreakpointIds"] = Arguments.Array(stop.Breakpoints.Select(id => (JsonNode)id)),
            }
        );
    }

    /// <summary>At the end of the last run.</summary>
    private void Arrive()
    {
        if (!_isTold)
            TellExpectations();
        _isTold = true;
        if (_stopAtEnd)
            StandStill(new("pause", "The experiment has ended; you can still step back", []));
        else
            End();
    }

    private void End()
    {
        _journey?.Dispose();
        _journey = null;
        Send("exited", new() { ["exitCode"] = 0 });
        Send("terminated");
    }

    private void TellRunEnd(int run)
    {
        var course = Launched(_course);
        var (job, planned, stepped) = course.Opened.ElementAt(run);
        var machine = Launched(_debuggee).Program.Machines[planned.Run.Machine];
        string how = stepped.Last.Failure is { } failure
            ? $"failed: {failure}"
            : ExperimentSetup.End(machine, stepped.Outcome).ToString();
        Print(
            $"run {run + 1} of {course.Planned.Count}, {planned.Run.Text} ({job.Plan.Id}): {how} after "
                + $"{Inspection.Shown.Time(stepped.Now.Time)}, {Count(stepped.Ledger.Completed(stepped.Outcome.Result).Count, "cycle")}\n"
        );
    }

    private void TellExpectations()
    {
        var course = Launched(_course);
        var outcomes = new RunOutcome[course.Setup.Experiment.Runs.Count];
        foreach (var (job, planned, stepped) in course.Opened)
        {
            var machine = course.Setup.Program.Machines[planned.Run.Machine];
            outcomes[planned.Index] = course.Setup.Outcome(
                job,
                planned,
                ExperimentSetup.End(machine, stepped.Outcome),
                stepped.Outcome.Result,
                stepped.Ledger
            );
        }
        foreach (var (expectation, run, verdict) in course.Setup.Report(outcomes, null, false).Expectations)
        {
            string came =
                !verdict.Known ? "not known"
                : verdict.Passed ? "met"
                : "not met";
            Print($"{expectation.Text}: {came} ({run})\n");
        }
    }
}
