using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>The end of a statement, or what to say where something else stands.</summary>
internal static class StatementEnds
{
    /// <param name="before">The last piece of the statement: behind a closing brace a new statement may begin.</param>
    /// <param name="ok">False where tokens are left over that belong to no statement.</param>
    public static GreenToken Read(ref ParseState<GreenToken> state, GreenNode? before, out bool ok)
    {
        var token = state.Peek();
        if (token.Kind == SyntaxKind.StatementEnd)
        {
            state.Advance();
            ok = true;
            return token;
        }
        ok =
            TokenSets.StatementKeywords.Contains(token.Kind)
            || (EndsWithBrace(before) && TokenSets.StatementStarts.Contains(token.Kind));
        if (!Problems.MayReport(ref state))
            return Placeholders.StatementEnd;
        var problem = ok
            ? Rules.TwoStatementsAt(token.LeadingWidth, token.Width)
            : Rules.UnexpectedAt(token.LeadingWidth, Problems.WidthAhead(ref state), Help(token.Kind));
        return Placeholders.Token(SyntaxKind.StatementEnd, problem);
    }

    private static string? Help(SyntaxKind kind) =>
        kind == SyntaxKind.TimesKeyword ? "only `repeat` counts: `repeat 3 times { … }`"
        : kind == SyntaxKind.Name ? "if it begins another statement, put a line break or a `;` before it"
        : TokenSets.Prepositions.Contains(kind) ? "prepositions stand before `until`, and `until` comes last"
        : null;

    private static bool EndsWithBrace(GreenNode? node)
    {
        while (node is GreenBranch)
        {
            GreenNode? last = null;
            for (int i = node.SlotCount - 1; i >= 0 && last is null; i--)
                last = node.Slot(i) is { FullWidth: > 0 } slot ? slot : null;
            node = last;
        }
        return node is { Kind: SyntaxKind.CloseBrace };
    }
}
