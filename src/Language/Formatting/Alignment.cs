using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Formatting;

/// <summary>
/// Keeps what the author lined up: in a run of bindings, properties or named ends on consecutive lines whose <c>=</c> or
/// values all stood in one column, they stand in one column again.
/// </summary>
internal sealed class Alignment(SyntaxTree tree)
{
    /// <summary>Extra blanks before a token, by its position.</summary>
    private readonly Dictionary<int, int> _extra = [];

    public int ExtraBefore(SyntaxToken token) => _extra.GetValueOrDefault(token.Span.Start);

    public void Study(IReadOnlyList<SyntaxNode> statements)
    {
        int start = 0;
        while (start < statements.Count)
        {
            int end = start + 1;
            while (end < statements.Count && GoesOn(statements[start], statements[end]))
                end++;
            if (end - start > 1)
                StudyRun(statements, start, end);
            start = end;
        }
    }

    /// <summary>Whether a statement belongs to the run that an earlier one began.</summary>
    private static bool GoesOn(SyntaxNode first, SyntaxNode next)
    {
        if (first.Kind != next.Kind || Anchor(first) is null || Anchor(next) is null)
            return false;
        var lines = LeadingLines.Of(SyntaxDump.TokensOf(next).First());
        return lines.Comments.Count == 0 && !lines.BlankLineBefore;
    }

    private void StudyRun(IReadOnlyList<SyntaxNode> statements, int start, int end)
    {
        int? column = null;
        int widest = 0;
        for (int i = start; i < end; i++)
        {
            if (Anchor(statements[i]) is not { } anchor || !BeginsLine(statements[i], anchor))
                return;
            int here = tree.Source.PositionAt(anchor.Span.Start).Column;
            if (here != (column ??= here))
                return;
            widest = Math.Max(widest, PrefixWidth(statements[i], anchor));
        }
        for (int i = start; i < end; i++)
        {
            if (Anchor(statements[i]) is { } anchor)
                _extra[anchor.Span.Start] = widest - PrefixWidth(statements[i], anchor);
        }
    }

    /// <summary>The token that lines up; null for statements that never do.</summary>
    private static SyntaxToken? Anchor(SyntaxNode statement)
    {
        if (statement.Green.HasProblems)
            return null;
        return statement switch
        {
            BindingStatementSyntax binding => binding.EqualsSign,
            PropertyStatementSyntax { Values: [var value, ..] } => SyntaxDump.TokensOf(value).First(),
            NamedEndSyntax end => SyntaxDump.TokensOf(end.Condition).First(),
            _ => null,
        };
    }

    /// <summary>The statement begins a line, and what lines up stands on it.</summary>
    private bool BeginsLine(SyntaxNode statement, SyntaxToken anchor)
    {
        int start = statement.Span.Start;
        var line = tree.Source.LineSpan(tree.Source.PositionAt(start).Line);
        return anchor.Span.Start < line.End
            && tree.Source.Text.AsSpan(line.Start, start - line.Start).IsWhiteSpace();
    }

    /// <summary>The width of what is printed before the anchor and the one blank.</summary>
    private static int PrefixWidth(SyntaxNode statement, SyntaxToken anchor)
    {
        int width = 0;
        SyntaxToken? previous = null;
        foreach (var token in SyntaxDump.TokensOf(statement))
        {
            if (token.Span.Start == anchor.Span.Start)
                break;
            if (previous is { } left && Spacing.Between(left, token))
                width++;
            width += Spelling.Of(token).Length;
            previous = token;
        }
        return width;
    }
}
