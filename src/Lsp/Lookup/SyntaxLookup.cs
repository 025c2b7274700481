using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Lsp.Lookup;

/// <summary>Tokens and nodes by their place.</summary>
public static class SyntaxLookup
{
    /// <summary>The token whose text, blanks and comments hold a position; at the end of the file its last token.</summary>
    public static SyntaxToken TokenAt(SyntaxTree tree, int position)
    {
        SyntaxNode node = tree.Root;
        while (true)
        {
            SyntaxElement? found = null;
            foreach (var child in node.Children())
            {
                var span = child.Node?.FullSpan ?? child.Token.FullSpan;
                if (span.Contains(position))
                {
                    found = child;
                    break;
                }
            }
            if (found is not { } element)
                return tree.Root.EndOfFile;
            if (element.Node is null)
                return element.Token;
            node = element.Node;
        }
    }

    /// <summary>The last token of the text that begins before a position; the default token where there is none.</summary>
    public static SyntaxToken Before(SyntaxTree tree, int position)
    {
        var token = TokenAt(tree, position);
        while (token.Span.Start >= position || token.Span.Length == 0)
        {
            if (token.Position == 0)
                return default;
            token = TokenAt(tree, token.Position - 1);
        }
        return token;
    }

    /// <summary>The token under the cursor: the one right behind it, or a word that ends there.</summary>
    public static SyntaxToken Touching(SyntaxTree tree, int position)
    {
        var token = TokenAt(tree, position);
        if (token.Span.Contains(position) && IsSubstantial(token))
            return token;
        var before = Before(tree, position);
        return before.Span.End == position ? before : token;
    }

    /// <summary>A node and those around it, innermost first.</summary>
    public static IEnumerable<SyntaxNode> AncestorsAndSelf(SyntaxNode? node)
    {
        for (var current = node; current is not null; current = current.Parent)
            yield return current;
    }

    public static T? Enclosing<T>(SyntaxNode? node)
        where T : SyntaxNode => AncestorsAndSelf(node).OfType<T>().FirstOrDefault();

    /// <summary>The comment that a position stands in, or null.</summary>
    public static SyntaxTrivia? CommentAt(SyntaxTree tree, int position)
    {
        var token = TokenAt(tree, position);
        return InComment(token, position)
            ?? (position > 0 ? InComment(TokenAt(tree, position - 1), position) : null);
    }

    /// <summary>Every node below a node, itself first, in text order.</summary>
    public static IEnumerable<SyntaxNode> Descendants(SyntaxNode node)
    {
        yield return node;
        foreach (var child in node.Children())
        {
            if (child.Node is null)
                continue;
            foreach (var below in Descendants(child.Node))
                yield return below;
        }
    }

    private static bool IsSubstantial(SyntaxToken token) =>
        SyntaxFacts.IsWord(token.Kind)
        || token.Kind
            is SyntaxKind.Number
                or SyntaxKind.Unit
                or SyntaxKind.String
                or SyntaxKind.FormulaText
                or SyntaxKind.BadToken;

    private static SyntaxTrivia? InComment(SyntaxToken token, int position)
    {
        foreach (var trivia in token.LeadingTrivia().Concat(token.TrailingTrivia()))
        {
            bool isComment = trivia.Kind is SyntaxKind.CommentTrivia or SyntaxKind.DocumentationTrivia;
            if (isComment && trivia.Span.Start < position && position <= trivia.Span.End)
                return trivia;
        }
        return null;
    }
}
