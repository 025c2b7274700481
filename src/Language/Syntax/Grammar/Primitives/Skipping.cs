using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>Passes over tokens that do not fit; they become trivia of the next one that does.</summary>
internal static class Skipping
{
    /// <summary>Tokens within which a block is looked for, so that a file of heads without blocks is read in linear time.</summary>
    private const int LongestStatement = 1000;

    /// <summary>Whether this statement has a block further on.</summary>
    public static bool CanReachBrace(ref ParseState<GreenToken> state)
    {
        foreach (var token in state.LookAhead(LongestStatement))
        {
            if (token.Kind == SyntaxKind.OpenBrace)
                return true;
            if (IsStop(token.Kind))
                return false;
        }
        return false;
    }

    /// <summary>
    /// Takes the next token of the set outside of inner brackets, with all before it as its trivia. There is one: the
    /// caller made sure, or it is the closing bracket that the layout pass guarantees.
    /// </summary>
    public static GreenToken TakeNext(ref ParseState<GreenToken> state, TokenSet set, SyntaxProblem? problem)
    {
        int width = 0;
        int depth = 0;
        List<SyntaxProblem> problems = problem is null ? [] : [problem];
        while (true)
        {
            var token = state.Peek();
            if (depth == 0 && set.Contains(token.Kind) || token.Kind == SyntaxKind.EndOfFile)
            {
                state.Advance();
                return width == 0 && problems.Count == 0 ? token : token.WithSkipped(width, [.. problems]);
            }
            if (TokenSets.Openers.Contains(token.Kind))
                depth++;
            else if (TokenSets.Closers.Contains(token.Kind))
                depth--;
            foreach (var inner in token.Problems)
                problems.Add(inner.Shift(width));
            width += token.FullWidth;
            state.Advance();
        }
    }

    private static bool IsStop(SyntaxKind kind) =>
        kind is SyntaxKind.StatementEnd or SyntaxKind.CloseBrace or SyntaxKind.EndOfFile;
}
