using CellDsl.Language.Diagnostics;

namespace CellDsl.Planning;

/// <summary>A place in a <c>.cell</c> file as plain data: one-based lines and columns, the end column exclusive.</summary>
public readonly record struct SourceRef(string Path, int Line, int Column, int EndLine, int EndColumn)
{
    public static SourceRef Of(Location location)
    {
        var (start, end) = (location.Start, location.End);
        return new(location.Source.Path, start.Line + 1, start.Column + 1, end.Line + 1, end.Column + 1);
    }

    /// <summary>As <c>life.cell:14:30-14:50</c>.</summary>
    public override string ToString() => $"{Path}:{Line}:{Column}-{EndLine}:{EndColumn}";
}
