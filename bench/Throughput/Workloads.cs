using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace CellDsl.Bench;

/// <summary>What is timed, each returning something that depends on all of its work.</summary>
internal static class Workloads
{
    public static int ParseProcedures(IReadOnlyList<SourceText> sources)
    {
        int width = 0;
        foreach (var source in sources)
            width += SyntaxTree.Parse(source).Green.FullWidth;
        return width;
    }

    public static int ParseCSharp(IReadOnlyList<SourceText> sources)
    {
        int width = 0;
        foreach (var source in sources)
            width += CSharpSyntaxTree.ParseText(source.Text).GetRoot().FullSpan.Length;
        return width;
    }

    public static int Check(Project project)
    {
        var compilation = Compilation.Create([.. project.Roots], project);
        return compilation.Diagnostics.Count(diagnostic => diagnostic.Rule.Severity is Severity.Error);
    }
}
