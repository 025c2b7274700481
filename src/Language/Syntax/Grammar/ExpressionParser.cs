using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary>
/// Expressions by precedence climbing: an operand, then as long as an operator binds tightly enough, a flat chain of
/// its level. A lone operand costs one look at the next token.
/// </summary>
internal sealed class ExpressionParser(Binding from, Binding[] table) : Parser<GreenToken, GreenNode?>
{
    public override bool TryParse(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        out GreenNode? result
    )
    {
        result = Read(ref state, ref expecteds, from);
        return true;
    }

    /// <summary>Goes on from an expression that was read with a tighter binding.</summary>
    public GreenNode Continue(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        GreenNode left
    ) => Continue(ref state, ref expecteds, left, from);

    private GreenNode Read(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        Binding least
    )
    {
        GreenNode left;
        var kind = state.PeekKind();
        if (kind == SyntaxKind.NotKeyword && least <= Binding.Not)
        {
            var not = state.Take();
            left = GreenBranch.Create(
                SyntaxKind.NotExpression,
                not,
                Read(ref state, ref expecteds, Binding.Relation)
            );
        }
        else if (kind == SyntaxKind.ForPreposition && table == Operators.InConditions)
        {
            var elapsed = state.Take();
            left = GreenBranch.Create(
                SyntaxKind.ElapsedExpression,
                elapsed,
                Read(ref state, ref expecteds, Binding.Sum)
            );
        }
        else
        {
            left = Operand.Read(ref state, ref expecteds);
        }
        return table[(int)state.PeekKind()] == Binding.None
            ? left
            : Continue(ref state, ref expecteds, left, least);
    }

    private GreenNode Continue(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        GreenNode left,
        Binding least
    )
    {
        while (true)
        {
            var binding = table[(int)state.PeekKind()];
            if (binding == Binding.None || binding < least)
                return left;
            left = binding switch
            {
                Binding.Or => Chain(ref state, ref expecteds, left, binding, SyntaxKind.OrExpression),
                Binding.And => Chain(ref state, ref expecteds, left, binding, SyntaxKind.AndExpression),
                Binding.Sum => Chain(ref state, ref expecteds, left, binding, SyntaxKind.SumExpression),
                Binding.Product => Chain(
                    ref state,
                    ref expecteds,
                    left,
                    binding,
                    SyntaxKind.ProductExpression
                ),
                Binding.Range => Pair(
                    ref state,
                    ref expecteds,
                    left,
                    SyntaxKind.RangeExpression,
                    Binding.Sum
                ),
                Binding.Of => Pair(ref state, ref expecteds, left, SyntaxKind.OfExpression, Binding.Of),
                _ => Relation(ref state, ref expecteds, left),
            };
            // `a .. b .. c` and `a < b < c` mean nothing: the second operator is left over.
            if (binding is Binding.Relation or Binding.Range && table[(int)state.PeekKind()] == binding)
                return left;
        }
    }

    private GreenBranch Chain(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        GreenNode left,
        Binding binding,
        SyntaxKind kind
    )
    {
        var items = new GreenBuffer(ref state);
        items.Add(left);
        do
        {
            items.Add(state.Take());
            items.Add(Read(ref state, ref expecteds, binding + 1));
        } while (table[(int)state.PeekKind()] == binding);
        return GreenBranch.Create(kind, items.ToList());
    }

    private GreenBranch Pair(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        GreenNode left,
        SyntaxKind kind,
        Binding right
    )
    {
        var sign = state.Take();
        return GreenBranch.Create(kind, left, sign, Read(ref state, ref expecteds, right));
    }

    private GreenBranch Relation(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        GreenNode left
    )
    {
        GreenToken? sign = null;
        GreenNode? right = null;
        if (state.PeekKind() != SyntaxKind.ForPreposition)
        {
            sign = state.Take();
            right = Read(ref state, ref expecteds, Binding.Range);
        }
        GreenToken? lasting = null;
        GreenNode? duration = null;
        if (state.PeekKind() == SyntaxKind.ForPreposition && table == Operators.InConditions)
        {
            lasting = state.Take();
            duration = Read(ref state, ref expecteds, Binding.Sum);
        }
        return GreenBranch.Create(SyntaxKind.RelationExpression, left, sign, right, lasting, duration);
    }
}
