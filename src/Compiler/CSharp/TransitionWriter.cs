using CellDsl.Contracts;
using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.CSharp;

/// <summary><c>Start</c>, <c>Tick</c> and a method per step and block: how a machine moves.</summary>
internal sealed class TransitionWriter(MachineNames names, StateLayout layout, CodeWriter code)
{
    /// <summary>What every transition is handed.</summary>
    internal const string Parameters =
        "ref State state, in CellFacts cell, in Observation now, ref Command command";

    internal const string Arguments = "ref state, in cell, in now, ref command";

    private readonly ExpressionWriter _inStep = new(layout);
    private readonly ExpressionWriter _inLimit = new(layout, inLimit: true);

    private Machine Machine => layout.Machine;

    public void Start()
    {
        code.Line("public static TickResult Start(");
        code.Line(
            "    ref State state, in CellFacts cell, ReadOnlySpan<double> arguments, in Observation now, ref Command command"
        );
        code.Open(")");
        code.Lines(
            "state = default;",
            "state.Time = now.Time;",
            "state.WallTime = now.WallTime;",
            "state.StoppedBy = -1;",
            "state.Setpoint = double.NaN;"
        );
        if (layout.LimitsProgrammedCurrent)
            code.Line("state.ProgrammedCurrent = double.NaN;");
        if (layout.Pauses)
            code.Line("state.PauseEnd = MachineTime.Unset;");
        for (int i = 0; i < Machine.Parameters.Count; i++)
            code.Line($"{layout.Argument(i)} = arguments[{Literals.Integer(i)}];");
        for (int i = 0; i < Machine.Slots.Count; i++)
        {
            if (layout.TypeOfSlot(i) is SlotType.Time or SlotType.WallTime)
                code.Line($"{layout.Slot(i)} = MachineTime.Unset;");
        }
        code.Lines(
            "command = default;",
            "command.CurrentLimit = double.PositiveInfinity;",
            "command.Temperature = double.NaN;",
            "command.Step = -1;",
            "command.EndedStep = -1;",
            "command.EndedBy = -1;",
            $"return Run({Literals.Integer(Machine.Entry)}, {Arguments});"
        );
        code.Close();
    }

    public void Tick()
    {
        code.Open($"public static TickResult Tick({Parameters})");
        code.Open("switch (state.Pc)");
        foreach (var (place, result) in Resting)
        {
            code.Line($"case Pc.{place}:");
            code.Line($"    return TickResult.{result};");
        }
        code.Close();
        code.Lines("state.Time = now.Time;", "state.WallTime = now.WallTime;");
        if (Machine.Limits.Count > 0)
        {
            code.Line("int limit = Limit(ref state, in cell, in now);");
            code.Open("if (limit >= 0)");
            code.Lines(
                "command.EndedStep = (int)state.Pc - 1;",
                "command.EndedBy = limit;",
                "return (TickResult)~Finish(Pc.LimitReached, ~(int)TickResult.LimitReached, ref state, ref command);"
            );
            code.Close();
        }
        if (layout.Pauses)
        {
            code.Line("if (state.PauseEnd != MachineTime.Unset)");
            code.Line("    return Rest(ref state, in now, ref command);");
        }
        code.Open("switch (state.Pc)");
        foreach (var step in names.Steps)
        {
            code.Line($"case Pc.{step}:");
            code.Line($"    return {step}({Arguments});");
        }
        code.Line("default:");
        code.Line("    return TickResult.Stay;");
        code.Close();
        code.Close();
    }

    /// <summary>The limits in order: the index of the first that is passed, or -1.</summary>
    public void Limit()
    {
        if (Machine.Limits.Count == 0)
            return;
        code.Open("private static int Limit(ref State state, in CellFacts cell, in Observation now)");
        Sustain(Machine.Limits, _inLimit);
        for (int i = 0; i < Machine.Limits.Count; i++)
        {
            var limit = Machine.Limits[i];
            code.Open($"if ({_inLimit.Condition(limit.Condition)})");
            code.Mapped(limit.Source, $"return {Literals.Integer(i)};");
            code.Close();
        }
        code.Line("return -1;");
        code.Close();
    }

