using System.Collections.Concurrent;
using System.Globalization;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Lsp.Features;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Server;

/// <summary>Which feature answers which request.</summary>
public sealed partial class LanguageServer
{
    private readonly ConcurrentDictionary<string, SemanticTokensResult> _semanticTokens = new();
    private int _lastResult;

    private bool HasSnippets =>
        _client.Capabilities?.TextDocument?.Completion?.CompletionItem?.SnippetSupport is true;

    private void AddFeatures()
    {
        AtPosition("textDocument/hover", Hover.At);
        Feature<CompletionParams, CompletionList?>(
            "textDocument/completion",
            (snapshot, asked) =>
                snapshot.Find(asked.TextDocument.Uri) is { } document
                    ? Completion.At(document, document.OffsetOf(asked.Position), HasSnippets)
                    : null
        );
        Feature<CompletionItem, CompletionItem>("completionItem/resolve", Completion.Resolve);
        AtPosition("textDocument/signatureHelp", SignatureHelp.At);
        AtPosition("textDocument/definition", Navigation.Definition);
        AtPosition("textDocument/declaration", Navigation.Definition);
        AtPosition("textDocument/typeDefinition", Navigation.TypeDefinition);
        AtPosition("textDocument/implementation", Navigation.Implementation);
        AtPosition("textDocument/documentHighlight", References.Highlight, isRepeated: true);
        AtPosition("textDocument/prepareRename", Rename.Prepare);
        AtPosition("textDocument/linkedEditingRange", LinkedEditing.At);
        AtPosition("textDocument/prepareCallHierarchy", CallHierarchy.Prepare);
        InDocument("textDocument/documentSymbol", Symbols.Of, isRepeated: true);
        InDocument("textDocument/foldingRange", Folding.Of, isRepeated: true);
        InDocument("textDocument/documentLink", DocumentLinks.Of, isRepeated: true);
        InDocument("textDocument/formatting", Formatting.All);
        InDocument(
            "textDocument/codeLens",
            document => _settings.CodeLenses ? CodeLenses.Of(document) : [],
            isRepeated: true
        );
        Feature<ReferenceParams, IReadOnlyList<FileLocation>?>(
            "textDocument/references",
            (snapshot, asked) =>
                snapshot.Find(asked.TextDocument.Uri) is { } document
                    ? References.At(
                        document,
                        document.OffsetOf(asked.Position),
                        asked.Context?.IncludeDeclaration ?? true
                    )
                    : null
        );
        Feature<RenameParams, WorkspaceEdit?>(
            "textDocument/rename",
            (snapshot, asked) =>
                snapshot.Find(asked.TextDocument.Uri) is { } document
                    ? Rename.At(document, document.OffsetOf(asked.Position), asked.NewName)
                    : null
        );
        Feature<WorkspaceSymbolParams, IReadOnlyList<WorkspaceSymbol>>(
            "workspace/symbol",
            (snapshot, asked) => Symbols.InWorkspace(snapshot, asked.Query)
        );
        Feature<SelectionRangeParams, IReadOnlyList<SelectionRange>?>(
            "textDocument/selectionRange",
            (snapshot, asked) =>
                snapshot.Find(asked.TextDocument.Uri) is { } document
                    ?
                    [
                        .. asked.Positions.Select(position =>
                            Selection.At(document, document.OffsetOf(position))
                        ),
                    ]
                    : null
        );
        InRange("textDocument/rangeFormatting", Formatting.In);
        InRange(
            "textDocument/inlayHint",
            (document, within) => InlayHints.Of(document, within, _settings.InlayHints),
            isRepeated: true
        );
        Feature<OnTypeFormattingParams, IReadOnlyList<RangeEdit>?>(
            "textDocument/onTypeFormatting",
            (snapshot, asked) =>
                snapshot.Find(asked.TextDocument.Uri) is { } document
                    ? Formatting.OnType(document, document.OffsetOf(asked.Position), asked.Ch)
                    : null
        );
        Feature<CodeActionParams, IReadOnlyList<CodeAction>?>(
            "textDocument/codeAction",
            (snapshot, asked) =>
                snapshot.Find(asked.TextDocument.Uri) is { } document
                    ? CodeActions.In(document, document.SpanOf(asked.Range), asked.Context?.Only)
                    : null
        );
        Feature<CallHierarchyParams, IReadOnlyList<IncomingCall>>(
            "callHierarchy/incomingCalls",
            (snapshot, asked) => CallHierarchy.Incoming(snapshot, asked.Item)
        );
        Feature<CallHierarchyParams, IReadOnlyList<OutgoingCall>>(
            "callHierarchy/outgoingCalls",
            (snapshot, asked) => CallHierarchy.Outgoing(snapshot, asked.Item)
        );
        InDocument(
            "cell/document",
            document => new DocumentState(document.Text, SyntaxDump.Tree(document.Tree))
        );
        AddSemanticTokens();
        AddPulledDiagnostics();
    }

