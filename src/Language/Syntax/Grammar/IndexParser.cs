using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary><c>[270]</c>, <c>[n-1]</c>, <c>[1 .. 8]</c>: one index between brackets that the layout pass has matched.</summary>
internal sealed class IndexParser : Parser<GreenToken, GreenNode?>
{
    private static readonly TokenSet Close = new(SyntaxKind.CloseBracket);

    private static readonly Slot Missing = Slot.Value(
        TokenSets.Values,
        Expression.Condition,
        "an index",
        "cycle[270]"
    );

    public override bool TryParse(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        out GreenNode? result
    )
    {
        var open = state.Take();
        GreenNode? index;
        if (TokenSets.Conditions.Contains(state.PeekKind()))
            index = Expression.Condition.Read(ref state, ref expecteds);
        else
            index = Problems.Missing(ref state, Missing);
        var token = state.Peek();
        SyntaxProblem? problem = null;
        if (token.Kind != SyntaxKind.CloseBracket && Problems.MayReport(ref state))
            problem = Rules.UnexpectedInListAt(token.LeadingWidth, Problems.WidthAhead(ref state), ']');
        result = GreenBranch.Create(
            SyntaxKind.IndexAccess,
            open,
            index,
            Skipping.TakeNext(ref state, Close, problem)
        );
        return true;
    }
}
