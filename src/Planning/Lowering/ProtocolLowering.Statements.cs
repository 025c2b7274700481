using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Planning.Machines;
using Observable = CellDsl.Planning.Machines.Observable;

namespace CellDsl.Planning.Lowering;

internal sealed partial class ProtocolLowering
{
    /// <summary>Slots that say by which named end a step ended, for the steps that a <c>when</c> asks about.</summary>
    private readonly Dictionary<(string Path, int Start), int> _endSlots = [];

    private RecordRule _record = new(null, null, null);
    private int? _stateOfChargeSlot;
    private int? _anchorSlot;

    private void LowerBlock(BoundBlock block)
    {
        var record = _record;
        foreach (var statement in block.Statements)
        {
            if (statement is BoundWhen { Step: { } step } && !_endSlots.ContainsKey(Key(step)))
                _endSlots[Key(step)] = _builder.AddSlot($"{step.Operation.Name}_end", SlotType.Count);
        }
        foreach (var statement in block.Statements)
            LowerStatement(statement);
        _record = record;
    }

    private void LowerStatement(BoundStatement statement)
    {
        switch (statement)
        {
            case BoundPerform perform:
                LowerOperation(perform.Operation);
                break;
            case BoundRepeat repeat:
                LowerRepeat(repeat);
                break;
            case BoundWhile loop:
                LowerWhile(loop);
                break;
            case BoundFor loop:
                LowerFor(loop);
                break;
            case BoundIf choice:
                LowerIf(choice);
                break;
            case BoundWhen branch:
                LowerWhen(branch);
                break;
            case BoundRecord record:
                _record = Record(record);
                break;
            case BoundBinding binding:
                LowerBinding(binding);
                break;
            case BoundAnchor anchor:
                LowerAnchor(anchor);
                break;
            case BoundBreak leave:
                Leave(LoopOf(leave.Label)?.Exit);
                break;
            case BoundStop stop:
                int reason = _builder.AddReason(stop.Reason ?? "stopped by the protocol");
                _builder.Close(new MachineExit.Stop(reason, Ref(stop)));
                _builder.Begin(_builder.NewBlock());
                break;
            // Interleaves are lowered with their loop, the interruption policy with the machine.
            default:
                break;
        }
    }

    private void Leave(int? target)
    {
        if (target is not { } block)
            return;
        _builder.Close(new MachineExit.Jump(block));
        _builder.Begin(_builder.NewBlock());
    }

    private void LowerIf(BoundIf choice)
    {
        int then = _builder.NewBlock();
        int otherwise = choice.Else is null ? -1 : _builder.NewBlock();
        int after = _builder.NewBlock();
        var condition = Condition(choice.Condition) ?? Code.Any();
        _builder.Close(new MachineExit.Branch(condition, then, otherwise < 0 ? after : otherwise));
        _builder.Begin(then);
        LowerBlock(choice.Then);
        _builder.Close(new MachineExit.Jump(after));
        if (choice.Else is not null)
        {
            _builder.Begin(otherwise);
            LowerBlock(choice.Else);
            _builder.Close(new MachineExit.Jump(after));
        }
        _builder.Begin(after);
    }

    private void LowerWhen(BoundWhen when)
    {
        if (when.Step is not { } step || when.End is null || !_endSlots.TryGetValue(Key(step), out int slot))
            return;
        int number = EndNumber(step, when.End);
        int body = _builder.NewBlock();
        int after = _builder.NewBlock();
        var fired = Code.Compare(Code.Slot(slot), Comparison.Equal, Code.Number(number));
        _builder.Close(new MachineExit.Branch(fired, body, after));
        _builder.Begin(body);
        LowerBlock(when.Body);
        _builder.Continue(after);
    }

    private static int EndNumber(BoundOperation step, EndSymbol symbol)
    {
        for (int i = 0; i < step.Ends.Length; i++)
        {
            if (ReferenceEquals(step.Ends[i].Symbol, symbol))
                return i + 1;
        }
        return 0;
    }

    private void LowerBinding(BoundBinding binding)
    {
        if (binding.Locals is not [var local])
            return;
        if (binding.Value.Bare is BoundOperation operation)
        {
            LowerOperation(operation);
            return;
        }
        switch (local.Type)
        {
            case BooleanType when Condition(binding.Value) is { } condition:
                int flag = _builder.AddSlot(local.Name, SlotType.Flag);
                _builder.Assign(flag, condition);
                _scope.BindFlag(local, flag);
                break;
            case QuantityType or ZeroType:
                var value = Value(binding.Value);
                if (value.Constant is null)
                {
                    int slot = SlotOf(local);
                    _builder.Assign(slot, value.Code);
                    value = value with { Code = Code.Slot(slot) };
                }
                _scope.Bind(local, value);
                break;
            default:
                _scope.Bind(local, binding.Value, _scope);
                break;
        }
    }

    // A name that is bound again keeps its slot, so that a loop sees the new value on its next pass.
    private int SlotOf(LocalSymbol local) =>
        _scope.TryNumber(local, out var known) && known.Code is MachineExpression.Slot slot
            ? slot.Index
            : _builder.AddSlot(local.Name, SlotType.Number);

    private void LowerAnchor(BoundAnchor anchor)
    {
        var (state, start) = StateOfCharge();
        _builder.Assign(state, Value(anchor.Value).Code);
        _builder.Assign(
            start,
            Code.Subtract(Code.Observed(Observable.ChargeIn), Code.Observed(Observable.ChargeOut))
        );
    }

    private (int State, int Start) StateOfCharge() =>
        (
            _stateOfChargeSlot ??= _builder.AddSlot("soc_anchor", SlotType.Number),
            _anchorSlot ??= _builder.AddSlot("soc_charge0", SlotType.Number)
        );

    private RecordRule Record(BoundRecord record)
    {
        var rule = new RecordRule(null, null, null);
        foreach (var interval in record.Intervals)
        {
            var value = Value(interval);
            if (value.Kind.Dimension == Language.Units.Dimension.Time)
                rule = rule with { Interval = value.Code };
            else if (value.Kind.Dimension == Language.Units.Kinds.Voltage.Dimension)
                rule = rule with { Voltage = value.Code };
            else if (Absolute(value, Language.Units.Dimension.Current) is { } current)
                rule = rule with { Current = current };
            else
                Report(Rules.NotObservableAt(interval.Location, "a change of this"));
        }
        return rule;
    }

    private static (string Path, int Start) Key(BoundNode node) =>
        (node.Location.Source.Path, node.Location.Span.Start);
}
