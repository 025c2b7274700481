using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

/// <summary>Numbers holes and assumptions in the order in which the plan meets them, each place once.</summary>
internal sealed class OpenPoints(SourceNames names)
{
    private readonly Dictionary<(string Path, int Start, string What), int> _holeIds = [];
    private readonly List<(Location At, int Id)> _assumed = [];
    private readonly HashSet<DeclarationSymbol> _met = [];
    private readonly List<PlanHole> _holes = [];
    private readonly List<PlanAssumption> _assumptions = [];

    /// <summary>Whether the plan has come to the declaration around a place.</summary>
    public bool HasMet(Location at) =>
        _met.Any(symbol =>
            ReferenceEquals(symbol.Location.Source, at.Source) && symbol.Syntax.Span.Contains(at.Span.Start)
        );

    public bool HasMet(DeclarationSymbol symbol) => _met.Contains(symbol);

    public IReadOnlyList<PlanHole> Holes => _holes;

    public IReadOnlyList<PlanAssumption> Assumptions => _assumptions;

    /// <summary>Counts all that a declaration leaves open or assumes, used or not.</summary>
    public void Meet(DeclarationSymbol symbol)
    {
        if (!_met.Add(symbol))
            return;
        foreach (var point in symbol.Body.OpenPoints)
        {
            if (point.IsHole)
                Hole(point.Location, point.What ?? "a value", symbol);
            else
                Assumption(point.Location, point.What ?? "a value", point.Reason, point.Assumed, symbol);
        }
    }

    public int Hole(BoundHole hole, string what) => Hole(hole.Location, what, null);

    public int Assumption(BoundAssumed assumed, string what) =>
        Assumption(assumed.Location, what, assumed.Reason, assumed.Value, null);

    private int Hole(Location at, string what, DeclarationSymbol? symbol)
    {
        // Several parameters left out of one phrase share its place; a word that is written has a place of its own.
        var shared = at.Source.Slice(at.Span) is "unspecified" ? "" : what;
        var key = (at.Source.Path, at.Span.Start, shared);
        if (!_holeIds.TryGetValue(key, out int id))
        {
            _holeIds[key] = id = _holes.Count + 1;
            _holes.Add(new(id, Within(what, symbol), names.RefOf(at)));
        }
        return id;
    }

    private int Assumption(
        Location at,
        string what,
        string? why,
        BoundExpression? value,
        DeclarationSymbol? symbol
    )
    {
        // `= assumed 90 : 10` is one assumption, of which each share is a part.
        foreach (var (known, number) in _assumed)
        {
            if (
                known.Source.Path == at.Source.Path
                && known.Span.Start <= at.Span.Start
                && at.Span.End <= known.Span.End
            )
                return number;
        }
        int id = _assumptions.Count + 1;
        _assumed.Add((at, id));
        var text = value is null ? "" : Spelling.Of(value).TrimStart('=', ' ');
        const string word = "assumed ";
        if (text.StartsWith(word, StringComparison.Ordinal))
            text = text[word.Length..];
        _assumptions.Add(new(id, Within(what, symbol), text, why, names.RefOf(at)));
        return id;
    }

    private static string Within(string what, DeclarationSymbol? symbol) =>
        symbol is null ? what : $"{what} in {symbol.Name}";
}

/// <summary>Source text on one line.</summary>
internal static class Spelling
{
    public static string Of(BoundNode node) => Of(node.Syntax.Text);

    /// <summary>As written; with its unit where that stands behind a list: <c>[500, 700] °C</c>.</summary>
    public static string Of(BoundQuantity quantity)
    {
        var text = Of(quantity.Syntax.Text);
        return !quantity.Value.Unit.IsOne && char.IsAsciiDigit(text[^1]) ? quantity.Value.ToString() : text;
    }

    public static string Of(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
