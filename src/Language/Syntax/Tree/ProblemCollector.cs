using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>Walks to the problems of a tree and turns them into findings with absolute places.</summary>
internal sealed class ProblemCollector
{
    private readonly SourceText _source;
    private readonly DiagnosticBag _found = new();
    private int _previousTextEnd;
    private bool _isTooDeep;

    private ProblemCollector(SourceText source) => _source = source;

    public static IReadOnlyList<Diagnostic> Collect(SyntaxTree tree)
    {
        if (!tree.Green.HasProblems)
            return [];
        var collector = new ProblemCollector(tree.Source);
        collector.VisitFile(tree.Green);
        return collector._found.Items;
    }

    private void VisitFile(GreenNode file)
    {
        int position = 0;
        for (int i = 0; i < file.SlotCount; i++)
        {
            if (file.Slot(i) is not { } slot)
                continue;
            if (slot.Kind == SyntaxKind.List)
                VisitStatements(slot, position);
            else
                VisitStatement(slot, position);
            position += slot.FullWidth;
        }
    }

    private void VisitStatements(GreenNode list, int position)
    {
        for (int i = 0; i < list.SlotCount; i++)
        {
            if (list.Slot(i) is not { } statement)
                continue;
            // An empty statement says only that the next one does not begin as one.
            bool belongsToNext =
                statement.FullWidth == 0
                && i + 1 < list.SlotCount
                && list.Slot(i + 1) is { HasProblems: true } next
                && NestsTooDeeply(next);
            if (!belongsToNext)
                VisitStatement(statement, position);
            position += statement.FullWidth;
        }
    }

    /// <summary>
    /// A statement of the file. Where it nests too deeply to be read, this is all that is said of it: what else is wrong
    /// with its brackets follows from it.
    /// </summary>
    private void VisitStatement(GreenNode statement, int position)
    {
        _isTooDeep = statement.HasProblems && NestsTooDeeply(statement);
        Visit(statement, position);
    }

    private static bool NestsTooDeeply(GreenNode node)
    {
        if (node is GreenToken token)
            return token.Problems.Any(static problem => problem.Rule == Rules.TooDeep);
        for (int i = 0; i < node.SlotCount; i++)
        {
            if (node.Slot(i) is { HasProblems: true } slot && NestsTooDeeply(slot))
                return true;
        }
        return false;
    }

    private void Visit(GreenNode node, int position)
    {
        if (!node.HasProblems)
        {
            if (node.FullWidth > 0 && LastTextEnd(node, position) is { } end)
                _previousTextEnd = end;
            return;
        }
        if (node is GreenToken token)
        {
            foreach (var problem in token.Problems)
                Add(problem, position);
            if (token.Width > 0)
                _previousTextEnd = position + token.LeadingWidth + token.Width;
            return;
        }
        for (int i = 0; i < node.SlotCount; i++)
        {
            if (node.Slot(i) is not { } slot)
                continue;
            Visit(slot, position);
            position += slot.FullWidth;
        }
    }

    /// <summary>Of a file full of problems the first ones are told, then that there are more.</summary>
    private void Add(SyntaxProblem problem, int position)
    {
        if (_isTooDeep && problem.Rule != Rules.TooDeep)
            return;
        if (_found.Items.Count < SyntaxParser.MostProblems || problem.Rule == Rules.TooManyProblems)
            _found.Add(ToDiagnostic(problem, position));
    }

    /// <summary>Where the text of the last token that has text ends.</summary>
    private static int? LastTextEnd(GreenNode node, int position)
    {
        if (node is GreenToken token)
            return token.Width > 0 ? position + token.LeadingWidth + token.Width : null;
        int end = position + node.FullWidth;
        for (int i = node.SlotCount - 1; i >= 0; i--)
        {
            if (node.Slot(i) is not { } slot)
                continue;
            end -= slot.FullWidth;
            if (LastTextEnd(slot, end) is { } found)
                return found;
        }
        return null;
    }

    private Diagnostic ToDiagnostic(SyntaxProblem problem, int position)
    {
        var span = problem.BehindPrevious
            ? new TextSpan(_previousTextEnd, 0)
            : new TextSpan(position + problem.Offset, problem.Length);
        return new(
            problem.Rule,
            new(_source, span),
            Fill(problem.Message, span) ?? "",
            Help: Fill(problem.Help, span)
        )
        {
            Related = problem.Related is { } related
                ?
                [
                    new(
                        new(_source, new(position + related.Start, related.Length)),
                        problem.RelatedText ?? ""
                    ),
                ]
                : [],
            Fixes = problem.Replacement is { } text
                ? [Fix.Replace(text.Length == 0 ? "remove it" : $"write `{text.Trim()}`", span, text)]
                : [],
        };
    }

    private string? Fill(string? words, TextSpan span) =>
        words is not null && words.Contains("{0}", StringComparison.Ordinal)
            ? words.Replace("{0}", Shown(span), StringComparison.Ordinal)
            : words;

    /// <summary>The text of a span on one short line, with invisible characters named by their code.</summary>
    private string Shown(TextSpan span)
    {
        const int longest = 40;
        var text = _source.Slice(span);
        bool cut = text.Length > longest;
        var shown = new System.Text.StringBuilder();
        foreach (char c in cut ? text[..longest] : text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' or '\uFEFF')
                shown.Append($"U+{(int)c:X4}");
            else
                shown.Append(c);
        }
        return cut ? shown.Append('…').ToString() : shown.ToString();
    }
}
