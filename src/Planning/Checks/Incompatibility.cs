using System.Collections.Immutable;
using CellDsl.Language.Chemistry;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Checks;

/// <summary>What a declared <c>incompatibility</c> says: what meets what, when, and what comes of it.</summary>
internal sealed class Incompatibility
{
    private readonly ImmutableArray<BoundExpression> _contents;
    private readonly ImmutableArray<BoundExpression> _meets;
    private readonly ImmutableArray<BoundExpression> _vessel;
    private readonly ImmutableArray<BoundExpression> _gas;
    private readonly ImmutableArray<string> _during;
    private readonly Span? _oxygen;
    private readonly Span? _water;
    private readonly Span? _temperature;
    private readonly Span? _share;

    public Incompatibility(HazardSymbol symbol)
    {
        Symbol = symbol;
        var bag = symbol.Properties;
        _contents = bag.Find("contents")?.Values ?? [];
        _meets = bag.Find("meets")?.Values ?? [];
        _vessel = bag.Find("vessel")?.Values ?? [];
        _gas = bag.Find("gas")?.Values ?? [];
        Collector = bag.Find("collector")?.Values ?? [];
        _during =
        [
            .. (bag.Find("during")?.Values ?? [])
                .Select(value => (value.Bare as BoundEntity)?.Symbol.Name)
                .OfType<string>(),
        ];
        _oxygen = Span.Of(bag, "oxygen");
        _water = Span.Of(bag, "water");
        _temperature = Span.Of(bag, "temperature");
        _share = Span.Of(bag, "share");
        Potential = Span.Of(bag, "potential");
        Concentration = Span.Of(bag, "concentration");
        Consequence = Text(bag, "consequence") ?? symbol.Name.Replace('_', ' ');
        Instead = Text(bag, "instead");
        Source = Text(bag, "source");
    }

    public HazardSymbol Symbol { get; }

    public ImmutableArray<BoundExpression> Collector { get; }

    /// <summary>V against lithium.</summary>
    public Span? Potential { get; }

    /// <summary>mol/m³, of the dissolved substance that <c>contents</c> names.</summary>
    public Span? Concentration { get; }

    public string Consequence { get; }

    public string? Instead { get; }

    public string? Source { get; }

    public bool IsOfVessel => !_vessel.IsEmpty;

    public bool IsOfCollector => !Collector.IsEmpty;

    public bool IsOfGas => !_gas.IsEmpty || _oxygen is not null || _water is not null;

    public bool IsOfPair => !_meets.IsEmpty;

    /// <summary>Whether the operation's kind and heat are those of which this speaks.</summary>
    public bool AppliesTo(Performance performance) =>
        (_during.IsEmpty || _during.Contains(performance.Effect ?? ""))
        && (
            _temperature is not { } limits
            || (
                Heat.HighestOf(performance) is { } highest
                && (limits.Low is not { } low || highest.Value >= low)
                && (limits.High is not { } high || highest.Value <= high)
            )
        );

    public bool Names(DeclarationSymbol substance) => _contents.Any(item => Matches(item, substance));

    public bool NamesOther(DeclarationSymbol substance) => _meets.Any(item => Matches(item, substance));

    public bool NamesVessel(DeclarationSymbol substance) => _vessel.Any(item => Matches(item, substance));

    public bool NamesCollector(DeclarationSymbol substance) =>
        Collector.Any(item => Matches(item, substance));

    /// <summary>Whether the gas is one of which this speaks; what is not known of it does not count.</summary>
    public bool NamesGas(Surroundings gas) =>
        (_gas.IsEmpty || (gas.Gas is { } symbol && _gas.Any(item => Same(item, symbol))))
        && (_oxygen is not { } oxygen || (gas.Oxygen is { } share && oxygen.Holds(share)))
        && (_water is not { } water || (gas.Water is { } moisture && water.Holds(moisture)));

    private bool Matches(BoundExpression item, DeclarationSymbol substance) =>
        item.Bare switch
        {
            BoundEntity { Symbol: TermSymbol term } => Matter
                .TermsOf(substance)
                .Any(own => ReferenceEquals(own, term)),
            BoundEntity { Symbol: var symbol } => ReferenceEquals(symbol, substance),
            BoundFormula formula => MatchesFormula(formula.Formula, substance),
            _ => false,
        };

    private static bool Same(BoundExpression item, DeclarationSymbol symbol) =>
        item.Bare is BoundEntity entity && ReferenceEquals(entity.Symbol, symbol);

    /// <summary>
    /// One atom stands for an element, in its oxidation state where one is given: <c>V(III)</c> is any substance that holds
    /// vanadium(III). A longer formula stands for that substance.
    /// </summary>
    private bool MatchesFormula(Formula formula, DeclarationSymbol substance)
    {
        if (Matter.ContentOf(substance) is not { } content)
            return false;
        var wanted = formula.Evaluate();
        if (wanted.Sites is not [var site])
            return content.Composition.Equals(wanted.Composition);
        if (content.Composition[site.Element].IsZero)
            return false;
        if (_share is { } share && !share.Holds(ShareOfMetals(content.Composition, site.Element)))
            return false;
        return site.State is not { } state || Matter.StatesOf(content, site.Element).Any(own => own == state);
    }

    private static readonly string[] s_noMetals =
    [
        "H",
        "B",
        "C",
        "N",
        "O",
        "F",
        "Si",
        "P",
        "S",
        "Cl",
        "Se",
        "Br",
        "I",
        "Li",
    ];

    /// <summary>The share of an element among the metals of a substance, lithium aside.</summary>
    private static Rational ShareOfMetals(Composition composition, Element element)
    {
        var metals = composition
            .Parts.Where(part => !s_noMetals.Contains(part.Key.Symbol))
            .Aggregate(Rational.Zero, (sum, part) => sum + part.Value);
        return metals.IsZero ? Rational.Zero : composition[element] / metals;
    }

    private static string? Text(PropertyBag bag, string name) =>
        (bag.ValueOf(name)?.Bare as BoundText)?.Value;
}
