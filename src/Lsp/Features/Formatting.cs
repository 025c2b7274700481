using CellDsl.Language.Diagnostics;
using CellDsl.Language.Formatting;
using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>The canonical layout, as edits of the lines that differ from it.</summary>
public static class Formatting
{
    private const int Step = 2;

    public static IReadOnlyList<RangeEdit> All(Document document) =>
        [.. Changes(document).Select(document.EditOf)];

    /// <summary>Only edits that touch a stretch of the text.</summary>
    public static IReadOnlyList<RangeEdit> In(Document document, TextSpan within) =>
        [
            .. Changes(document)
                // An edit is of whole lines: the one that ends where the stretch begins is not of it.
                .Where(edit => edit.Span.Start < within.End && edit.Span.End > within.Start)
                .Select(document.EditOf),
        ];

    /// <summary>
    /// After a line break the indentation of the new line; after a closing brace or a semicolon the statement that it
    /// ends.
    /// </summary>
    public static IReadOnlyList<RangeEdit> OnType(Document document, int position, string typed)
    {
        if (SyntaxLookup.CommentAt(document.Tree, position) is not null)
            return [];
        if (typed is "\n")
            return Indent(document, position) is { } edit ? [document.EditOf(edit)] : [];
        if (position == 0)
            return [];
        var token = SyntaxLookup.Before(document.Tree, position);
        var statement = SyntaxLookup.Enclosing<StatementSyntax>(token.Parent);
        return statement is null ? [] : In(document, statement.Span);
    }

    private static IReadOnlyList<TextEdit> Changes(Document document)
    {
        string formatted = Formatter.Format(document.Tree);
        if (document.Text.Contains("\r\n", StringComparison.Ordinal))
            formatted = formatted.ReplaceLineEndings("\r\n");
        return LineChanges.Between(document.Source, formatted);
    }

    private static TextEdit? Indent(Document document, int position)
    {
        var source = document.Source;
        var line = source.LineSpan(source.PositionAt(position).Line);
        var text = source.Slice(line);
        int blanks = text.Length - text.TrimStart().Length;
        int wanted = Step * DepthAt(document, line.Start);
        if (text.TrimStart().StartsWith("}"))
            wanted = Math.Max(0, wanted - Step);
        return blanks == wanted && !text[..blanks].Contains('\t')
            ? null
            : new(new(line.Start, blanks), new string(' ', wanted));
    }

    /// <summary>How many braces and broken brackets are open before a position.</summary>
    private static int DepthAt(Document document, int position)
    {
        int depth = 0;
        foreach (var token in SyntaxDump.TokensOf(document.Tree.Root))
        {
            if (token.Span.Start >= position)
                break;
            if (!token.IsPresent)
                continue;
            if (token.Kind is SyntaxKind.OpenBrace or SyntaxKind.OpenParen or SyntaxKind.OpenBracket)
                depth++;
            else if (token.Kind is SyntaxKind.CloseBrace or SyntaxKind.CloseParen or SyntaxKind.CloseBracket)
                depth--;
        }
        return Math.Max(0, depth);
    }
}
