using CellDsl.Language.Chemistry;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Checks;

/// <summary>What declarations say of substances.</summary>
internal static class Matter
{
    private static readonly string[] s_termProperties = ["group", "structure"];

    /// <summary>A property's value; null where it is absent or no literal.</summary>
    public static Quantity? QuantityOf(DeclarationSymbol symbol, string property) =>
        symbol.Properties.ValueOf(property) is { } value && Constant.TryEvaluate(value, out var quantity)
            ? quantity
            : null;

    /// <summary>The reactive groups and the structure of a substance.</summary>
    public static IEnumerable<TermSymbol> TermsOf(DeclarationSymbol symbol) =>
        s_termProperties
            .SelectMany(name => symbol.Properties.Find(name)?.Values ?? [])
            .Select(value => (value.Bare as BoundEntity)?.Symbol)
            .OfType<TermSymbol>();

    public static bool IsSensitiveTo(DeclarationSymbol symbol, string what) =>
        (symbol.Properties.Find("sensitive_to")?.Values ?? []).Any(value =>
            value.Bare is BoundEntity { Symbol: TermSymbol term } && term.Name == what
        );

    /// <summary>A substance itself; of an electrolyte that is a solution its salts and solvents.</summary>
    public static IEnumerable<(DeclarationSymbol Symbol, Rational? Concentration)> PartsOf(
        DeclarationSymbol symbol
    )
    {
        if (symbol is not MaterialSymbol || symbol.Body.Value?.Bare is not BoundOperation solution)
            return [(symbol, null)];
        return solution
            .Arguments.Where(argument => argument.Value is not null)
            .SelectMany(argument => Entities(argument.Value))
            .DefaultIfEmpty((symbol, null));
    }

    private static IEnumerable<(DeclarationSymbol, Rational?)> Entities(BoundExpression? value) =>
        value?.Bare switch
        {
            BoundEntity { Symbol: MaterialSymbol symbol } => [(symbol, null)],
            BoundPortion { Material.Bare: BoundEntity { Symbol: MaterialSymbol symbol } } portion =>
            [
                (
                    symbol,
                    portion.Find("concentration") is { } stated
                    && Constant.TryEvaluate(stated, out var concentration)
                        ? concentration.Si
                        : null
                ),
            ],
            BoundList list => list.Items.SelectMany(Entities),
            BoundMixture mixture => mixture.Parts.SelectMany(Entities),
            _ => [],
        };

    /// <summary>The atoms of the formula with their states; null without a formula that can be read.</summary>
    public static FormulaContent? ContentOf(DeclarationSymbol symbol) =>
        symbol.Properties.ValueOf("formula")?.Bare is BoundFormula { Formula: { IsConcrete: true } formula }
            ? formula.Evaluate()
            : null;

    /// <summary>The oxidation states in which a substance holds an element, as far as its formula tells.</summary>
    public static IEnumerable<Rational> StatesOf(FormulaContent content, Element element)
    {
        var sites = content.Sites.Where(site => site.Element.Equals(element)).ToArray();
        var declared = sites
            .Where(site => site.State is not null)
            .Select(site => (Rational)(site.State ?? 0));
        if (sites.All(site => site.State is not null))
            return declared;
        var balance = ChargeBalance.Of(content);
        return balance is { Implied: { } implied, Unknown: [var only] } && only.Equals(element)
            ? declared.Append(implied)
            : declared;
    }

    /// <summary>
    /// Everything that an operation has in its hands: what is in its samples, what it draws, and what it makes.
    /// </summary>
    public static IReadOnlyList<DeclarationSymbol> In(Performance performance)
    {
        var found = new List<DeclarationSymbol>();
        foreach (var sample in performance.Samples)
            found.AddRange(In(sample));
        foreach (var (_, value) in performance.Arguments)
            found.AddRange(In(value));
        if (performance is { Effect: "heat", Made: { } made })
            found.AddRange(In(made));
        return [.. found.SelectMany(symbol => PartsOf(symbol).Select(part => part.Symbol)).Distinct()];
    }

    public static IEnumerable<DeclarationSymbol> In(SampleState sample)
    {
        IEnumerable<DeclarationSymbol> all = sample
            .Constituents.Select(item => item.Material)
            .OfType<DeclarationSymbol>()
            .Concat(sample.Liquids);
        return sample is { Material: { } material, Intended: null } ? all.Append(material) : all;
    }

    private static IEnumerable<DeclarationSymbol> In(Datum value) =>
        value switch
        {
            Datum.OfEntity { Symbol: MaterialSymbol symbol } => [symbol],
            Datum.OfAmount amount => In(amount.Material),
            Datum.OfMixture mixture => mixture.Parts.SelectMany(In),
            Datum.OfList list => list.Items.SelectMany(In),
            Datum.OfSample sample => In(sample.Sample),
            _ => [],
        };
}
