using System.Text;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>Items on their way to the client, each label once; a lower rank stands further up.</summary>
public sealed class CompletionItems(Document document, Cursor cursor, bool snippets)
{
    private readonly List<CompletionItem> _items = [];
    private readonly HashSet<string> _labels = [];
    private readonly TextRange _range = document.RangeOf(cursor.Replaced);

    public Document Document { get; } = document;

    public IReadOnlyList<CompletionItem> Sorted()
    {
        _items.Sort((left, right) => string.CompareOrdinal(left.SortText, right.SortText));
        return _items;
    }

    public void Keyword(string word, string? detail, int rank, string? snippet = null) =>
        Add(word, snippet is null ? CompletionKind.Keyword : CompletionKind.Snippet, detail, rank, snippet);

    /// <summary>A declared thing; its documentation is fetched when the client asks.</summary>
    public void Symbol(DeclarationSymbol symbol, int rank, string? snippet = null) =>
        Add(
            symbol.Name,
            KindOf(symbol),
            Describe.Signature(symbol),
            rank,
            snippet,
            new(Document.Uri, symbol.Word, symbol.Name)
        );

    public void Local(Symbol symbol, int rank) =>
        Add(symbol.Name, CompletionKind.Variable, Describe.Signature(symbol), rank);

    /// <param name="snippet">What is inserted, with placeholders; null for the label itself.</param>
    public void Add(
        string label,
        CompletionKind kind,
        string? detail,
        int rank,
        string? snippet = null,
        CompletionData? data = null,
        MarkupContent? documentation = null
    )
    {
        if (!_labels.Add(label))
            return;
        bool hasPlaces = snippet is not null && snippets;
        _items.Add(
            new(
                label,
                kind,
                detail,
                documentation,
                $"{(char)('a' + rank)}{_items.Count:D4}",
                null,
                hasPlaces ? 2 : 1,
                new(_range, hasPlaces ? snippet ?? label : Plain(snippet) ?? label),
                data
            )
        );
    }

    /// <summary>A snippet as a client without snippets gets it: only the words up to the first placeholder.</summary>
    private static string? Plain(string? snippet)
    {
        int end = snippet?.IndexOf('$', StringComparison.Ordinal) ?? -1;
        return end < 0 ? snippet : snippet?[..end].TrimEnd();
    }

    /// <summary>A text so that no character of it is taken for part of a placeholder.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is '$' or '}' or '\\')
                escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }

    private static CompletionKind KindOf(DeclarationSymbol symbol) =>
        symbol switch
        {
            OperationSymbol => CompletionKind.Function,
            RouteSymbol or ProtocolSymbol => CompletionKind.Method,
            CellSymbol or ElectrodeSymbol or ExperimentSymbol => CompletionKind.Class,
            MaterialSymbol => CompletionKind.Constant,
            TermSymbol or FormSymbol => CompletionKind.EnumMember,
            ClassSymbol or SchemaSymbol => CompletionKind.Struct,
            MeasurementSymbol => CompletionKind.Event,
            _ => CompletionKind.Value,
        };
}
