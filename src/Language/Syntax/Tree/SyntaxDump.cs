using System.Text;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>Trees and tokens as indented text with spans, for tests and for looking at what was parsed.</summary>
public static class SyntaxDump
{
    /// <summary>One line per token: span, kind, text. Tokens that are not in the text are marked.</summary>
    public static string Tokens(SyntaxTree tree)
    {
        var text = new StringBuilder();
        foreach (var token in TokensOf(tree.Root))
            AppendToken(text, token).Append('\n');
        return text.ToString();
    }

    /// <summary>One line per node and token, children indented by two blanks.</summary>
    public static string Tree(SyntaxTree tree)
    {
        var text = new StringBuilder();
        AppendNode(text, tree.Root, 0);
        return text.ToString();
    }

    /// <summary>All tokens below a node in text order.</summary>
    public static IEnumerable<SyntaxToken> TokensOf(SyntaxNode node)
    {
        foreach (var child in node.Children())
        {
            if (child.Node is null)
            {
                yield return child.Token;
                continue;
            }
            foreach (var token in TokensOf(child.Node))
                yield return token;
        }
    }

    private static void AppendNode(StringBuilder text, SyntaxNode node, int depth)
    {
        text.Append(' ', depth * 2).Append(node.Kind).Append(' ').Append(node.Span).Append('\n');
        foreach (var child in node.Children())
        {
            if (child.Node is not null)
                AppendNode(text, child.Node, depth + 1);
            else
                AppendToken(text.Append(' ', depth * 2 + 2), child.Token).Append('\n');
        }
    }

    private static StringBuilder AppendToken(StringBuilder text, SyntaxToken token)
    {
        text.Append(token.Kind).Append(' ').Append(token.Span);
        if (token.Span.Length > 0)
            text.Append(" `").Append(Escape(token.Chars)).Append('`');
        return token.IsPresent ? text : text.Append(" (not in the text)");
    }

    private static string Escape(ReadOnlySpan<char> chars)
    {
        var text = new StringBuilder(chars.Length);
        foreach (char c in chars)
        {
            if (char.IsControl(c) || char.IsSurrogate(c))
                text.Append($"\\u{(int)c:X4}");
            else
                text.Append(c);
        }
        return text.ToString();
    }
}
