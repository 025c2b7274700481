using System.Collections.Concurrent;
using System.Collections.Immutable;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Types;

/// <summary>A number with a unit, a count or a ratio: one kind, or a family such as <c>Rate</c> of which a value has one.</summary>
public sealed class QuantityType : CellType
{
    // Declared first: the members below use them. There are as many entries as there are kinds in use.
    private static readonly ConcurrentDictionary<Kind, QuantityType> s_byKind = new();
    private static readonly ConcurrentDictionary<string, QuantityType> s_byName = new(StringComparer.Ordinal);

    private readonly KindName? _name;

    private QuantityType(ImmutableArray<Kind> kinds, KindName? name)
    {
        Kinds = kinds;
        _name = name;
    }

    public static QuantityType Count { get; } = Of(Units.Kinds.Count);
    public static QuantityType Ratio { get; } = Of(Units.Kinds.Ratio);
    public static QuantityType Time { get; } = Of(Units.Kinds.Time);
    public static QuantityType Temperature { get; } = Of(Units.Kinds.Temperature);
    public static QuantityType Voltage { get; } = Of(Units.Kinds.Voltage);

    public ImmutableArray<Kind> Kinds { get; }

    /// <summary>The kind where there is only one.</summary>
    public Kind? Single => Kinds.Length == 1 ? Kinds[0] : null;

    public Kind First => Kinds[0];

    public bool IsFamily => Kinds.Length > 1;

    public override string Article => _name?.Article ?? Units.Kinds.NameOf(Kinds[0]).Article;

    /// <summary>As the brackets beside a dimension show it: <c>Voltage</c>.</summary>
    public string Title => _name?.Name ?? Units.Kinds.NameOf(Kinds[0]).Title;

    public static QuantityType Of(Kind kind) => s_byKind.GetOrAdd(kind, static k => new([k], null));

    public static QuantityType Of(KindName name) =>
        name.IsFamily
            ? s_byName.GetOrAdd(name.Name, static (_, n) => new(n.Kinds, n), name)
            : Of(name.Kinds[0]);

    public static QuantityType Of(ImmutableArray<Kind> kinds) => new(kinds, null);

    public bool Accepts(Kind given)
    {
        foreach (var kind in Kinds)
        {
            if (kind.Accepts(given))
                return true;
        }
        return false;
    }

    private protected override bool Takes(CellType given)
    {
        if (given is ZeroType)
            return true;
        if (given is not QuantityType quantity)
            return false;
        foreach (var kind in quantity.Kinds)
        {
            if (Accepts(kind))
                return true;
        }
        return false;
    }
}

/// <summary>A bare <c>0</c>: it fits every dimension.</summary>
public sealed class ZeroType : CellType
{
    private ZeroType() { }

    public static ZeroType Instance { get; } = new();

    public override string Article => "zero";

    private protected override bool Takes(CellType given) => given is QuantityType;
}
