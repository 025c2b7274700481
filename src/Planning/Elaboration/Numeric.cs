using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

/// <summary>Exact arithmetic on known data. A hole makes a hole; an assumption taints what is computed from it.</summary>
internal static class Numeric
{
    public static Datum.Known Of(Rational si, Kind kind, string? spelling = null)
    {
        if (kind.Dimension.IsNone && kind.Tag is Tag.None or Tag.Count)
            return new(new PlanValue.Number(si), kind);
        var unit = SiUnits.Of(kind);
        return new(
            new PlanValue.Quantity(si, unit, spelling ?? $"{si} {unit}", null, BasisName(kind.Basis)),
            kind
        );
    }

    public static Datum.Known Of(Quantity quantity, string spelling)
    {
        var known = Of(quantity.Si, quantity.Kind, spelling);
        return known.Value is PlanValue.Quantity plain && quantity.Uncertainty is not null
            ? known with
            {
                Value = plain with { Uncertainty = quantity.SiUncertainty },
            }
            : known;
    }

    /// <summary>Another value in the unit in which one was written: 40 mA/g beside 20 mA/g.</summary>
    public static Datum.Known Like(Datum.Known one, Rational value)
    {
        if (one.Value.Bare is not PlanValue.Quantity quantity)
            return Of(value, one.Kind);
        int digits = quantity.Spelling.TakeWhile(c => char.IsAsciiDigit(c) || c is '.' or '-').Count();
        string unit = quantity.Spelling[digits..].Trim();
        // Affine scales and what is not written as a plain decimal are told in SI.
        if (
            unit.Contains('°', StringComparison.Ordinal)
            || !Rational.TryParse(quantity.Spelling.AsSpan(0, digits), out var number)
            || number.IsZero
            || quantity.Value.IsZero
        )
            return Of(value, one.Kind);
        return Of(value, one.Kind, $"{value * number / quantity.Value} {unit}");
    }

    public static string? BasisName(Basis basis) =>
        basis switch
        {
            Basis.ActiveMass => "active",
            Basis.CompositeMass => "composite",
            Basis.ElectrodeArea => "area",
            Basis.NominalCapacity => "nominal",
            Basis.MeasuredCapacity => "measured",
            Basis.TheoreticalCapacity => "theoretical",
            _ => null,
        };

    /// <summary>Combines two data; null where one of them is no number.</summary>
    public static Datum? Combine(
        Datum left,
        Datum right,
        Func<Rational, Rational, Rational?> values,
        Func<Kind, Kind, KindResult> kinds
    )
    {
        if (HoleIn(left) is { } first)
            return first;
        if (HoleIn(right) is { } second)
            return second;
        if (
            left is not Datum.Known { Si: { } a } one
            || right is not Datum.Known { Si: { } b } two
            || values(a, b) is not { } value
        )
            return null;
        var kind = kinds(one.Kind, two.Kind);
        return Of(value, kind.IsFine ? kind.Kind : one.Kind) with
        {
            Assumption = AssumptionOf(left) ?? AssumptionOf(right),
        };
    }

    /// <summary>Applies a function to a number under its assumption.</summary>
    public static Datum Map(Datum datum, Func<Rational, Rational> value, Func<Kind, Kind>? kind = null) =>
        datum is Datum.Known { Si: { } si } known
            ? Of(value(si), kind?.Invoke(known.Kind) ?? known.Kind) with
            {
                Assumption = AssumptionOf(datum),
            }
            : datum;

    /// <summary>Changes the quantity itself and keeps what surrounds it.</summary>
    public static Datum Change(
        Datum datum,
        Func<PlanValue.Quantity, PlanValue.Quantity> change,
        Func<Kind, Kind> kind
    ) =>
        datum is Datum.Known known
            ? known with
            {
                Value = Change(known.Value, change),
                Kind = kind(known.Kind),
            }
            : datum;

    private static PlanValue Change(PlanValue value, Func<PlanValue.Quantity, PlanValue.Quantity> change) =>
        value switch
        {
            PlanValue.Quantity quantity => change(quantity),
            PlanValue.Assumed assumed => assumed with { Value = Change(assumed.Value, change) },
            PlanValue.Interval range => range with
            {
                Low = range.Low is null ? null : Change(range.Low, change),
                High = range.High is null ? null : Change(range.High, change),
            },
            _ => value,
        };

    public static bool IsHole(Datum? datum) => datum is not null && HoleIn(datum) is not null;

    public static int? AssumptionOf(Datum? datum) =>
        datum?.Plan is PlanValue.Assumed assumed ? assumed.Id : null;

    private static Datum? HoleIn(Datum datum) =>
        datum is Datum.Known { Value.Bare: PlanValue.Hole } ? datum : null;
}
