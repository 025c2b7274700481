using CellDsl.Language.Semantics;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>What may be written at a cursor, the likeliest first.</summary>
public static class Completion
{
    /// <param name="snippets">Whether the client understands placeholders.</param>
    public static CompletionList At(Document document, int position, bool snippets)
    {
        if (SyntaxLookup.CommentAt(document.Tree, position) is not null)
            return new(false, []);
        var cursor = Cursor.At(document, position);
        var (slot, place) = SlotFinder.At(cursor);
        var items = new CompletionItems(document, cursor, snippets);
        Collect(cursor, slot, place, items);
        return new(false, items.Sorted());
    }

    /// <summary>Adds the documentation of an item that was offered.</summary>
    public static CompletionItem Resolve(Snapshot snapshot, CompletionItem item)
    {
        if (item.Data is not { } data || snapshot.Find(data.Uri) is not { } document)
            return item;
        var symbol = Vocabulary
            .Find(document.File, data.Name)
            .FirstOrDefault(declaration => declaration.Word == data.Word);
        return symbol is null
            ? item
            : item with
            {
                Documentation = MarkupContent.Markdown(Hover.TextOf(symbol)),
            };
    }

    private static void Collect(Cursor cursor, Slot slot, Place place, CompletionItems items)
    {
        switch (slot.Kind)
        {
            case SlotKind.Statement:
                StatementCompletion.Add(place, items);
                break;
            case SlotKind.Unit:
                UnitCompletion.Add(slot.Type, items);
                break;
            case SlotKind.Value:
                ValueCompletion.Add(cursor, slot.Type, place, items);
                break;
            case SlotKind.Condition:
                ValueCompletion.AddMeasured(items, rank: 1);
                ValueCompletion.AddLocals(cursor, null, items, rank: 2);
                items.Keyword("for", "so long after the step began", rank: 2);
                items.Keyword("not", null, rank: 4);
                items.Keyword("last", "the last step of a verb", rank: 4);
                break;
            case SlotKind.Member:
                MemberCompletion.Add(cursor, items);
                break;
            case SlotKind.Operand:
                if (slot.Type is not null && slot.Operation is { Parameters: [{ Preposition: null }, ..] })
                    ValueCompletion.Add(cursor, slot.Type, place, items);
                ClauseCompletion.Add(cursor, slot.Operation, items);
                break;
            case SlotKind.Clause:
                ClauseCompletion.Add(cursor, slot.Operation, items);
                break;
            case SlotKind.Argument:
                ClauseCompletion.AddArguments(slot.Callee, items);
                ValueCompletion.Add(cursor, slot.Type, place, items);
                break;
            case SlotKind.RightSide:
                StatementCompletion.AddVerbs(place, items);
                ValueCompletion.Add(cursor, null, place, items);
                break;
            default:
                NameCompletion.Add(cursor, slot, items);
                break;
        }
    }
}