    /// <summary>
    /// Begins a step. What is evaluated at entry still sees the clocks and baselines of the step before, as blocks do.
    /// </summary>
    public void Enter(int index)
    {
        var step = Machine.Steps[index];
        code.Line($"// {Literals.OneLine(step.Text)}");
        code.Open($"private static void Enter{names.Steps[index]}({Parameters})");
        var interval = step.Record.Interval is { } every ? _inStep.Nanoseconds(every) : "0";
        code.Line($"command.Mode = ControlMode.{step.Mode};");
        code.Line($"command.CurrentLimit = {Value(step.CurrentLimit, "double.PositiveInfinity")};");
        if (step.Temperature is { } temperature)
            code.Line($"command.Temperature = {_inStep.Number(temperature)};");
        code.Line($"command.Cycle = {(step.Cycle is { } cycle ? $"(int){layout.Slot(cycle)}" : "0")};");
        code.Line($"command.Uncounted = {(step.Uncounted ? "true" : "false")};");
        code.Line($"command.RecordInterval = {interval};");
        code.Line($"command.RecordVoltage = {Value(step.Record.Voltage, "0.0")};");
        code.Line($"command.RecordCurrent = {Value(step.Record.Current, "0.0")};");
        if (step.Spectrum is { } spectrum)
        {
            code.Line($"command.FirstFrequency = {Value(spectrum.From, "0.0")};");
            code.Line($"command.LastFrequency = {Value(spectrum.To, "0.0")};");
        }
        code.Line($"state.Setpoint = {Value(step.Setpoint, "double.NaN")};");
        code.Line($"command.Setpoint = {(step.Setpoint is null ? "0.0" : "state.Setpoint")};");
        if (layout.Pauses)
            code.Line("state.CurrentLimit = command.CurrentLimit;");
        if (layout.LimitsProgrammedCurrent)
            code.Line($"state.ProgrammedCurrent = {ProgrammedCurrent(step)};");
        if (layout.CountsCharge || layout.CountsEnergy)
            code.Line($"state.Direction = {Direction(step.Mode)};");
        foreach (var slot in SinceSlots(step.Ends.Where(end => !end.Budget)))
            code.Line($"{layout.Slot(slot)} = MachineTime.Unset;");
        ForgetMarks(step.Ends.Where(end => !end.Budget), layout, code);
        code.Mapped(step.Source, $"Begin(Pc.{names.Steps[index]}, ref state, in now, ref command);");
        code.Close();
    }

    /// <summary>Polls a step's ends in order of priority and goes on behind the first that holds.</summary>
    public void Poll(int index)
    {
        var step = Machine.Steps[index];
        code.Open($"private static TickResult {names.Steps[index]}({Parameters})");
        Sustain(step.Ends, _inStep);
        for (int i = 0; i < step.Ends.Count; i++)
        {
            var end = step.Ends[i];
            if (end.Target is not { } target)
                throw new InternalCompilerException($"end `{end.Name}` of {step.Id} leads nowhere");
            code.Open($"if ({_inStep.Condition(end.Condition)})");
            code.Mapped(
                end.Source,
                $"return Leave({Literals.Integer(i)}, {Literals.Integer(target)}, {Arguments});"
            );
            code.Close();
        }
        code.Line("return TickResult.Stay;");
        code.Close();
    }

