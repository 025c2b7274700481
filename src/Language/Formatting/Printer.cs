using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;

namespace CellDsl.Language.Formatting;

/// <summary>Prints a tree in canonical layout.</summary>
internal sealed partial class Printer(SyntaxTree tree)
{
    private const int Step = 2;

    private readonly LineWriter _writer = new();
    private readonly Alignment _alignment = new(tree);

    /// <summary>Where statements or items begin; their further lines begin one step further in.</summary>
    private int _indent;

    /// <summary>The next token begins a statement or an item.</summary>
    private bool _beginsItem;

    /// <summary>The tokens behind which a comma ends an item, by their positions.</summary>
    private readonly HashSet<int> _commaBehind = [];

    private SyntaxToken _previous;

    public string Print()
    {
        PrintStatements([.. tree.Root.Statements]);
        var end = tree.Root.EndOfFile;
        var lines = LeadingLines.Of(end, isFirst: end.Position == 0);
        PrintComments(lines, tree.Root.Statements.Count == 0);
        if (lines.SkippedStart is { } skipped)
        {
            if (lines.BlankLineBefore)
                _writer.BlankLine();
            _writer.EndLine();
            _writer.Write(tree.Source.Text.AsSpan(skipped).TrimEnd(), IndentAt(skipped));
        }
        return _writer.Finish();
    }

    /// <summary>Prints a node token by token; blocks and broken lists have a way of their own.</summary>
    private void PrintNode(SyntaxNode node)
    {
        switch (node)
        {
            case BlockSyntax block:
                PrintBlock(block.Open, [.. block.Statements], block.Close);
                break;
            case EndsBlockSyntax ends:
                PrintBlock(ends.Open, [.. ends.Ends], ends.Close);
                break;
            case InterruptionStatementSyntax interruption:
                PrintToken(interruption.On);
                PrintToken(interruption.Keyword);
                PrintBlock(interruption.Open, [.. interruption.Tiers], interruption.Close);
                break;
            default:
                if (!Brackets.IsBracketed(node))
                    PrintChildren(node);
                else if (Brackets.IsBroken(node))
                    PrintBroken(node);
                else
                    PrintUnbroken(node);
                break;
        }
    }

    private void PrintChildren(SyntaxNode node)
    {
        foreach (var child in node.Children())
        {
            if (child.Node is not null)
                PrintNode(child.Node);
            else if (child.Token.Kind != SyntaxKind.StatementEnd)
                PrintToken(child.Token);
        }
    }

    /// <summary>A bracketed list on one line: a comma behind the last item goes.</summary>
    private void PrintUnbroken(SyntaxNode node)
    {
        SyntaxToken? comma = null;
        foreach (var part in Brackets.Parts(node))
        {
            bool closes =
                part.Node is null && part.Token.Kind is SyntaxKind.CloseParen or SyntaxKind.CloseBracket;
            if (comma is { } before && !closes)
                PrintToken(before);
            comma = null;
            if (part.Node is not null)
                PrintNode(part.Node);
            else if (part.Token.Kind == SyntaxKind.Comma)
                comma = part.Token;
            else
                PrintToken(part.Token);
        }
    }

    /// <summary>A bracketed list that the author broke over lines: one item a line, each with a comma.</summary>
    private void PrintBroken(SyntaxNode node)
    {
        var parts = Brackets.Parts(node).ToList();
        int outer = _indent;
        int line = 0;
        var items = parts.FindAll(part => part.Node is not null).ConvertAll(part => part.Node);
        foreach (var item in Brackets.TakesLastComma(node, items.Count) ? items : items.SkipLast(1))
        {
            if (item is not null)
                _commaBehind.Add(SyntaxDump.TokensOf(item).Last(token => token.Span.Length > 0).Span.Start);
        }
        foreach (var part in parts)
        {
            if (part.Node is not null)
            {
                BeginLine(SyntaxDump.TokensOf(part.Node).First());
                PrintNode(part.Node);
            }
            else if (Brackets.IsOpen(node, part.Token))
            {
                PrintToken(part.Token);
                line = _writer.LineIndent;
                _indent = line + Step;
            }
            else if (part.Token.Kind is SyntaxKind.CloseParen or SyntaxKind.CloseBracket)
            {
                PrintComments(LeadingLines.Of(part.Token), isFirst: false);
                _writer.EndLine();
                _indent = line;
                _beginsItem = true;
                WriteToken(part.Token);
                _indent = outer;
            }
            else if (part.Token.Kind == SyntaxKind.Comma)
            {
                PrintComma(part.Token);
            }
            else
            {
                PrintToken(part.Token);
            }
        }
    }

