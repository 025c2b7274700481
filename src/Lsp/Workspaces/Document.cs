using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Lsp.Documents;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Workspaces;

/// <summary>One file in one snapshot: what a feature looks at.</summary>
public sealed class Document(Snapshot snapshot, SourceFile file, string uri)
{
    public Snapshot Snapshot { get; } = snapshot;

    public SourceFile File { get; } = file;

    public string Uri { get; } = uri;

    public SourceText Source => File.Source;

    public SyntaxTree Tree => File.Tree;

    public string Text => Source.Text;

    public int OffsetOf(Position position) => Positions.OffsetOf(Source, position, Snapshot.Encoding);

    public Position PositionOf(int offset) => Positions.PositionOf(Source, offset, Snapshot.Encoding);

    public TextRange RangeOf(TextSpan span) => Snapshot.RangeOf(Source, span);

    public TextSpan SpanOf(TextRange range)
    {
        int start = OffsetOf(range.Start);
        return TextSpan.FromBounds(start, Math.Max(start, OffsetOf(range.End)));
    }

    public RangeEdit EditOf(TextEdit edit) => new(RangeOf(edit.Span), edit.NewText);

    /// <summary>Edits of this document alone.</summary>
    public WorkspaceEdit Edit(IEnumerable<TextEdit> edits) =>
        new(new Dictionary<string, IReadOnlyList<RangeEdit>> { [Uri] = [.. edits.Select(EditOf)] });
}
