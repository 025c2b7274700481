using System.Text;

namespace CellDsl.Reports.Charts;

/// <summary>
/// A chart in characters. A bar is drawn with the number of its point, so that colours are not needed; <c>·</c> is work
/// whose duration is not stated.
/// </summary>
public static class GanttText
{
    private const int LongestLabel = 24;
    private const int MostRows = 40;
    private const string Signs = "123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <param name="width">Columns of a line.</param>
    public static string Write(GanttChart chart, int width)
    {
        var text = new StringBuilder();
        var rows = chart.Rows.Take(MostRows).ToList();
        int label = Math.Min(LongestLabel, rows.Max(row => row.Label.Length));
        int columns = Math.Max(20, width - label - 6);
        text.Append("  ").Append(chart.Title).Append('\n');
        WriteAxis(text, chart, label, columns);
        foreach (var row in rows)
        {
            text.Append("  ").Append(Fitted(row.Label, label).PadRight(label)).Append(" │");
            text.Append(new string(Bars(row, chart, columns)).TrimEnd()).Append('\n');
        }
        if (chart.Rows.Count > rows.Count)
            text.Append("  … and ").Append(chart.Rows.Count - rows.Count).Append(" more rows\n");
        if (chart.Points.Count > 1)
        {
            foreach (var point in chart.Points)
                text.Append("  ")
                    .Append(' ', label + 2)
                    .Append(SignOf(point.Id))
                    .Append("  ")
                    .Append(point.Settings)
                    .Append('\n');
        }
        return text.ToString();
    }

    private static void WriteAxis(StringBuilder text, GanttChart chart, int label, int columns)
    {
        double step = TimeAxis.Step(chart.Span, Math.Max(2, columns / 12));
        var line = new string(' ', columns + 12).ToCharArray();
        for (double at = 0; at <= chart.Span * (1 + 1e-9); at += step)
        {
            string words = at == 0 ? "0" : TimeAxis.Label(at);
            int column = (int)Math.Round(at / chart.Span * columns);
            for (int i = 0; i < words.Length && column + i < line.Length; i++)
                line[column + i] = words[i];
        }
        text.Append("  ").Append(' ', label + 2).Append(new string(line).TrimEnd()).Append('\n');
    }

    private static char[] Bars(GanttRow row, GanttChart chart, int columns)
    {
        var line = new string(' ', columns + 1).ToCharArray();
        foreach (var bar in row.Bars.Where(bar => bar.End > bar.Start))
        {
            int from = (int)Math.Floor(bar.Start / chart.Span * columns);
            int to = Math.Max(from + 1, (int)Math.Round(bar.End / chart.Span * columns));
            for (int i = from; i < to && i < line.Length; i++)
                line[i] = SignOf(bar.Point);
        }
        foreach (var bar in row.Bars.Where(bar => bar.End <= bar.Start))
        {
            int at = (int)Math.Round(bar.Start / chart.Span * columns);
            if (line[at] == ' ')
                line[at] = '·';
        }
        return line;
    }

    private static char SignOf(int point) => point == 0 ? '█' : Signs[(point - 1) % Signs.Length];

    private static string Fitted(string label, int length) =>
        label.Length <= length ? label : $"{label[..(length - 1)]}…";
}
