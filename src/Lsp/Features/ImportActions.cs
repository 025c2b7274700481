using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>Imports in order: the standard vocabulary first, then files, each by name and each once.</summary>
public static class ImportActions
{
    public static CodeAction? Sort(Document document)
    {
        var imports = document.Tree.Root.Statements.OfType<ImportStatementSyntax>().ToList();
        if (imports.Count < 2)
            return null;
        var span = TextSpan.FromBounds(imports[0].Span.Start, imports[^1].Span.End);
        string old = document.Source.Slice(span).ToString();
        // Comments and other statements between them stay where they are, and so do the imports then.
        var lines = old.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).ToList();
        if (lines.Exists(line => line.Length > 0 && !line.StartsWith("import ", StringComparison.Ordinal)))
            return null;
        var sorted = lines
            .Where(line => line.Length > 0)
            .Distinct()
            .OrderBy(line => line.StartsWith("import \"", StringComparison.Ordinal) ? 1 : 0)
            .ThenBy(line => line, StringComparer.Ordinal);
        string lineEnd = document.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        string now = string.Join(lineEnd, sorted);
        return now == old
            ? null
            : new("Sort imports", CodeActionKinds.OrganizeImports, document.Edit([new TextEdit(span, now)]));
    }
}
