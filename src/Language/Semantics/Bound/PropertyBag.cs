using System.Collections.Immutable;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Bound;

/// <summary>The properties of a block in text order, with the operations among them (a cell's <c>assemble { … }</c>).</summary>
public sealed record PropertyBag(ImmutableArray<BoundProperty> Items, ImmutableArray<BoundOperation> Steps)
{
    public static PropertyBag Empty { get; } = new([], []);

    /// <summary>The property of a name, or null.</summary>
    public BoundProperty? Find(string name)
    {
        foreach (var item in Items)
        {
            if (item.Name == name)
                return item;
        }
        return null;
    }

    /// <summary>The first value of a property, or null.</summary>
    public BoundExpression? ValueOf(string name) => Find(name)?.Value;
}

/// <summary><c>name: value, value { block }</c></summary>
/// <param name="Symbol">The schema's entry; null where the schema takes anything.</param>
/// <param name="Values">Empty for a property that is only a block, as <c>limits { … }</c>.</param>
public sealed record BoundProperty(
    SyntaxNode Syntax,
    string Name,
    PropertySymbol? Symbol,
    ImmutableArray<BoundExpression> Values,
    PropertyBag? Block
) : BoundNode(Syntax)
{
    public BoundExpression? Value => Values.IsEmpty ? null : Values[0];
}