    private void AddSemanticTokens()
    {
        Feature<DocumentParams, SemanticTokensResult?>(
            "textDocument/semanticTokens/full",
            (snapshot, asked) =>
                snapshot.Find(asked.TextDocument.Uri) is { } document
                    ? Keep(asked.TextDocument.Uri, SemanticTokens.Of(document))
                    : null,
            isRepeated: true
        );
        Feature<RangeParams, SemanticTokensResult?>(
            "textDocument/semanticTokens/range",
            (snapshot, asked) =>
                snapshot.Find(asked.TextDocument.Uri) is { } document
                    ? new("", SemanticTokens.Of(document, document.SpanOf(asked.Range)))
                    : null,
            isRepeated: true
        );
        Feature<SemanticTokensDeltaParams, SemanticTokensResult?>(
            "textDocument/semanticTokens/full/delta",
            (snapshot, asked) =>
            {
                if (snapshot.Find(asked.TextDocument.Uri) is not { } document)
                    return null;
                var known = _semanticTokens.GetValueOrDefault(asked.TextDocument.Uri);
                var now = Keep(asked.TextDocument.Uri, SemanticTokens.Of(document));
                return known is { Data: { } old } && known.ResultId == asked.PreviousResultId
                    ? new(now.ResultId, null, [SemanticTokens.Difference(old, now.Data ?? [])])
                    : now;
            },
            isRepeated: true
        );
    }

    private SemanticTokensResult Keep(string uri, IReadOnlyList<int> data)
    {
        string id = Interlocked.Increment(ref _lastResult).ToString(CultureInfo.InvariantCulture);
        return _semanticTokens[uri] = new(id, data);
    }

    private void AddPulledDiagnostics()
    {
        Feature<DocumentDiagnosticParams, DocumentDiagnosticReport>(
            "textDocument/diagnostic",
            (snapshot, asked) =>
            {
                var items = snapshot.Find(asked.TextDocument.Uri) is { } document
                    ? Features.Diagnostics.Of(document)
                    : [];
                string id = DiagnosticsLoop.Fingerprint(items);
                return id == asked.PreviousResultId ? new("unchanged", id, null) : new("full", id, items);
            },
            isRepeated: true
        );
        Feature<WorkspaceDiagnosticParams, WorkspaceDiagnosticReport>(
            "workspace/diagnostic",
            (snapshot, asked) =>
            {
                var known = (asked.PreviousResultIds ?? [])
                    .DistinctBy(result => result.Uri)
                    .ToDictionary(result => result.Uri, result => result.Value);
                var reports = new List<WorkspaceDocumentReport>();
                foreach (var file in snapshot.Compilation.Files)
                {
                    var document = snapshot.DocumentOf(file);
                    var items = Features.Diagnostics.Of(document);
                    string id = DiagnosticsLoop.Fingerprint(items);
                    bool isSame = known.GetValueOrDefault(document.Uri) == id;
                    int? version = snapshot.Open.GetValueOrDefault(file.Source.Path)?.Version;
                    reports.Add(
                        new(document.Uri, version, isSame ? "unchanged" : "full", id, isSame ? null : items)
                    );
                }
                return new(reports);
            },
            isRepeated: true
        );
    }

    private void AtPosition<TResult>(
        string method,
        Func<Document, int, TResult?> answer,
        bool isRepeated = false
    )
        where TResult : class =>
        Feature<PositionParams, TResult?>(
            method,
            (snapshot, asked) =>
                snapshot.Find(asked.TextDocument.Uri) is { } document
                    ? answer(document, document.OffsetOf(asked.Position))
                    : null,
            isRepeated
        );

    private void InDocument<TResult>(string method, Func<Document, TResult> answer, bool isRepeated = false)
        where TResult : class =>
        Feature<DocumentParams, TResult?>(
            method,
            (snapshot, asked) =>
                snapshot.Find(asked.TextDocument.Uri) is { } document ? answer(document) : null,
            isRepeated
        );

    private void InRange<TResult>(
        string method,
        Func<Document, TextSpan, TResult> answer,
        bool isRepeated = false
    )
        where TResult : class =>
        Feature<RangeParams, TResult?>(
            method,
            (snapshot, asked) =>
                snapshot.Find(asked.TextDocument.Uri) is { } document
                    ? answer(document, document.SpanOf(asked.Range))
                    : null,
            isRepeated
        );
}
