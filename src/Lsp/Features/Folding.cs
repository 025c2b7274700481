using CellDsl.Language.Syntax.Tree;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>What can be folded: blocks, broken lists, runs of imports and of comments.</summary>
public static class Folding
{
    public static IReadOnlyList<FoldingRange> Of(Document document)
    {
        var found = new List<FoldingRange>();
        AddImports(document, found);
        foreach (var node in SyntaxLookup.Descendants(document.Tree.Root))
        {
            var (open, close) = node switch
            {
                BlockSyntax block => (block.Open, block.Close),
                EndsBlockSyntax ends => (ends.Open, ends.Close),
                ParameterListSyntax list => (list.Open, list.Close),
                ListExpressionSyntax list => (list.Open, list.Close),
                InterruptionStatementSyntax policy => (policy.Open, policy.Close),
                _ => default,
            };
            if (open.IsPresent && close.IsPresent)
                Add(LineOf(document, open.Span.Start), LineOf(document, close.Span.Start) - 1, null, found);
        }
        AddComments(document, found);
        return found;
    }

    private static void AddImports(Document document, List<FoldingRange> found)
    {
        var imports = document.Tree.Root.Statements.OfType<ImportStatementSyntax>().ToList();
        if (imports.Count > 1)
        {
            Add(
                LineOf(document, imports[0].Span.Start),
                LineOf(document, imports[^1].Span.Start),
                "imports",
                found
            );
        }
    }

    private static void AddComments(Document document, List<FoldingRange> found)
    {
        int first = -1;
        for (int line = 0; line <= document.Source.LineCount; line++)
        {
            bool isComment =
                line < document.Source.LineCount
                && document
                    .Source.Slice(document.Source.LineSpan(line))
                    .TrimStart()
                    .StartsWith("//", StringComparison.Ordinal);
            if (isComment && first < 0)
            {
                first = line;
            }
            else if (!isComment && first >= 0)
            {
                Add(first, line - 1, "comment", found);
                first = -1;
            }
        }
    }

    private static void Add(int first, int last, string? kind, List<FoldingRange> found)
    {
        if (last > first)
            found.Add(new(first, last, kind));
    }

    private static int LineOf(Document document, int offset) => document.Source.PositionAt(offset).Line;
}
