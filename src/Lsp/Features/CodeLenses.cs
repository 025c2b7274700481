using CellDsl.Language.Semantics.Symbols;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>
/// Commands above declarations. The client runs them: <c>cell.run</c>, <c>cell.debug</c>, <c>cell.plan</c>,
/// <c>cell.check</c> and <c>cell.export</c> with the path of the file and the name of the declaration.
/// </summary>
public static class CodeLenses
{
    public static IReadOnlyList<CodeLens> Of(Document document)
    {
        var found = new List<CodeLens>();
        string path = document.Source.Path;
        foreach (var declaration in document.File.Declarations)
        {
            var range = document.RangeOf(declaration.Location.Span);
            switch (declaration)
            {
                case ExperimentSymbol:
                    found.Add(new(range, new("▷ Simulate", "cell.run", [path, declaration.Name])));
                    found.Add(new(range, new("Debug", "cell.debug", [path, declaration.Name])));
                    found.Add(new(range, new("Show plan", "cell.plan", [path, declaration.Name])));
                    break;
                case ProtocolSymbol:
                    found.Add(new(range, new("Check", "cell.check", [path, declaration.Name])));
                    found.Add(new(range, new("Export…", "cell.export", [path, declaration.Name])));
                    break;
                case RouteSymbol:
                    found.Add(new(range, new("Show plan", "cell.plan", [path, declaration.Name])));
                    break;
            }
        }
        return found;
    }
}
