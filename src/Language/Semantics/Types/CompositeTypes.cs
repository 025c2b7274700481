using System.Collections.Immutable;

namespace CellDsl.Language.Semantics.Types;

/// <summary><c>low .. high</c>, or a bound such as <c>below 5 V</c>.</summary>
public sealed class RangeType(CellType element) : CellType
{
    public CellType Element { get; } = element;

    public override string Article => $"a range of {Plain(Element)}";

    private protected override bool Takes(CellType given) =>
        given is RangeType range && Element.Accepts(range.Element);

    /// <summary>A type's phrase without its article.</summary>
    internal static string Plain(CellType type)
    {
        string text = type.Article;
        return text.StartsWith("a ", StringComparison.Ordinal) ? text[2..]
            : text.StartsWith("an ", StringComparison.Ordinal) ? text[3..]
            : text;
    }
}

/// <summary><c>[a, b, c]</c>, or several values with commas between them.</summary>
public sealed class ListType(CellType element) : CellType
{
    public CellType Element { get; } = element;

    public override string Article => $"a list of {RangeType.Plain(Element)}";

    private protected override bool Takes(CellType given) =>
        given is ListType list && Element.Accepts(list.Element);
}

/// <summary><c>(a, b)</c></summary>
public sealed class TupleType(ImmutableArray<CellType> elements) : CellType
{
    public ImmutableArray<CellType> Elements { get; } = elements;

    public override string Article => $"a group of {Elements.Length} values";

    private protected override bool Takes(CellType given)
    {
        if (given is not TupleType tuple || tuple.Elements.Length != Elements.Length)
            return false;
        for (int i = 0; i < Elements.Length; i++)
        {
            if (!Elements[i].Accepts(tuple.Elements[i]))
                return false;
        }
        return true;
    }
}

/// <summary>One of several, as in <c>Mass or Volume</c>.</summary>
public sealed class UnionType(ImmutableArray<CellType> alternatives) : CellType
{
    public ImmutableArray<CellType> Alternatives { get; } = alternatives;

    public override string Article =>
        string.Join(", ", Alternatives.Take(Alternatives.Length - 1).Select(type => type.Article))
        + " or "
        + Alternatives[^1].Article;

    private protected override bool Takes(CellType given)
    {
        foreach (var alternative in Alternatives)
        {
            if (alternative.Accepts(given))
                return true;
        }
        return false;
    }
}
