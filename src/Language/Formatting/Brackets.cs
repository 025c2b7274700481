using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Formatting;

/// <summary>Lists in <c>( )</c> and <c>[ ]</c>: parameters, arguments, lists and tuples.</summary>
internal static class Brackets
{
    public static bool IsBracketed(SyntaxNode node) =>
        node
            is ParameterListSyntax
                or ArgumentListSyntax
                or ListExpressionSyntax
                or ParenthesizedExpressionSyntax;

    /// <summary>Bracket tokens, items and commas in text order.</summary>
    public static IEnumerable<SyntaxElement> Parts(SyntaxNode node)
    {
        foreach (var child in node.Children())
        {
            if (child.Node is not ListSyntax list)
            {
                yield return child;
                continue;
            }
            foreach (var inner in list.Children())
                yield return inner;
        }
    }

    /// <summary>The author began a line with an item or with the closing bracket.</summary>
    public static bool IsBroken(SyntaxNode node)
    {
        foreach (var part in Parts(node))
        {
            var token = part.Node is null ? part.Token : SyntaxDump.TokensOf(part.Node).First();
            if (IsBreakBefore(token) && !IsOpen(node, token) && token.Kind != SyntaxKind.Unit)
                return true;
        }
        return false;
    }

    public static bool IsBreakBefore(SyntaxToken token) =>
        token.Green is { } green && (green.Flags & TokenFlags.LineBreakBefore) != 0;

    public static bool IsOpen(SyntaxNode node, SyntaxToken token) => token.FullSpan.Start == node.Position;

    /// <summary>A comma may stand behind the last item; behind the only one in parentheses it would make a tuple.</summary>
    public static bool TakesLastComma(SyntaxNode node, int items) =>
        items > (node is ParenthesizedExpressionSyntax ? 1 : 0);
}
