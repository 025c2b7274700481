using System.Globalization;
using System.Text;
using CellDsl.Language.Text;

namespace CellDsl.Cli.Rendering;

/// <summary>
/// One source line as the terminal shows it: tabs expanded, characters that would move the cursor or reorder the text
/// made visible, a long line cut to a window; and where each position of the source lands in it.
/// </summary>
public sealed class DisplayLine
{
    private const int TabStop = 4;

    private readonly int _from;
    private readonly int[] _columns;

    private DisplayLine(string text, int from, int[] columns)
    {
        Text = text;
        _from = from;
        _columns = columns;
    }

    public string Text { get; }

    /// <summary>Whether a position of the source is inside the window.</summary>
    public bool Shows(int offset) => offset >= _from && offset - _from < _columns.Length;

    /// <summary>The zero-based column where the character at <paramref name="offset"/> starts.</summary>
    public int ColumnOf(int offset) => _columns[Math.Clamp(offset - _from, 0, _columns.Length - 1)];

    /// <param name="focus">The position to keep in view when the line is longer than <paramref name="width"/>.</param>
    public static DisplayLine Create(SourceText source, TextSpan line, int focus, int width)
    {
        var (from, to) = Window(source.Text, line, focus, width);
        var text = new StringBuilder(to - from + 16);
        var columns = new int[to - from + 1];
        int column = 0;
        if (from > line.Start)
        {
            text.Append('…');
            column = 1;
        }
        for (int i = from; i < to; )
        {
            bool whole = Rune.TryGetRuneAt(source.Text, i, out var rune);
            int length = whole ? rune.Utf16SequenceLength : 1;
            Array.Fill(columns, column, i - from, length);
            column += whole ? Append(text, rune, column) : Append(text, Rune.ReplacementChar, column);
            i += length;
        }
        columns[to - from] = column;
        if (to < line.End)
            text.Append('…');
        return new DisplayLine(text.ToString(), from, columns);
    }

    private static (int From, int To) Window(string text, TextSpan line, int focus, int width)
    {
        if (line.Length <= width)
            return (line.Start, line.End);
        int from = Math.Clamp(focus - width / 3, line.Start, Math.Max(line.Start, line.End - width));
        int to = Math.Min(line.End, from + width);
        if (from > line.Start && char.IsLowSurrogate(text[from]))
            from++;
        if (to < line.End && char.IsLowSurrogate(text[to]))
            to--;
        return (from, to);
    }

    private static int Append(StringBuilder text, Rune rune, int column)
    {
        if (rune.Value == '\t')
        {
            int spaces = TabStop - column % TabStop;
            text.Append(' ', spaces);
            return spaces;
        }
        if (rune.Value < 0x20)
        {
            // The picture of the control character (U+2400 SYMBOL FOR NULL and on).
            text.Append((char)(0x2400 + rune.Value));
            return 1;
        }
        if (IsInvisible(rune))
        {
            string code = $"<U+{rune.Value:X4}>";
            text.Append(code);
            return code.Length;
        }
        text.Append(rune.ToString());
        return DisplayWidth.Of(rune);
    }

    /// <summary>Controls beyond ASCII, and format characters that reorder the text around them.</summary>
    private static bool IsInvisible(Rune rune) =>
        rune.Value == 0x7F
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
