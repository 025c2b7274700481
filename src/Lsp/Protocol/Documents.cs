namespace CellDsl.Lsp.Protocol;

public sealed record OpenDocument(string Uri, string LanguageId, int Version, string Text);

public sealed record DidOpenParams(OpenDocument TextDocument);

public sealed record DidChangeParams(
    VersionedIdentifier TextDocument,
    IReadOnlyList<ContentChange> ContentChanges
);

/// <summary>A new text for a range, or for the whole document where none is given.</summary>
public sealed record ContentChange(TextRange? Range, string Text);

public sealed record FileDiagnostic(
    TextRange Range,
    int Severity,
    string Code,
    string Source,
    string Message,
    IReadOnlyList<int>? Tags = null,
    IReadOnlyList<RelatedInformation>? RelatedInformation = null
);

public sealed record RelatedInformation(FileLocation Location, string Message);

public sealed record PublishDiagnosticsParams(
    string Uri,
    int? Version,
    IReadOnlyList<FileDiagnostic> Diagnostics
);

public sealed record DocumentDiagnosticParams(DocumentIdentifier TextDocument, string? PreviousResultId);

/// <summary>Findings of one document.</summary>
/// <param name="Kind">full or unchanged; then there are no items.</param>
public sealed record DocumentDiagnosticReport(
    string Kind,
    string ResultId,
    IReadOnlyList<FileDiagnostic>? Items
);

public sealed record WorkspaceDiagnosticParams(IReadOnlyList<PreviousResult>? PreviousResultIds);

public sealed record PreviousResult(string Uri, string Value);

public sealed record WorkspaceDiagnosticReport(IReadOnlyList<WorkspaceDocumentReport> Items);

public sealed record WorkspaceDocumentReport(
    string Uri,
    int? Version,
    string Kind,
    string ResultId,
    IReadOnlyList<FileDiagnostic>? Items
);
