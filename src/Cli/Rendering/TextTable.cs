using CellDsl.Cli.Hosting;
using Spectre.Console;

namespace CellDsl.Cli.Rendering;

/// <summary>Rows under headings: framed on a terminal, aligned with spaces elsewhere.</summary>
public sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    public int RowCount => _rows.Count;

    public TextTable Add(params string[] cells)
    {
        if (cells.Length != headings.Length)
            throw new ArgumentException($"{cells.Length} cells for {headings.Length} columns", nameof(cells));
        _rows.Add(cells);
        return this;
    }

    public void Write(CellConsole console)
    {
        if (console.OutputIsTerminal)
            WriteFramed(console);
        else
            WritePlain(console.Out);
    }

    public void WritePlain(TextWriter output)
    {
        var widths = headings
            .Select((heading, i) => _rows.Select(row => row[i]).Append(heading).Max(DisplayWidth.Of))
            .ToArray();
        WriteRow(output, headings, widths);
        foreach (string[] row in _rows)
            WriteRow(output, row, widths);
    }

    private void WriteFramed(CellConsole console)
    {
        var table = new Table().RoundedBorder();
        foreach (string heading in headings)
            table.AddColumn(new TableColumn(Markup.Escape(heading)) { NoWrap = true });
        foreach (string[] row in _rows)
            table.AddRow(row.Select(Markup.Escape).ToArray());
        AnsiConsole
            .Create(
                new AnsiConsoleSettings
                {
                    Out = new AnsiConsoleOutput(console.Out),
                    Ansi = console.Colour ? AnsiSupport.Yes : AnsiSupport.No,
                    ColorSystem = console.Colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
                    Interactive = InteractionSupport.No,
                }
            )
            .Write(table);
    }

    private static void WriteRow(TextWriter output, string[] cells, int[] widths)
    {
        var line = new StyledText(colour: false);
        for (int i = 0; i < cells.Length; i++)
            line.Spaces(i > 0 ? 2 : 0).Write(cells[i]).Spaces(widths[i] - DisplayWidth.Of(cells[i]));
        output.WriteLine(line);
    }
}
