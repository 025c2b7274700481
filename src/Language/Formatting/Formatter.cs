using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Formatting;

/// <summary>
/// The one canonical layout of a file: two blanks per level, one statement a line, arithmetic spaced, units tight, one
/// blank line at most. What the author broke over lines stays broken, what stood on one line stays there if it fits.
/// </summary>
public static class Formatter
{
    /// <summary>Columns within which a block that stood on one line stays on one line.</summary>
    public const int LineWidth = 120;

    /// <summary>
    /// The formatted text of a file. Statements with problems are left as they are; a file whose brackets do not match
    /// is returned unchanged, since nobody knows what belongs where.
    /// </summary>
    public static string Format(SyntaxTree tree)
    {
        string text = tree.Source.Text;
        if (tree.Diagnostics.Any(IsStructural))
            return text;
        string formatted = new Printer(tree).Print();
        return MeansTheSame(tree, formatted) ? formatted : text;
    }

    private static bool IsStructural(Diagnostic found) =>
        found.Rule == Rules.UnclosedBracket
        || found.Rule == Rules.StrayBracket
        || found.Rule == Rules.TooDeep
        || found.Rule == Rules.TooManyProblems;

    /// <summary>A formatter that changes a procedure would be worse than none: the result is read again and compared.</summary>
    private static bool MeansTheSame(SyntaxTree tree, string formatted)
    {
        var again = SyntaxTree.Parse(new(tree.Source.Path, formatted));
        using var before = Significant(tree).GetEnumerator();
        using var after = Significant(again).GetEnumerator();
        while (before.MoveNext())
        {
            if (!after.MoveNext() || before.Current != after.Current)
                return false;
        }
        return !after.MoveNext() && tree.Diagnostics.Count == again.Diagnostics.Count;
    }

    /// <summary>
    /// Kinds and texts of tokens without what formatting may change: ends of statements, which lines show, empty
    /// statements, and a comma before a closing bracket.
    /// </summary>
    private static IEnumerable<(SyntaxKind Kind, string Text)> Significant(SyntaxTree tree)
    {
        bool comma = false;
        foreach (var token in SyntaxDump.TokensOf(tree.Root))
        {
            if (token.Kind == SyntaxKind.StatementEnd)
                continue;
            if (comma && token.Kind is not (SyntaxKind.CloseParen or SyntaxKind.CloseBracket))
                yield return (SyntaxKind.Comma, ",");
            comma = token.Kind == SyntaxKind.Comma;
            if (!comma)
                yield return (token.Kind, Spelling.Of(token));
        }
    }
}
