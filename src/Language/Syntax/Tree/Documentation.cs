using System.Text;
using CellDsl.Language.Text;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>Reads the <c>///</c> lines right above a piece of the tree.</summary>
internal static class Documentation
{
    /// <summary>The Markdown text without markers and the one blank behind them, or null where there is none.</summary>
    public static string? Of(SyntaxNode node)
    {
        var source = node.Tree.Source;
        var lines = new List<TextSpan>();
        int breaks = 0;
        foreach (
            var trivia in Lexing.TriviaLexer.Read(
                source.Text,
                new(node.Position, node.Green.LeadingTriviaWidth)
            )
        )
        {
            switch (trivia.Kind)
            {
                case SyntaxKind.DocumentationTrivia:
                    lines.Add(trivia.Span);
                    breaks = 0;
                    break;
                case SyntaxKind.LineBreakTrivia:
                    if (++breaks > 1)
                        lines.Clear();
                    break;
                case SyntaxKind.WhitespaceTrivia:
                    break;
                default:
                    lines.Clear();
                    break;
            }
        }
        if (lines.Count == 0)
            return null;
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            if (text.Length > 0)
                text.Append('\n');
            var words = source.Slice(line)[3..].TrimEnd();
            text.Append(words.StartsWith(" ") ? words[1..] : words);
        }
        return text.ToString();
    }
}
