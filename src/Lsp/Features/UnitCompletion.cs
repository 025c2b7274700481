using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Units;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Features;

/// <summary>Units behind a number: those of what is asked for first, the usual ones of every other kind behind.</summary>
public static class UnitCompletion
{
    public static void Add(CellType? expected, CompletionItems items)
    {
        foreach (var quantity in QuantitiesIn(expected))
        {
            foreach (string unit in UsualUnits(quantity))
                Add(unit, Describe.Words(quantity), 0, items);
            foreach (var unit in UnitTable.Listed.Where(unit => quantity.Accepts(unit.Kind)))
                Add(unit.Symbol, Describe.Words(quantity), 1, items);
        }
        foreach (var name in Kinds.Names.Where(name => !name.IsFamily))
        {
            foreach (string unit in name.Units)
                Add(unit, name.Article, expected is null ? 1 : 3, items);
        }
        foreach (var unit in UnitTable.Listed)
            Add(unit.Symbol, Kinds.NameOf(unit.Kind).Article, 4, items);
    }

    /// <summary>The usual units of a type, the commonest first.</summary>
    public static IEnumerable<string> UsualUnits(QuantityType type)
    {
        var family = Kinds.Names.FirstOrDefault(name =>
            name.IsFamily && name.Kinds.SequenceEqual(type.Kinds)
        );
        return (family is null ? [] : family.Units.AsEnumerable())
            .Concat(type.Kinds.SelectMany(kind => Kinds.UsualUnits(kind)))
            .Distinct();
    }

    /// <summary>The kinds of numbers that fit a type.</summary>
    public static IEnumerable<QuantityType> QuantitiesIn(CellType? type) =>
        type switch
        {
            QuantityType quantity => [quantity],
            UnionType union => union.Alternatives.SelectMany(QuantitiesIn),
            ListType list => QuantitiesIn(list.Element),
            RangeType range => QuantitiesIn(range.Element),
            _ => [],
        };

    private static void Add(string unit, string detail, int rank, CompletionItems items) =>
        items.Add(unit, CompletionKind.Unit, detail, rank);
}
