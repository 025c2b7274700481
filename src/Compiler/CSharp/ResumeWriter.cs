using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.CSharp;

/// <summary><c>Resume</c>: the interruption policy, tier by tier.</summary>
internal sealed class ResumeWriter(
    MachineNames names,
    StateLayout layout,
    CodeWriter code,
    List<string> stopReasons
)
{
    private const string TooLong = "interrupted for longer than the protocol allows";

    private readonly ExpressionWriter _expressions = new(layout);

    private Machine Machine => layout.Machine;

    public void Write(Action<Action> member)
    {
        member(Resume);
        if (Acts)
            member(Interrupt);
        if (Machine.Interruption.Any(tier => tier.Action == InterruptionAction.RestartStep))
            member(Restart);
        if (!layout.Pauses)
            return;
        member(Rest);
        member(ModeOf);
    }

    private bool Acts => Machine.Interruption.Any(tier => tier.Action != InterruptionAction.Ask);

    private void Resume()
    {
        code.Open(
            "public static ResumeResult Resume(ref State state, in CellFacts cell, in Gap gap, ref Command command)"
        );
        if (Acts)
        {
            code.Line("if (state.Pc is Pc.NotStarted or >= Pc.Completed)");
            code.Line("    return ResumeResult.Continue;");
            code.Line("var now = gap.Now;");
        }
        foreach (var tier in Machine.Interruption)
        {
            if (tier.UpTo is { } upTo)
                code.Open($"if (gap.Duration <= {_expressions.Nanoseconds(upTo)})");
            else
                code.Open("");
            Act(tier);
            code.Close();
        }
        code.Line("return ResumeResult.AskPerson;");
        code.Close();
    }

    private void Act(InterruptionTier tier)
    {
        if (tier.Action == InterruptionAction.Ask)
        {
            code.Mapped(tier.Source, "return ResumeResult.AskPerson;");
            return;
        }
        code.Mapped(tier.Source, "Interrupt(ref state, in now);");
        switch (tier.Action)
        {
            case InterruptionAction.RestThenContinue:
                var rest = tier.Rest is { } duration ? _expressions.Nanoseconds(duration) : "0L";
                code.Lines(
                    "if (state.PauseEnd == MachineTime.Unset)",
                    "    state.PauseStart = now.Time;",
                    $"state.PauseEnd = now.Time + {rest};"
                );
                MachineWriter.Rest(code);
                break;
            case InterruptionAction.RestartStep:
                if (layout.Pauses)
                    EndPause("if (state.PauseEnd != MachineTime.Unset)");
                code.Line($"Restart({TransitionWriter.Arguments});");
                break;
            case InterruptionAction.Stop:
                if (!stopReasons.Contains(TooLong))
                    stopReasons.Add(TooLong);
                code.Line($"Stop({Literals.Integer(stopReasons.IndexOf(TooLong))}, ref state, ref command);");
                code.Line("return ResumeResult.Stop;");
                return;
            default:
                break;
        }
        code.Line("return ResumeResult.Continue;");
    }

    // Nobody watched during the gap, so no condition has held without a break.
    private void Interrupt()
    {
        code.Open("private static void Interrupt(ref State state, in Observation now)");
        code.Lines("state.Time = now.Time;", "state.WallTime = now.WallTime;");
        var ends = Machine.Steps.SelectMany(step => step.Ends).Concat(Machine.Limits);
        foreach (int slot in TransitionWriter.SinceSlots(ends))
            code.Line($"{layout.Slot(slot)} = MachineTime.Unset;");
        TransitionWriter.ForgetMarks(ends, layout, code);
        code.Close();
    }

    private void Restart()
    {
        code.Open($"private static void Restart({TransitionWriter.Parameters})");
        code.Open("switch (state.Pc)");
        foreach (var step in names.Steps)
        {
            code.Line($"case Pc.{step}:");
            code.Line($"    Enter{step}({TransitionWriter.Arguments});");
            code.Line("    break;");
        }
        code.Line("default:");
        code.Line("    break;");
        code.Close();
        code.Close();
    }

    private void Rest()
    {
        code.Open("private static TickResult Rest(ref State state, in Observation now, ref Command command)");
        code.Line("if (now.Time < state.PauseEnd)");
        code.Line("    return TickResult.Stay;");
        EndPause("");
        code.Lines(
            "command.Mode = ModeOf(state.Pc);",
            "command.Setpoint = double.IsNaN(state.Setpoint) ? 0.0 : state.Setpoint;",
            "command.CurrentLimit = state.CurrentLimit;",
            "command.EndedStep = -1;",
            "command.EndedBy = -1;",
            "return TickResult.Moved;"
        );
        code.Close();
    }

    private void EndPause(string when)
    {
        code.Open(when);
        code.Lines("state.Paused += now.Time - state.PauseStart;", "state.PauseEnd = MachineTime.Unset;");
        code.Close();
    }

    private void ModeOf()
    {
        code.Line("private static ControlMode ModeOf(Pc step) =>");
        code.Indent(1);
        code.Open("step switch");
        for (int i = 0; i < Machine.Steps.Count; i++)
            code.Line($"Pc.{names.Steps[i]} => ControlMode.{Machine.Steps[i].Mode},");
        code.Line("_ => ControlMode.Rest,");
        code.Close("};");
        code.Indent(-1);
    }
}
