using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

/// <summary>Computes figures that carry along what is missing and whether anything was assumed.</summary>
internal static class Figure
{
    /// <summary>π to twenty decimals: exact enough for every area, and a fraction.</summary>
    private static readonly Rational Pi = Rational.Parse("3.14159265358979323846");

    public static PlanFigure Known(Rational value, string unit, string from, bool assumed = false) =>
        new(value, unit, [], from, assumed);

    public static PlanFigure Missing(string what, string unit) => new(null, unit, [what], "", false);

    /// <summary>A stated value, or the name of what is not stated.</summary>
    public static PlanFigure Of(Datum? datum, string what, string unit) =>
        datum?.Si is { } value
            ? Known(value, unit, what, Numeric.AssumptionOf(datum) is not null)
            : Missing(what, unit);

    public static PlanFigure CircleArea(PlanFigure diameter) =>
        diameter with
        {
            Value = diameter.Value * diameter.Value * Pi / 4,
            Unit = "m²",
            From = "π/4 · diameter²",
        };

    public static PlanFigure Product(PlanFigure left, PlanFigure right, string unit, string from) =>
        Join(left, right, left.Value * right.Value, unit, from);

    public static PlanFigure Quotient(PlanFigure left, PlanFigure right, string unit, string from) =>
        Join(left, right, right.Value is { IsZero: false } divisor ? left.Value / divisor : null, unit, from);

    private static PlanFigure Join(
        PlanFigure left,
        PlanFigure right,
        Rational? value,
        string unit,
        string from
    ) =>
        new(
            value,
            unit,
            [.. left.Missing.Concat(right.Missing).Distinct()],
            from,
            left.Assumed || right.Assumed
        );
}
