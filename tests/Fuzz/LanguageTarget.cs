using CellDsl.Language.Diagnostics;
using CellDsl.Language.Formatting;
using CellDsl.Language.Semantics;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;

namespace CellDsl.Fuzz;

/// <summary>What must hold for any text whatever: no exception, a lossless tree, findings inside the text.</summary>
public static class LanguageTarget
{
    public static void Check(string text)
    {
        var tree = CheckParser(text);
        CheckFormatter(tree);
        CheckBinder(tree.Source);
    }

    public static SyntaxTree CheckParser(string text)
    {
        var tree = SyntaxTree.Parse(new SourceText("fuzz.cell", text));
        Demand(tree.ToFullString() == text, "the tree does not print back to its text");
        foreach (var diagnostic in tree.Diagnostics)
            CheckSpans(diagnostic);
        return tree;
    }

    /// <summary>Formatting never fails, and changes nothing of a formatted file that has no errors.</summary>
    public static void CheckFormatter(SyntaxTree tree)
    {
        string once = Formatter.Format(tree);
        if (tree.Diagnostics.Any(diagnostic => diagnostic.Rule.Severity is Severity.Error))
            return;
        string twice = Formatter.Format(SyntaxTree.Parse(new SourceText("fuzz.cell", once)));
        Demand(once == twice, "formatting twice differs from formatting once");
    }

    public static void CheckBinder(SourceText source)
    {
        var compilation = Compilation.Create([source], NoFiles.Instance);
        foreach (var diagnostic in compilation.Diagnostics)
            CheckSpans(diagnostic);
    }

    private static void CheckSpans(Diagnostic diagnostic)
    {
        CheckSpan(diagnostic, diagnostic.Location);
        foreach (var label in diagnostic.Related)
            CheckSpan(diagnostic, label.Location);
        foreach (var edit in diagnostic.Fixes.SelectMany(fix => fix.Edits))
            CheckSpan(diagnostic, new(diagnostic.Location.Source, edit.Span));
    }

    private static void CheckSpan(Diagnostic diagnostic, Location location) =>
        Demand(
            location.Span.Start >= 0
                && location.Span.Length >= 0
                && location.Span.End <= location.Source.Length,
            $"{diagnostic.Rule.Code} points to {location.Span}, outside the {location.Source.Length} characters of {location.Source.Path}"
        );

    private static void Demand(bool holds, string complaint)
    {
        if (!holds)
            throw new InvalidOperationException(complaint);
    }

    private sealed class NoFiles : ISourceResolver
    {
        public static readonly NoFiles Instance = new();

        public SourceText? Resolve(string importingPath, string importPath) => null;
    }
}
