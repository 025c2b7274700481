using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>
/// Reads a node slot by slot, each decided on the next token. It never comes back empty: a placeholder stands for what
/// the text lacks. It fails only where the statement's end was expected and something else stands there: the list of
/// statements then takes what is left.
/// </summary>
internal sealed class NodeParser(SyntaxKind kind, params Slot[] slots) : Parser<GreenToken, GreenNode?>
{
    public override bool TryParse(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        out GreenNode? result
    )
    {
        SlotBuffer nodes = default;
        bool ok = true;
        for (int i = 0; i < slots.Length; i++)
        {
            var slot = slots[i];
            var token = state.Current;
            if (slot.First.Contains(token.Kind))
            {
                if (slot.Need >= Need.RequiredIf && !IsFilled(nodes, slot.Depends))
                    continue;
                if (slot.Parser is null)
                {
                    nodes[i] = token;
                    state.Advance();
                    continue;
                }
                var node = slot.Parser.Read(ref state, ref expecteds);
                nodes[i] = node;
                if (node is not null)
                    continue;
            }
            switch (slot.Need)
            {
                case Need.Required:
                case Need.RequiredIf when IsFilled(nodes, slot.Depends):
                    nodes[i] = slot.OpensBlock
                        ? BlockParser.Find(ref state, ref expecteds, slot)
                        : Problems.Missing(ref state, slot);
                    break;
                case Need.End:
                    nodes[i] = StatementEnds.Read(ref state, LastFilled(nodes), out ok);
                    break;
            }
        }
        result = GreenBranch.Create(kind, ((ReadOnlySpan<GreenNode?>)nodes)[..slots.Length]);
        return ok;
    }

    private static GreenNode? LastFilled(ReadOnlySpan<GreenNode?> nodes)
    {
        for (int i = nodes.Length - 1; i >= 0; i--)
        {
            if (nodes[i] is { FullWidth: > 0 } node)
                return node;
        }
        return null;
    }

    private bool IsFilled(ReadOnlySpan<GreenNode?> nodes, int slot) =>
        nodes[slot] is { } node && !slots[slot].IsPlaceholder(node);
}
