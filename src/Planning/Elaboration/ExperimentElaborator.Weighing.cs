using System.Collections.Immutable;
using CellDsl.Language.Chemistry;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

internal sealed partial class ExperimentElaborator
{
    /// <summary><c>weigh for 5 g of LTVO from …</c> by the balanced recipe, with <c>for</c> or without, or <c>weigh 3 g of Li2CO3</c> as it stands.</summary>
    private SampleState Weigh(Performance performance)
    {
        var reagents = performance.Behind("from")?.Flattened.OfType<Datum.OfEntity>().ToArray() ?? [];
        var direct = performance
            .Arguments.Select(pair => pair.Value)
            .OfType<Datum.OfAmount>()
            .FirstOrDefault();
        var goal = performance.Behind("for") as Datum.OfAmount ?? direct;
        if (reagents.Length > 0 && goal is { Material: Datum.OfEntity { Symbol: MaterialSymbol target } })
            return WeighFor(performance, target, goal.Amount, reagents);
        Datum.OfEntity[] items = direct is { Material: Datum.OfEntity substance } ? [substance] : reagents;
        foreach (var item in items)
        {
            var mass = direct is null ? PlanRange.Unknown : MassOf(direct.Amount, performance);
            performance.Weighings.Add(Line(performance, item, null, mass.Exact, mass));
        }
        return NewSample(
            performance,
            [
                .. items.Select(item => new Constituent(
                    item.Symbol.Name,
                    item.Symbol as MaterialSymbol,
                    items.Length == 1 ? Rational.One : null
                )),
            ],
            Ranges.Sum(performance.Weighings.Select(line => line.Mass)),
            [],
            material: items is [{ Symbol: MaterialSymbol only }] ? only : null
        );
    }

    private SampleState WeighFor(
        Performance performance,
        MaterialSymbol target,
        Datum amount,
        Datum.OfEntity[] reagents
    )
    {
        _context.OpenPoints.Meet(target);
        var mass = MassOf(amount, performance).Exact;
        var recipe = Balance(performance, target, reagents);
        var lines = recipe is null || mass is null ? null : Lines(recipe, target, mass.Value, reagents);
        for (int i = 0; i < reagents.Length; i++)
        {
            performance.Weighings.Add(
                Line(
                    performance,
                    reagents[i],
                    recipe?.Coefficients[i],
                    lines?.Pure[i].Mass,
                    lines is null ? PlanRange.Unknown
                        : IsOpen(reagents[i]) ? new(lines.Value.Stated[i].Mass, null)
                        : PlanRange.Exactly(lines.Value.Stated[i].Mass)
                )
            );
        }
        var total = Ranges.Sum(performance.Weighings.Select(line => line.Mass));
        var least = lines?.Stated.Aggregate(Rational.Zero, (sum, line) => sum + line.Mass);
        return NewSample(
            performance,
            [
                .. reagents.Select(
                    (reagent, i) =>
                        new Constituent(
                            reagent.Symbol.Name,
                            reagent.Symbol as MaterialSymbol,
                            total.Exact is { IsZero: false } all ? lines?.Stated[i].Mass / all : null
                        )
                ),
            ],
            // The target's mass follows from the balanced part, whatever the excess turns out to be.
            least is { } sum
                ? PlanRange.Exactly(sum)
                : total,
            [],
            intended: new(
                target,
                mass is { } grams && least is { IsZero: false } weighed ? grams / weighed : null,
                recipe is null
                    ? []
                    : [.. recipe.Gases.Where(gas => gas.Released.Sign < 0).Select(gas => gas.Gas.Name)],
                Releases(recipe, target),
                reagents.Any(reagent => Note(reagent, "excess") is not null),
                recipe?.ToString() ?? "",
                performance.Operation.Location
            ),
            material: target
        );
    }

    /// <summary>Whether more may have to be weighed than is known: an open excess or an open content only adds.</summary>
    private static bool IsOpen(Datum.OfEntity reagent) =>
        Numeric.IsHole(Note(reagent, "excess"))
        || Numeric.IsHole(Note(reagent, "purity"))
        || Numeric.IsHole(Note(reagent, "assay"));

    private List<(string Gas, Rational? PerGram)> Releases(BalancedReaction? recipe, MaterialSymbol target)
    {
        var mass = _context.Materials.MolarMassOf(target);
        return
        [
            .. (recipe?.Gases ?? [])
                .Where(gas => gas.Released.Sign > 0)
                .Select(gas =>
                    (gas.Gas.Name, mass is { IsZero: false } known ? gas.Released / known : (Rational?)null)
                ),
        ];
    }

    /// <summary>
    /// Without oxygen from outside where that goes: an oxalate gives off carbon monoxide under argon; what the gas of the
    /// furnace makes of that changes nothing of what is weighed.
    /// </summary>
    private static ReactionBalance Balance(Composition target, ImmutableArray<Reactant> precursors) =>
        ReactionBalance.Of(target, precursors, ReactionGases.For(precursors, suppliesOxygen: false))
            is BalancedReaction { OxygenDemand.IsZero: true } closed
            ? closed
            : ReactionBalance.Of(target, precursors);

