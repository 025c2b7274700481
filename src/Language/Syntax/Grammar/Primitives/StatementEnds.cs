using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>The end of a statement, or what to say where something else stands.</summary>
internal static class StatementEnds
{
    /// <param name="ok">False where tokens are left over that belong to no statement.</param>
    public static GreenToken Read(ref ParseState<GreenToken> state, bool behindBlock, out bool ok)
    {
        var token = state.Current;
        if (token.Kind == SyntaxKind.StatementEnd)
        {
            state.Advance();
            ok = true;
            return token;
        }
        ok =
            TokenSets.StatementKeywords.Contains(token.Kind)
            || (behindBlock && TokenSets.StatementStarts.Contains(token.Kind));
        if (!Problems.MayReport(ref state))
            return Placeholders.StatementEnd;
        var problem = ok
            ? Rules.TwoStatementsAt(token.LeadingWidth, token.Width)
            : Rules.UnexpectedAt(token.LeadingWidth, token.Width);
        return Placeholders.Token(SyntaxKind.StatementEnd, problem);
    }
}
