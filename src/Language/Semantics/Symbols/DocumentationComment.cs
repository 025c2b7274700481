using System.Text;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Symbols;

/// <summary>Finds the <c>///</c> lines right above a declaration or a property.</summary>
internal static class DocumentationComment
{
    /// <summary>The comment's Markdown without its slashes, or null.</summary>
    public static string? Of(SyntaxNode node)
    {
        var above = node.Tree.Source.Text.AsSpan(node.FullSpan.Start, node.Span.Start - node.FullSpan.Start);
        StringBuilder? text = null;
        foreach (var line in above.EnumerateLines())
        {
            var trimmed = line.Trim();
            if (trimmed.StartsWith("///"))
            {
                text ??= new StringBuilder();
                var content = trimmed[3..];
                text.Append(content.StartsWith(" ") ? content[1..] : content).Append('\n');
            }
            else if (!trimmed.IsEmpty)
            {
                // An ordinary comment in between starts afresh: only the block that touches the declaration counts.
                text?.Clear();
            }
        }
        string? result = text?.ToString().TrimEnd('\n');
        return string.IsNullOrEmpty(result) ? null : result;
    }
}
