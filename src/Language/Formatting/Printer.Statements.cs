using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Layout;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Formatting;

internal sealed partial class Printer
{
    /// <summary>A block: on one line if it stood on one and fits, else one statement a line.</summary>
    private void PrintBlock(SyntaxToken open, IReadOnlyList<SyntaxNode> statements, SyntaxToken close)
    {
        PrintToken(open);
        bool isEmpty = statements.All(IsPlainEmpty) && LeadingLines.Of(close).Comments.Count == 0;
        if ((isEmpty && !_writer.IsAtLineStart) || (IsOnOneLine(open, close) && TryInline(statements, close)))
        {
            if (isEmpty)
                WriteToken(close);
            return;
        }
        int outer = _indent;
        int line = _writer.LineIndent;
        _indent = line + Step;
        _writer.EndLine();
        PrintStatements(statements);
        PrintComments(LeadingLines.Of(close), statements.Count == 0);
        _writer.EndLine();
        _indent = line;
        _beginsItem = true;
        WriteToken(close);
        _indent = outer;
    }

    private static bool IsPlainEmpty(SyntaxNode statement) =>
        statement is EmptyStatementSyntax empty
        && LeadingLines.Of(empty.End).Comments.Count == 0
        && LeadingLines.TrailingComment(empty.End) is null;

    private bool IsOnOneLine(SyntaxToken open, SyntaxToken close)
    {
        var inside = tree.Source.Text.AsSpan(open.Span.End, close.Span.Start - open.Span.End);
        return inside.IndexOfAny('\n', '\r') < 0;
    }

    /// <summary>Writes <c>a; b }</c> behind the open brace, and takes it back where the line gets too long.</summary>
    private bool TryInline(IReadOnlyList<SyntaxNode> statements, SyntaxToken close)
    {
        var mark = _writer.Here;
        var before = _previous;
        bool first = true;
        foreach (var statement in statements)
        {
            if (statement is EmptyStatementSyntax)
                continue;
            if (IsBad(statement))
                break;
            if (!first)
                _writer.Write(";", _indent);
            first = false;
            PrintNode(statement);
        }
        if (!statements.Any(IsBad))
        {
            WriteToken(close);
            if (_writer.IsOnLineOf(mark) && _writer.Column <= Formatter.LineWidth)
                return true;
        }
        _writer.Return(mark);
        _previous = before;
        return false;
    }

    private void PrintStatements(IReadOnlyList<SyntaxNode> statements)
    {
        _alignment.Study(statements);
        bool isFirst = true;
        for (int i = 0; i < statements.Count; i++)
        {
            int last = LastOnLine(statements, i);
            if (last > i || IsBad(statements[i]))
                PrintVerbatim([.. statements.Skip(i).Take(last - i + 1)], isFirst);
            else
                PrintStatement(statements[i], isFirst);
            _writer.EndLine();
            isFirst = false;
            i = last;
        }
    }

    private void PrintStatement(SyntaxNode statement, bool isFirst)
    {
        var token = SyntaxDump.TokensOf(statement).First();
        var lines = LeadingLines.Of(token, isFirst: token.Position == 0);
        PrintComments(lines, isFirst);
        if (statement is not EmptyStatementSyntax)
        {
            if (lines.BlankLineBefore && !(isFirst && lines.Comments.Count == 0))
                _writer.BlankLine();
            _beginsItem = true;
            PrintNode(statement);
        }
        var end = SyntaxDump.TokensOf(statement).Last();
        if (end.Kind == SyntaxKind.StatementEnd && LeadingLines.TrailingComment(end) is { } comment)
            WriteTrailingComment(comment);
    }

    /// <summary>Statements that share a line without a <c>;</c> between them belong to one mistake.</summary>
    private static int LastOnLine(IReadOnlyList<SyntaxNode> statements, int first)
    {
        int last = first;
        while (last + 1 < statements.Count && !IsEnded(statements[last]))
            last++;
        return last;
    }

    /// <summary>By a <c>;</c>, a line break, or junk before one; not by an end that the grammar had to make up.</summary>
    private static bool IsEnded(SyntaxNode statement)
    {
        var end = SyntaxDump.TokensOf(statement).Last();
        return end.FullSpan.Length > 0 || end.Green == LayoutPass.EndOfStatement;
    }

    /// <summary>What is not understood stays as it was written.</summary>
    private void PrintVerbatim(IReadOnlyList<SyntaxNode> statements, bool isFirst)
    {
        var token = statements
            .SelectMany(SyntaxDump.TokensOf)
            .FirstOrDefault(token => token.FullSpan.Length > 0);
        if (token.Green is null)
            return;
        var lines = LeadingLines.Of(token, isFirst: token.Position == 0);
        PrintComments(lines, isFirst);
        if (lines.BlankLineBefore && !(isFirst && lines.Comments.Count == 0))
            _writer.BlankLine();
        int start = lines.SkippedStart ?? token.Span.Start;
        var text = tree.Source.Text.AsSpan(start, statements[^1].FullSpan.End - start).TrimEnd();
        _writer.EndLine();
        _writer.Write(text, IndentAt(start));
    }

    /// <summary>A statement with a problem of its own; a problem inside its block is that statement's.</summary>
    private static bool IsBad(SyntaxNode statement) =>
        statement is BadStatementSyntax || HasOwnProblem(statement);

    private static bool HasOwnProblem(SyntaxNode node)
    {
        if (!node.Green.HasProblems)
            return false;
        foreach (var child in node.Children())
        {
            if (child.Node is null)
            {
                if (child.Token.Green is { HasProblems: true })
                    return true;
            }
            else if (
                !(node is BlockSyntax && child.Node is StatementSyntax or ListSyntax)
                && HasOwnProblem(child.Node)
            )
            {
                return true;
            }
        }
        return false;
    }
}
