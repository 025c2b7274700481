using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Language.Semantics;

/// <summary>What stands at a place of a file.</summary>
public sealed class SemanticModel
{
    private readonly ImmutableArray<SourceFile> _files;

    internal SemanticModel(ImmutableArray<SourceFile> files) => _files = files;

    /// <summary>The declaration around a position, or null.</summary>
    public static DeclarationSymbol? DeclarationAt(SourceFile file, int position)
    {
        DeclarationSymbol? found = null;
        foreach (var declaration in All(file))
        {
            if (declaration.Syntax.Span.Contains(position))
                found = declaration;
        }
        return found;
    }

    /// <summary>The symbol whose name stands at a position, declared or used there; or null.</summary>
    public static Symbol? SymbolAt(SourceFile file, int position)
    {
        foreach (var declaration in All(file))
        {
            if (Touches(declaration.Location, position))
                return declaration;
            foreach (var parameter in declaration.Parameters)
            {
                if (Touches(parameter.Location, position))
                    return parameter;
            }
            foreach (var reference in ReferencesIn(declaration))
            {
                if (reference.Span.Contains(position) || reference.Span.End == position)
                    return reference.Symbol;
            }
        }
        return null;
    }

    /// <summary>The innermost value whose text holds a position, with its type; or null.</summary>
    public static BoundExpression? ExpressionAt(SourceFile file, int position)
    {
        BoundExpression? found = null;
        foreach (var declaration in All(file))
        {
            if (!declaration.Syntax.Span.Contains(position))
                continue;
            foreach (var root in RootsOf(declaration.Body))
            {
                foreach (var expression in BoundWalker.Descendants(root))
                {
                    if (expression.Syntax.Tree == file.Tree && expression.Syntax.Span.Contains(position))
                        found = expression;
                }
            }
        }
        return found;
    }

    /// <summary>Every place where a symbol is used, in these files.</summary>
    public IEnumerable<Location> ReferencesTo(Symbol symbol) =>
        from file in _files
        from declaration in All(file)
        from reference in ReferencesIn(declaration)
        where ReferenceEquals(reference.Symbol, symbol)
        select new Location(file.Source, reference.Span);

    private static IEnumerable<DeclarationSymbol> All(SourceFile file) =>
        file.Declarations.SelectMany(declaration =>
            declaration is LabSymbol lab ? lab.Body.Members.Prepend(declaration) : [declaration]
        );

    internal static IEnumerable<NameReference> ReferencesIn(DeclarationSymbol declaration) =>
        declaration.Header.References.Concat(declaration.Body.References);

    private static IEnumerable<BoundExpression> RootsOf(DeclarationBody body)
    {
        var roots = BoundWalker
            .Expressions(body.Properties)
            .Concat(BoundWalker.Statements(body.Block).SelectMany(BoundWalker.ExpressionsOf));
        return body.Value is { } value ? roots.Prepend(value) : roots;
    }

    private static bool Touches(Location location, int position) =>
        location.Span.Contains(position) || location.Span.End == position;
}
