using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.CSharp;

/// <summary>One machine as one C# file.</summary>
internal sealed class MachineWriter
{
    // A machine that has gone round so often without a step never will meet one.
    private const string MostHops = "1_000_000";

    private readonly CodeWriter _code = new();
    private readonly Machine _machine;
    private readonly MachineNames _names;
    private readonly StateLayout _layout;
    private readonly SourcePlaces _places;
    private readonly List<string> _stopReasons;
    private readonly bool _timeless;

    private MachineWriter(Machine machine, string type, SourcePlaces places)
    {
        MachineGraph.Verify(machine);
        _machine = machine;
        _names = new(machine, type);
        _layout = new(machine, _names.Places);
        _places = places;
        _stopReasons = [.. machine.StopReasons];
        _timeless = MachineGraph.HasTimelessCycle(machine);
    }

    public static string Write(Machine machine, string type, SourcePlaces places) =>
        new MachineWriter(machine, type, places).Write();

    private string Write()
    {
        ProgramWriter.Header(_code, _machine.Source.Path);
        _code.Lines($"namespace {ProgramWriter.Namespace};", "");
        _code.Line($"/// <summary>protocol {ProgramWriter.Escaped(_machine.Name)}</summary>");
        _code.Open($"public readonly struct {_names.Type} : IMachine<{_names.Type}.State>");
        Places();
        State();

        var transitions = new TransitionWriter(_names, _layout, _code);
        Member(transitions.Start);
        Member(transitions.Tick);
        if (_machine.Limits.Count > 0)
            Member(transitions.Limit);
        for (int i = 0; i < _machine.Steps.Count; i++)
        {
            int step = i;
            Member(() => transitions.Enter(step));
            Member(() => transitions.Poll(step));
        }
        for (int i = 0; i < _machine.Blocks.Count; i++)
        {
            int block = i;
            Member(() => transitions.Block(block));
        }
        Member(Run);
        Helpers();

        var watch = new WatchWriter(_names, _layout, _code);
        Member(watch.Guards);
        Member(watch.NextDeadline);

        var resume = new ResumeWriter(_names, _layout, _code, _stopReasons);
        resume.Write(Member);
        Member(() => _code.Line("public static int StopReason(in State state) => state.StoppedBy;"));

        var form = new StateFormWriter(_layout, _code);
        Member(form.Write);
        Member(form.Read);
        Member(() => new InfoWriter(_layout, _places, _code).Write(_stopReasons, watch.GuardCount));
        _code.Close();
        return _code.ToString();
    }

    private void Member(Action write)
    {
        _code.Line();
        write();
    }

    private void Places()
    {
        _code.Open("public enum Pc");
        foreach (var place in _names.Places)
            _code.Line(place + ",");
        _code.Close();
    }

    private void State()
    {
        _code.Line();
        _code.Open("public struct State");
        foreach (var field in _layout.Fields)
            _code.Line($"public {field.Type} {field.Name}; // {Literals.OneLine(field.What)}");
        _code.Close();
    }

    // Blocks hand over to each other by number, so that a long way through them needs no deep stack.
    private void Run()
    {
        _code.Line("private const int Moved = ~(int)TickResult.Moved;");
        _code.Line();
        _code.Open($"private static TickResult Run(int block, {TransitionWriter.Parameters})");
        if (_timeless)
            _code.Line("int hops = 0;");
        _code.Open("while (block >= 0)");
        if (_timeless)
        {
            _stopReasons.Add("the protocol goes round without taking time");
            var reason = Literals.Integer(_stopReasons.Count - 1);
            _code.Line($"if (++hops > {MostHops})");
            _code.Line($"    return (TickResult)~Stop({reason}, ref state, ref command);");
        }
        _code.Open("block = block switch");
        for (int i = 0; i < _machine.Blocks.Count; i++)
        {
            var label = i == _machine.Blocks.Count - 1 ? "_" : Literals.Integer(i);
            _code.Line($"{label} => {MachineNames.Block(i)}({TransitionWriter.Arguments}),");
        }
        _code.Close("};");
        _code.Close();
        _code.Line("return (TickResult)~block;");
        _code.Close();
    }

    private void Helpers()
    {
        Member(Leave);
        Member(Begin);
        Member(() =>
        {
            _code.Open(
                "private static int Finish(Pc place, int result, ref State state, ref Command command)"
            );
            _code.Line("state.Pc = place;");
            Rest(_code);
            _code.Lines("command.Step = -1;", "return result;");
            _code.Close();
        });
        Member(() =>
        {
            _code.Open("private static int Stop(int reason, ref State state, ref Command command)");
            _code.Line("state.StoppedBy = reason;");
            _code.Line("return Finish(Pc.Stopped, ~(int)TickResult.Stopped, ref state, ref command);");
            _code.Close();
        });
        if (_layout.CountsCharge)
            Member(() => Passed("StepCapacity", "Charge"));
        if (_layout.CountsEnergy)
            Member(() => Passed("StepEnergy", "Energy"));
    }

    /// <summary>Opens the circuit.</summary>
    internal static void Rest(CodeWriter code) =>
        code.Lines(
            "command.Mode = ControlMode.Rest;",
            "command.Setpoint = 0.0;",
            "command.CurrentLimit = double.PositiveInfinity;"
        );

    private void Leave()
    {
        _code.Open($"private static TickResult Leave(int end, int block, {TransitionWriter.Parameters})");
        _code.Lines(
            "command.EndedStep = (int)state.Pc - 1;",
            "command.EndedBy = end;",
            $"return Run(block, {TransitionWriter.Arguments});"
        );
        _code.Close();
    }

    private void Begin()
    {
        _code.Open(
            "private static void Begin(Pc step, ref State state, in Observation now, ref Command command)"
        );
        _code.Lines("state.Pc = step;", $"state.StepStart = {_layout.Clock};", "state.StepCount++;");
        if (_layout.CountsCharge)
            _code.Lines("state.StepChargeIn = now.ChargeIn;", "state.StepChargeOut = now.ChargeOut;");
        if (_layout.CountsEnergy)
            _code.Lines("state.StepEnergyIn = now.EnergyIn;", "state.StepEnergyOut = now.EnergyOut;");
        _code.Lines("command.Step = (int)step - 1;", "command.StepCount = state.StepCount;");
        _code.Close();
    }

    private void Passed(string name, string what)
    {
        _code.Open($"private static double {name}(in State state, in Observation now)");
        _code.Lines(
            $"double into = now.{what}In - state.Step{what}In;",
            $"double outOf = now.{what}Out - state.Step{what}Out;",
            "return state.Direction == 0 ? Math.Abs(into - outOf) : state.Direction * (into - outOf);"
        );
        _code.Close();
    }
}
