using CellDsl.Compiler.Exchange.Model;
using CellDsl.Contracts;
using CellDsl.Language.Units;
using CellDsl.Planning;
using CellDsl.Planning.Machines;
using Code = CellDsl.Planning.Machines.MachineExpression;

namespace CellDsl.Compiler.Exchange.Machines;

/// <summary>
/// Reads a machine, bound to a cell and to arguments, as a cycler's program: branches become jumps, counters become loops,
/// normalised quantities become absolute. What no cycler can hold is kept in <see cref="CyclerProgram.Unexpressed"/>.
/// </summary>
public sealed class MachineReading
{
    private readonly Machine _machine;
    private readonly ExactEvaluation _exact;
    private readonly ConditionReading _conditions;
    private readonly List<Unexpressed> _unexpressed = [];
    private Code? _ratioLimit;

    private MachineReading(Machine machine, ExactCell cell, IReadOnlyList<Rational?> arguments)
    {
        _machine = machine;
        _exact = new(machine, cell, arguments);
        _conditions = new(_exact);
    }

    /// <param name="arguments">In SI, in the order of the machine's parameters; null for one that is not known.</param>
    public static CyclerProgram Read(Machine machine, ExactCell cell, IReadOnlyList<Rational?> arguments) =>
        new MachineReading(machine, cell, arguments).Read();

    private CyclerProgram Read()
    {
        var safety = Safety();
        var steps = new List<CyclerStep>();
        if (ControlGraph.Of(_machine, _exact) is not { } graph)
        {
            _unexpressed.Add(
                new(
                    UnexpressedKind.Loop,
                    "a loop whose passes differ more than 50 000 steps can tell",
                    "nothing is written",
                    "repeat less often, or let the passes be alike",
                    _machine.Source
                )
            );
        }
        else
        {
            foreach (var branch in graph.Branches)
                Add(branch);
            var order = ControlOrder.Of(graph.Entry);
            var index = order.Select((node, i) => (node, i)).ToDictionary(pair => pair.node, pair => pair.i);
            var ids = new HashSet<string>();
            for (int i = 0; i < order.Count; i++)
            {
                steps.Add(
                    order[i].Step switch
                    {
                        ControlNode.Loop => Loop(order[i], i, index),
                        ControlNode.Jump => Jump(order[i], i, index),
                        _ => Step(order[i], i, index, ids),
                    }
                );
            }
        }
        if (_machine.Interruption is [var first, ..])
            _unexpressed.Add(
                new(
                    UnexpressedKind.Interruption,
                    "what to do after an interruption",
                    "whoever continues the test decides",
                    "keep the policy with the person in charge, or run the protocol with `cell run`",
                    first.Source
                )
            );
        var program = new CyclerProgram(
            _machine.Name,
            [.. steps],
            safety,
            new(_exact.Cell.Name, _exact.Cell[CellFact.NominalCapacity], _exact.Cell[CellFact.ActiveMass]),
            null,
            [.. _unexpressed],
            null,
            _machine.Source
        );
        return ProgramTidying.Tidy(program);
    }

    private void Add(OpenBranch branch)
    {
        string? missing = _exact.Missing(branch.Condition);
        _unexpressed.Add(
            new(
                UnexpressedKind.Branch,
                missing is null
                    ? "a branch on what was measured before"
                    : $"a branch on {missing}, which is not known",
                "the condition is taken as not met",
                missing is null
                    ? "end the step on what it measures itself (`until`, `when`), or watch it with `cell run`"
                    : "say it in the cell",
                branch.Source ?? _machine.Source
            )
        );
    }

    private static CyclerStep Loop(ControlNode node, int at, Dictionary<ControlNode, int> index)
    {
        int start = node.Targets[0].Node is { } back ? index[back] : at;
        return new($"loop#{at + 1}", new CyclerControl.Loop(start, node.Count), []);
    }

    private static CyclerStep Jump(ControlNode node, int at, Dictionary<ControlNode, int> index) =>
        new(
            $"jump#{at + 1}",
            new CyclerControl.Rest(),
            [new([CyclerCondition.For(0)], Target(node.Targets[0], at, index))]
        );

