using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Lsp.Lookup;

/// <summary>Names that hold only inside a declaration.</summary>
public static class LocalNames
{
    /// <summary>Parameters, samples, loop variables and labels that can be used at a position, nearest last.</summary>
    public static IReadOnlyList<Symbol> At(SourceFile file, int position)
    {
        if (DeclarationAround(file, position) is not { } declaration)
            return [];
        var found = new List<Symbol>(declaration.Parameters);
        Collect(declaration.Body.Block, position, found);
        return found;
    }

    /// <summary>The declaration around a position; also where only the closing brace is missing.</summary>
    public static DeclarationSymbol? DeclarationAround(SourceFile file, int position)
    {
        if (SemanticModel.DeclarationAt(file, position) is { } declaration)
            return declaration;
        return file.Declarations.LastOrDefault(each =>
            each.Syntax.FullSpan.Contains(position) || each.Syntax.FullSpan.End == position
        );
    }

    private static void Collect(BoundBlock block, int position, List<Symbol> found)
    {
        foreach (var statement in block.Statements)
        {
            var span = statement.Syntax.Span;
            if (span.Start >= position)
                return;
            // Blanks behind a sentence that is being written are part of it; its line break is not.
            bool isInside = position <= span.End || position < statement.Syntax.FullSpan.End;
            if (!isInside || statement is BoundFor or BoundRepeat or BoundWhile)
            {
                foreach (var symbol in SymbolIndex.DeclaredBy(statement))
                {
                    // A loop's variable ends with the loop; its label can be spoken of behind it.
                    if (isInside || symbol is not LocalSymbol { IsLoopVariable: true })
                        found.Add(symbol);
                }
            }
            if (!isInside)
                continue;
            foreach (var inner in statement.Blocks)
                Collect(inner, position, found);
        }
    }
}
