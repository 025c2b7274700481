using System.Collections.Immutable;
using CellDsl.Contracts;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Lowering;

internal sealed partial class ProtocolLowering
{
    private readonly Dictionary<string, int> _ordinals = [];
    private readonly List<FinishedStep> _finishedSteps = [];

    /// <summary>The current of the step before in a chain of <c>then</c>, which a hold must not exceed.</summary>
    private MachineExpression? _chainCurrent;

    /// <param name="Hub">The block that all ends of the step lead through.</param>
    private readonly record struct FinishedStep(string Kind, bool Uncounted, int Hub, int After);

    private void LowerOperation(BoundOperation operation)
    {
        _chainCurrent = null;
        for (var step = operation; step is not null; step = step.Then)
        {
            if (step.Operation.Effect == "run")
                LowerCall(step);
            else if (step.Operation.Step is { } kind)
                LowerStep(step, kind);
            else
                Report(Rules.NotAStepAt(step.Location, step.Operation.Name));
        }
        _chainCurrent = null;
    }

    private void LowerCall(BoundOperation run)
    {
        var called = run
            .Arguments.Select(argument => argument.Value?.Bare)
            .OfType<BoundCall>()
            .FirstOrDefault(call => call.Callee is ProtocolSymbol);
        if (called is not { Callee: ProtocolSymbol protocol })
        {
            Report(Rules.NotKnownBeforeAt(run.Location, "which protocol is run"));
            return;
        }
        if (_calls.Contains(protocol))
        {
            Report(Rules.EndlessCallAt(run.Location, protocol.Name));
            return;
        }
        var inner = new ProtocolScope();
        foreach (var argument in called.Arguments)
            Pass(argument, inner);
        var (outer, record, loops) = (_scope, _record, _loops.ToArray());
        _scope = inner;
        _loops.Clear();
        _outerLoops.AddRange(loops);
        _calls.Add(protocol);
        _callPath.Add(new(protocol.Name, Ref(run)));
        FindInterleaves(protocol.Body.Block);
        LowerBlock(protocol.Body.Block);
        _calls.RemoveAt(_calls.Count - 1);
        _callPath.RemoveAt(_callPath.Count - 1);
        _outerLoops.RemoveRange(_outerLoops.Count - loops.Length, loops.Length);
        _loops.AddRange(loops);
        (_scope, _record) = (outer, record);
    }

    /// <summary>Loops around the protocol that is being lowered in place: they number the cycle, but no name reaches them.</summary>
    private readonly List<LoopFrame> _outerLoops = [];

    private readonly List<MachineCall> _callPath = [];

    private void Pass(BoundArgument argument, ProtocolScope inner)
    {
        if (argument.Value is null)
        {
            inner.Bind(argument.Parameter, null, inner);
        }
        else if (NumberKind(argument.Parameter.Type) is { } kind)
        {
            // A default may name parameters before it, which are the callee's.
            var outer = _scope;
            if (argument.Origin == ArgumentOrigin.Default)
                _scope = inner;
            var value = Value(argument.Value);
            _scope = outer;
            value = value with { Code = Absolute(value, kind.Dimension) ?? value.Code, Kind = kind };
            inner.Bind(argument.Parameter, Frozen(value, argument.Parameter.Name));
        }
        else
        {
            inner.Bind(argument.Parameter, argument.Value, _scope);
        }
    }

    private void LowerStep(BoundOperation operation, string kind)
    {
        var shape = ShapeOf(operation, kind);
        if (shape is null)
            return;
        foreach (var before in shape.Before)
            Enter(operation, kind, before, [], isLast: false);
        Enter(operation, kind, shape, EndsOf(operation), isLast: true);
        _chainCurrent = shape.Mode == ControlMode.Current ? shape.Setpoint : null;
    }

    private void Enter(
        BoundOperation operation,
        string kind,
        StepShape shape,
        List<(MachineEnd End, int Number)> ends,
        bool isLast
    )
    {
        int hub = _builder.NewBlock();
        int after = _builder.NewBlock();
        int slot = isLast && _endSlots.TryGetValue(Key(operation), out int known) ? known : -1;
        var targets = new List<MachineEnd>(_budgets);
        foreach (var (end, number) in ends)
        {
            int target = hub;
            if (slot >= 0)
            {
                target = _builder.NewBlock();
                _builder.AssignIn(target, slot, Code.Number(number));
                var current = _builder.Current;
                _builder.Begin(target);
                _builder.Close(new MachineExit.Jump(hub));
                _builder.Begin(current);
            }
            targets.Add(end with { Target = target });
        }
        foreach (var end in shape.OwnEnds)
            targets.Add(end with { Target = hub });
        int ordinal = _ordinals[operation.Operation.Name] =
            _ordinals.GetValueOrDefault(operation.Operation.Name) + 1;
        int step = _builder.AddStep(
            new(
                $"{operation.Operation.Name}#{ordinal}",
                kind,
                OneLine(operation.Syntax.Text),
                Ref(operation),
                shape.Mode,
                shape.Setpoint,
                shape.CurrentLimit,
                shape.Temperature,
                [.. targets],
                _record,
                CycleSlot(),
                _uncounted,
                shape.Spectrum
            )
            {
                Calls = [.. _callPath],
            }
        );
        _builder.Close(new MachineExit.EnterStep(step));
        _finishedSteps.Add(new(kind, _uncounted, hub, after));
        _builder.Begin(after);
    }

    /// <summary>The step's own ends in text order, a condition with <c>or</c> as one end each, with the number a <c>when</c> asks for.</summary>
    private List<(MachineEnd End, int Number)> EndsOf(BoundOperation operation)
    {
        var ends = new List<(MachineEnd, int)>();
        for (int i = 0; i < operation.Ends.Length; i++)
        {
            var end = operation.Ends[i];
            BoundExpression[] parts =
                end.Symbol is null && end.Condition is BoundOr either
                    ? [.. either.Operands]
                    : [end.Condition];
            foreach (var part in parts)
            {
                _isFollowed = true;
                var lowered = Condition(part);
                _isFollowed = false;
                if (lowered is not { } condition)
                    continue;
                ends.Add(
                    (new(end.Symbol?.Name ?? OneLine(part.Syntax.Text), Ref(part), condition, 0), i + 1)
                );
            }
        }
        return ends;
    }

    private int? CycleSlot()
    {
        LoopFrame[] around = [.. _outerLoops.Concat(_loops).Where(frame => frame.History is not null)];
        var cycle = around.LastOrDefault(frame => frame.History?.Name == "cycle") ?? around.FirstOrDefault();
        return cycle?.History?.Count ?? _interleavedHistory?.Count;
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
