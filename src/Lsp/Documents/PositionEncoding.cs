using System.Buffers;
using System.Text;
using CellDsl.Language.Text;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Documents;

/// <summary>What a column counts.</summary>
public enum PositionEncoding
{
    /// <summary>UTF-16 code units: what every client understands.</summary>
    Utf16,

    /// <summary>Bytes.</summary>
    Utf8,

    /// <summary>Characters of Unicode.</summary>
    Utf32,
}

/// <summary>Positions of the protocol to offsets in the text and back. No position is out of range: it is clamped.</summary>
public static class Positions
{
    /// <summary>The first encoding that the client prefers and that is known; UTF-16 where it says nothing.</summary>
    public static PositionEncoding Negotiate(IReadOnlyList<string>? offered)
    {
        foreach (string name in offered ?? [])
        {
            switch (name)
            {
                case "utf-8":
                    return PositionEncoding.Utf8;
                case "utf-16":
                    return PositionEncoding.Utf16;
                case "utf-32":
                    return PositionEncoding.Utf32;
            }
        }
        return PositionEncoding.Utf16;
    }

    public static string NameOf(PositionEncoding encoding) =>
        encoding switch
        {
            PositionEncoding.Utf8 => "utf-8",
            PositionEncoding.Utf32 => "utf-32",
            _ => "utf-16",
        };

    public static int OffsetOf(SourceText source, Position position, PositionEncoding encoding)
    {
        if (position.Line < 0)
            return 0;
        if (position.Line >= source.LineCount)
            return source.Length;
        var line = source.LineSpan(position.Line);
        if (encoding == PositionEncoding.Utf16)
            return Math.Min(line.Start + Math.Max(0, position.Character), line.End);
        var rest = source.Slice(line);
        int units = 0;
        int offset = line.Start;
        while (!rest.IsEmpty && units < position.Character)
        {
            var (width, length) = Measure(rest, encoding);
            units += width;
            offset += length;
            rest = rest[length..];
        }
        return offset;
    }

    public static Position PositionOf(SourceText source, int offset, PositionEncoding encoding)
    {
        offset = Math.Clamp(offset, 0, source.Length);
        var (line, column) = source.PositionAt(offset);
        if (encoding == PositionEncoding.Utf16)
            return new(line, column);
        var before = source.Text.AsSpan(offset - column, column);
        int units = 0;
        while (!before.IsEmpty)
        {
            var (width, length) = Measure(before, encoding);
            units += width;
            before = before[length..];
        }
        return new(line, units);
    }

    /// <summary>How many units the first character takes, and how many UTF-16 units it is long.</summary>
    private static (int Width, int Length) Measure(ReadOnlySpan<char> text, PositionEncoding encoding)
    {
        // A lone surrogate is written as U+FFFD: three bytes.
        bool whole = Rune.DecodeFromUtf16(text, out var rune, out int length) == OperationStatus.Done;
        int width =
            encoding == PositionEncoding.Utf32 ? 1
            : whole ? rune.Utf8SequenceLength
            : 3;
        return (width, Math.Max(1, length));
    }
}
