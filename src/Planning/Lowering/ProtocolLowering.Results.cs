using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Lowering;

internal sealed partial class ProtocolLowering
{
    private readonly Dictionary<string, StepHistory> _steps = [];

    /// <summary>The history of the loop between whose passes a check-up is being lowered.</summary>
    private LabelHistory? _interleavedHistory;

    private LabelHistory HistoryOf(LabelSymbol label)
    {
        if (!_labels.TryGetValue(label.Name, out var history))
        {
            history = new(label.Name, _builder.AddSlot($"{label.Name}_count", SlotType.Count));
            _labels[label.Name] = history;
        }
        return history;
    }

    private Lowered Figure(BoundFigure figure)
    {
        var path = ResultPath.Of(figure.Target);
        if (path is null || path.Unclear is not null)
        {
            Report(
                Rules.NotKnownBeforeAt((path?.Unclear ?? figure.Target).Location, "which result this means")
            );
            return Unknown(Figures.KindOf(figure.Figure).Dimension);
        }
        var code =
            path.Label is { } label ? FigureOfPass(label, path, figure.Figure)
            : path.Kind is { } kind ? FigureOfStep(kind, path.Step, figure.Figure)
            : figure.Figure == Language.Semantics.Bound.Figure.Retention ? null
            : Figures.OfStretch(null, figure.Figure, Code.Observed);
        if (code is null)
        {
            Report(Rules.NotObservableAt(figure.Location, $"`{OneLine(figure.Syntax.Text)}`"));
            return Unknown(Figures.KindOf(figure.Figure).Dimension);
        }
        return new(code, Figures.KindOf(figure.Figure));
    }

    private MachineExpression? FigureOfPass(LabelSymbol label, ResultPath path, Figure figure)
    {
        var asked = new PassFigure(path.Kind, figure);
        var around = path.OfTest && path.Pass is null ? null : LoopOf(label);
        int back = path.Pass?.Back ?? 0;
        if (around is not null && (path.Pass is null || path.Pass is { Back: 0 }))
            return Live(around, asked);
        var history = HistoryOf(label);
        if (figure == Language.Semantics.Bound.Figure.Count && path.Pass is null)
            return Code.Slot(history.Count);
        // Inside a pass its own number is already counted, so that only smaller ones are complete.
        int inside = around is null ? 0 : 1;
        if (path.Pass is { Back: null, Number: var number })
        {
            Prove(history.Count, number + inside);
            return Code.Slot(Pinned(history, asked, number));
        }
        int position = around is null ? back : back - 1;
        Prove(history.Count, position + 1 + inside);
        return Code.Slot(Latest(history, asked, position));
    }

    private MachineExpression? FigureOfStep(string kind, ResultIndex? index, Figure figure)
    {
        if (figure == Language.Semantics.Bound.Figure.Count)
            return Code.Slot(CountOf(StepsOf(kind)));
        if (Figures.OfStep(figure) is null)
            return null;
        var history = StepsOf(kind);
        int number = index?.Number ?? 1;
        Prove(CountOf(history), number);
        return Code.Slot(index is null ? LastFigure(kind, figure) : Pinned(history, figure, number));
    }

    private void Prove(int counter, int atLeast) =>
        _proofs.Add(Code.Compare(Code.Slot(counter), Comparison.GreaterOrEqual, Code.Number(atLeast)));

    /// <summary>A figure of the running pass as it stands.</summary>
    private MachineExpression? Live(LoopFrame frame, PassFigure asked)
    {
        if (asked is { Kind: null, Figure: Language.Semantics.Bound.Figure.Count })
            return Code.Slot(frame.Pass);
        if (asked is { Kind: null, Figure: Language.Semantics.Bound.Figure.Retention })
        {
            if (frame.History is not { } history)
                return null;
            var discharge = new PassFigure("discharge", Language.Semantics.Bound.Figure.Capacity);
            var capacity = frame.Since(Machines.Observable.ChargeOut, _builder);
            return Code.Divide(capacity, Code.Slot(Pinned(history, discharge, 1)));
        }
        bool isStretch = asked.Kind is null or "charge" or "discharge";
        var stretch = isStretch
            ? Figures.OfStretch(asked.Kind, asked.Figure, what => frame.Since(what, _builder))
            : null;
        if (stretch is not null)
            return stretch;
        return asked.Kind is { } kind && Figures.OfStep(asked.Figure) is not null
            ? Code.Slot(LastFigure(kind, asked.Figure))
            : null;
    }

    private int Pinned(LabelHistory history, PassFigure asked, int pass)
    {
        if (!history.Pinned.TryGetValue((asked, pass), out int slot))
        {
            slot = _builder.AddSlot($"{history.Name}_{pass}_{asked}", SlotType.Number);
            history.Pinned[(asked, pass)] = slot;
        }
        return slot;
    }

    private int Latest(LabelHistory history, PassFigure asked, int position)
    {
        if (!history.Latest.TryGetValue(asked, out var slots))
            history.Latest[asked] = slots = [];
        while (slots.Count <= position)
            slots.Add(_builder.AddSlot($"{history.Name}_last{slots.Count + 1}_{asked}", SlotType.Number));
        return slots[position];
    }

    private StepHistory StepsOf(string kind)
    {
        if (!_steps.TryGetValue(kind, out var history))
            _steps[kind] = history = new(kind);
        return history;
    }

    private int CountOf(StepHistory history) =>
        history.Count ??= _builder.AddSlot($"{history.Kind}_count", SlotType.Count);

    private int LastFigure(string kind, Figure figure)
    {
        var history = StepsOf(kind);
        if (!history.Last.TryGetValue(figure, out int slot))
        {
            slot = _builder.AddSlot($"last_{kind}_{figure}", SlotType.Number);
            history.Last[figure] = slot;
        }
        return slot;
    }

    private int Pinned(StepHistory history, Figure figure, int index)
    {
        if (!history.Pinned.TryGetValue((figure, index), out int slot))
        {
            slot = _builder.AddSlot($"{history.Kind}_{index}_{figure}", SlotType.Number);
            history.Pinned[(figure, index)] = slot;
            CountOf(history);
        }
        return slot;
    }
}
