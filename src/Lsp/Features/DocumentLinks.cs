using CellDsl.Language.Text;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>Imports as links to their files.</summary>
public static class DocumentLinks
{
    public static IReadOnlyList<DocumentLink> Of(Document document) =>
        [
            .. document.File.Imports.Select(import =>
            {
                var path = import.Syntax.Path.Where(token => token.IsPresent).ToList();
                var span = TextSpan.FromBounds(path[0].Span.Start, path[^1].Span.End);
                return new DocumentLink(
                    document.RangeOf(span),
                    document.Snapshot.UriOf(import.File.Source),
                    import.File.IsStandard ? "the standard vocabulary" : null
                );
            }),
        ];
}
