using System.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Cells;

/// <summary>
/// Other tools let a step run for as long as its condition takes; the language wants a bound. What was imported stays as it
/// was, and each such finding is allowed by name, so that it is seen.
/// </summary>
internal static class CellAllowances
{
    private static readonly HashSet<string> Allowed =
    [
        Rules.NoEnd.Code,
        Rules.UnboundedCharge.Code,
        Rules.MayNeverEnd.Code,
        Rules.Unreachable.Code,
        Rules.TimelessLoop.Code,
        Rules.EndAtOnce.Code,
    ];

    public static string Add(string text)
    {
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (
            var found in Compilation
                .Create([new SourceText("imported.cell", text)], new NoImports())
                .Diagnostics
        )
        {
            if (found.Rule.Severity == Severity.Error && Allowed.Contains(found.Rule.Code))
                codes.Add(found.Rule.Code);
        }
        if (codes.Count == 0)
            return text;
        var lines = new StringBuilder();
        foreach (string code in codes)
            lines.Append("allow ").Append(code).Append(" \"as in the file that it was imported from\"\n");
        int protocol = text.IndexOf("\n/// Imported from", StringComparison.Ordinal) + 1;
        return text.Insert(protocol, lines.ToString());
    }

    private sealed class NoImports : ISourceResolver
    {
        public SourceText? Resolve(string importingPath, string importPath) => null;
    }
}
