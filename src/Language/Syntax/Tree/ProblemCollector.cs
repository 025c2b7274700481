using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>Walks to the problems of a tree and turns them into findings with absolute places.</summary>
internal sealed class ProblemCollector
{
    private readonly SourceText _source;
    private readonly DiagnosticBag _found = new();
    private int _previousTextEnd;

    private ProblemCollector(SourceText source) => _source = source;

    public static IReadOnlyList<Diagnostic> Collect(SyntaxTree tree)
    {
        if (!tree.Green.HasProblems)
            return [];
        var collector = new ProblemCollector(tree.Source);
        collector.Visit(tree.Green, 0);
        return collector._found.Items;
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
