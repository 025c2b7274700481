using CellDsl.Language.Chemistry;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax;
using CellDsl.Language.Units;
using CellDsl.Lsp.Documents;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Features;

/// <summary>Names where only one sort of name can stand: kinds, forms, classes, imports, codes, ends, labels.</summary>
public static class NameCompletion
{
    public static void Add(Cursor cursor, Slot slot, CompletionItems items)
    {
        var file = cursor.Document.File;
        switch (slot.Kind)
        {
            case SlotKind.TypeName:
                AddKinds(file, items);
                break;
            case SlotKind.Yield:
                AddDeclared(file, items, each => each is MaterialSymbol or FormSymbol);
                break;
            case SlotKind.Subject:
                items.Keyword("cell", "a protocol acts on a cell", 0);
                break;
            case SlotKind.Class:
                AddClasses(cursor, file, items);
                break;
            case SlotKind.Import:
                AddImports(cursor, items);
                break;
            case SlotKind.Code:
                foreach (var rule in RuleCatalogue.ByCode.Values)
                    items.Add(rule.Code, CompletionKind.Value, rule.Title, 0);
                break;
            case SlotKind.EndName:
                foreach (var end in SymbolIndex.Of(file).All.Select(each => each.Symbol).OfType<EndSymbol>())
                    items.Local(end, 0);
                break;
            case SlotKind.Label:
                foreach (var label in LocalNames.At(file, cursor.Position).OfType<LabelSymbol>())
                    items.Local(label, 0);
                break;
            case SlotKind.Note:
                foreach (var note in Vocabulary.SchemaOf(file, "portion")?.Properties ?? [])
                    items.Add(
                        note.Name,
                        CompletionKind.Property,
                        Describe.Words(note.Type),
                        0,
                        $"{note.Name}: $0"
                    );
                break;
            case SlotKind.Formula:
                AddElements(items, 0);
                break;
        }
    }

    public static void AddElements(CompletionItems items, int rank)
    {
        foreach (var element in Elements.All)
        {
            string weight = element.Weight is { } known ? $", {known.ToDecimalString(6)} g/mol" : "";
            items.Add(element.Symbol, CompletionKind.Constant, element.Name + weight, rank);
        }
    }

    private static void AddKinds(SourceFile file, CompletionItems items)
    {
        foreach (var kind in Kinds.Names)
        {
            string units = kind.Units.IsEmpty ? "" : $": {string.Join(", ", kind.Units.Take(3))}";
            items.Add(kind.Name, CompletionKind.TypeParameter, kind.Article + units, 0);
        }
        AddDeclared(file, items, each => each is FormSymbol or MaterialSymbol { IsPublic: false });
        foreach (string name in DeclarationWords.TypeNames.Order(StringComparer.Ordinal))
            items.Add(name, CompletionKind.TypeParameter, "something declared", 2);
        foreach (string word in (string[])["takes", "draws", "inspects", "occupies"])
            items.Keyword(word, "what happens to the sample", 3);
        items.Keyword("list of", "several", 3, "list of $0");
    }

    private static void AddClasses(Cursor cursor, SourceFile file, CompletionItems items)
    {
        int word = cursor.Left[0].Kind == SyntaxKind.PublicKeyword ? 1 : 0;
        switch (cursor.Left[word].Text)
        {
            case DeclarationWords.Instrument or DeclarationWords.Class:
                AddDeclared(file, items, each => each is ClassSymbol);
                break;
            case DeclarationWords.Form:
                AddDeclared(file, items, each => each is FormSymbol);
                break;
            case DeclarationWords.Term:
                var categories = Vocabulary.Visible(file).OfType<TermSymbol>().Select(term => term.Category);
                foreach (string category in categories.Distinct())
                    items.Add(category, CompletionKind.Value, "a category of words", 0);
                break;
            case DeclarationWords.Model:
                foreach (var schema in Vocabulary.Visible(file).OfType<SchemaSymbol>())
                {
                    if (schema.Name.StartsWith("model.", StringComparison.Ordinal))
                        items.Add(
                            schema.Name["model.".Length..],
                            CompletionKind.Value,
                            schema.Documentation,
                            0
                        );
                }
                break;
        }
    }

    private static void AddImports(Cursor cursor, CompletionItems items)
    {
        bool afterStd = cursor.Left is [_, var std, ..] && std.Text == "std";
        if (cursor.Word.Kind != SyntaxKind.String)
        {
            foreach (string module in StandardLibrary.Instance.Modules.Order(StringComparer.Ordinal))
                items.Add(
                    afterStd ? module : $"std.{module}",
                    CompletionKind.Module,
                    "standard vocabulary",
                    0
                );
        }
        if (afterStd)
            return;
        string here = cursor.Document.Source.Path;
        foreach (var other in cursor.Document.Snapshot.Compilation.Files)
        {
            string path = other.Source.Path;
            if (path != here && DocumentUri.IsFile(path))
                items.Add($"\"{DocumentUri.Relative(here, path)}\"", CompletionKind.File, null, 1);
        }
    }

    private static void AddDeclared(
        SourceFile file,
        CompletionItems items,
        Func<DeclarationSymbol, bool> fits
    )
    {
        foreach (var declaration in Vocabulary.Visible(file).Where(fits))
            items.Symbol(declaration, 1);
    }
}
