using CellDsl.Contracts;
using CellDsl.Debugger.Conditions;
using CellDsl.Debugger.Running;
using CellDsl.Planning;
using CellDsl.Planning.Machines;
using CellDsl.Runtime.Execution;

namespace CellDsl.Debugger.Session;

/// <summary>An experiment as it stands at one moment: which step of which run, and everything that can be seen there.</summary>
internal sealed class Glance
{
    private Glance(Course course, Machine machine, int index, long offset)
    {
        var (job, planned) = course.Planned[course.Index];
        var run = course.Run;
        HasJustEnded =
            run.Last.Kind == DebugEventKind.StepEnded && run.Phase is LoopPhase.Begin or LoopPhase.Ended;
        Command = HasJustEnded ? run.Last.Command : run.Command;
        Step = Command.Step >= 0 ? Command.Step : run.Outcome.LastStep;
        Course = course;
        Machine = machine;
        MachineIndex = index;
        Job = job;
        Planned = planned;
        Seen = run.Within(offset);
        View = new(machine, run.Facts, planned.Arguments, Command, Seen, run.Ledger.StepStart, run.State());
    }

    public static Glance At(Course course, Debuggee debuggee, long offset)
    {
        int machine = course.Planned[course.Index].Run.Run.Machine;
        return new(course, debuggee.MachineOf(machine), machine, offset);
    }

    public Course Course { get; }

    public CellJob Job { get; }

    public PlannedRun Planned { get; }

    public Machine Machine { get; }

    public int MachineIndex { get; }

    public Observation Seen { get; }

    public MachineView View { get; }

    /// <summary>Of the step that is shown.</summary>
    public Command Command { get; }

    /// <summary>The step that runs or has just ended; -1 where the protocol has none.</summary>
    public int Step { get; }

    /// <summary>Whether the step that is shown has just ended: the next one has not begun.</summary>
    public bool HasJustEnded { get; }

    public MachineStep? MachineStep => Step >= 0 ? Machine.Steps[Step] : null;

    /// <summary>The end by which it ended, or null.</summary>
    public MachineEnd? FiredEnd
    {
        get
        {
            if (!HasJustEnded)
                return null;
            var last = Course.Run.Last;
            var ends = last.ByLimit ? Machine.Limits : MachineStep?.Ends ?? [];
            return last.EndedBy >= 0 && last.EndedBy < ends.Count ? ends[last.EndedBy] : null;
        }
    }

    /// <summary>Where that is written, and what called it, innermost first.</summary>
    public IEnumerable<(string Name, SourceRef Source)> Frames()
    {
        if (MachineStep is { } step)
        {
            var at = FiredEnd?.Source ?? step.Source;
            for (int depth = step.Calls.Count; depth >= 0; depth--)
            {
                string protocol = depth == 0 ? Machine.Name : step.Calls[depth - 1].Protocol;
                yield return depth == step.Calls.Count ? ($"{protocol}: {Doing(step)}", at) : (protocol, at);
                if (depth > 0)
                    at = step.Calls[depth - 1].Source;
            }
        }
        yield return (Course.Setup.Experiment.Name, Planned.Run.Source);
    }

    /// <summary>How deep the shown step lies in protocols that were run.</summary>
    public int Depth => MachineStep?.Calls.Count ?? 0;

    private string Doing(MachineStep step) =>
        FiredEnd is { } end ? $"{step.Id} ended by {end.Name}"
        : HasJustEnded ? $"{step.Id} ended"
        : step.Id;
}