    /// <summary>A comma of a broken list goes right behind its item, before a comment that stands there.</summary>
    private void PrintComma(SyntaxToken comma)
    {
        PrintComments(LeadingLines.Of(comma), isFirst: true);
        if (LeadingLines.TrailingComment(comma) is { } comment)
            WriteTrailingComment(comment);
    }

    /// <summary>Begins an item on a line of its own, below the comments that stand above it.</summary>
    private void BeginLine(SyntaxToken first)
    {
        var lines = LeadingLines.Of(first);
        PrintComments(lines, isFirst: true);
        _writer.EndLine();
        _beginsItem = true;
    }

    /// <summary>Prints a token behind the one before: on its line, or on the next where the author broke it.</summary>
    private void PrintToken(SyntaxToken token)
    {
        if (token.Span.Length == 0)
            return;
        if (!_beginsItem)
        {
            var lines = LeadingLines.Of(token);
            if (lines.Comments.Count > 0)
            {
                _indent += Step;
                PrintComments(lines, isFirst: true);
                _indent -= Step;
            }
            else if (StaysBroken(token))
            {
                _writer.EndLine();
            }
        }
        WriteToken(token);
    }

    /// <summary>A line break inside a statement is the author's; only what belongs to the line of a block joins it.</summary>
    private static bool StaysBroken(SyntaxToken token) =>
        Brackets.IsBreakBefore(token)
        && token.Kind is not (SyntaxKind.OpenBrace or SyntaxKind.ElseKeyword)
        && !(token.Kind == SyntaxKind.AtPreposition && token.Parent is BudgetSyntax);

    private void WriteToken(SyntaxToken token)
    {
        if (!_writer.IsAtLineStart && Spacing.Between(_previous, token))
            _writer.Blanks(1 + _alignment.ExtraBefore(token));
        _writer.Write(Spelling.Of(token), _beginsItem ? _indent : _indent + Step);
        _beginsItem = false;
        _previous = token;
        if (_commaBehind.Contains(token.Span.Start))
            _writer.Write(",", _indent);
        if (LeadingLines.TrailingComment(token) is { } comment)
            WriteTrailingComment(comment);
    }

    private void WriteTrailingComment(TextSpan comment)
    {
        _writer.Blanks(1);
        _writer.Write(tree.Source.Slice(comment).TrimEnd(), _indent);
        _writer.RequireBreak();
    }

    /// <summary>Comments on lines of their own, with at most one blank line above each.</summary>
    /// <param name="isFirst">Nothing stands above in the same block, so no blank line is due.</param>
    private void PrintComments(LeadingLines lines, bool isFirst)
    {
        foreach (var comment in lines.Comments)
        {
            _writer.EndLine();
            if (comment.BlankLineBefore && !isFirst)
                _writer.BlankLine();
            _writer.Write(tree.Source.Slice(comment.Span).TrimEnd(), _indent);
            _writer.EndLine();
            isFirst = false;
        }
    }

    /// <summary>The blanks before a place that begins a line.</summary>
    private int IndentAt(int position)
    {
        var line = tree.Source.LineSpan(tree.Source.PositionAt(position).Line);
        var before = tree.Source.Text.AsSpan(line.Start, position - line.Start);
        return before.IsWhiteSpace() ? before.Length : _indent;
    }
}
