using CellDsl.Language.Text;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>A piece of the text between tokens. Text that was passed over is of kind <see cref="SyntaxKind.BadToken"/>.</summary>
public readonly record struct SyntaxTrivia(SyntaxKind Kind, TextSpan Span);
