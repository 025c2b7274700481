using System.Globalization;
using System.Text;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;

namespace CellDsl.Baselines.Tests;

/// <summary>Tokens and tree as text, for a reader to compare.</summary>
internal static class TreeDump
{
    /// <summary>A line per token: place, kind, text, and the comments around it.</summary>
    public static string Tokens(SyntaxTree tree)
    {
        var text = new StringBuilder();
        foreach (var token in AllTokens(tree.Root))
        {
            var start = tree.Source.PositionAt(token.Span.Start);
            string place = string.Create(
                CultureInfo.InvariantCulture,
                $"{start.Line + 1}:{start.Column + 1}"
            );
            text.Append(CultureInfo.InvariantCulture, $"{place, -8}{token.Kind, -16} {Quote(token.Chars)}");
            AppendTrivia(text, "before", tree.Source, token.Position, token.Span.Start);
            AppendTrivia(text, "after", tree.Source, token.Span.End, token.FullSpan.End);
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <summary>A line per node or token, indented by depth.</summary>
    public static string Tree(SyntaxTree tree)
    {
        var text = new StringBuilder();
        Append(text, tree.Root, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, SyntaxNode node, int depth)
    {
        text.Append(' ', 2 * depth).Append(node.Kind).Append('\n');
        foreach (var child in node.Children())
        {
            if (child.Node is { } inner)
                Append(text, inner, depth + 1);
            else
                text.Append(' ', 2 * depth + 2)
                    .Append(child.Token.IsPresent ? "" : "missing ")
                    .Append(child.Token.Kind)
                    .Append(' ')
                    .Append(Quote(child.Token.Chars))
                    .Append('\n');
        }
    }

    private static IEnumerable<SyntaxToken> AllTokens(SyntaxNode node)
    {
        foreach (var child in node.Children())
        {
            if (child.Node is { } inner)
            {
                foreach (var token in AllTokens(inner))
                    yield return token;
            }
            else
            {
                yield return child.Token;
            }
        }
    }

    private static void AppendTrivia(StringBuilder text, string where, SourceText source, int start, int end)
    {
        var trivia = source.Slice(TextSpan.FromBounds(start, end)).Trim();
        if (!trivia.IsEmpty)
            text.Append(CultureInfo.InvariantCulture, $"  {where} {Quote(trivia)}");
    }

    private static string Quote(ReadOnlySpan<char> text) =>
        $"'{text.ToString().Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}'";
}
