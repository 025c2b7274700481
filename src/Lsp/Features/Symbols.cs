using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>The outline of a document, and declarations of the whole workspace by name.</summary>
public static class Symbols
{
    public static IReadOnlyList<DocumentSymbol> Of(Document document) =>
        [.. document.Tree.Root.Statements.SelectMany(statement => OfStatement(document, statement))];

    /// <summary>Declarations whose name holds the letters of the query in their order.</summary>
    public static IReadOnlyList<WorkspaceSymbol> InWorkspace(Snapshot snapshot, string query)
    {
        const int most = 500;
        return
        [
            .. snapshot
                .Compilation.Files.SelectMany(file => file.Declarations)
                .Where(declaration => Matches(declaration.Name, query))
                .OrderBy(declaration =>
                    declaration.Name.StartsWith(query, StringComparison.OrdinalIgnoreCase) ? 0 : 1
                )
                .ThenBy(declaration => declaration.Name, StringComparer.Ordinal)
                .Take(most)
                .Select(declaration => new WorkspaceSymbol(
                    declaration.Name,
                    KindOf(declaration.Word),
                    snapshot.LocationOf(declaration.Location),
                    declaration.Word
                )),
        ];
    }

    public static SymbolKind KindOf(string word) =>
        word switch
        {
            DeclarationWords.Protocol or DeclarationWords.Route => SymbolKind.Function,
            DeclarationWords.Operation => SymbolKind.Method,
            DeclarationWords.Cell or DeclarationWords.Electrode => SymbolKind.Class,
            DeclarationWords.Experiment or DeclarationWords.Lab => SymbolKind.Module,
            DeclarationWords.Material or DeclarationWords.Chemical or DeclarationWords.Electrolyte =>
                SymbolKind.Constant,
            DeclarationWords.Form or DeclarationWords.Term => SymbolKind.EnumMember,
            DeclarationWords.Class or DeclarationWords.Schema => SymbolKind.Interface,
            DeclarationWords.Measurement => SymbolKind.Event,
            _ => SymbolKind.Object,
        };

    private static bool Matches(string name, string query)
    {
        int next = 0;
        foreach (char c in name)
        {
            if (next < query.Length && char.ToLowerInvariant(c) == char.ToLowerInvariant(query[next]))
                next++;
        }
        return next == query.Length;
    }

    private static IEnumerable<DocumentSymbol> OfStatement(Document document, StatementSyntax statement)
    {
        switch (statement)
        {
            case DeclarationSyntax { Name.IsPresent: true } declaration:
                string detail =
                    declaration.Word.Text
                    + (declaration.Target is { } target ? " " + Describe.OneLine(target.Text) : "");
                yield return Make(
                    document,
                    declaration.Name,
                    detail,
                    KindOf(declaration.Word.Text),
                    declaration,
                    Inside(document, declaration.Body)
                );
                break;
            case PropertyStatementSyntax { Name.IsPresent: true } property:
                yield return Make(
                    document,
                    property.Name,
                    null,
                    SymbolKind.Property,
                    property,
                    Inside(document, property.Body)
                );
                break;
            case PhraseStatementSyntax { Phrase: { Body: { } body, Verb.IsPresent: true } phrase }:
                yield return Make(
                    document,
                    phrase.Verb,
                    null,
                    SymbolKind.Object,
                    statement,
                    Inside(document, body)
                );
                break;
            case BindingStatementSyntax binding:
                foreach (var name in binding.Names.Where(name => name.IsPresent && name.Text != ","))
                    yield return Make(document, name, null, SymbolKind.Variable, binding, []);
                break;
            case RepeatStatementSyntax { Label: { } label } loop when label.Name.IsPresent:
                yield return Make(
                    document,
                    label.Name,
                    "loop",
                    SymbolKind.Event,
                    loop,
                    Inside(document, loop.Body)
                );
                break;
            case ForStatementSyntax loop:
                foreach (var inner in Inside(document, loop.Body))
                    yield return inner;
                break;
        }
    }

    private static List<DocumentSymbol> Inside(Document document, BlockSyntax? body)
    {
        var found = new List<DocumentSymbol>();
        foreach (var statement in body?.Statements ?? default)
            found.AddRange(OfStatement(document, statement));
        return found;
    }

    private static DocumentSymbol Make(
        Document document,
        SyntaxToken name,
        string? detail,
        SymbolKind kind,
        SyntaxNode node,
        IReadOnlyList<DocumentSymbol> children
    ) => new(name.Text, detail, kind, document.RangeOf(node.Span), document.RangeOf(name.Span), children);
}