    /// <summary>Assignments, then the number of the next block, or what the transition came to.</summary>
    public void Block(int index)
    {
        var block = Machine.Blocks[index];
        code.Open($"private static int {MachineNames.Block(index)}({Parameters})");
        foreach (var (slot, value) in block.Assignments.Select(a => (a.Slot, a.Value)))
            code.Line($"{layout.Slot(slot)} = {_inStep.ForSlot(value, layout.TypeOfSlot(slot))};");
        switch (block.Exit)
        {
            case MachineExit.Jump jump:
                code.Line($"return {Literals.Integer(jump.Block)};");
                break;
            case MachineExit.Branch branch:
                var (then, otherwise) = (Literals.Integer(branch.Then), Literals.Integer(branch.Else));
                code.Line($"return {_inStep.Condition(branch.Condition)} ? {then} : {otherwise};");
                break;
            case MachineExit.EnterStep enter:
                code.Line($"Enter{names.Steps[enter.Step]}({Arguments});");
                code.Line("return Moved;");
                break;
            case MachineExit.Complete:
                code.Line("return Finish(Pc.Completed, ~(int)TickResult.Completed, ref state, ref command);");
                break;
            case MachineExit.Stop stop:
                code.Mapped(
                    stop.Source,
                    $"return Stop({Literals.Integer(stop.Reason)}, ref state, ref command);"
                );
                break;
            default:
                throw new InternalCompilerException($"no C# for the exit {block.Exit}");
        }
        code.Close();
    }

    private string Value(MachineExpression? value, string otherwise) =>
        value is null ? otherwise : _inStep.Number(value);

    private static string Direction(ControlMode mode) =>
        mode switch
        {
            ControlMode.Current or ControlMode.Power => "state.Setpoint < 0 ? -1 : 1",
            ControlMode.Resistance => "-1",
            _ => "0",
        };

    // While a voltage is held or swept, the current that may flow is the one that was programmed.
    private static string ProgrammedCurrent(MachineStep step) =>
        step switch
        {
            { Mode: ControlMode.Current } => "state.Setpoint",
            { Mode: ControlMode.Voltage or ControlMode.Sweep, CurrentLimit: not null } =>
                "double.IsFinite(command.CurrentLimit) ? command.CurrentLimit : double.NaN",
            _ => "double.NaN",
        };

    // Before any end is tested, so that a condition is followed even while another end fires first.
    private void Sustain(IEnumerable<MachineEnd> ends, ExpressionWriter expressions)
    {
        foreach (var part in ends.SelectMany(end => ExpressionTree.Walk(end.Condition)))
        {
            if (part is MachineExpression.Windowed windowed)
                Follow(windowed, expressions);
            if (part is not MachineExpression.Sustained sustained)
                continue;
            var (since, now, _) = expressions.Clock(sustained.SinceSlot);
            var holds = expressions.Condition(sustained.Condition);
            code.Line($"MachineTime.Sustain(ref {since}, {holds}, {now});");
        }
    }

    private void Follow(MachineExpression.Windowed windowed, ExpressionWriter expressions)
    {
        var (last, now, _) = expressions.Clock(windowed.LastSlot);
        int[] marks = [.. windowed.Marks];
        code.Open($"while (Window.Mark(ref {last}, {expressions.Interval(windowed)}, {now}))");
        for (int i = 0; i + 1 < marks.Length; i++)
            code.Line($"{layout.Slot(marks[i])} = {layout.Slot(marks[i + 1])};");
        code.Line(
            $"{layout.Slot(marks[^1])} = {expressions.Number(new MachineExpression.Observed(windowed.What))};"
        );
        code.Close();
    }

    /// <summary>Begins all windows anew: their next mark comes one interval from now.</summary>
    internal static void ForgetMarks(IEnumerable<MachineEnd> ends, StateLayout layout, CodeWriter code)
    {
        foreach (
            var windowed in ends.SelectMany(end => ExpressionTree.Walk(end.Condition))
                .OfType<MachineExpression.Windowed>()
        )
        {
            code.Line($"{layout.Slot(windowed.LastSlot)} = {layout.Clock};");
            foreach (int mark in windowed.Marks)
                code.Line($"{layout.Slot(mark)} = double.NaN;");
        }
    }

    internal static IEnumerable<int> SinceSlots(IEnumerable<MachineEnd> ends) =>
        ends.SelectMany(end => ExpressionTree.Walk(end.Condition))
            .OfType<MachineExpression.Sustained>()
            .Select(sustained => sustained.SinceSlot)
            .Distinct();

    private static readonly (string Place, string Result)[] Resting =
    [
        ("NotStarted", "Stay"),
        ("Completed", "Completed"),
        ("Stopped", "Stopped"),
        ("LimitReached", "LimitReached"),
    ];
}
