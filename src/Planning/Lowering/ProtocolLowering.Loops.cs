using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using Observable = CellDsl.Planning.Machines.Observable;

namespace CellDsl.Planning.Lowering;

internal sealed partial class ProtocolLowering
{
    private readonly List<LoopFrame> _loops = [];
    private readonly Dictionary<string, LabelHistory> _labels = [];
    private readonly Dictionary<LabelSymbol, List<BoundInterleave>> _interleaves = new(
        ReferenceEqualityComparer.Instance
    );

    /// <summary>Bounds of the blocks around, the outermost first.</summary>
    private readonly List<MachineEnd> _budgets = [];
    private readonly List<LoopFrame> _finishedLoops = [];
    private bool _uncounted;

    private void FindInterleaves(BoundBlock block)
    {
        foreach (var statement in block.Statements)
        {
            switch (statement)
            {
                case BoundInterleave interleave:
                    var label = interleave
                        .Triggers.Select(trigger => trigger.Label)
                        .FirstOrDefault(label => label is not null);
                    if (label is not null)
                    {
                        if (!_interleaves.TryGetValue(label, out var known))
                            _interleaves[label] = known = [];
                        known.Add(interleave);
                    }
                    break;
                case BoundRepeat repeat:
                    FindInterleaves(repeat.Body);
                    break;
                case BoundWhile loop:
                    FindInterleaves(loop.Body);
                    break;
                case BoundFor loop:
                    FindInterleaves(loop.Body);
                    break;
                case BoundIf choice:
                    FindInterleaves(choice.Then);
                    FindInterleaves(choice.Else ?? BoundBlock.Empty);
                    break;
            }
        }
    }

    private void LowerRepeat(BoundRepeat repeat)
    {
        var bound = repeat.Bound is null ? (Lowered?)null : Value(repeat.Bound.Value);
        bool boundsTime = bound is { Kind: var kind } && kind.Dimension == Dimension.Time;
        var budget = repeat.Budget ?? (boundsTime ? repeat.Bound?.Value : null);
        if (repeat.Count is not null)
        {
            var count = Frozen(Value(repeat.Count), "times").Code;
            Loop(repeat.Label, budget, repeat.Body, frame => PassBelow(frame, count), _ => null);
            return;
        }
        Loop(
            repeat.Label,
            budget,
            repeat.Body,
            _ => null,
            frame =>
            {
                var ends = new List<MachineExpression>();
                if (repeat.Until is not null && Condition(repeat.Until) is { } condition)
                    ends.Add(condition);
                if (bound is { } most && !boundsTime)
                    ends.Add(Code.Compare(Code.Slot(frame.Pass), Comparison.GreaterOrEqual, most.Code));
                return ends is [] ? null : Code.Any(ends);
            }
        );
    }

    private void LowerWhile(BoundWhile loop) =>
        Loop(loop.Label, loop.Budget, loop.Body, _ => Condition(loop.Condition), _ => null);

    /// <param name="before">What must hold for a pass to begin, or null.</param>
    /// <param name="after">What ends the loop after a pass, or null.</param>
    private void Loop(
        LabelSymbol? label,
        BoundExpression? budget,
        BoundBlock body,
        Func<LoopFrame, MachineExpression?> before,
        Func<LoopFrame, MachineExpression?> after
    )
    {
        int pass = _builder.AddSlot($"{label?.Name ?? "loop"}_pass", SlotType.Count);
        int head = _builder.NewBlock();
        int start = _builder.NewBlock();
        int tail = _builder.NewBlock();
        int exit = _builder.NewBlock();
        var history = label is null || _uncounted ? null : HistoryOf(label);
        var frame = new LoopFrame(label, pass, start, tail, exit, history);
        _builder.Assign(pass, Code.Number(0));
        int budgets = _budgets.Count;
        EnterBudget(budget, exit);
        var checks = label is not null && _interleaves.TryGetValue(label, out var found) ? found : [];
        var counters = CountersOf(checks, frame);
        _builder.Continue(head);

        var mayBegin = before(frame);
        foreach (var check in checks)
            LowerInterleave(check, frame, counters, mayBegin);
        _builder.Close(
            mayBegin is null ? new MachineExit.Jump(start) : new MachineExit.Branch(mayBegin, start, exit)
        );

        _builder.Begin(start);
        _builder.Assign(pass, Code.Add(Code.Slot(pass), Code.Number(1)));
        foreach (int counter in counters.Values)
            _builder.Assign(counter, Code.Add(Code.Slot(counter), Code.Number(1)));
        if (history is not null)
        {
            history.Loops.Add(frame);
            _builder.Assign(history.Count, Code.Add(Code.Slot(history.Count), Code.Number(1)));
        }
        _loops.Add(frame);
        LowerBlock(body);
        _builder.Close(new MachineExit.Jump(tail));
        frame.AfterTail = _builder.NewBlock();
        _builder.Begin(frame.AfterTail);
        var ends = after(frame);
        _loops.RemoveAt(_loops.Count - 1);
        _builder.Close(ends is null ? new MachineExit.Jump(head) : new MachineExit.Branch(ends, exit, head));
        _finishedLoops.Add(frame);
        _budgets.RemoveRange(budgets, _budgets.Count - budgets);
        _builder.Begin(exit);
    }