    private BalancedReaction? Balance(
        Performance performance,
        MaterialSymbol target,
        Datum.OfEntity[] reagents
    )
    {
        var at = performance
            .Arguments.First(pair => pair.Argument.Parameter.Preposition == "from")
            .Argument.Value?.Location;
        var place = at ?? performance.Operation.Location;
        if (_context.Materials.CompositionOf(target) is not { } composition)
        {
            ReportNoFormula(place, target, "the recipe");
            return null;
        }
        var reactants = ImmutableArray.CreateBuilder<Reactant>();
        foreach (var reagent in reagents)
        {
            if (_context.Materials.CompositionOf(reagent.Symbol) is not { } known)
            {
                ReportNoFormula(place, reagent.Symbol, "its mass");
                return null;
            }
            reactants.Add(new(Materials.FormulaOf(reagent.Symbol) ?? reagent.Symbol.Name, known));
        }
        var result = Balance(composition, reactants.ToImmutable());
        if (result is BalancedReaction balanced)
            return balanced with { Target = Materials.FormulaOf(target) ?? target.Name };
        _context.Diagnostics.Add(
            result switch
            {
                UnderdeterminedReaction many => Rules.ManyRecipesAt(
                    place,
                    target.Name,
                    [.. many.Precursors.Select(precursor => precursor.Name)],
                    many.Exchanges
                ),
                ImpossibleReaction impossible => Impossible(place, target, impossible),
                _ => Rules.ImpossibleRatioAt(place, target.Name, []),
            }
        );
        return null;
    }

    private static Diagnostic Impossible(Location at, MaterialSymbol target, ImpossibleReaction impossible)
    {
        string[] elements = [.. impossible.Elements.Select(excess => excess.Element.Symbol)];
        string[] precursors = [.. impossible.Precursors.Select(precursor => precursor.Name)];
        return impossible.Reason switch
        {
            ImpossibleReason.MissingElement => Rules.MissingElementsAt(at, target.Name, elements),
            ImpossibleReason.TrappedElement => Rules.TrappedElementsAt(at, target.Name, elements, precursors),
            ImpossibleReason.NoPart => Rules.UselessReagentAt(at, target.Name, precursors),
            _ => Rules.ImpossibleRatioAt(at, target.Name, elements),
        };
    }

    // A formula that is a hole is counted as one, and no mistake.
    private void ReportNoFormula(Location at, DeclarationSymbol material, string what)
    {
        if (material.Properties.Find("formula") is null)
            _context.Diagnostics.Add(Rules.NoFormulaAt(at, material.Name, what, material.Location));
    }

    private (ImmutableArray<Weighing> Pure, ImmutableArray<Weighing> Stated)? Lines(
        BalancedReaction recipe,
        MaterialSymbol target,
        Rational mass,
        Datum.OfEntity[] reagents
    )
    {
        if (_context.Materials.CompositionOf(target) is not { } composition)
            return null;
        ImmutableArray<WeighingTerms> plain = [.. reagents.Select(_ => WeighingTerms.Plain)];
        ImmutableArray<WeighingTerms> stated =
        [
            .. reagents.Select(reagent => new WeighingTerms(
                Note(reagent, "excess")?.Si ?? Rational.Zero,
                Note(reagent, "purity")?.Si is { Sign: > 0 } purity ? purity
                    : Note(reagent, "assay")?.Si is { Sign: > 0 } assay ? assay
                    : _assignments.PurityOf(reagent.Symbol)?.Si is { Sign: > 0 } stocked ? stocked
                    : Rational.One
            )),
        ];
        return
            WeighingList.For(recipe, composition, mass, plain) is { } pure
            && WeighingList.For(recipe, composition, mass, stated) is { } real
            ? (pure, real)
            : null;
    }

    private PlanWeighing Line(
        Performance performance,
        Datum.OfEntity reagent,
        Rational? coefficient,
        Rational? stoichiometric,
        PlanRange mass
    )
    {
        performance.Weighed.Add(reagent);
        return new(
            reagent.Symbol.Name,
            Materials.FormulaOf(reagent.Symbol),
            coefficient,
            stoichiometric,
            mass,
            Note(reagent, "excess")?.Plan,
            (Note(reagent, "purity") ?? Note(reagent, "assay"))?.Plan
                ?? _assignments.PurityOf(reagent.Symbol)?.Plan,
            _context.Ref(performance.Operation)
        );
    }

    private static Datum? Note(Datum.OfEntity reagent, string name) =>
        reagent.Notes.FirstOrDefault(note => note.Name == name).Value;

    /// <summary>g.</summary>
    private PlanRange MassOf(Datum amount, Performance performance)
    {
        if (amount is Datum.Known { Si: { } si, Kind: var kind })
        {
            if (kind.Dimension == Dimension.Mass)
                return PlanRange.Exactly(si * 1000);
            _context.Diagnostics.Add(
                Rules.NoMassAt(performance.Operation.Location, Kinds.NameOf(kind).Article)
            );
        }
        return PlanRange.Unknown;
    }
}
