using System.Collections.Immutable;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>Finds the recipe, or says what stands in its way. The rule of choice is told at <see cref="ReactionBalance.Of(Composition, ImmutableArray{Reactant}, ImmutableArray{ReactionGas})"/>.</summary>
internal sealed class ReactionBalancer
{
    // Beyond this many gases at once the search would take noticeable time; no furnace gives off as many.
    private const int MostGases = 12;

    private readonly Composition _target;
    private readonly ImmutableArray<Reactant> _precursors;
    private readonly ImmutableArray<ReactionGas> _gases;
    private readonly ImmutableArray<Element> _elements;

    public ReactionBalancer(
        Composition target,
        ImmutableArray<Reactant> precursors,
        ImmutableArray<ReactionGas> gases
    )
    {
        _target = target;
        _precursors = precursors;
        var present = target.Elements.Concat(precursors.SelectMany(p => p.Composition.Elements)).ToHashSet();
        present.UnionWith(gases.Where(g => g.IsConsumable).SelectMany(g => g.Composition.Elements));
        _gases = [.. gases.Where(g => g.Composition.Elements.All(present.Contains)).Take(MostGases)];
        _elements =
        [
            .. target
                .Elements.Concat(precursors.SelectMany(p => p.Composition.Elements))
                .Concat(_gases.SelectMany(g => g.Composition.Elements))
                .Distinct()
                .OrderBy(e => _gases.Any(g => !g.Composition[e].IsZero))
                .ThenBy(e => e.Equals(Elements.Oxygen)),
        ];
    }

    public ReactionBalance Balance()
    {
        if (Missing() is { Length: > 0 } missing)
        {
            return Impossible(ImpossibleReason.MissingElement, missing, []);
        }

        if (Trapped() is { Length: > 0 } trapped)
        {
            var bearers = _precursors.Where(p => trapped.Any(t => !p.Composition[t.Element].IsZero));
            return Impossible(ImpossibleReason.TrappedElement, trapped, [.. bearers]);
        }

        return Search(_gases) ?? Explain();
    }

    // Every set of gases without oxygen in the order of preference, until one allows a recipe; then those with oxygen, of
    // which the one that exchanges least.
    private ReactionBalance? Search(ImmutableArray<ReactionGas> gases)
    {
        var leaving = _precursors
            .SelectMany(p => p.Composition.Elements)
            .Where(e => _target[e].IsZero)
            .Distinct()
            .ToList();
        var results = Enumerable
            .Range(0, 1 << gases.Length)
            .Select(mask => gases.Where((_, i) => (mask & (1 << i)) != 0).ToImmutableArray())
            .Where(set => leaving.TrueForAll(e => set.Any(g => !g.Composition[e].IsZero)))
            .ToLookup(set => set.Any(IsOxygen));
        if (results[false].Select(TryBalance).FirstOrDefault(r => r is not null) is { } without)
        {
            return without;
        }

        var with = results[true].Select(TryBalance).OfType<ReactionBalance>().ToList();
        return with.OfType<BalancedReaction>().MinBy(r => r.OxygenDemand.Abs()) ?? with.FirstOrDefault();
    }

    private ReactionBalance? TryBalance(ImmutableArray<ReactionGas> gases)
    {
        var system = new LinearSystem(_precursors.Length + gases.Length);
        foreach (var element in _elements)
        {
            if (!system.TryAdd(Row(element, gases), _target[element]))
            {
                return null;
            }
        }

        var freedom = system.Freedom();
        if (!freedom.IsEmpty)
        {
            return HasRecipe(gases) ? Underdetermined(freedom, gases) : null;
        }

        var solution = system.Solution();
        var amounts = gases
            .Select((g, i) => new GasAmount(g, -solution[_precursors.Length + i]))
            .ToImmutableArray();
        return
            solution.Take(_precursors.Length).All(c => c.Sign > 0)
            && amounts.All(g => g.Released.Sign >= 0 || g.Gas.IsConsumable)
            ? new BalancedReaction(
                _target.ToString(),
                _precursors,
                [.. solution.Take(_precursors.Length)],
                [.. amounts.Where(g => !g.Released.IsZero)]
            )
            : null;
    }

