using System.Numerics;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>
/// Reads a node slot by slot, each decided on the next token. It never comes back empty: a placeholder stands for what
/// the text lacks. It fails only where the statement's end was expected and something else stands there: the list of
/// statements then takes what is left.
/// </summary>
internal sealed class NodeParser : Parser<GreenToken, GreenNode?>
{
    private readonly SyntaxKind _kind;
    private readonly Slot[] _slots;

    /// <summary>By token kind: a bit for each slot that the token can begin.</summary>
    private readonly ushort[] _accepting = new ushort[128];

    /// <summary>A bit for each slot that has to be filled whatever the others hold.</summary>
    private readonly int _due;

    /// <summary>A bit for each slot that may be filled whatever the others hold.</summary>
    private readonly int _open;

    private readonly int _dueIfOpen;

    /// <summary>By slot: a bit for each slot that is opened once this one is filled from the text.</summary>
    private readonly int[] _dependents;

    public NodeParser(SyntaxKind kind, params Slot[] slots)
    {
        _dependents = new int[slots.Length];
        _kind = kind;
        _slots = slots;
        for (int i = 0; i < slots.Length; i++)
        {
            var need = slots[i].Need;
            if (need is Need.Required or Need.End)
                _due |= 1 << i;
            if (need is Need.RequiredIf or Need.OptionalIf)
                _dependents[slots[i].Depends] |= 1 << i;
            else
                _open |= 1 << i;
            if (need is Need.RequiredIf)
                _dueIfOpen |= 1 << i;
            for (int token = 0; token < _accepting.Length; token++)
            {
                if (slots[i].First.Contains((SyntaxKind)token))
                    _accepting[token] |= (ushort)(1 << i);
            }
        }
    }

    public override bool TryParse(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        out GreenNode? result
    )
    {
        var builder = new BranchBuilder();
        int due = _due;
        int open = _open;
        int here = 0;
        bool ok = true;
        while (true)
        {
            var token = state.Peek();
            int ahead = -1 << here;
            int accepting = _accepting[(int)token.Kind] & open & ahead;
            int next = accepting == 0 ? _slots.Length : BitOperations.TrailingZeroCount(accepting);
            int missing = due & ahead & ((1 << next) - 1);
            if (missing != 0)
            {
                // The first gap only: what fills it may bring the parser to a token that fits further on.
                next = BitOperations.TrailingZeroCount(missing);
                ok = Fill(ref state, ref expecteds, ref builder, next, ref due, ref open);
            }
            else if (accepting == 0)
            {
                break;
            }
            else if (_slots[next].Parser is { } parser)
            {
                ok = parser.TryParse(ref state, ref expecteds, out var node);
                if (node is not null)
                {
                    builder.Add(next, node);
                    Unlock(next, ref due, ref open);
                }
                else if ((due >> next & 1) != 0)
                {
                    ok = Fill(ref state, ref expecteds, ref builder, next, ref due, ref open);
                }
            }
            else
            {
                state.Advance();
                builder.Add(next, token);
                Unlock(next, ref due, ref open);
            }
            here = next + 1;
        }
        result = builder.ToBranch(_kind);
        return ok;
    }

    /// <summary>Opens the slots that depend on one that was filled from the text.</summary>
    private void Unlock(int slot, ref int due, ref int open)
    {
        int dependents = _dependents[slot];
        open |= dependents;
        due |= dependents & _dueIfOpen;
    }

    /// <summary>Puts something into a required slot that the next token does not begin.</summary>
    private bool Fill(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        ref BranchBuilder builder,
        int index,
        ref int due,
        ref int open
    )
    {
        var slot = _slots[index];
        if (slot.Need == Need.End)
        {
            builder.Add(index, StatementEnds.Read(ref state, builder.Last, out bool ok));
            return ok;
        }
        if (slot.OpensBlock && Skipping.CanReachBrace(ref state))
        {
            builder.Add(index, BlockParser.Find(ref state, ref expecteds, slot));
            Unlock(index, ref due, ref open);
        }
        else if (Problems.Missing(ref state, slot) is { } placeholder)
        {
            builder.Add(index, placeholder);
        }
        return true;
    }
}
