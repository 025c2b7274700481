using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Units;

namespace CellDsl.Planning.Checks;

/// <summary>What a property allows, SI: a range, a bound or a single value; an end that is null is open.</summary>
internal readonly record struct Span(Rational? Low, Rational? High)
{
    public bool Holds(Rational value) =>
        (Low is not { } low || value >= low) && (High is not { } high || value <= high);

    /// <summary>Whether some value of another range lies in this one. An end that meets an open bound counts.</summary>
    public bool Meets(Rational low, Rational high) =>
        (High is not { } most || low < most) && (Low is not { } least || high > least);

    /// <summary>The first value of a property; null where it is absent or open.</summary>
    public static Span? Of(PropertyBag bag, string property) =>
        bag.ValueOf(property) is { } value ? Of(value) : null;

    public static Span? Of(BoundExpression expression) =>
        expression.Bare switch
        {
            BoundRange range => new(Si(range.Low), Si(range.High)),
            BoundLimit { Kind: LimitKind.Below or LimitKind.AtMost } limit => new(null, Si(limit.Value)),
            BoundLimit limit => new(Si(limit.Value), null),
            BoundVersus versus => Of(versus.Value),
            var single => Si(single) is { } value ? new(value, value) : null,
        };

    private static Rational? Si(BoundExpression expression) =>
        expression.Bare is BoundVersus versus ? Si(versus.Value)
        : Constant.TryEvaluate(expression, out var quantity) ? quantity.Si
        : null;
}
