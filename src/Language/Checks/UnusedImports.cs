using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Text;

namespace CellDsl.Language.Checks;

/// <summary>Imports of which nothing is used.</summary>
internal static class UnusedImports
{
    /// <param name="found">What is wrong with the file; a name that is not known may be one that was imported.</param>
    /// <param name="used">The files whose names are used.</param>
    public static void Check(
        SourceFile file,
        IReadOnlyCollection<Diagnostic> found,
        HashSet<SourceText> used,
        Action<Diagnostic> report
    )
    {
        if (file.Imports.IsEmpty)
            return;
        bool isGuess = found.Any(diagnostic =>
            diagnostic.Rule == Rules.UnknownName || diagnostic.Rule == Rules.UnknownVerb
        );
        var seen = new HashSet<SourceFile>();
        foreach (var import in file.Imports)
        {
            if (!seen.Add(import.File))
                report(Rules.UnusedAt(import.Syntax.Location, "this second import"));
            else if (!isGuess && !used.Contains(import.File.Source) && !ActsByItself(import.File))
                report(Rules.UnusedAt(import.Syntax.Location, "this import"));
        }
    }

    /// <summary>Whether a file does something without being named: models, hazards, schemas and labs do.</summary>
    private static bool ActsByItself(SourceFile file) =>
        file.Declarations.Any(declaration =>
            declaration is ModelSymbol or HazardSymbol or SchemaSymbol or LabSymbol
        );
}
