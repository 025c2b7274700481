using System.Text.Json;
using System.Text.Json.Serialization;

namespace CellDsl.Lsp.Protocol;

public sealed record WorkspaceFolder(string Uri, string Name);

public sealed record InitializeParams(
    int? ProcessId,
    string? RootUri,
    string? RootPath,
    IReadOnlyList<WorkspaceFolder>? WorkspaceFolders,
    ClientCapabilities? Capabilities,
    JsonElement? InitializationOptions
);

/// <summary>Of what a client can do, what the server asks about.</summary>
public sealed record ClientCapabilities(
    GeneralCapabilities? General,
    WindowCapabilities? Window,
    TextDocumentCapabilities? TextDocument,
    WorkspaceCapabilities? Workspace
);

public sealed record GeneralCapabilities(IReadOnlyList<string>? PositionEncodings);

public sealed record TextDocumentCapabilities(
    CompletionCapabilities? Completion,
    DynamicCapabilities? Diagnostic
);

public sealed record CompletionCapabilities(CompletionItemCapabilities? CompletionItem);

public sealed record CompletionItemCapabilities(bool SnippetSupport);

public sealed record WindowCapabilities(bool WorkDoneProgress);

public sealed record WorkspaceCapabilities(
    bool Configuration,
    RefreshCapabilities? InlayHint,
    RefreshCapabilities? SemanticTokens,
    RefreshCapabilities? CodeLens,
    RefreshCapabilities? Diagnostics,
    DynamicCapabilities? DidChangeWatchedFiles
);

public sealed record RefreshCapabilities(bool RefreshSupport);

public sealed record DynamicCapabilities(bool DynamicRegistration);

public sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

public sealed record ServerInfo(string Name, string Version);

/// <summary>What the server can do, as <c>initialize</c> answers it.</summary>
public sealed record ServerCapabilities
{
    public required string PositionEncoding { get; init; }

    public SyncOptions TextDocumentSync { get; init; } = new(true, 2, new(false));

    public bool HoverProvider { get; init; } = true;

    public bool DefinitionProvider { get; init; } = true;

    public bool DeclarationProvider { get; init; } = true;

    public bool TypeDefinitionProvider { get; init; } = true;

    public bool ImplementationProvider { get; init; } = true;

    public bool ReferencesProvider { get; init; } = true;

    public bool DocumentHighlightProvider { get; init; } = true;

    public bool DocumentSymbolProvider { get; init; } = true;

    public bool WorkspaceSymbolProvider { get; init; } = true;

    public bool FoldingRangeProvider { get; init; } = true;

    public bool SelectionRangeProvider { get; init; } = true;

    public bool DocumentFormattingProvider { get; init; } = true;

    public bool DocumentRangeFormattingProvider { get; init; } = true;

    public bool InlayHintProvider { get; init; } = true;

    public bool CallHierarchyProvider { get; init; } = true;

    public bool LinkedEditingRangeProvider { get; init; } = true;

    public CompletionOptions CompletionProvider { get; init; } = new([" ", ".", ":", "\"", "`"], true);

    public SignatureHelpOptions SignatureHelpProvider { get; init; } = new(["(", ","], [" "]);

    public OnTypeFormattingOptions DocumentOnTypeFormattingProvider { get; init; } = new("}", ["\n", ";"]);

    public RenameOptions RenameProvider { get; init; } = new(true);

    public CodeActionOptions CodeActionProvider { get; init; } =
        new([
            CodeActionKinds.QuickFix,
            CodeActionKinds.Rewrite,
            CodeActionKinds.Extract,
            CodeActionKinds.OrganizeImports,
            CodeActionKinds.FixAll,
        ]);

    public CodeLensOptions CodeLensProvider { get; init; } = new(false);

    public DocumentLinkOptions DocumentLinkProvider { get; init; } = new(false);

    public required SemanticTokensOptions SemanticTokensProvider { get; init; }

