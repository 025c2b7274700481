using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Lsp.Features;

/// <summary>The lines that differ between two texts, as edits that leave all others alone.</summary>
public static class LineChanges
{
    /// <summary>Beyond this many cells of the comparison table the middle is exchanged as one piece.</summary>
    private const long MostCells = 4_000_000;

    public static IReadOnlyList<TextEdit> Between(SourceText source, string wanted)
    {
        var old = LinesOf(source.Text);
        var now = LinesOf(wanted);
        int head = 0;
        while (head < old.Count && head < now.Count && Equal(source.Text, old[head], wanted, now[head]))
            head++;
        int tail = 0;
        while (
            tail < Math.Min(old.Count, now.Count) - head
            && Equal(source.Text, old[^(tail + 1)], wanted, now[^(tail + 1)])
        )
            tail++;
        int rows = old.Count - head - tail;
        int columns = now.Count - head - tail;
        var edits = new List<TextEdit>();
        if (rows == 0 && columns == 0)
            return edits;
        if ((long)rows * columns > MostCells || rows == 0 || columns == 0)
        {
            Add(head, head + rows, head, head + columns);
            return edits;
        }
        var common = CommonLengths(source.Text, old, wanted, now, head, rows, columns);
        int i = 0;
        int j = 0;
        while (i < rows || j < columns)
        {
            int fromOld = i;
            int fromNow = j;
            while (
                (i < rows || j < columns)
                && !(i < rows && j < columns && Equal(source.Text, old[head + i], wanted, now[head + j]))
            )
            {
                if (i < rows && (j == columns || common[i + 1, j] >= common[i, j + 1]))
                    i++;
                else
                    j++;
            }
            if (i > fromOld || j > fromNow)
                Add(head + fromOld, head + i, head + fromNow, head + j);
            else
                (i, j) = (i + 1, j + 1);
        }
        return edits;

        void Add(int fromOld, int toOld, int fromNow, int toNow)
        {
            // Lines that were only changed are changed one by one, so that a part of them can be taken.
            if (toOld - fromOld == toNow - fromNow && toOld - fromOld > 1)
            {
                for (int line = 0; line < toOld - fromOld; line++)
                    Add(fromOld + line, fromOld + line + 1, fromNow + line, fromNow + line + 1);
                return;
            }
            int start = fromOld < old.Count ? old[fromOld].Start : source.Length;
            int end = toOld > fromOld ? old[toOld - 1].End : start;
            string text = toNow > fromNow ? wanted[now[fromNow].Start..now[toNow - 1].End] : "";
            edits.Add(new(TextSpan.FromBounds(start, end), text));
        }
    }

    /// <summary>Lines with their line breaks.</summary>
    private static List<TextSpan> LinesOf(string text)
    {
        var lines = new List<TextSpan>();
        int start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start) + 1;
            if (end == 0)
                end = text.Length;
            lines.Add(TextSpan.FromBounds(start, end));
            start = end;
        }
        return lines;
    }

    private static bool Equal(string left, TextSpan one, string right, TextSpan other) =>
        left.AsSpan(one.Start, one.Length).SequenceEqual(right.AsSpan(other.Start, other.Length));

    private static int[,] CommonLengths(
        string left,
        List<TextSpan> old,
        string right,
        List<TextSpan> now,
        int head,
        int rows,
        int columns
    )
    {
        var lengths = new int[rows + 1, columns + 1];
        for (int i = rows - 1; i >= 0; i--)
        {
            for (int j = columns - 1; j >= 0; j--)
            {
                lengths[i, j] = Equal(left, old[head + i], right, now[head + j])
                    ? lengths[i + 1, j + 1] + 1
                    : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }
        return lengths;
    }
}
