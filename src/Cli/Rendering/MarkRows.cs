namespace CellDsl.Cli.Rendering;

/// <summary>
/// The rows under a source line: the underlines, the words of the rightmost one beside it, and those of the others
/// hung below on a vertical line each, from right to left.
/// </summary>
internal static class MarkRows
{
    public static void Write(StyledText text, Action startRow, IReadOnlyList<Mark> marks)
    {
        var byColumn = marks.OrderBy(mark => mark.Start).ThenBy(mark => mark.Primary).ToList();
        var last = byColumn[^1];
        startRow();
        WriteUnderlines(text, byColumn);
        bool inline = last.Text is not null && byColumn.All(mark => mark == last || mark.End <= last.Start);
        if (inline)
            text.Spaces(1).Write(last.Style, last.Text);
        text.Line();

        var hanging = byColumn.Where(mark => mark.Text is not null && !(inline && mark == last)).ToList();
        if (hanging.Count == 0)
            return;
        startRow();
        WriteStems(text, hanging, hanging.Count);
        text.Line();
        for (int i = hanging.Count - 1; i >= 0; i--)
        {
            startRow();
            int column = WriteStems(text, hanging, i);
            text.Spaces(hanging[i].Start - column).Write(hanging[i].Style, hanging[i].Text).Line();
        }
    }

    private static void WriteUnderlines(StyledText text, List<Mark> byColumn)
    {
        int end = byColumn.Max(mark => mark.End);
        int column = 0;
        while (column < end)
        {
            int here = column;
            // Where marks overlap the primary one shows.
            var covering = byColumn.Where(mark => mark.Start <= here && here < mark.End).ToList();
            if (covering.Count == 0)
            {
                int next = byColumn.Where(mark => mark.Start > here).Min(mark => mark.Start);
                text.Spaces(next - column);
                column = next;
                continue;
            }
            var top = covering.Find(mark => mark.Primary);
            if (top.Length == 0)
                top = covering[^1];
            int until = top.End;
            foreach (var mark in byColumn)
            {
                if (mark.Start > here && mark.Start < until)
                    until = mark.Start;
            }
            text.Write(top.Style, new string(top.Sign, until - column));
            column = until;
        }
    }

    /// <summary>Writes the vertical lines of the first <paramref name="count"/> marks; the column reached.</summary>
    private static int WriteStems(StyledText text, List<Mark> hanging, int count)
    {
        int column = 0;
        for (int i = 0; i < count; i++)
        {
            if (hanging[i].Start < column)
                continue;
            text.Spaces(hanging[i].Start - column).Write(hanging[i].Style, "│");
            column = hanging[i].Start + 1;
        }
        return column;
    }
}
