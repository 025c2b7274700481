using CellDsl.Language.Semantics.Binding;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;

namespace CellDsl.Language.Semantics;

/// <summary>The words that may be used at the top of a file or below it, for an editor that offers them.</summary>
public static class Vocabulary
{
    /// <summary>Names of the core's functions over values.</summary>
    public static IReadOnlyList<string> Functions { get; } =
    ["slope", "mean", "min", "max", "zip", "random", "latin_hypercube", "linear", "logarithmic"];

    /// <summary>What can be observed while a step runs, with what it measures.</summary>
    public static IEnumerable<(string Name, CellType Type)> Measured
    {
        get
        {
            foreach (string name in Observables.Names)
            {
                if (Observables.TryFind(name, out _, out var type))
                    yield return (name, type);
            }
        }
    }

    /// <summary>What is known of a finished test, cycle or step, with what it measures.</summary>
    public static IEnumerable<(string Name, CellType Type)> Figures
    {
        get
        {
            foreach (string name in Observables.FigureNames)
            {
                if (Observables.TryFindFigure(name, out _, out var type))
                    yield return (name, type);
            }
        }
    }

    /// <summary>Every declaration that a file can name without a prefix, its own first; modules are parsed for it.</summary>
    public static IEnumerable<DeclarationSymbol> Visible(SourceFile file)
    {
        foreach (var declaration in file.Declarations)
            yield return declaration;
        foreach (var import in file.Imports)
        {
            if (import.Alias is not null || import.File.IsStandard)
                continue;
            foreach (var declaration in import.File.Declarations)
            {
                if (declaration.IsPublic)
                    yield return declaration;
            }
        }
        var library = StandardLibrary.Instance;
        foreach (string module in library.Modules.Order(StringComparer.Ordinal))
        {
            foreach (var declaration in library.Module(module)?.Declarations ?? [])
                yield return declaration;
        }
    }

    /// <summary>Everything that a name can mean at the top of a file, nearest first.</summary>
    public static IReadOnlyList<DeclarationSymbol> Find(SourceFile file, string name) =>
        file.Names.Candidates(name);

    /// <summary>What may stand in the block of an owner (<c>material</c>, <c>cell.positive</c>); null where nothing is said.</summary>
    public static Schema? SchemaOf(SourceFile file, string owner) => file.Names.SchemaOf(owner);
}
