using System.Collections.Immutable;

namespace CellDsl.Language.Units;

/// <summary>
/// The facts about two sides that do not measure the same thing, ready to be laid side by side in a diagnostic.
/// </summary>
/// <param name="Missing">The kind by which the right side would have to be multiplied to fit the left.</param>
/// <param name="Fault">Why they do not fit.</param>
public sealed record UnitMismatch(Kind Left, Kind Right, Kind Missing, KindFault Fault)
{
    /// <summary>Compares two kinds; null where a value of the right one fits the left.</summary>
    public static UnitMismatch? Between(Kind left, Kind right)
    {
        if (left.Accepts(right))
        {
            return null;
        }

        var fault =
            left.Dimension != right.Dimension ? KindFault.Dimensions
            : left.Tag != right.Tag ? KindFault.Tags
            : KindFault.Bases;
        return new(left, right, new(left.Dimension / right.Dimension), fault);
    }

    /// <summary>
    /// Two lines with aligned columns, as <c>left:  mass · length² · time⁻³ · current⁻¹  [Voltage]</c>, and where the
    /// dimensions differ a third that says by which factor.
    /// </summary>
    public ImmutableArray<string> Notes(string left = "left", string right = "right")
    {
        var (a, b) = (Describe(Left), Describe(Right));
        var label = Math.Max(left.Length, right.Length) + 1;
        var width = Math.Max(a.Dimension.Length, b.Dimension.Length);
        ImmutableArray<string> sides =
        [
            $"{(left + ":").PadRight(label)}  {a.Dimension.PadRight(width)}  [{a.Title}]",
            $"{(right + ":").PadRight(label)}  {b.Dimension.PadRight(width)}  [{b.Title}]",
        ];
        return MissingFactor is { } factor ? sides.Add(factor) : sides;
    }

    /// <summary>As <c>the right side lacks a factor length⁻² [per area]</c>; null where the dimensions agree.</summary>
    public string? MissingFactor
    {
        get
        {
            if (Fault != KindFault.Dimensions || Missing.Dimension.IsOutOfRange)
            {
                return null;
            }

            var (direct, inverse) = (Name(Missing), Name(new(Missing.Dimension.Power(-1))));
            return direct is { } by ? $"the right side would have to be multiplied by {by}"
                : inverse is { } over ? $"the right side would have to be divided by {over}"
                : $"the right side lacks a factor {Missing.Dimension}";
        }
    }

    /// <summary>
    /// The unit that the author of <paramref name="given"/> may have meant where <paramref name="wanted"/> is asked for: the
    /// one that normalises it or takes its normalisation away (mA → mA/g, mA/g → mA), else the one normalised alike
    /// (mAh/g → mA/g), else the one with the same prefix (4.3 A → 4.3 V), else the usual one. Null where the wanted kind has
    /// no unit.
    /// </summary>
    public static Unit? SuggestUnit(Unit given, Kind wanted) =>
        SuggestUnit(given, [wanted], Kinds.UsualUnits(wanted));

    /// <inheritdoc cref="SuggestUnit(Unit, Kind)"/>
    public static Unit? SuggestUnit(Unit given, KindName wanted) =>
        SuggestUnit(
            given,
            wanted.Kinds,
            wanted.Units.Concat(wanted.Kinds.SelectMany(static k => Kinds.UsualUnits(k)))
        );

    private static Unit? SuggestUnit(Unit given, ImmutableArray<Kind> wanted, IEnumerable<string> usual) =>
        given.Kind.IsPoint && wanted.Contains(Kinds.TemperatureDifference)
            ? UnitTable.Kelvin
            : usual
                .Select(static s => UnitTable.Parse(s))
                .Where(u => !u.Equals(given))
                .MinBy(u =>
                    SameNumerator(u, given) ? 0
                    : SameDenominator(u, given) ? 1
                    : SamePrefix(u, given) ? 2
                    : 3
                );

    private static bool SameNumerator(Unit left, Unit right) =>
        (left.IsCompound || right.IsCompound)
        && left.Terms is [var a, ..]
        && right.Terms is [var b, ..]
        && a.Equals(b);

    private static bool SameDenominator(Unit left, Unit right) =>
        left.IsCompound
        && right.IsCompound
        && left.Terms.Where(t => t.Power < 0).SequenceEqual(right.Terms.Where(t => t.Power < 0));

    // mA and mV: each a thousandth of the unit that its series is named after.
    private static bool SamePrefix(Unit left, Unit right) =>
        left is { IsCompound: false }
        && right is { IsCompound: false, IsOne: false }
        && Prefix(left) is { IsZero: false } prefix
        && prefix == Prefix(right);

    private static Rational Prefix(Unit unit) =>
        UnitTable.TryFindListed(unit.Series, out var head) ? unit.Factor / head.Factor : Rational.Zero;

    private static (string Dimension, string Title) Describe(Kind kind) =>
        (kind.Dimension.IsNone ? "a pure number" : kind.Dimension.ToString(), Kinds.NameOf(kind).Title);

    private static string? Name(Kind kind) =>
        Kinds.UsualUnits(kind).IsEmpty ? null : Kinds.NameOf(kind).Article;
}
