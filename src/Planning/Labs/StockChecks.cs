using System.Globalization;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Labs;

/// <summary>What an experiment weighs out in all, against what stands on the shelf and until when it is good.</summary>
internal static class StockChecks
{
    /// <param name="today">Null where nobody says which day it is.</param>
    public static void Check(
        IEnumerable<Performance> performed,
        LabAssignments assignments,
        DateOnly? today,
        Action<Diagnostic> report
    )
    {
        if (assignments.Lab is not { } lab || !assignments.Stock.Any())
            return;
        var demands = new Dictionary<string, (Rational Grams, DeclarationSymbol Symbol, Location At)>();
        foreach (var performance in performed)
        {
            for (int i = 0; i < performance.Weighings.Count && i < performance.Weighed.Count; i++)
            {
                var reagent = performance.Weighed[i];
                var grams = performance.Weighings[i].Mass.Low ?? Rational.Zero;
                var (sum, _, at) = demands.GetValueOrDefault(
                    reagent.Symbol.Name,
                    (Rational.Zero, reagent.Symbol, reagent.At ?? performance.VerbAt)
                );
                demands[reagent.Symbol.Name] = (sum + grams, reagent.Symbol, at);
            }
        }
        if (assignments.IsChosen)
            AddDrawn(performed, demands);
        foreach (var (name, (grams, symbol, at)) in demands)
        {
            var lots = assignments.Stock.Where(stock => stock.Name == name).ToArray();
            if (lots.Length == 0)
            {
                report(Rules.NotInStockAt(at, name, lab.Name, lab.Location));
                continue;
            }
            var good = lots.Where(lot => !IsExpired(lot, today)).ToArray();
            if (good.Length == 0 && today is { } day)
            {
                report(
                    Rules.ExpiredAt(
                        at,
                        name,
                        ExpiryOf(lots[0])?.Words ?? "",
                        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        lots[0].Location
                    )
                );
                continue;
            }
            if (AmountOf(good, symbol) is { } there && there < grams)
                report(
                    Rules.TooLittleStockAt(
                        at,
                        name,
                        $"{grams.ToDecimalString(5)} g",
                        $"{there.ToDecimalString(5)} g",
                        $"{(grams - there).ToDecimalString(3)} g",
                        good[0].Location
                    )
                );
        }
    }

    /// <summary>
    /// What is taken from the shelf without being weighed for a recipe: solvents, foils, carbon, binder. How much is known
    /// only where it is stated.
    /// </summary>
    private static void AddDrawn(
        IEnumerable<Performance> performed,
        Dictionary<string, (Rational Grams, DeclarationSymbol Symbol, Location At)> demands
    )
    {
        foreach (var performance in performed.Where(each => each.Effect is not ("weigh" or "run")))
        {
            foreach (var (argument, value) in performance.Arguments)
            {
                foreach (var item in value.Flattened.SelectMany(Parts))
                {
                    if (
                        item is Datum.OfEntity { Symbol: MaterialSymbol material }
                        && material.Body.Value is null
                    )
                        demands.TryAdd(
                            material.Name,
                            (Rational.Zero, material, performance.PlaceOf(argument, item))
                        );
                }
            }
        }
    }

    private static IEnumerable<Datum> Parts(Datum value) =>
        value switch
        {
            Datum.OfMixture mixture => mixture.Parts,
            Datum.OfAmount amount => [amount.Material],
            _ => [value],
        };

    /// <summary>g in all lots; null where one of them does not say.</summary>
    private static Rational? AmountOf(IEnumerable<StockSymbol> lots, DeclarationSymbol symbol)
    {
        Rational? sum = Rational.Zero;
        foreach (var lot in lots)
        {
            Rational? amount =
                lot.Properties.ValueOf("amount") is not { } value
                || !Constant.TryEvaluate(value, out var quantity)
                    ? null
                : quantity.Kind == Kinds.Mass ? quantity.Si * 1000
                : quantity.Si * Materials.DensityOf(symbol) * 1000;
            sum += amount;
        }
        return sum;
    }

    private static bool IsExpired(StockSymbol lot, DateOnly? today) =>
        today is { } day && ExpiryOf(lot) is { Day: var last } && day > last;

    /// <summary>The last day on which a lot is good: <c>expires: "2027-03-31"</c>, or the end of <c>"2027-03"</c>.</summary>
    private static (DateOnly Day, string Words)? ExpiryOf(StockSymbol lot)
    {
        if (lot.Properties.ValueOf("expires")?.Bare is not BoundText { Value: var words })
            return null;
        if (
            DateOnly.TryParseExact(
                words,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
            return (day, words);
        return DateOnly.TryParseExact(
            words,
            "yyyy-MM",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var month
        )
            ? (month.AddMonths(1).AddDays(-1), words)
            : null;
    }
}
