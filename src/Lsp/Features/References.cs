using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>Every place where a name stands for the same thing.</summary>
public static class References
{
    public static IReadOnlyList<FileLocation> At(Document document, int position, bool withDeclaration)
    {
        if (SymbolIndex.Of(document.File).At(position) is not { } occurrence)
            return [];
        var snapshot = document.Snapshot;
        return
        [
            .. To(snapshot.Compilation, occurrence.Symbol)
                .Where(each => withDeclaration || !each.Occurrence.IsDeclaration)
                .Select(each => snapshot.LocationOf(new(each.File.Source, each.Occurrence.Span))),
        ];
    }

    /// <summary>The same within one document, with whether the name is declared or used there.</summary>
    public static IReadOnlyList<DocumentHighlight> Highlight(Document document, int position)
    {
        var index = SymbolIndex.Of(document.File);
        if (index.At(position) is not { } occurrence)
            return [];
        return
        [
            .. index
                .All.Where(each => ReferenceEquals(each.Symbol, occurrence.Symbol))
                .Select(each => new DocumentHighlight(
                    document.RangeOf(each.Span),
                    each.IsDeclaration ? 3 : 2
                )),
        ];
    }

    /// <summary>Every occurrence of a symbol in all files, in the order of the files.</summary>
    public static IEnumerable<(SourceFile File, Occurrence Occurrence)> To(
        Compilation compilation,
        Symbol symbol
    )
    {
        foreach (var file in compilation.Files)
        {
            // A file that does not hold the name need not be bound.
            if (!file.Source.Text.Contains(symbol.Name, StringComparison.Ordinal))
                continue;
            foreach (var occurrence in SymbolIndex.Of(file).All)
            {
                if (ReferenceEquals(occurrence.Symbol, symbol))
                    yield return (file, occurrence);
            }
        }
    }
}
