using System.Globalization;
using System.Text;
using CellDsl.Planning;

namespace CellDsl.Compiler.CSharp;

/// <summary>Writes indented lines of C#. All of it is hidden from debuggers but the lines mapped to a <c>.cell</c> file.</summary>
internal sealed class CodeWriter
{
    // The largest line and column that a sequence point can hold, and the column offset with which every sequence
    // point of a mapped line takes the whole span.
    private const int LargestLine = 0xFEEFEC;
    private const int LargestColumn = 0xFFFE;
    private const string WholeLine = "65536";

    private readonly StringBuilder _text = new();
    private int _depth;

    public override string ToString() => _text.ToString();

    public void Line(string text = "")
    {
        if (text.Length > 0)
            _text.Append(' ', 4 * _depth).Append(text);
        _text.Append('\n');
    }

    public void Lines(params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
            Line(line);
    }

    public void Directive(string text) => _text.Append(text).Append('\n');

    /// <summary>A line and an opening brace; the brace alone where there is no line.</summary>
    public void Open(string head)
    {
        if (head.Length > 0)
            Line(head);
        Line("{");
        _depth++;
    }

    public void Close(string tail = "}")
    {
        _depth--;
        Line(tail);
    }

    public void Indent(int by) => _depth += by;

    /// <summary>One line at which a debugger shows and stops at a place of the source.</summary>
    public void Mapped(SourceRef source, string line)
    {
        if (Span(source) is not { } span)
        {
            Line(line);
            return;
        }
        Directive($"#line {span} {WholeLine} \"{FileName(source.Path)}\"");
        Line(line);
        Directive("#line hidden");
    }

    /// <summary>A path as a <c>#line</c> directive can hold it, which knows no escapes.</summary>
    public static string FileName(string path) => path.Replace('"', '_').ReplaceLineEndings("_");

    // The directive's end column is inclusive, ours is not.
    private static string? Span(SourceRef source)
    {
        int endLine = Math.Max(source.EndLine, source.Line);
        int endColumn = source.EndColumn - 1;
        if (endLine == source.Line)
            endColumn = Math.Max(endColumn, source.Column);
        else
            endColumn = Math.Max(endColumn, 1);
        if (source.Line < 1 || source.Column < 1 || endLine > LargestLine)
            return null;
        if (source.Column > LargestColumn || endColumn > LargestColumn)
            return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"({source.Line},{source.Column})-({endLine},{endColumn})"
        );
    }
}
