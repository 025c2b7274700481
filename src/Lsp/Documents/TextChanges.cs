using CellDsl.Language.Text;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Documents;

/// <summary>Puts the edits of a client into a text.</summary>
public static class TextChanges
{
    /// <summary>The text after all changes, each of which speaks of the text after those before it.</summary>
    public static SourceText Apply(
        SourceText source,
        IReadOnlyList<ContentChange> changes,
        PositionEncoding encoding
    )
    {
        foreach (var change in changes)
            source = new(source.Path, Apply(source, change, encoding));
        return source;
    }

    private static string Apply(SourceText source, ContentChange change, PositionEncoding encoding)
    {
        string inserted = change.Text ?? "";
        if (change.Range is not { } range)
            return inserted;
        int start = Positions.OffsetOf(source, range.Start, encoding);
        int end = Math.Max(start, Positions.OffsetOf(source, range.End, encoding));
        return string.Concat(source.Text.AsSpan(0, start), inserted, source.Text.AsSpan(end));
    }
}