    // Whether some recipe has all precursors above zero and no gas against its direction: raise the least coefficient, up
    // to one, as far as it goes. Unknowns: each precursor's surplus over the least, each gas out, each gas in, the least, and
    // the slack below one.
    private bool HasRecipe(ImmutableArray<ReactionGas> gases)
    {
        var intakes = gases.Where(g => g.IsConsumable).ToImmutableArray();
        var least = _precursors.Length + gases.Length + intakes.Length;
        var equations = new Rational[_elements.Length + 1][];
        var right = new Rational[_elements.Length + 1];
        for (var i = 0; i < _elements.Length; i++)
        {
            var element = _elements[i];
            var row = new Rational[least + 2];
            for (var j = 0; j < _precursors.Length; j++)
            {
                row[j] = _precursors[j].Composition[element];
                row[least] += row[j];
            }

            for (var j = 0; j < gases.Length; j++)
            {
                row[_precursors.Length + j] = -gases[j].Composition[element];
            }

            for (var j = 0; j < intakes.Length; j++)
            {
                row[_precursors.Length + gases.Length + j] = intakes[j].Composition[element];
            }

            (equations[i], right[i]) = (row, _target[element]);
        }

        var bound = new Rational[least + 2];
        bound[least] = bound[least + 1] = Rational.One;
        (equations[^1], right[^1]) = (bound, Rational.One);
        return LinearProgram.Maximise(equations, right, least + 2, least) is { Sign: > 0 };
    }

    private UnderdeterminedReaction Underdetermined(
        ImmutableArray<Rational[]> freedom,
        ImmutableArray<ReactionGas> gases
    )
    {
        var names = _precursors.Select(p => p.Name).Concat(gases.Select(g => g.Name)).ToList();
        var free = Enumerable
            .Range(0, _precursors.Length)
            .Where(i => freedom.Any(v => !v[i].IsZero))
            .Select(i => _precursors[i]);
        return new([.. freedom.Select(v => ReactionText.Exchange(names.Zip(v)))], [.. free]);
    }

    private ImpossibleReaction Explain()
    {
        // Would it go if every gas were at hand?
        if (Search([.. _gases.Select(g => g with { IsConsumable = true })]) is BalancedReaction supplied)
        {
            var released = supplied
                .Gases.Select(g => new GasAmount(_gases.First(o => o.Name == g.Gas.Name), g.Released))
                .ToImmutableArray();
            return new ImpossibleReaction(ImpossibleReason.GasNotSupplied, [], [], released);
        }

        var system = new LinearSystem(_precursors.Length + _gases.Length);
        var contradicting = _elements.Where(e => !system.TryAdd(Row(e, _gases), _target[e])).ToList();
        var solution = system.Solution();
        var excess = contradicting
            .Select(e => new ElementExcess(e, Sum(Row(e, _gases), solution) - _target[e]))
            .ToImmutableArray();
        if (!excess.IsEmpty)
        {
            return Impossible(
                ImpossibleReason.Ratio,
                excess,
                [.. _precursors.Where(p => excess.Any(x => !p.Composition[x.Element].IsZero))]
            );
        }

        var idle = _precursors.Where((_, i) => solution[i].Sign <= 0).ToImmutableArray();
        return Impossible(ImpossibleReason.NoPart, [], idle);
    }

    private ImmutableArray<ElementExcess> Missing() =>
        [
            .. _target
                .Parts.Where(p =>
                    _precursors.All(r => r.Composition[p.Key].IsZero)
                    && !_gases.Any(g => g.IsConsumable && !g.Composition[p.Key].IsZero)
                )
                .Select(p => new ElementExcess(p.Key, -p.Value)),
        ];

    private ImmutableArray<ElementExcess> Trapped() =>
        [
            .. _precursors
                .SelectMany(p => p.Composition.Parts)
                .Where(p => _target[p.Key].IsZero && !_gases.Any(g => !g.Composition[p.Key].IsZero))
                .DistinctBy(p => p.Key)
                .Select(p => new ElementExcess(p.Key, p.Value)),
        ];

    private Rational[] Row(Element element, ImmutableArray<ReactionGas> gases) =>
        [.. _precursors.Select(p => p.Composition[element]), .. gases.Select(g => g.Composition[element])];

    private static Rational Sum(Rational[] row, Rational[] solution) =>
        row.Zip(solution).Aggregate(Rational.Zero, static (sum, p) => sum + (p.First * p.Second));

    private static bool IsOxygen(ReactionGas gas) =>
        gas.Composition.Parts is [{ Key: var only }] && only.Equals(Elements.Oxygen);

    private static ImpossibleReaction Impossible(
        ImpossibleReason reason,
        ImmutableArray<ElementExcess> elements,
        ImmutableArray<Reactant> precursors
    ) => new(reason, elements, precursors, []);
}
