using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Elaboration;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Checks;

/// <summary>The gas around an operation.</summary>
/// <param name="Oxygen">Its share by volume, at most; null where nothing is known.</param>
/// <param name="Water">Its share by volume, at most; null where nothing is known.</param>
/// <param name="Gas">The atmosphere itself; of an environment the one that it holds.</param>
internal sealed record Surroundings(
    string Name,
    DeclarationSymbol? Gas,
    Rational? Oxygen,
    Rational? Water,
    bool? Oxidises,
    Location At
)
{
    /// <summary>Whether oxygen is known to be there in more than traces.</summary>
    public bool HasOxygen => Oxygen is { } share ? share > Rational.Of(1, 1000) : Oxidises is true;

    /// <summary>
    /// The operation's own gas, else the place that its route or experiment names. Null where none is stated; unknown
    /// throughout where it is stated to be open.
    /// </summary>
    public static Surroundings? Of(Performance performance)
    {
        foreach (var (argument, value) in performance.Arguments)
        {
            if (value is Datum.OfEntity { Symbol: AtmosphereSymbol or EnvironmentSymbol } gas)
                return From(gas.Symbol, performance.PlaceOf(argument, value));
            if (argument.Parameter.Preposition == "under" && value.Plan.Bare is PlanValue.Hole)
                return new("unspecified", null, null, null, null, performance.PlaceOf(argument, value));
        }
        return performance.Place switch
        {
            Datum.OfEntity place => From(place.Symbol, place.At ?? performance.VerbAt),
            null => null,
            var open => new("unspecified", null, null, null, null, open.At ?? performance.VerbAt),
        };
    }

    public static Surroundings From(DeclarationSymbol symbol, Location at)
    {
        var bag = symbol.Properties;
        if (symbol is EnvironmentSymbol && bag.ValueOf("gas")?.Bare is BoundEntity { Symbol: var inner })
        {
            var gas = From(inner, at);
            return gas with
            {
                Name = symbol.Name,
                Oxygen = Most(bag, "oxygen") ?? gas.Oxygen,
                Water = WaterOf(bag) ?? gas.Water,
            };
        }
        bool? oxidises = (bag.ValueOf("oxidises")?.Bare as BoundTruth)?.Value;
        return new(
            symbol.Name,
            symbol,
            Most(bag, "oxygen") ?? (oxidises is false ? Rational.Zero : null),
            WaterOf(bag),
            oxidises,
            at
        );
    }

    private static Rational? WaterOf(PropertyBag bag) =>
        Most(bag, "water") ?? (Most(bag, "dew_point") is { } dewPoint ? WaterAt(dewPoint) : null);

    private static Rational? Most(PropertyBag bag, string property) =>
        Span.Of(bag, property) is { } span ? span.High ?? span.Low : null;

    /// <summary>
    /// Water by volume in a gas at one atmosphere from its dew point in K, over ice below 0 °C: the Magnus form of
    /// O. A. Alduchov, R. E. Eskridge, J. Appl. Meteorol. 35 (1996) 601. −40 °C is 127 ppm.
    /// </summary>
    public static Rational WaterAt(Rational dewPoint)
    {
        double celsius = dewPoint.ToDouble() - 273.15;
        double pascal =
            celsius < 0
                ? 611.21 * Math.Exp(22.587 * celsius / (celsius + 273.86))
                : 610.94 * Math.Exp(17.625 * celsius / (celsius + 243.04));
        return Rational.Of((long)Math.Round(pascal / 101325 * 1e12), 1_000_000_000_000);
    }

    /// <summary>As <c>127 ppm</c> or <c>20.9 %</c>.</summary>
    public static string Share(Rational share) =>
        share >= Rational.Of(1, 1000)
            ? $"{(share * 100).ToDecimalString(3)} %"
            : $"{(share * 1_000_000).ToDecimalString(3)} ppm";
}
