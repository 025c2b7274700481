using System.Text;

namespace CellDsl.Compiler.Exchange.Formats.BioLogic;

/// <summary>The table of a settings file: a row per field, a column of 20 characters per sequence.</summary>
internal sealed class SequenceTable(int sequences)
{
    public const int Width = 20;

    private readonly List<(string Label, string[] Cells)> _rows = [];

    public void Row(string label, Func<int, string> cell) =>
        _rows.Add((label, [.. Enumerable.Range(0, sequences).Select(cell)]));

    public void WriteTo(StringBuilder text)
    {
        foreach (var (label, cells) in _rows)
        {
            text.Append(label.PadRight(Width));
            foreach (string cell in cells)
                text.Append(cell.PadRight(Width));
            text.Append("\r\n");
        }
    }
}
