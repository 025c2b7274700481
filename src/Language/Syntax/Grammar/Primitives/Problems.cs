using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>Puts what the grammar finds into the tree, once per place.</summary>
internal static class Problems
{
    public static bool MayReport(ref ParseState<GreenToken> state) =>
        ((ParseContext)state.Configuration).MayReport(state.Location, state.Peek());

    /// <summary>The width of what a reader takes for one thing: a number has its unit with it.</summary>
    public static int WidthAhead(ref ParseState<GreenToken> state)
    {
        var token = state.Peek();
        return token.Kind == SyntaxKind.Number && state.PeekSecond() is { Kind: SyntaxKind.Unit } unit
            ? token.FullWidth - token.LeadingWidth + unit.LeadingWidth + unit.Width
            : token.Width;
    }

    /// <summary>What stands for a required piece that is not in front of the parser.</summary>
    public static GreenNode? Missing(ref ParseState<GreenToken> state, Slot slot) =>
        MayReport(ref state) ? slot.Reported() : slot.Placeholder;

    /// <summary>The current token with a problem on its text, taken.</summary>
    public static GreenToken TakeWith(ref ParseState<GreenToken> state, Func<int, int, SyntaxProblem> problem)
    {
        var token = state.Peek();
        if (MayReport(ref state))
            token = token.WithProblem(problem(token.LeadingWidth, token.Width));
        state.Advance();
        return token;
    }
}
