using CellDsl.Language.Text;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>From a word outwards: value, clause, statement, block, declaration, file.</summary>
public static class Selection
{
    public static SelectionRange At(Document document, int position)
    {
        var token = SyntaxLookup.Touching(document.Tree, position);
        var spans = new List<TextSpan>();
        if (token.Span.Contains(position) || token.Span.End == position)
            spans.Add(token.Span);
        foreach (var node in SyntaxLookup.AncestorsAndSelf(token.Parent))
        {
            if (spans.Count == 0 || Grows(spans[^1], node.Span))
                spans.Add(node.Span);
        }
        var whole = new TextSpan(0, document.Source.Length);
        if (spans.Count == 0 || Grows(spans[^1], whole))
            spans.Add(whole);
        SelectionRange? range = null;
        for (int i = spans.Count - 1; i >= 0; i--)
            range = new(document.RangeOf(spans[i]), range);
        return range ?? new(document.RangeOf(whole), null);
    }

    private static bool Grows(TextSpan inner, TextSpan outer) =>
        outer.Start <= inner.Start && outer.End >= inner.End && outer.Length > inner.Length;
}
