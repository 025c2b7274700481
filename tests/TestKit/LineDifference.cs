using System.Globalization;
using System.Text;

namespace CellDsl.TestKit;

/// <summary>The lines that differ between two texts, with a few lines around them.</summary>
public static class LineDifference
{
    private const int Context = 2;
    private const int MostLines = 80;

    /// <summary>Beyond this many cells of the comparison table, the middle is shown as one exchanged stretch.</summary>
    private const long MostCells = 9_000_000;

    public static string Describe(string expected, string actual)
    {
        var edits = Edits(expected.Split('\n'), actual.Split('\n'));
        var text = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < edits.Count; i++)
        {
            if (!IsNearChange(edits, i))
                continue;
            if (shown++ >= MostLines)
                continue;
            if (i > 0 && !IsNearChange(edits, i - 1))
                text.Append("   …\n");
            var (sign, line, content) = edits[i];
            text.Append(CultureInfo.InvariantCulture, $"{sign}{line, 5} {content}\n");
        }
        if (shown > MostLines)
            text.Append(CultureInfo.InvariantCulture, $"… and {shown - MostLines} more lines\n");
        return text.ToString();
    }

    private static bool IsNearChange(List<(char Sign, int, string)> edits, int index)
    {
        int from = Math.Max(0, index - Context);
        int to = Math.Min(edits.Count - 1, index + Context);
        for (int i = from; i <= to; i++)
        {
            if (edits[i].Sign != ' ')
                return true;
        }
        return false;
    }

    /// <summary>Lines in order, kept (space), taken out (minus) or put in (plus), by a longest common subsequence.</summary>
    private static List<(char Sign, int Line, string Content)> Edits(string[] left, string[] right)
    {
        int head = 0;
        while (head < left.Length && head < right.Length && left[head] == right[head])
            head++;
        int tail = 0;
        while (
            tail < left.Length - head && tail < right.Length - head && left[^(tail + 1)] == right[^(tail + 1)]
        )
            tail++;
        int rows = left.Length - head - tail;
        int columns = right.Length - head - tail;
        var edits = new List<(char, int, string)>();
        for (int i = 0; i < head; i++)
            edits.Add((' ', i + 1, right[i]));

        var common =
            (long)rows * columns <= MostCells ? CommonLengths(left, right, head, rows, columns) : null;
        for (int i = 0, j = 0; i < rows || j < columns; )
        {
            if (i < rows && j < columns && common is not null && left[head + i] == right[head + j])
            {
                edits.Add((' ', head + j + 1, right[head + j]));
                i++;
                j++;
            }
            else if (i < rows && (j == columns || common is null || common[i + 1, j] >= common[i, j + 1]))
            {
                edits.Add(('-', head + i + 1, left[head + i]));
                i++;
            }
            else
            {
                edits.Add(('+', head + j + 1, right[head + j]));
                j++;
            }
        }
        for (int j = right.Length - tail; j < right.Length; j++)
            edits.Add((' ', j + 1, right[j]));
        return edits;
    }

    /// <summary>For each pair of positions the length of the longest common subsequence of what follows.</summary>
    private static int[,] CommonLengths(string[] left, string[] right, int head, int rows, int columns)
    {
        var lengths = new int[rows + 1, columns + 1];
        for (int i = rows - 1; i >= 0; i--)
        {
            for (int j = columns - 1; j >= 0; j--)
                lengths[i, j] =
                    left[head + i] == right[head + j]
                        ? lengths[i + 1, j + 1] + 1
                        : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }
        return lengths;
    }
}
