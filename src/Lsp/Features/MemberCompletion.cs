using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Features;

/// <summary>What may stand behind a dot: figures of a result, properties of a thing, names of an imported file.</summary>
public static class MemberCompletion
{
    public static void Add(Cursor cursor, CompletionItems items)
    {
        int at = cursor.Left.Count - 2;
        // Behind an index: `test.cycle[1].`
        while (at >= 0 && cursor.Left[at].Kind is SyntaxKind.CloseBracket)
        {
            while (at >= 0 && cursor.Left[at].Kind is not SyntaxKind.OpenBracket)
                at--;
            at--;
        }
        string name = at >= 0 ? cursor.Left[at].Text : "";
        var file = cursor.Document.File;
        if (file.Imports.FirstOrDefault(import => import.Alias == name) is { } alias)
        {
            foreach (var declaration in alias.File.Declarations.Where(each => each.IsPublic))
                items.Symbol(declaration, 0);
            return;
        }
        var declared = Vocabulary
            .Find(file, name)
            .FirstOrDefault(each => each is MaterialSymbol or CellSymbol);
        bool isLocal = LocalNames.At(file, cursor.Position).Any(symbol => symbol.Name == name);
        if (declared is not null && !isLocal)
        {
            foreach (var property in Vocabulary.SchemaOf(file, declared.Word)?.Properties ?? [])
                items.Add(property.Name, CompletionKind.Property, Describe.Words(property.Type), 0);
            items.Add("molar_mass", CompletionKind.Property, "a molar mass", 0);
            return;
        }
        foreach (var (figure, type) in Vocabulary.Figures)
            items.Add(figure, CompletionKind.Field, Describe.Words(type), 0);
        foreach (var operation in Vocabulary.Visible(file).OfType<OperationSymbol>())
        {
            if (operation.Step is not null)
                items.Symbol(operation, 1);
        }
        foreach (var label in LocalNames.At(file, cursor.Position).OfType<LabelSymbol>())
            items.Local(label, 1);
    }
}
