namespace CellDsl.Language.Text;

/// <summary>One version of one file: its text, its path as people write it, and where its lines start.</summary>
public sealed class SourceText(string path, string text)
{
    private int[]? _lineStarts;

    /// <summary>The path with forward slashes, as the user or the importing file wrote it.</summary>
    public string Path { get; } = path;

    public string Text { get; } = text;

    public int Length => Text.Length;

    public int LineCount => LineStarts.Length;

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    public ReadOnlySpan<char> Slice(TextSpan span) => Text.AsSpan(span.Start, span.Length);

    /// <summary>Zero-based line and column (UTF-16 units, as LSP counts) of a position.</summary>
    public LinePosition PositionAt(int offset)
    {
        int found = Array.BinarySearch(LineStarts, offset);
        int line = found >= 0 ? found : ~found - 1;
        return new(line, offset - LineStarts[line]);
    }

    /// <summary>The span of a zero-based line without its line break.</summary>
    public TextSpan LineSpan(int line)
    {
        int start = LineStarts[line];
        int end = line + 1 < LineStarts.Length ? LineStarts[line + 1] : Text.Length;
        while (end > start && Text[end - 1] is '\n' or '\r')
            end--;
        return TextSpan.FromBounds(start, end);
    }

    /// <summary>The offset of a zero-based line and column, clamped to the text.</summary>
    public int OffsetAt(LinePosition position)
    {
        if (position.Line >= LineStarts.Length)
            return Text.Length;
        var line = LineSpan(Math.Max(0, position.Line));
        return Math.Min(line.Start + Math.Max(0, position.Column), line.End);
    }

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                starts.Add(i + 1);
        }
        return [.. starts];
    }
}

/// <summary>A zero-based line and column, the column in UTF-16 code units.</summary>
public readonly record struct LinePosition(int Line, int Column);
