using CellDsl.Compiler.Exchange.Model;

namespace CellDsl.Compiler.Exchange.Cells;

/// <summary>A stretch of steps in braces: a loop, or a part that ends somewhere before its last step (a loop of one pass).</summary>
/// <param name="Start">Its first step.</param>
/// <param name="End">The step behind it; for a loop the step behind the one that turns.</param>
/// <param name="Count">Passes; one for a part.</param>
internal sealed record Stretch(int Start, int End, long Count)
{
    public bool IsLoop => Turn is not null;

    /// <summary>The step that turns a loop; null for a part.</summary>
    public int? Turn { get; init; }

    /// <summary>Behind the last step inside.</summary>
    public int InnerEnd => Turn ?? End;

    public bool Holds(int step) => step >= Start && step < InnerEnd;
}

/// <summary>
/// Finds the blocks that give a row of steps with jumps the shape of nested text: loops are blocks already, a jump forward
/// out of several of them leaves a block that ends where it leads.
/// </summary>
internal sealed class StructuredProgram
{
    private readonly CyclerProgram _program;
    private readonly List<Stretch> _stretches = [];

    private StructuredProgram(CyclerProgram program) => _program = program;

    /// <summary>From the outermost to the innermost where they begin at the same step.</summary>
    public IReadOnlyList<Stretch> Stretches => _stretches;

    /// <summary>Jumps that no block can say: back to where no loop begins, or into the middle of a loop.</summary>
    public HashSet<(int From, int To)> Wild { get; } = [];

    public static StructuredProgram Of(CyclerProgram program)
    {
        var structured = new StructuredProgram(program);
        structured.FindLoops();
        structured.FindParts();
        structured._stretches.Sort(
            (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End)
        );
        return structured;
    }

    private void FindLoops()
    {
        for (int i = 0; i < _program.Steps.Count; i++)
        {
            if (_program.Steps[i].Control is CyclerControl.Loop loop && loop.Start < i)
                _stretches.Add(new(loop.Start, i + 1, loop.Count) { Turn = i });
        }
    }

    private IEnumerable<(int From, int To)> Jumps()
    {
        for (int i = 0; i < _program.Steps.Count; i++)
        {
            if (_program.Steps[i].Control is CyclerControl.Loop)
                continue;
            foreach (var end in _program.Steps[i].Ends)
            {
                if (end.Target.Kind == TargetKind.Step && end.Target.Step != i + 1)
                    yield return (i, end.Target.Step);
            }
        }
    }

    private void FindParts()
    {
        var needed = new SortedDictionary<int, int>();
        foreach (var (from, to) in Jumps().Distinct())
        {
            bool isInto = _stretches.Exists(loop =>
                loop.IsLoop && to > loop.Start && to < loop.End && !(from >= loop.Start && from < loop.End)
            );
            if (to <= from || isInto)
            {
                Wild.Add((from, to));
                continue;
            }
            // Leaving a loop for the step behind it is `break` already.
            if (_stretches.Exists(loop => loop.IsLoop && loop.End == to && loop.Holds(from)))
                continue;
            needed[to] = needed.TryGetValue(to, out int known) ? Math.Min(known, from) : from;
        }
        foreach (var (to, from) in needed)
            _stretches.Add(new(from, to, 1));
        for (bool changed = true; changed; )
        {
            changed = false;
            for (int i = 0; i < _stretches.Count; i++)
            {
                if (_stretches[i].IsLoop)
                    continue;
                foreach (var other in _stretches)
                {
                    // Cut neither loops nor other parts in two: begin where they begin.
                    if (
                        other.Start < _stretches[i].Start
                        && other.End > _stretches[i].Start
                        && other.InnerEnd < _stretches[i].End
                    )
                    {
                        _stretches[i] = _stretches[i] with { Start = other.Start };
                        changed = true;
                    }
                }
            }
        }
    }
}
