using System.Collections.Immutable;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;

namespace CellDsl.Planning.Labs;

/// <summary>What an instrument can do of one kind, as its lab or its class declares it.</summary>
/// <param name="Low">Null for no lower end.</param>
/// <param name="High">Null for no upper end.</param>
/// <param name="Words">As written.</param>
internal sealed record Capability(BoundProperty Property, Quantity? Low, Quantity? High, string Words)
{
    /// <summary>A property of an instrument, or of its class where the instrument does not say; null where neither does.</summary>
    public static Capability? Of(DeclarationSymbol instrument, string property)
    {
        int depth = 0;
        for (var symbol = instrument; symbol is not null && depth < 64; symbol = symbol.Class, depth++)
        {
            if (symbol.Properties.Find(property) is { Value: { } value } found)
                return Read(found, value);
        }
        return null;
    }

    private static Capability? Read(BoundProperty property, BoundExpression value)
    {
        var words = Elaboration.Spelling.Of(value);
        return value.Bare switch
        {
            BoundRange range => new(property, Literal(range.Low), Literal(range.High), words),
            BoundLimit { Kind: LimitKind.Below or LimitKind.AtMost } limit => new(
                property,
                null,
                Literal(limit.Value),
                words
            ),
            BoundLimit limit => new(property, Literal(limit.Value), null, words),
            // A single value is what it can do at most: `speed: 600 rpm`.
            var single when Literal(single) is { } most => new(property, null, most, words),
            _ => null,
        };
    }

    private static Quantity? Literal(BoundExpression expression) =>
        Constant.TryEvaluate(expression, out var quantity) ? quantity : null;

    /// <summary>The quantities of a list: <c>ranges: [0.1, 1, 10] mA</c>.</summary>
    public static ImmutableArray<Quantity> Listed(DeclarationSymbol instrument, string property) =>
        instrument.Properties.Find(property) is { } found
            ?
            [
                .. found
                    .Values.SelectMany(value =>
                        value.Bare is BoundList list ? list.Items.AsEnumerable() : [value]
                    )
                    .Select(Literal)
                    .OfType<Quantity>(),
            ]
            : [];

    /// <summary>The things that a property names: <c>atmosphere: argon, air</c>; null where it is not stated.</summary>
    public static IReadOnlyList<DeclarationSymbol>? Things(DeclarationSymbol instrument, string property)
    {
        int depth = 0;
        for (var symbol = instrument; symbol is not null && depth < 64; symbol = symbol.Class, depth++)
        {
            if (symbol.Properties.Find(property) is { } found)
                return
                [
                    .. found
                        .Values.SelectMany(value =>
                            value.Bare is BoundList list ? list.Items.AsEnumerable() : [value]
                        )
                        .Select(value => (value.Bare as BoundEntity)?.Symbol)
                        .OfType<DeclarationSymbol>(),
                ];
        }
        return null;
    }
}
