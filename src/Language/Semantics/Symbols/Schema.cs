using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CellDsl.Language.Semantics.Symbols;

/// <summary>Which properties a block may have.</summary>
public sealed class Schema(string owner, ImmutableArray<PropertySymbol> properties)
{
    private readonly FrozenDictionary<string, PropertySymbol> _byName = properties
        .DistinctBy(property => property.Name)
        .ToFrozenDictionary(property => property.Name);

    /// <summary>Whose block it is, as a message says it: <c>material</c>, <c>cell.limits</c>.</summary>
    public string Owner { get; } = owner;

    public ImmutableArray<PropertySymbol> Properties { get; } = properties;

    /// <summary>A schema with nothing in it takes anything: <c>stand_in { }</c>.</summary>
    public bool IsOpen => Properties.IsEmpty;

    public PropertySymbol? Find(string name) => _byName.GetValueOrDefault(name);
}
