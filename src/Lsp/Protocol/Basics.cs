namespace CellDsl.Lsp.Protocol;

/// <summary>A zero-based line and a column in the units that were agreed on: UTF-16 unless the client takes UTF-8.</summary>
public readonly record struct Position(int Line, int Character);

/// <summary>From a position up to and without another.</summary>
public readonly record struct TextRange(Position Start, Position End);

/// <summary>A range in a file: the protocol's <c>Location</c>.</summary>
public sealed record FileLocation(string Uri, TextRange Range);

/// <summary>A replacement of a range: the protocol's <c>TextEdit</c>.</summary>
public sealed record RangeEdit(TextRange Range, string NewText);

public sealed record DocumentIdentifier(string Uri);

public sealed record VersionedIdentifier(string Uri, int? Version);

/// <summary>Changes of several files.</summary>
/// <param name="Changes">By the file's address.</param>
public sealed record WorkspaceEdit(IReadOnlyDictionary<string, IReadOnlyList<RangeEdit>> Changes);

/// <summary>A place in a document: what most requests ask about.</summary>
public record PositionParams(DocumentIdentifier TextDocument, Position Position);

/// <summary>A document alone.</summary>
public record DocumentParams(DocumentIdentifier TextDocument);

/// <summary>A stretch of a document.</summary>
public record RangeParams(DocumentIdentifier TextDocument, TextRange Range);

/// <summary>Text with its kind: <c>markdown</c> or <c>plaintext</c>.</summary>
public sealed record MarkupContent(string Kind, string Value)
{
    public static MarkupContent Markdown(string text) => new("markdown", text);
}

/// <summary>A command that the client runs.</summary>
public sealed record ClientCommand(string Title, string Command, IReadOnlyList<string>? Arguments = null);

/// <summary>An answer or a message without content.</summary>
public sealed record Nothing;