    public DiagnosticOptions DiagnosticProvider { get; init; } = new("cell", true, true);

    public WorkspaceOptions Workspace { get; init; } = new(new(true, true));
}

public sealed record SyncOptions(bool OpenClose, int Change, SaveOptions Save);

public sealed record SaveOptions(bool IncludeText);

public sealed record CompletionOptions(IReadOnlyList<string> TriggerCharacters, bool ResolveProvider);

public sealed record SignatureHelpOptions(
    IReadOnlyList<string> TriggerCharacters,
    IReadOnlyList<string> RetriggerCharacters
);

public sealed record OnTypeFormattingOptions(
    string FirstTriggerCharacter,
    IReadOnlyList<string> MoreTriggerCharacter
);

public sealed record RenameOptions(bool PrepareProvider);

public sealed record CodeActionOptions(IReadOnlyList<string> CodeActionKinds);

public sealed record CodeLensOptions(bool ResolveProvider);

public sealed record DocumentLinkOptions(bool ResolveProvider);

public sealed record DiagnosticOptions(
    string Identifier,
    bool InterFileDependencies,
    bool WorkspaceDiagnostics
);

public sealed record SemanticTokensOptions(SemanticTokensLegend Legend, bool Range, FullTokensOptions Full);

public sealed record FullTokensOptions(bool Delta);

public sealed record SemanticTokensLegend(
    IReadOnlyList<string> TokenTypes,
    IReadOnlyList<string> TokenModifiers
);

public sealed record WorkspaceOptions(WorkspaceFoldersOptions WorkspaceFolders);

public sealed record WorkspaceFoldersOptions(bool Supported, bool ChangeNotifications);

public sealed record DidChangeWorkspaceFoldersParams(WorkspaceFoldersChange Event);

public sealed record WorkspaceFoldersChange(
    IReadOnlyList<WorkspaceFolder> Added,
    IReadOnlyList<WorkspaceFolder> Removed
);

public sealed record DidChangeConfigurationParams(JsonElement? Settings);

public sealed record ConfigurationParams(IReadOnlyList<ConfigurationItem> Items);

public sealed record ConfigurationItem(string? ScopeUri, string Section);

public sealed record RegistrationParams(IReadOnlyList<Registration> Registrations);

public sealed record Registration(string Id, string Method, WatchOptions RegisterOptions);

public sealed record WatchOptions(IReadOnlyList<FileWatcher> Watchers);

public sealed record FileWatcher(string GlobPattern);

public sealed record DidChangeWatchedFilesParams(IReadOnlyList<FileEvent> Changes);

public sealed record FileEvent(string Uri, int Type);

/// <summary>A line for the client's log.</summary>
/// <param name="Type">1 error, 2 warning, 3 information, 4 log.</param>
public sealed record MessageParams(int Type, string Message);

public sealed record ProgressCreateParams(string Token);

public sealed record ProgressParams(string Token, ProgressValue Value);

/// <summary>How far a piece of work is.</summary>
/// <param name="Kind">begin, report or end.</param>
public sealed record ProgressValue(
    string Kind,
    string? Title = null,
    string? Message = null,
    int? Percentage = null
);

/// <summary>What a user may set, as the section <c>cell</c>.</summary>
public sealed record CellSettings
{
    /// <summary>Whether the editor shows what only a plan knows: findings on amounts, masses to weigh, durations.</summary>
    public bool Planning { get; set; } = true;

    public InlayHintSettings InlayHints { get; set; } = new();

    [JsonPropertyName("codeLenses")]
    public bool CodeLenses { get; set; } = true;
}

/// <summary>Which hints are shown.</summary>
public sealed record InlayHintSettings
{
    public bool Kinds { get; set; } = true;

    public bool Masses { get; set; } = true;

    public bool Rates { get; set; } = true;

    public bool Durations { get; set; } = true;
}
