using CellDsl.Planning;

namespace CellDsl.Compiler.Exchange.Model;

/// <summary>A program without jumps as loops in loops.</summary>
public abstract record ProgramTree
{
    public sealed record Step(CyclerStep Content) : ProgramTree;

    public sealed record Repeat(long Count, EquatableList<ProgramTree> Body) : ProgramTree;

    /// <summary>The tree of a program; null where a loop begins inside one and ends outside.</summary>
    public static EquatableList<ProgramTree>? Of(CyclerProgram program)
    {
        var items = new List<(int At, ProgramTree Tree)>();
        for (int i = 0; i < program.Steps.Count; i++)
        {
            if (program.Steps[i].Control is not CyclerControl.Loop loop)
            {
                items.Add((i, new Step(program.Steps[i])));
                continue;
            }
            int first = items.FindIndex(item => item.At >= loop.Start);
            if (first < 0 || loop.Count == 1)
                continue;
            if (items[first].At != loop.Start)
                return null;
            var body = items.GetRange(first, items.Count - first);
            items.RemoveRange(first, body.Count);
            items.Add((loop.Start, new Repeat(loop.Count, [.. body.Select(item => item.Tree)])));
        }
        return [.. items.Select(item => item.Tree)];
    }

    /// <summary>The steps of a program without jumps in the order in which they run.</summary>
    public static IEnumerable<CyclerStep> WrittenOut(CyclerProgram program) => WrittenOut(Of(program) ?? []);

    private static IEnumerable<CyclerStep> WrittenOut(IEnumerable<ProgramTree> trees)
    {
        foreach (var tree in trees)
        {
            if (tree is Step step)
                yield return step.Content;
            if (tree is not Repeat repeat)
                continue;
            for (long pass = 0; pass < repeat.Count; pass++)
            {
                foreach (var inner in WrittenOut(repeat.Body))
                    yield return inner;
            }
        }
    }

    /// <summary>The steps in a row, each loop turned by a step behind it.</summary>
    public static List<CyclerStep> Flat(IEnumerable<ProgramTree> trees)
    {
        var steps = new List<CyclerStep>();
        Add(trees, steps);
        return steps;
    }

    private static void Add(IEnumerable<ProgramTree> trees, List<CyclerStep> steps)
    {
        foreach (var tree in trees)
        {
            switch (tree)
            {
                case Step step:
                    steps.Add(step.Content);
                    break;
                case Repeat repeat:
                    int start = steps.Count;
                    Add(repeat.Body, steps);
                    if (steps.Count > start)
                        steps.Add(
                            new($"loop#{steps.Count + 1}", new CyclerControl.Loop(start, repeat.Count), [])
                        );
                    break;
            }
        }
    }
}
