using System.Text;

namespace CellDsl.Cli.Rendering;

/// <summary>Builds lines of text with colours where they are wanted; no line ends in spaces.</summary>
public sealed class StyledText(bool colour)
{
    private readonly StringBuilder _text = new();
    private int _pendingSpaces;

    public StyledText Write(Style style, ReadOnlySpan<char> text)
    {
        if (style is Style.Plain || !colour)
            return Write(text);
        if (text.Trim(' ').IsEmpty)
            return Write(text);
        FlushSpaces();
        _text.Append(Code(style)).Append(text).Append("\e[0m");
        return this;
    }

    public StyledText Write(ReadOnlySpan<char> text)
    {
        var content = text.TrimEnd(' ');
        if (!content.IsEmpty)
        {
            FlushSpaces();
            _text.Append(content);
        }
        _pendingSpaces += text.Length - content.Length;
        return this;
    }

    public StyledText Spaces(int count)
    {
        _pendingSpaces += Math.Max(0, count);
        return this;
    }

    public StyledText Line()
    {
        _pendingSpaces = 0;
        _text.Append('\n');
        return this;
    }

    public override string ToString() => _text.ToString();

    private void FlushSpaces()
    {
        _text.Append(' ', _pendingSpaces);
        _pendingSpaces = 0;
    }

    private static string Code(Style style) =>
        style switch
        {
            Style.Error => "\e[1;31m",
            Style.Warning => "\e[1;33m",
            Style.Note => "\e[1;36m",
            Style.Gutter => "\e[34m",
            Style.Related => "\e[36m",
            Style.Help => "\e[32m",
            Style.Strong => "\e[1m",
            _ => "",
        };
}
