namespace CellDsl.Language.Units;

/// <summary>Which listed word was probably meant.</summary>
public static class Spelling
{
    /// <summary>
    /// The candidate nearest to what was written, by the number of letters changed, left out, added or swapped; a
    /// difference in case alone counts least. Null when nothing is near: more than one change in four letters.
    /// </summary>
    public static string? Nearest<T>(string written, IEnumerable<T> candidates, Func<T, string> text)
    {
        string? best = null;
        var bestCost = 1 + (2 * ((written.Length + 3) / 4));
        foreach (var candidate in candidates)
        {
            var word = text(candidate);
            if (Math.Abs(word.Length - written.Length) * 2 >= bestCost)
            {
                continue;
            }

            var cost = Cost(written, word);
            if (cost < bestCost && cost < 2 * Math.Max(written.Length, word.Length))
            {
                (best, bestCost) = (word, cost);
            }
        }

        return best;
    }

    public static string? Nearest(string written, IEnumerable<string> candidates) =>
        Nearest(written, candidates, static c => c);

    // Optimal string alignment distance, doubled, so that a change of case can count half of a change of letter.
    private static int Cost(string from, string to)
    {
        var width = to.Length + 1;
        Span<int> rows = width <= 64 ? stackalloc int[3 * width] : new int[3 * width];
        var before = rows[..width];
        var above = rows.Slice(width, width);
        var row = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
        {
            above[j] = 2 * j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            row[0] = 2 * i;
            for (var j = 1; j < width; j++)
            {
                var replace = above[j - 1] + Difference(from[i - 1], to[j - 1]);
                row[j] = Math.Min(replace, 2 + Math.Min(above[j], row[j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    // Swapped letters are the commonest slip of the fingers, and change none.
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            var recycled = before;
            before = above;
            above = row;
            row = recycled;
        }

        return above[width - 1];
    }

    private static int Difference(char a, char b) =>
        a == b ? 0
        : char.ToUpperInvariant(a) == char.ToUpperInvariant(b) ? 1
        : 2;
}