    private CyclerStep Step(ControlNode node, int at, Dictionary<ControlNode, int> index, HashSet<string> ids)
    {
        var step = _machine.Steps[node.Step];
        var state = node.State;
        var setpoint = step.Setpoint is null ? null : _exact.Number(step.Setpoint, state);
        var ends = new List<CyclerEnd>();
        for (int i = 0; i < step.Ends.Count; i++)
        {
            var end = step.Ends[i];
            if (IsOwn(step, end))
                continue;
            if (_conditions.Missing(end.Condition) is { } missing)
            {
                Lack(missing, end.Name, end.Source);
                continue;
            }
            var target = Target(node.Targets[i], at, index);
            foreach (var all in _conditions.Read(end.Condition, state, setpoint, end.Name))
                ends.Add(new([.. all], target, end.Name, end.Source));
        }
        string id = step.Id;
        for (int n = 2; !ids.Add(id); n++)
            id = $"{step.Id}.{n}";
        return new(
            id,
            Control(step, state, setpoint),
            [.. ends],
            new(
                Value(step.Record.Interval, state, step),
                Value(step.Record.Voltage, state, step),
                Value(step.Record.Current, state, step) is { } current
                    ? Amperage.Amperes(current)
                    : (Amperage?)null
            ),
            Guard(step, state, setpoint),
            step.Text,
            step.Source
        );
    }

    // An end that every step of its kind has by itself.
    private static bool IsOwn(MachineStep step, MachineEnd end) =>
        (step.Mode == ControlMode.Impedance && end.Condition is Code.MeasurementDone)
        || (
            IsTemperature(step)
            && end.Condition is Code.Elapsed { SinceSlot: null, Duration: Code.Number { Value.IsZero: true } }
        );

    private static bool IsTemperature(MachineStep step) =>
        step.Kind == "set_temperature" && step.Mode == ControlMode.Rest && step.Temperature is not null;

    private static CyclerTarget Target(ControlTarget target, int at, Dictionary<ControlNode, int> index)
    {
        if (target.Node is { } node)
            return index[node] == at + 1 ? CyclerTarget.Next : CyclerTarget.To(index[node]);
        if (target.StopReason is { } reason)
            return CyclerTarget.Stop(reason);
        return at + 1 == index.Count ? CyclerTarget.Next : CyclerTarget.End;
    }

    private CyclerControl Control(MachineStep step, ControlState state, Rational? setpoint)
    {
        if (IsTemperature(step))
            return Value(step.Temperature, state, step) is { } kelvin
                ? new CyclerControl.Temperature(kelvin)
                : new CyclerControl.Rest();
        switch (step.Mode)
        {
            case ControlMode.Voltage:
                var way =
                    step.Kind == "charge" ? Way.Charge
                    : step.Kind == "discharge" ? Way.Discharge
                    : Way.Unknown;
                var limit = Value(step.CurrentLimit, state, step);
                bool isHere = step.Setpoint is Code.Observed { What: Observable.Voltage };
                return new CyclerControl.Hold(
                    isHere ? null : Needed(setpoint, step),
                    limit is { } most ? Amperage.Amperes(most.Abs()) : null,
                    way
                );
            case ControlMode.Rest:
                return step.Kind == "pause" ? new CyclerControl.Pause() : new CyclerControl.Rest();
            case ControlMode.Impedance:
                return new CyclerControl.Impedance(
                    Value(step.Spectrum?.Amplitude, state, step),
                    step.Spectrum?.IsGalvanostatic ?? false,
                    Value(step.Spectrum?.From, state, step),
                    Value(step.Spectrum?.To, state, step),
                    null,
                    null
                );
            case ControlMode.Current:
                return new CyclerControl.Current(Amperage.Amperes(Needed(setpoint, step)));
            case ControlMode.Power:
                return new CyclerControl.Power(Needed(setpoint, step));
            case ControlMode.Resistance:
                return new CyclerControl.Load(Needed(setpoint, step));
            default:
                return new CyclerControl.Sweep(Needed(setpoint, step), null, null);
        }
    }

