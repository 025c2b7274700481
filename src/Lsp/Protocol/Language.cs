namespace CellDsl.Lsp.Protocol;

public sealed record HoverResult(MarkupContent Contents, TextRange Range);

public sealed record CompletionParams(DocumentIdentifier TextDocument, Position Position);

public sealed record CompletionList(bool IsIncomplete, IReadOnlyList<CompletionItem> Items);

/// <summary>Something that may be written at a place.</summary>
/// <param name="InsertTextFormat">1 plain, 2 snippet.</param>
public sealed record CompletionItem(
    string Label,
    CompletionKind Kind,
    string? Detail = null,
    MarkupContent? Documentation = null,
    string? SortText = null,
    string? FilterText = null,
    int? InsertTextFormat = null,
    RangeEdit? TextEdit = null,
    CompletionData? Data = null,
    LabelDetails? LabelDetails = null
);

public sealed record LabelDetails(string? Detail, string? Description);

/// <summary>Where to find the documentation of an item that was offered.</summary>
public sealed record CompletionData(string Uri, string Word, string Name);

public enum CompletionKind
{
    Text = 1,
    Method = 2,
    Function = 3,
    Field = 5,
    Variable = 6,
    Class = 7,
    Module = 9,
    Property = 10,
    Unit = 11,
    Value = 12,
    Keyword = 14,
    Snippet = 15,
    File = 17,
    Folder = 19,
    EnumMember = 20,
    Constant = 21,
    Struct = 22,
    Event = 23,
    TypeParameter = 25,
}

public sealed record SignatureHelpResult(
    IReadOnlyList<SignatureInformation> Signatures,
    int ActiveSignature,
    int ActiveParameter
);

public sealed record SignatureInformation(
    string Label,
    MarkupContent? Documentation,
    IReadOnlyList<ParameterInformation> Parameters
);

/// <summary>A parameter by the place of its text in the signature's label.</summary>
public sealed record ParameterInformation(IReadOnlyList<int> Label, MarkupContent? Documentation);

public sealed record ReferenceParams(
    DocumentIdentifier TextDocument,
    Position Position,
    ReferenceContext? Context
);

public sealed record ReferenceContext(bool IncludeDeclaration);

/// <summary>A place where the symbol stands.</summary>
/// <param name="Kind">1 text, 2 read, 3 write.</param>
public sealed record DocumentHighlight(TextRange Range, int Kind);

public sealed record RenameParams(DocumentIdentifier TextDocument, Position Position, string NewName);

public sealed record PrepareRenameResult(TextRange Range, string Placeholder);

public sealed record DocumentSymbol(
    string Name,
    string? Detail,
    SymbolKind Kind,
    TextRange Range,
    TextRange SelectionRange,
    IReadOnlyList<DocumentSymbol> Children
);

public enum SymbolKind
{
    Module = 2,
    Class = 5,
    Method = 6,
    Property = 7,
    Field = 8,
    Enum = 10,
    Interface = 11,
    Function = 12,
    Variable = 13,
    Constant = 14,
    Object = 19,
    Key = 20,
    EnumMember = 22,
    Struct = 23,
    Event = 24,
    Operator = 25,
}

public sealed record WorkspaceSymbolParams(string Query);

public sealed record WorkspaceSymbol(
    string Name,
    SymbolKind Kind,
    FileLocation Location,
    string? ContainerName
);

/// <summary>Lines that an editor can fold.</summary>
/// <param name="Kind">comment, imports or region.</param>
public sealed record FoldingRange(int StartLine, int EndLine, string? Kind);

public sealed record SelectionRangeParams(DocumentIdentifier TextDocument, IReadOnlyList<Position> Positions);

public sealed record SelectionRange(TextRange Range, SelectionRange? Parent);

public sealed record SemanticTokensDeltaParams(DocumentIdentifier TextDocument, string PreviousResultId);

/// <summary>Either all tokens, or the edits that lead from those of the previous result to them.</summary>
public sealed record SemanticTokensResult(
    string ResultId,
    IReadOnlyList<int>? Data = null,
    IReadOnlyList<SemanticTokensEdit>? Edits = null
);

public sealed record SemanticTokensEdit(int Start, int DeleteCount, IReadOnlyList<int> Data);

public sealed record OnTypeFormattingParams(DocumentIdentifier TextDocument, Position Position, string Ch);

public sealed record CodeActionParams(
    DocumentIdentifier TextDocument,
    TextRange Range,
    CodeActionContext? Context
);

public sealed record CodeActionContext(IReadOnlyList<string>? Only);

public static class CodeActionKinds
{
    public const string QuickFix = "quickfix";
    public const string Rewrite = "refactor.rewrite";
    public const string Extract = "refactor.extract";
    public const string OrganizeImports = "source.organizeImports";
    public const string FixAll = "source.fixAll.cell";
}

public sealed record CodeAction(
    string Title,
    string Kind,
    WorkspaceEdit Edit,
    IReadOnlyList<FileDiagnostic>? Diagnostics = null,
    bool IsPreferred = false
);

/// <summary>A remark in the text.</summary>
/// <param name="Kind">1 type, 2 parameter.</param>
public sealed record InlayHint(
    Position Position,
    string Label,
    int Kind,
    MarkupContent? Tooltip = null,
    bool PaddingLeft = true
);

public sealed record CodeLens(TextRange Range, ClientCommand Command);

public sealed record DocumentLink(TextRange Range, string Target, string? Tooltip);

public sealed record CallHierarchyItem(
    string Name,
    SymbolKind Kind,
    string? Detail,
    string Uri,
    TextRange Range,
    TextRange SelectionRange
);

public sealed record CallHierarchyParams(CallHierarchyItem Item);

public sealed record IncomingCall(CallHierarchyItem From, IReadOnlyList<TextRange> FromRanges);

public sealed record OutgoingCall(CallHierarchyItem To, IReadOnlyList<TextRange> FromRanges);

public sealed record LinkedEditingRanges(IReadOnlyList<TextRange> Ranges, string WordPattern);

/// <summary>What the server has of a document, as <c>cell/document</c> answers it: for tests, and to look at a tree.</summary>
public sealed record DocumentState(string Text, string Tree);
