using System.Collections.Immutable;

namespace CellDsl.Language.Semantics.Symbols;

/// <summary>Which properties a block may have.</summary>
public sealed class Schema
{
    private readonly Dictionary<string, PropertySymbol>.AlternateLookup<ReadOnlySpan<char>> _byName;

    public Schema(string owner, ImmutableArray<PropertySymbol> properties)
    {
        Owner = owner;
        Alone = [this];
        Properties = properties;
        var byName = new Dictionary<string, PropertySymbol>(properties.Length);
        foreach (var property in properties)
            byName.TryAdd(property.Name, property);
        _byName = byName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>All schemas among some declarations of one owner put together; null without any.</summary>
    internal static Schema? Merged(string owner, DeclarationSymbol[] declarations)
    {
        var schemas = declarations.OfType<SchemaSymbol>().Select(symbol => symbol.Schema).ToList();
        return schemas switch
        {
            [] => null,
            [var only] => only,
            _ => new(owner, [.. schemas.SelectMany(schema => schema.Properties)]),
        };
    }

    /// <summary>Whose block it is, as a message says it: <c>material</c>, <c>cell.limits</c>.</summary>
    public string Owner { get; }

    public ImmutableArray<PropertySymbol> Properties { get; }

    /// <summary>Just this one, where several may speak of a block.</summary>
    internal ImmutableArray<Schema?> Alone { get; }

    /// <summary>A schema with nothing in it takes anything: <c>stand_in { }</c>.</summary>
    public bool IsOpen => Properties.IsEmpty;

    public PropertySymbol? Find(ReadOnlySpan<char> name) =>
        _byName.TryGetValue(name, out var property) ? property : null;
}
