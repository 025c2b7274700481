using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Planning.Labs;

/// <summary>
/// In which lab something is done: the one that was asked for, else the one that the experiment names, else the one lab
/// that its file declares or imports, where there is just one.
/// </summary>
/// <param name="Named">The lab that was asked for; null where none was.</param>
internal sealed record LabChoice(LabSymbol? Named, Compilation Compilation)
{
    /// <summary>The lab, and whether somebody chose it: a lab that merely stands beside need not list everything.</summary>
    public (LabSymbol? Lab, bool IsChosen) For(DeclarationSymbol declaration)
    {
        var chosen =
            Named ?? (declaration.Properties.ValueOf("lab")?.Bare as BoundEntity)?.Symbol as LabSymbol;
        return chosen is null ? (Visible(declaration), false) : (chosen, true);
    }

    private LabSymbol? Visible(DeclarationSymbol declaration)
    {
        if (Compilation.FileOf(declaration.Location.Source) is not { } file)
            return null;
        var seen = new HashSet<SourceFile>();
        var open = new Stack<SourceFile>([file]);
        LabSymbol? only = null;
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
                continue;
            foreach (var lab in next.Declarations.OfType<LabSymbol>())
            {
                if (only is not null)
                    return null;
                only = lab;
            }
            foreach (var import in next.Imports)
                open.Push(import.File);
        }
        return only;
    }
}
