using CellDsl.Language.Semantics.Symbols;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Lowering;

/// <summary>A loop while its body is lowered, and afterwards for its history.</summary>
/// <param name="start">The block with which a pass begins: baselines go here.</param>
/// <param name="tail">The block with which a pass ends: history is written here.</param>
internal sealed class LoopFrame(
    LabelSymbol? label,
    int pass,
    int start,
    int tail,
    int exit,
    LabelHistory? history
)
{
    private readonly Dictionary<Observable, int> _baselines = [];

    public LabelSymbol? Label { get; } = label;

    /// <summary>Slot with the number of the running pass, from 1.</summary>
    public int Pass { get; } = pass;

    public int Start { get; } = start;

    public int Tail { get; } = tail;

    public int Exit { get; } = exit;

    public LabelHistory? History { get; } = history;

    /// <summary>Where the loop goes on after its history is written.</summary>
    public int AfterTail { get; set; }

    /// <summary>What has passed of a cumulative figure since the running pass began.</summary>
    public MachineExpression Since(Observable what, MachineBuilder builder)
    {
        if (!_baselines.TryGetValue(what, out int slot))
        {
            var camel = char.ToLowerInvariant(what.ToString()[0]) + what.ToString()[1..];
            slot = builder.AddSlot($"{Label?.Name ?? "loop"}_{camel}0", SlotType.Number);
            builder.AssignIn(Start, slot, Code.Observed(what));
            _baselines[what] = slot;
        }
        return Code.Subtract(Code.Observed(what), Code.Slot(slot));
    }
}

/// <summary>All passes of the loops of one label over the whole test.</summary>
/// <param name="count">Slot with the number of passes that began.</param>
internal sealed class LabelHistory(string name, int count)
{
    public string Name { get; } = name;

    public int Count { get; } = count;

    public List<LoopFrame> Loops { get; } = [];

    /// <summary>Slots by what they keep.</summary>
    public Dictionary<(PassFigure Figure, int Pass), int> Pinned { get; } = [];

    /// <summary>Slots with the figures of the last passes: the latest first.</summary>
    public Dictionary<PassFigure, List<int>> Latest { get; } = [];
}

/// <summary>A figure of one pass: of the whole of it, or of its steps of one kind.</summary>
internal readonly record struct PassFigure(string? Kind, Language.Semantics.Bound.Figure Figure)
{
    public override string ToString() => Kind is null ? $"{Figure}" : $"{Kind}{Figure}";
}

/// <summary>Figures of the finished steps of one kind.</summary>
internal sealed class StepHistory(string kind)
{
    public string Kind { get; } = kind;

    public Dictionary<Language.Semantics.Bound.Figure, int> Last { get; } = [];

    public Dictionary<(Language.Semantics.Bound.Figure Figure, int Index), int> Pinned { get; } = [];

    /// <summary>Slot with the number of finished steps, where anything asks for it.</summary>
    public int? Count { get; set; }
}
