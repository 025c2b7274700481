namespace CellDsl.Language.Diagnostics;

/// <summary>Collects findings; the same rule at the same place is kept once.</summary>
public sealed class DiagnosticBag
{
    private readonly HashSet<(string Code, string Path, int Start)> _seen = [];
    private readonly List<Diagnostic> _items = [];

    public IReadOnlyList<Diagnostic> Items => _items;

    public void Add(Diagnostic diagnostic)
    {
        var key = (diagnostic.Rule.Code, diagnostic.Location.Source.Path, diagnostic.Location.Span.Start);
        if (_seen.Add(key))
            _items.Add(diagnostic);
    }

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Add(diagnostic);
    }
}
