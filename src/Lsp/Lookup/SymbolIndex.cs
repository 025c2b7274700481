using System.Runtime.CompilerServices;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Text;

namespace CellDsl.Lsp.Lookup;

/// <summary>A name in the text and what it stands for.</summary>
/// <param name="Owner">The declaration in which it stands.</param>
public readonly record struct Occurrence(
    TextSpan Span,
    Symbol Symbol,
    bool IsDeclaration,
    DeclarationSymbol Owner
);

/// <summary>Every name of one file that is declared or used there, in text order.</summary>
public sealed class SymbolIndex
{
    private static readonly ConditionalWeakTable<SourceFile, SymbolIndex> s_known = [];

    private SymbolIndex(SourceFile file)
    {
        var found = new List<Occurrence>();
        foreach (var declaration in file.Declarations)
            Collect(file, declaration, found);
        All = [.. found.DistinctBy(each => each.Span).OrderBy(each => each.Span.Start)];
    }

    /// <summary>In text order; no two overlap.</summary>
    public IReadOnlyList<Occurrence> All { get; }

    public static SymbolIndex Of(SourceFile file) => s_known.GetValue(file, static key => new(key));

    /// <summary>The name at a position or right before it, or null.</summary>
    public Occurrence? At(int position)
    {
        int low = 0;
        int high = All.Count - 1;
        Occurrence? touching = null;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            var each = All[middle];
            if (each.Span.Contains(position))
                return each;
            if (each.Span.End == position)
                touching = each;
            if (each.Span.Start > position)
                high = middle - 1;
            else
                low = middle + 1;
        }
        return touching;
    }

    private static void Collect(SourceFile file, DeclarationSymbol declaration, List<Occurrence> found)
    {
        // A stock is called after the material that it holds; its name is a use of that.
        if (declaration is not StockSymbol)
            Declare(declaration);
        foreach (var parameter in declaration.Parameters)
            Declare(parameter);
        if (declaration is SchemaSymbol schema)
            Properties(schema.Schema);
        foreach (var statement in BoundWalker.Statements(declaration.Body.Block))
        {
            foreach (var symbol in DeclaredBy(statement))
                Declare(symbol);
        }
        foreach (var reference in declaration.Header.References.Concat(declaration.Body.References))
            found.Add(new(reference.Span, reference.Symbol, false, declaration));
        foreach (var member in declaration.Body.Members)
            Collect(file, member, found);

        void Declare(Symbol symbol)
        {
            if (ReferenceEquals(symbol.Location.Source, file.Source))
                found.Add(new(symbol.Location.Span, symbol, true, declaration));
        }

        void Properties(Schema of)
        {
            foreach (var property in of.Properties)
            {
                Declare(property);
                if (property.Block is { } block)
                    Properties(block);
            }
        }
    }

    /// <summary>The names that a statement itself brings into being, inner blocks aside.</summary>
    public static IEnumerable<Symbol> DeclaredBy(BoundStatement statement) =>
        statement switch
        {
            BoundBinding binding => binding.Locals.Concat(Ends(binding.Value)),
            BoundFor loop => loop.Locals,
            BoundRepeat { Label: { } label } => [label],
            BoundWhile { Label: { } label } => [label],
            BoundPerform perform => Ends(perform.Operation),
            _ => [],
        };

    private static IEnumerable<Symbol> Ends(BoundExpression value)
    {
        for (var step = value as BoundOperation; step is not null; step = step.Then)
        {
            foreach (var end in step.Ends)
            {
                if (end.Symbol is { } symbol)
                    yield return symbol;
            }
        }
    }
}
