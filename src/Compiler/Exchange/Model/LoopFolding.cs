using System.Globalization;
using System.Text;

namespace CellDsl.Compiler.Exchange.Model;

/// <summary>
/// Finds steps that are written out again and again and makes loops of them. What happens to the cell stays the same; only
/// the identities of the later passes are gone.
/// </summary>
public static class LoopFolding
{
    private const int LongestPass = 2000;
    private const int MostSteps = 60_000;
    private const int MostLoops = 200;

    public static CyclerProgram Fold(CyclerProgram program)
    {
        program = ProgramEdits.Normalise(program);
        for (int i = 0; i < MostLoops && program.Steps.Count <= MostSteps; i++)
        {
            if (Best(program) is not { } run)
                return program;
            program = Folded(program, run);
        }
        return program;
    }

    /// <summary>Steps from <paramref name="Start"/> on that repeat after <paramref name="Length"/>, so many times.</summary>
    private readonly record struct Run(int Start, int Length, int Count)
    {
        public int End => Start + (Length * Count);

        /// <summary>Steps that the loop saves; it costs one itself.</summary>
        public int Saved => (Length * (Count - 1)) - 1;
    }

    private static Run? Best(CyclerProgram program)
    {
        var keys = Keys(program);
        var entered = Entered(program);
        Run? best = null;
        int longest = Math.Min(LongestPass, program.Steps.Count / 2);
        for (int length = 1; length <= longest; length++)
        {
            int same = 0;
            for (int i = length; i <= keys.Length; i++)
            {
                if (i < keys.Length && keys[i] == keys[i - length])
                {
                    same++;
                    continue;
                }
                int passes = (same / length) + 1;
                int start = i - same - length;
                same = 0;
                if (passes < 2)
                    continue;
                // A run may begin anywhere within its first pass; the first place that allows it will do.
                var run = new Run(start, length, passes);
                if (best is { } known && run.Saved <= known.Saved)
                    continue;
                if (run.Saved > 0 && IsClosed(program, run, entered))
                    best = run;
            }
        }
        return best;
    }

    // Steps that do the same have the same key, wherever their ends lead.
    private static int[] Keys(CyclerProgram program)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. program.Steps.Select(
                (step, i) =>
                {
                    string text = Describe(step, i);
                    if (!known.TryGetValue(text, out int key))
                        known[text] = key = known.Count;
                    return key;
                }
            ),
        ];
    }

    private static string Describe(CyclerStep step, int at)
    {
        var text = new StringBuilder();
        text.Append(
            step.Control is CyclerControl.Loop loop
                ? string.Create(CultureInfo.InvariantCulture, $"loop {at - loop.Start} {loop.Count}")
                : step.Control.ToString()
        );
        text.Append('|').Append(step.Record).Append('|').Append(step.Guard).Append('|').Append(step.Note);
        foreach (var end in step.Ends)
        {
            text.Append('|').Append(end.Target.Kind == TargetKind.Stop ? $"stop {end.Target.Reason}" : "go");
            foreach (var condition in end.All)
                text.Append('&').Append(condition);
        }
        return text.ToString();
    }

    /// <summary>For each step whence it is reached by a jump, not by running into it.</summary>
    private static ILookup<int, int> Entered(CyclerProgram program) =>
        Enumerable
            .Range(0, program.Steps.Count)
            .SelectMany(step => ProgramEdits.Successors(program, step).Select(to => (From: step, To: to)))
            .Where(way => way.To != way.From + 1)
            .ToLookup(way => way.To, way => way.From);

    /// <summary>Whether all passes lead the same ways, and nothing jumps into them.</summary>
    private static bool IsClosed(CyclerProgram program, Run run, ILookup<int, int> entered)
    {
        for (int i = run.Start + 1; i < run.End; i++)
        {
            if (entered[i].Any(from => from < run.Start || from >= run.End))
                return false;
        }
        for (int i = run.Start; i < run.End; i++)
        {
            int first = run.Start + ((i - run.Start) % run.Length);
            int pass = i - first;
            var (ends, ofFirst) = (program.Steps[i].Ends, program.Steps[first].Ends);
            for (int n = 0; n < ends.Count; n++)
            {
                int? to = program.Resolve(ends[n].Target, i);
                int? toOfFirst = program.Resolve(ofFirst[n].Target, first);
                bool isInside = toOfFirst >= run.Start && toOfFirst <= run.Start + run.Length;
                bool isRelative = to is null ? toOfFirst is null : isInside && to - pass == toOfFirst;
                bool isOut = to == toOfFirst && (to >= run.End || to < run.Start);
                if (!isRelative && !isOut)
                    return false;
            }
            if (
                program.Steps[i].Control is CyclerControl.Loop loop
                && (loop.Start < run.Start + pass || loop.Start >= i)
            )
                return false;
        }
        return true;
    }

    private static CyclerProgram Folded(CyclerProgram program, Run run)
    {
        int turn = run.Start + run.Length;
        var loop = new CyclerStep(
            $"loop#{(turn + 1).ToString(CultureInfo.InvariantCulture)}",
            new CyclerControl.Loop(run.Start, run.Count),
            []
        );
        // Where the first pass led to the second, it now leads to the turn of the loop.
        CyclerStep[] body =
        [
            .. Enumerable
                .Range(run.Start, run.Length)
                .Select(i => ProgramEdits.Named(program.Steps[i], i, _ => true)),
        ];
        var steps = new List<CyclerStep>();
        int shift = run.Length + 1 - (run.End - run.Start);
        int Moved(int to) => to >= run.End ? to + shift : to;
        for (int i = 0; i < run.Start; i++)
            steps.Add(ProgramEdits.Retarget(program.Steps[i], Moved));
        foreach (var step in body)
            steps.Add(ProgramEdits.Retarget(step, Moved));
        steps.Add(loop);
        for (int i = run.End; i < program.Steps.Count; i++)
            steps.Add(ProgramEdits.Retarget(program.Steps[i], Moved));
        return ProgramEdits.Normalise(program with { Steps = [.. steps] });
    }
}
