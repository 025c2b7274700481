using System.Text;

namespace CellDsl.Language.Formatting;

/// <summary>Text with line breaks and indentation; blanks never end a line.</summary>
internal sealed class LineWriter
{
    private readonly StringBuilder _text = new();
    private bool _breakDue;

    public int Column { get; private set; }

    /// <summary>Blanks at the start of the current line.</summary>
    public int LineIndent { get; private set; }

    /// <summary>Nothing stands on the line on which the next text goes.</summary>
    public bool IsAtLineStart => Column == 0 || _breakDue;

    public Mark Here => new(_text.Length, Column, LineIndent, _breakDue);

    /// <summary>Whether no line was ended since.</summary>
    public bool IsOnLineOf(Mark mark) => Column - mark.Column == _text.Length - mark.Length;

    /// <summary>Takes back what was written since.</summary>
    public void Return(Mark mark)
    {
        _text.Length = mark.Length;
        Column = mark.Column;
        LineIndent = mark.LineIndent;
        _breakDue = mark.BreakDue;
    }

    /// <summary>Ends the line, unless nothing was written on it.</summary>
    public void EndLine()
    {
        _breakDue = false;
        if (Column == 0)
            return;
        _text.Append('\n');
        Column = 0;
    }

    public void BlankLine()
    {
        EndLine();
        if (_text.Length > 0)
            _text.Append('\n');
    }

    /// <summary>A comment was written: whatever comes next begins a line.</summary>
    public void RequireBreak() => _breakDue = true;

    /// <param name="indent">Blanks before the text if it begins a line.</param>
    public void Write(ReadOnlySpan<char> text, int indent)
    {
        if (_breakDue)
            EndLine();
        if (Column == 0)
        {
            _text.Append(' ', indent);
            LineIndent = Column = indent;
        }
        _text.Append(text);
        int lastBreak = text.LastIndexOf('\n');
        Column = lastBreak < 0 ? Column + text.Length : text.Length - lastBreak - 1;
    }

    public void Blanks(int count)
    {
        if (IsAtLineStart)
            return;
        _text.Append(' ', count);
        Column += count;
    }

    /// <summary>The whole text, ended by one line break.</summary>
    public string Finish()
    {
        EndLine();
        return _text.ToString();
    }

    internal readonly record struct Mark(int Length, int Column, int LineIndent, bool BreakDue);
}
