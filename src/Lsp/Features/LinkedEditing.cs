using CellDsl.Language.Semantics.Symbols;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>Names that are only ever written twice or so beside each other: labels of loops and ends of steps.</summary>
public static class LinkedEditing
{
    public static LinkedEditingRanges? At(Document document, int position)
    {
        var index = SymbolIndex.Of(document.File);
        if (index.At(position) is not { Symbol: LabelSymbol or EndSymbol } occurrence)
            return null;
        var ranges = index
            .All.Where(each => ReferenceEquals(each.Symbol, occurrence.Symbol))
            .Select(each => document.RangeOf(each.Span))
            .ToList();
        return ranges.Count < 2 ? null : new(ranges, @"[\p{L}_][\p{L}\p{N}_]*");
    }
}
