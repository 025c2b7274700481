using System.Text;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>What a phrase or a call takes, with the part that is being written.</summary>
public static class SignatureHelp
{
    public static SignatureHelpResult? At(Document document, int position)
    {
        if (SyntaxLookup.CommentAt(document.Tree, position) is not null)
            return null;
        var cursor = Cursor.At(document, position);
        var (slot, _) = SlotFinder.At(cursor);
        if (slot.Callee is { Parameters.Length: > 0 } callee)
            return Of(
                callee,
                slot.Parameter is { } named ? callee.Parameters.IndexOf(named) : 0,
                isCall: true
            );
        if (
            cursor.BeginsStatement
            || SlotFinder.PhraseAt(cursor).Operation is not { Parameters.Length: > 0 } operation
        )
            return null;
        return Of(operation, Active(operation, cursor, slot), isCall: false);
    }

    private static int Active(OperationSymbol operation, Cursor cursor, Slot slot)
    {
        var parameter =
            slot.Parameter ?? (slot.Kind == SlotKind.Unit ? SlotFinder.PhraseAt(cursor).Parameter : null);
        if (parameter is not null)
            return operation.Parameters.IndexOf(parameter);
        var given = cursor
            .Left.Where(token => SyntaxFacts.IsPreposition(token.Kind))
            .Select(token => token.Text)
            .ToHashSet();
        bool hasOperand = slot.Kind != SlotKind.Operand;
        for (int i = 0; i < operation.Parameters.Length; i++)
        {
            var each = operation.Parameters[i];
            bool isGiven = each.Preposition is { } preposition ? given.Contains(preposition) : hasOperand;
            if (!isGiven)
                return i;
        }
        return operation.Parameters.Length - 1;
    }

    private static SignatureHelpResult Of(DeclarationSymbol declaration, int active, bool isCall)
    {
        var label = new StringBuilder(declaration.Name).Append(isCall ? "(" : "");
        var parameters = new List<ParameterInformation>();
        foreach (var parameter in declaration.Parameters)
        {
            if (isCall && parameters.Count > 0)
                label.Append(", ");
            else if (!isCall)
                label.Append(' ');
            int start = label.Length;
            if (!Describe.IsNeeded(parameter) && !isCall)
                label.Append('[');
            if (parameter.Preposition is { } preposition)
                label.Append(preposition).Append(' ');
            label.Append(parameter.Name).Append(": ").Append(Describe.Words(parameter.Type));
            if (parameter.Default is { } value)
                label.Append(" = ").Append(Describe.Value(value));
            if (!Describe.IsNeeded(parameter) && !isCall)
                label.Append(']');
            string facts = string.Join("\n- ", SymbolFacts.Of(parameter));
            parameters.Add(
                new([start, label.Length], facts.Length == 0 ? null : MarkupContent.Markdown($"- {facts}"))
            );
        }
        if (isCall)
            label.Append(')');
        var documentation = declaration.Documentation is { } text ? MarkupContent.Markdown(text) : null;
        return new([new(label.ToString(), documentation, parameters)], 0, Math.Max(0, active));
    }
}
