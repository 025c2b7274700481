using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;

namespace CellDsl.Language.Formatting;

/// <summary>A comment on its own line.</summary>
/// <param name="BlankLineBefore">The author left a blank line above it.</param>
internal readonly record struct LineComment(TextSpan Span, bool BlankLineBefore);

/// <summary>What stands before a token on lines of its own.</summary>
/// <param name="Comments">Comments up to skipped text, if there is any.</param>
/// <param name="BlankLineBefore">The author left a blank line right above the token.</param>
/// <param name="SkippedStart">Where text begins that was passed over, or null.</param>
internal readonly record struct LeadingLines(
    IReadOnlyList<LineComment> Comments,
    bool BlankLineBefore,
    int? SkippedStart
)
{
    /// <param name="isFirst">The token is the first of the file: no line break ends before its trivia.</param>
    public static LeadingLines Of(SyntaxToken token, bool isFirst = false)
    {
        if (token.Green is null or { LeadingWidth: 0 })
            return new([], false, null);
        List<LineComment>? comments = null;
        // The break that ends the line before belongs to the token before.
        int breaks = isFirst ? 0 : 1;
        foreach (var trivia in token.LeadingTrivia())
        {
            switch (trivia.Kind)
            {
                case SyntaxKind.LineBreakTrivia:
                    breaks++;
                    break;
                case SyntaxKind.CommentTrivia:
                case SyntaxKind.DocumentationTrivia:
                    (comments ??= []).Add(new(trivia.Span, breaks > 1));
                    breaks = 0;
                    break;
                case SyntaxKind.BadToken:
                    return new(comments ?? [], breaks > 1, trivia.Span.Start);
            }
        }
        return new(comments ?? [], breaks > 1, null);
    }

    /// <summary>The comment behind a token on its line, or null.</summary>
    public static TextSpan? TrailingComment(SyntaxToken token)
    {
        if (token.Green is null or { TrailingWidth: < 2 })
            return null;
        foreach (var trivia in token.TrailingTrivia())
        {
            if (trivia.Kind is SyntaxKind.CommentTrivia or SyntaxKind.DocumentationTrivia)
                return trivia.Span;
        }
        return null;
    }
}
