using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>A finding of the lexer, the layout pass or the grammar, kept in the tree relative to its token.</summary>
/// <param name="Offset">From the full start of the token that carries it.</param>
/// <param name="Message">The sentence; <c>{0}</c> in it stands for the text of the span.</param>
/// <param name="Replacement">What the text should have been, where that is plain; the fix that an editor offers.</param>
/// <param name="Related">A second place, relative like the first.</param>
public sealed record SyntaxProblem(
    Rule Rule,
    int Offset,
    int Length,
    string Message,
    string? Help = null,
    string? Replacement = null,
    TextSpan? Related = null,
    string? RelatedText = null
)
{
    /// <summary>Something is missing: the place is right behind the text of the token before, whatever the offset says.</summary>
    public bool BehindPrevious { get; init; }

    internal SyntaxProblem Shift(int by) =>
        by == 0
            ? this
            : this with
            {
                Offset = Offset + by,
                Related = Related is { } related ? new TextSpan(related.Start + by, related.Length) : null,
            };
}
