namespace CellDsl.Planning.Differences;

/// <summary>Pairs of equal items of two lists in the order of both: a longest common subsequence.</summary>
internal static class Alignment
{
    // Beyond this many comparisons, items are paired one by one from both ends.
    private const long MostCells = 4_000_000;

    /// <returns>Index before and after; -1 on the side where an item is missing. In order.</returns>
    public static List<(int Before, int After)> Of<T>(
        IReadOnlyList<T> before,
        IReadOnlyList<T> after,
        Func<T, T, bool> same
    )
    {
        int head = 0;
        while (head < before.Count && head < after.Count && same(before[head], after[head]))
            head++;
        int tail = 0;
        while (
            tail < before.Count - head
            && tail < after.Count - head
            && same(before[^(tail + 1)], after[^(tail + 1)])
        )
            tail++;
        int rows = before.Count - head - tail;
        int columns = after.Count - head - tail;
        var pairs = new List<(int, int)>();
        for (int i = 0; i < head; i++)
            pairs.Add((i, i));
        if ((long)rows * columns <= MostCells)
            Middle(before, after, same, head, rows, columns, pairs);
        else
        {
            for (int i = 0; i < rows; i++)
                pairs.Add((head + i, -1));
            for (int j = 0; j < columns; j++)
                pairs.Add((-1, head + j));
        }
        for (int i = tail; i > 0; i--)
            pairs.Add((before.Count - i, after.Count - i));
        return pairs;
    }

    private static void Middle<T>(
        IReadOnlyList<T> before,
        IReadOnlyList<T> after,
        Func<T, T, bool> same,
        int head,
        int rows,
        int columns,
        List<(int, int)> pairs
    )
    {
        var length = new int[rows + 1, columns + 1];
        for (int i = rows - 1; i >= 0; i--)
        {
            for (int j = columns - 1; j >= 0; j--)
                length[i, j] = same(before[head + i], after[head + j])
                    ? length[i + 1, j + 1] + 1
                    : Math.Max(length[i + 1, j], length[i, j + 1]);
        }
        for (int i = 0, j = 0; i < rows || j < columns; )
        {
            if (i < rows && j < columns && same(before[head + i], after[head + j]))
                pairs.Add((head + i++, head + j++));
            else if (i < rows && (j == columns || length[i + 1, j] >= length[i, j + 1]))
                pairs.Add((head + i++, -1));
            else
                pairs.Add((-1, head + j++));
        }
    }
}