    private void LowerFor(BoundFor loop)
    {
        var items = Items(loop.Source);
        int exit = _builder.NewBlock();
        int budgets = _budgets.Count;
        EnterBudget(loop.Budget, exit);
        foreach (var (item, scope) in items)
        {
            BindItem(loop, item, scope);
            int next = _builder.NewBlock();
            // Unrolled: `break` leaves all of it, the end of the body goes on with the next value.
            _loops.Add(new LoopFrame(null, -1, _builder.Current, next, exit, null));
            LowerBlock(loop.Body);
            _loops.RemoveAt(_loops.Count - 1);
            _builder.Continue(next);
        }
        _budgets.RemoveRange(budgets, _budgets.Count - budgets);
        _builder.Continue(exit);
    }

    private void BindItem(BoundFor loop, BoundExpression item, ProtocolScope scope)
    {
        var outer = _scope;
        var parts = loop.Locals.Length > 1 && item.Bare is BoundTuple tuple ? tuple.Items : [item];
        for (int i = 0; i < loop.Locals.Length && i < parts.Length; i++)
        {
            if (parts[i].Type is not (QuantityType or ZeroType))
            {
                outer.Bind(loop.Locals[i], parts[i], scope);
                continue;
            }
            _scope = scope;
            var value = Value(parts[i]);
            _scope = outer;
            outer.Bind(loop.Locals[i], value);
        }
    }

    private List<(BoundExpression Item, ProtocolScope Scope)> Items(BoundExpression source)
    {
        var (value, scope) = _scope.Resolve(source);
        switch (value?.Bare)
        {
            case BoundList list:
                return [.. list.Items.Select(item => (item, scope))];
            case BoundTuple tuple:
                return [.. tuple.Items.Select(item => (item, scope))];
            default:
                Report(Rules.NotKnownBeforeAt(source.Location, "what a loop goes through"));
                return [];
        }
    }

    private void LowerInterleave(
        BoundInterleave check,
        LoopFrame frame,
        Dictionary<BoundTrigger, int> counters,
        MachineExpression? mayBegin
    )
    {
        var due = new List<MachineExpression>();
        foreach (var trigger in check.Triggers)
        {
            if (counters.TryGetValue(trigger, out int counter) && trigger.Every is { } every)
            {
                due.Add(Code.Compare(Code.Slot(counter), Comparison.GreaterOrEqual, Value(every).Code));
            }
            else if (trigger.Before is { } before)
            {
                var reached = Code.Compare(
                    Code.Slot(frame.Pass),
                    Comparison.Equal,
                    Value(before) is { Constant: { } first }
                        ? Code.Number(first - 1)
                        : Code.Subtract(Value(before).Code, Code.Number(1))
                );
                due.Add(mayBegin is null ? reached : Code.All(reached, mayBegin));
            }
        }
        int body = _builder.NewBlock();
        int after = _builder.NewBlock();
        _builder.Close(new MachineExit.Branch(Code.Any(due), body, after));
        _builder.Begin(body);
        foreach (var trigger in check.Triggers)
        {
            if (counters.TryGetValue(trigger, out int counter))
                _builder.Assign(counter, Code.Number(0));
        }
        var (uncounted, interleaved) = (_uncounted, _interleavedHistory);
        _uncounted |= check.IsUncounted;
        _interleavedHistory = frame.History;
        LowerBlock(check.Body);
        (_uncounted, _interleavedHistory) = (uncounted, interleaved);
        _builder.Continue(after);
    }

    // “Every 50” counts passes in a slot of its own: a machine has no remainder.
    private Dictionary<BoundTrigger, int> CountersOf(List<BoundInterleave> checks, LoopFrame frame)
    {
        var counters = new Dictionary<BoundTrigger, int>(ReferenceEqualityComparer.Instance);
        foreach (var trigger in checks.SelectMany(check => check.Triggers))
        {
            if (trigger.Every is null)
                continue;
            int counter = _builder.AddSlot($"{frame.Label?.Name}_since_check", SlotType.Count);
            _builder.Assign(counter, Code.Number(0));
            counters[trigger] = counter;
        }
        return counters;
    }

    private void EnterBudget(BoundExpression? budget, int exit)
    {
        if (budget is null)
            return;
        var duration = Value(budget).Code;
        int since = _builder.AddSlot("budget_start", SlotType.WallTime);
        _builder.Assign(since, Code.Observed(Observable.WallTime));
        _budgets.Add(
            new(
                $"at most {OneLine(budget.Syntax.Text)}",
                Ref(budget),
                new MachineExpression.Elapsed(duration, since),
                exit,
                Budget: true
            )
        );
    }

    private LoopFrame? LoopOf(LabelSymbol? label) =>
        label is null
            ? _loops.LastOrDefault()
            : _loops.LastOrDefault(frame => ReferenceEquals(frame.Label, label));

    private static MachineExpression PassBelow(LoopFrame frame, MachineExpression count) =>
        Code.Compare(Code.Slot(frame.Pass), Comparison.Less, count);

    /// <summary>A value that later steps must not change: what is observed is kept in a slot.</summary>
    private Lowered Frozen(Lowered value, string name)
    {
        if (value.Code is MachineExpression.Number or MachineExpression.Argument or MachineExpression.Fact)
            return value;
        int slot = _builder.AddSlot(name, SlotType.Number);
        _builder.Assign(slot, value.Code);
        return value with { Code = Code.Slot(slot) };
    }
}
