using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary>
/// The right side of <c>=</c>, <c>:</c> and <c>return</c>: a bound, a verb phrase, a mixture, or an expression with
/// prepositions behind it. A name is a verb if what follows it can only belong to a phrase.
/// </summary>
internal sealed class ValueParser(NodeParser phrase, bool braceMakesPhrase) : Parser<GreenToken, GreenNode?>
{
    public override bool TryParse(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        out GreenNode? result
    )
    {
        if (IsPhrase(ref state))
            return phrase.TryParse(ref state, ref expecteds, out result);
        if (state.IsBound())
        {
            result = Bounds.Bound.Read(ref state, ref expecteds);
        }
        else if (state.PeekKind() == SyntaxKind.AtPreposition)
        {
            result = null;
            return true;
        }
        else if (state.PeekKind() == SyntaxKind.NotKeyword)
        {
            result = Expression.Value.Read(ref state, ref expecteds);
        }
        else
        {
            result = Expression.Range.Read(ref state, ref expecteds);
            if (result is null)
                return true;
            result =
                state.PeekKind() == SyntaxKind.Colon
                    ? Mixture.ReadRest(ref state, ref expecteds, result)
                    : Expression.Value.Continue(ref state, ref expecteds, result);
        }
        if (!TokenSets.Prepositions.Contains(state.PeekKind()))
            return true;
        var clauses = Clauses.Property.Read(ref state, ref expecteds);
        if (clauses is not null)
            result = GreenBranch.Create(SyntaxKind.PrepositionedExpression, result, clauses);
        return true;
    }

    private bool IsPhrase(ref ParseState<GreenToken> state)
    {
        if (!TokenSets.Names.Contains(state.PeekKind()))
            return false;
        var next = state.PeekSecond().Kind;
        if (next == SyntaxKind.AtPreposition)
            return state.PeekThird().Kind is not (SyntaxKind.MostKeyword or SyntaxKind.LeastKeyword);
        return TokenSets.PhraseFollow.Contains(next) || (braceMakesPhrase && next == SyntaxKind.OpenBrace);
    }
}

internal static class Values
{
    /// <summary>Behind <c>=</c> and <c>return</c>: a phrase takes the block that follows.</summary>
    public static readonly ValueParser Bound = new(Phrase.WithBlock, braceMakesPhrase: true);

    /// <summary>Behind <c>:</c>: a block that follows belongs to the property.</summary>
    public static readonly ValueParser Property = new(Phrase.WithoutBlock, braceMakesPhrase: false);
}
