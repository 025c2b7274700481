using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Text;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>From a name to where it is declared, to its type, and to what makes or extends it.</summary>
public static class Navigation
{
    /// <summary>Where the name under the cursor is declared; an import leads to its file.</summary>
    public static IReadOnlyList<FileLocation> Definition(Document document, int position)
    {
        if (SymbolIndex.Of(document.File).At(position) is { } occurrence)
            return [document.Snapshot.LocationOf(occurrence.Symbol.Location)];
        var import = ImportAt(document, position);
        return import is null
            ? []
            : [document.Snapshot.LocationOf(new(import.File.Source, new TextSpan(0, 0)))];
    }

    /// <summary>The material or the form of a sample, the class of an instrument, the kind of thing a name stands for.</summary>
    public static IReadOnlyList<FileLocation> TypeDefinition(Document document, int position)
    {
        if (SymbolIndex.Of(document.File).At(position) is not { } occurrence)
            return [];
        DeclarationSymbol? type = occurrence.Symbol switch
        {
            DeclarationSymbol { Class: { } @class } => @class,
            LocalSymbol local => Declared(local.Type),
            ParameterSymbol parameter => Declared(parameter.Type),
            RouteSymbol { Header.Makes: [var makes, ..] } => Declared(makes),
            OperationSymbol { Header.Makes: [var makes, ..] } => Declared(makes),
            _ => null,
        };
        return type is null ? [] : [document.Snapshot.LocationOf(type.Location)];
    }

    /// <summary>Routes that make a material, instruments of a class, forms below a form; else the declaration itself.</summary>
    public static IReadOnlyList<FileLocation> Implementation(Document document, int position)
    {
        if (SymbolIndex.Of(document.File).At(position) is not { Symbol: DeclarationSymbol symbol })
            return [];
        var found = document
            .Snapshot.Compilation.Declarations.Concat(Vocabulary.Visible(document.File))
            .Distinct()
            .Where(each => Implements(each, symbol))
            .Select(each => document.Snapshot.LocationOf(each.Location))
            .ToList();
        return found.Count > 0 ? found : [document.Snapshot.LocationOf(symbol.Location)];
    }

    /// <summary>The import whose path the cursor is in, or null.</summary>
    public static ImportedFile? ImportAt(Document document, int position)
    {
        foreach (var import in document.File.Imports)
        {
            if (import.Syntax.Span.Contains(position) || import.Syntax.Span.End == position)
                return import;
        }
        return null;
    }

    private static bool Implements(DeclarationSymbol candidate, DeclarationSymbol symbol) =>
        symbol switch
        {
            ClassSymbol or FormSymbol => ReferenceEquals(candidate.Class, symbol),
            MaterialSymbol => candidate is RouteSymbol
                && candidate.Header.Makes.Any(type =>
                    type is SampleType sample && ReferenceEquals(sample.Material, symbol)
                ),
            _ => false,
        };

    private static DeclarationSymbol? Declared(CellType type) =>
        type switch
        {
            SampleType sample => (DeclarationSymbol?)sample.Material ?? sample.Form,
            EntityType entity => entity.Exact ?? entity.Class,
            TermType term => term.Exact,
            ListType list => Declared(list.Element),
            _ => null,
        };
}
