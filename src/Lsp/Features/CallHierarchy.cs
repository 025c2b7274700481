using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>Which routes, protocols, cells and experiments use which.</summary>
public static class CallHierarchy
{
    public static IReadOnlyList<CallHierarchyItem> Prepare(Document document, int position) =>
        SymbolIndex.Of(document.File).At(position) is { Symbol: DeclarationSymbol symbol }
        && IsCallable(symbol)
            ? [Item(document.Snapshot, symbol)]
            : [];

    public static IReadOnlyList<IncomingCall> Incoming(Snapshot snapshot, CallHierarchyItem item) =>
        Find(snapshot, item) is not { } symbol
            ? []
            :
            [
                .. References
                    .To(snapshot.Compilation, symbol)
                    .Where(place => !place.Occurrence.IsDeclaration)
                    .GroupBy(place => place.Occurrence.Owner)
                    .Select(calls => new IncomingCall(
                        Item(snapshot, calls.Key),
                        [.. calls.Select(call => snapshot.RangeOf(call.File.Source, call.Occurrence.Span))]
                    )),
            ];

    public static IReadOnlyList<OutgoingCall> Outgoing(Snapshot snapshot, CallHierarchyItem item) =>
        Find(snapshot, item) is not { } symbol || FileOf(snapshot, symbol) is not { } file
            ? []
            :
            [
                .. SymbolIndex
                    .Of(file)
                    .All.Where(each => each.Owner == symbol && !each.IsDeclaration)
                    .Where(each => each.Symbol is DeclarationSymbol callee && IsCallable(callee))
                    .GroupBy(each => (DeclarationSymbol)each.Symbol)
                    .Select(calls => new OutgoingCall(
                        Item(snapshot, calls.Key),
                        [.. calls.Select(call => snapshot.RangeOf(file.Source, call.Span))]
                    )),
            ];

    private static bool IsCallable(DeclarationSymbol symbol) =>
        symbol is RouteSymbol or ProtocolSymbol or CellSymbol or ElectrodeSymbol or ExperimentSymbol;

    private static DeclarationSymbol? Find(Snapshot snapshot, CallHierarchyItem item) =>
        snapshot.Find(item.Uri) is { } document
        && SymbolIndex.Of(document.File).At(document.OffsetOf(item.SelectionRange.Start))
            is { Symbol: DeclarationSymbol symbol }
            ? symbol
            : null;

    private static SourceFile? FileOf(Snapshot snapshot, DeclarationSymbol symbol) =>
        snapshot.Compilation.FileOf(symbol.Location.Source);

    private static CallHierarchyItem Item(Snapshot snapshot, DeclarationSymbol symbol)
    {
        var source = symbol.Location.Source;
        return new(
            symbol.Name,
            Symbols.KindOf(symbol.Word),
            Describe.Signature(symbol),
            snapshot.UriOf(source),
            snapshot.RangeOf(source, symbol.Syntax.Span),
            snapshot.RangeOf(source, symbol.Location.Span)
        );
    }
}