    private Rational Needed(Rational? value, MachineStep step)
    {
        if (value is { } known)
            return known;
        if (step.Setpoint is { } expression && _exact.Missing(expression) is { } missing)
            Lack(missing, step.Text, step.Source);
        else
            _unexpressed.Add(
                new(
                    UnexpressedKind.Value,
                    $"the setpoint of `{step.Text}`, which is only known during the run",
                    "zero is written",
                    "give it as a number",
                    step.Source
                )
            );
        return Rational.Zero;
    }

    private Rational? Value(Code? expression, ControlState state, MachineStep step)
    {
        if (expression is null)
            return null;
        var value = _exact.Number(expression, state);
        if (value is null && _exact.Missing(expression) is { } missing)
            Lack(missing, step.Text, step.Source);
        return value;
    }

    private void Lack(string missing, string where, SourceRef source) =>
        _unexpressed.Add(
            new(
                UnexpressedKind.Value,
                $"`{where}`, because {missing} is not known",
                "it is left out",
                $"say {missing}",
                source
            )
        );

    private Amperage? Guard(MachineStep step, ControlState state, Rational? setpoint)
    {
        if (_ratioLimit is null)
            return null;
        var programmed = step.Mode switch
        {
            ControlMode.Current => setpoint,
            ControlMode.Voltage or ControlMode.Sweep when step.CurrentLimit is { } limit => _exact.Number(
                limit,
                state
            ),
            _ => null,
        };
        return programmed is not null && _exact.Number(_ratioLimit, state, programmed) is { } most
            ? Amperage.Amperes(most.Abs())
            : null;
    }

    private SafetyLimits Safety()
    {
        var safety = SafetyLimits.None;
        foreach (var limit in _machine.Limits)
        {
            if (
                ExactEvaluation
                    .Parts(limit.Condition)
                    .Any(part =>
                        part is Code.Fact { What: var fact }
                        && ExactCell.IsLimit(fact)
                        && _exact.Cell[fact] is null
                    )
            )
                continue;
            if (
                limit.Condition is Code.Compared { Right: var bound }
                && ExactEvaluation.Parts(bound).Any(part => part is Code.Setpoint)
            )
            {
                _ratioLimit = bound;
                continue;
            }
            foreach (var all in _conditions.Read(limit.Condition, ControlState.Nothing, null, limit.Name))
                safety = Add(safety, all, limit);
        }
        return safety;
    }

    private SafetyLimits Add(SafetyLimits safety, List<CyclerCondition> all, MachineEnd limit)
    {
        if (all is [{ } one])
        {
            var value = one.Value;
            switch (one.Quantity)
            {
                case CyclerQuantity.Voltage when one.IsAbove:
                    return safety with { HighestVoltage = value };
                case CyclerQuantity.Voltage:
                    return safety with { LowestVoltage = value };
                case CyclerQuantity.Temperature when one.IsAbove:
                    return safety with { HighestTemperature = value };
                case CyclerQuantity.Temperature:
                    return safety with { LowestTemperature = value };
                case CyclerQuantity.CurrentMagnitude when one.IsAbove:
                    return safety with
                    {
                        ChargeCurrent = Amperage.Amperes(value),
                        DischargeCurrent = Amperage.Amperes(value),
                    };
                case CyclerQuantity.Current when one.IsAbove:
                    return safety with { ChargeCurrent = Amperage.Amperes(value) };
                case CyclerQuantity.Current:
                    return safety with { DischargeCurrent = Amperage.Amperes(-value) };
                case CyclerQuantity.StepCapacity when one.IsAbove:
                    return safety with { Capacity = new(value, false) };
            }
        }
        _unexpressed.Add(
            new(
                UnexpressedKind.Limit,
                $"the limit `{limit.Name}`",
                "nothing watches it",
                "limit voltage, current or temperature",
                limit.Source
            )
        );
        return safety;
    }
}
