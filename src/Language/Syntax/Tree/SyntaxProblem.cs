using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>A finding of the lexer, the layout pass or the grammar, kept in the tree relative to its piece.</summary>
/// <param name="Offset">From the full start of the piece that carries it.</param>
/// <param name="Replacement">What the text should have been, where that is plain; the fix that an editor offers.</param>
public sealed record SyntaxProblem(
    Rule Rule,
    int Offset,
    int Length,
    string Message,
    string? Help = null,
    string? Replacement = null,
    TextSpan? Related = null,
    string? RelatedText = null
);
