using System.Globalization;
using System.Text;

namespace CellDsl.TestKit;

/// <summary>The lines that differ between two texts, with a few lines around them.</summary>
public static class LineDifference
{
    private const int Context = 2;
    private const int MostLines = 80;

    public static string Describe(string expected, string actual)
    {
        string[] left = expected.Split('\n');
        string[] right = actual.Split('\n');
        int head = 0;
        while (head < left.Length && head < right.Length && left[head] == right[head])
            head++;
        int tail = 0;
        while (
            tail < left.Length - head && tail < right.Length - head && left[^(tail + 1)] == right[^(tail + 1)]
        )
            tail++;

        var text = new StringBuilder();
        int shown = 0;
        for (int i = Math.Max(0, head - Context); i < head; i++)
            Append(' ', i, left[i]);
        for (int i = head; i < left.Length - tail; i++)
            Append('-', i, left[i]);
        for (int i = head; i < right.Length - tail; i++)
            Append('+', i, right[i]);
        for (int i = right.Length - tail; i < Math.Min(right.Length, right.Length - tail + Context); i++)
            Append(' ', i, right[i]);
        if (shown > MostLines)
            text.Append(CultureInfo.InvariantCulture, $"… and {shown - MostLines} more lines\n");
        return text.ToString();

        void Append(char sign, int line, string content)
        {
            if (shown++ < MostLines)
                text.Append(CultureInfo.InvariantCulture, $"{sign}{line + 1, 5} {content}\n");
        }
    }
}
