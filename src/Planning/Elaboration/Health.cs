using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Planning.Elaboration;

/// <summary>Which declarations are free of errors, and lean on none that are not.</summary>
internal sealed class Health(Compilation compilation)
{
    private readonly Dictionary<DeclarationSymbol, bool> _own = [];
    private readonly ILookup<string, int> _errors = compilation
        .Diagnostics.Where(diagnostic => diagnostic.Rule.Severity == Severity.Error)
        .ToLookup(
            diagnostic => diagnostic.Location.Source.Path,
            diagnostic => diagnostic.Location.Span.Start
        );

    public bool IsSound(DeclarationSymbol declaration)
    {
        var seen = new HashSet<DeclarationSymbol>();
        var open = new Stack<DeclarationSymbol>([declaration]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
                continue;
            if (!IsFine(next))
                return false;
            foreach (var reference in next.Header.References.Concat(next.Body.References))
            {
                if (reference.Symbol is DeclarationSymbol used)
                    open.Push(used);
            }
        }
        return true;
    }

    private bool IsFine(DeclarationSymbol declaration)
    {
        if (!_own.TryGetValue(declaration, out bool fine))
        {
            var span = declaration.Syntax.Span;
            fine = !_errors[declaration.Location.Source.Path]
                .Any(start => start >= span.Start && start <= span.End);
            _own[declaration] = fine;
        }
        return fine;
    }
}
