using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;
using PlanMode = CellDsl.Planning.Plans.SampleMode;

namespace CellDsl.Planning.Elaboration;

internal sealed partial class ExperimentElaborator
{
    /// <summary>Samples come together; a liquid that is drawn on the way joins them where the effect says so.</summary>
    private SampleState Unite(Performance performance, bool addsLiquid)
    {
        var lots = performance
            .Taken.OfType<Datum.OfSample>()
            .Select(taken => (taken.Sample, Mass: Take(performance, taken.Sample)))
            .ToArray();
        var stock = performance.Taken.OfType<Datum.OfEntity>().Select(OfStock).ToArray();
        var constituents = SampleState.Merge([.. lots, .. stock]);
        DeclarationSymbol[] liquids =
        [
            .. lots.SelectMany(lot => lot.Sample.Liquids),
            .. addsLiquid ? performance.Drawn.OfType<Datum.OfEntity>().Select(drawn => drawn.Symbol) : [],
        ];
        var first = lots.FirstOrDefault().Sample;
        return NewSample(
            performance,
            constituents,
            Ranges.Sum(lots.Concat(stock).Select(lot => lot.Mass)),
            [.. liquids.Distinct()],
            first?.Form,
            lots is [_] ? first?.Intended : null,
            lots is [_] ? first?.Material : null
        );
    }

    /// <summary>
    /// Divides a sample among names: by the stated amounts, and what is left to the one name more; into equal parts where
    /// none are stated.
    /// </summary>
    private List<SampleState> Split(Performance performance, string[] names)
    {
        var whole = performance.Taken.OfType<Datum.OfSample>().FirstOrDefault()?.Sample;
        var left = whole is null ? PlanRange.Unknown : whole.Left;
        PlanRange[] stated =
        [
            .. (performance.Behind("into")?.Flattened ?? []).Select(amount => MassOf(amount, performance)),
        ];
        if (whole is not null)
        {
            var taken = Ranges.Sum(stated);
            if (taken.Low is { } least && left.High is { } most && least > most)
            {
                _context.Diagnostics.Add(
                    Rules.MoreThanThereIsAt(
                        performance.Operation.Location,
                        whole.Name,
                        Grams(least),
                        Grams(most),
                        whole.Made
                    )
                );
            }
            Take(performance, whole);
        }
        var parts = new List<SampleState>();
        for (int i = 0; i < names.Length; i++)
        {
            var amount =
                stated.Length == 0 ? Ranges.Scaled(left, Rational.Of(1, names.Length))
                : i < stated.Length ? stated[i]
                : Ranges.Difference(left, Ranges.Sum(stated));
            parts.Add(
                Yield(
                    performance,
                    new(NewId(names[i]), names[i], performance.Operation.Location, _point)
                    {
                        Form = whole?.Form,
                        Material = whole?.Material,
                        ProducedBy = performance.Id,
                        Constituents = whole?.Constituents ?? [],
                        Solids = amount,
                        Liquids = whole?.Liquids ?? [],
                        Intended = whole?.Intended,
                        Support = whole?.Support,
                    }
                )
            );
        }
        return parts;
    }

    // Stock that is used as if it were a sample: as much of it as is needed.
    private static (SampleState Sample, PlanRange Mass) OfStock(Datum.OfEntity entity)
    {
        var state = new SampleState(entity.Symbol.Name, entity.Symbol.Name, entity.Symbol.Location, 0)
        {
            Material = entity.Symbol as MaterialSymbol,
            Constituents = [new(entity.Symbol.Name, entity.Symbol as MaterialSymbol, Rational.One)],
        };
        return (state, PlanRange.Unknown);
    }

    private SampleState Dry(Performance performance)
    {
        var lots = performance
            .Taken.OfType<Datum.OfSample>()
            .Select(taken => (taken.Sample, Mass: Take(performance, taken.Sample)))
            .ToArray();
        var first = lots.FirstOrDefault().Sample;
        return NewSample(
            performance,
            SampleState.Merge(lots),
            Ranges.Sum(lots.Select(lot => lot.Mass)),
            [],
            first?.Form,
            lots is [_] ? first?.Intended : null,
            lots is [_] ? first?.Material : null
        );
    }

    private SampleState Heat(Performance performance)
    {
        if (
            performance.Taken.OfType<Datum.OfSample>().ToArray()
            is not [{ Sample.Intended: { } intended } only]
        )
            return Dry(performance);
        CheckGas(performance, intended);
        var reagents = Take(performance, only.Sample);
        return NewSample(
            performance,
            [new(intended.Target.Name, intended.Target, Rational.One)],
            Ranges.Scaled(reagents, intended.Yield),
            [],
            only.Sample.Form,
            null,
            intended.Target
        );
    }

    private void CheckGas(Performance performance, Intended intended)
    {
        var gas = performance
            .Arguments.Select(pair =>
                (pair.Argument, (pair.Value as Datum.OfEntity)?.Symbol as AtmosphereSymbol)
            )
            .FirstOrDefault(pair => pair.Item2 is not null);
        if (gas.Item2 is not { } atmosphere || !intended.TakesUp.Contains("O2"))
            return;
        var oxidises = (atmosphere.Properties.ValueOf("oxidises")?.Bare as BoundTruth)?.Value;
        var oxygen = atmosphere.Properties.ValueOf("oxygen")?.Bare as BoundQuantity;
        if (oxidises is false && oxygen is not { Value.Si.Sign: > 0 })
        {
            _context.Diagnostics.Add(
                Rules.GasMissingAt(
                    gas.Argument.Value?.Location ?? performance.Operation.Location,
                    intended.Target.Name,
                    "oxygen",
                    atmosphere.Name,
                    intended.Equation,
                    intended.Weighed
                )
            );
        }
    }

    private SampleState Dissolve(Performance performance)
    {
        var constituents = new List<Constituent>();
        var liquids = new List<DeclarationSymbol>();
        var dissolved = new List<(SampleState Sample, PlanRange Mass)>();
        foreach (var (argument, value) in performance.Arguments)
        {
            bool isSolvent = argument.Parameter.Preposition is not null;
            foreach (var item in value.Flattened)
            {
                if (item is Datum.OfSample sample)
                {
                    dissolved.Add((sample.Sample, Take(performance, sample.Sample)));
                    constituents.AddRange(sample.Sample.Constituents);
                    liquids.AddRange(sample.Sample.Liquids);
                }
                else if (item is Datum.OfEntity { Symbol: var symbol } && isSolvent)
                {
                    liquids.Add(symbol);
                }
                else if (item is Datum.OfEntity entity)
                {
                    constituents.Add(new(entity.Symbol.Name, entity.Symbol as MaterialSymbol, null));
                }
            }
        }
        // Reagents that were weighed together and dissolve alone stay what they were weighed for.
        if (dissolved is [var (reagents, mass)] && constituents.Count == reagents.Constituents.Count)
        {
            return NewSample(
                performance,
                constituents,
                mass,
                liquids,
                intended: reagents.Intended,
                material: reagents.Material
            );
        }
        // What else is dissolved burns or stays aside: the sample is still of what its reagents were weighed for.
        if (dissolved is [var (main, _)])
        {
            return NewSample(performance, constituents, PlanRange.Unknown, liquids, material: main.Material);
        }
        if (constituents is [var only])
            constituents[0] = only with { Share = Rational.One };
        return NewSample(performance, constituents, PlanRange.Unknown, liquids);
    }

    /// <summary>
    /// Parts in stated shares of their solids. The first sample whose amount is known sets the scale; all others give
    /// what their share asks for.
    /// </summary>
    private SampleState Combine(Performance performance, Datum.OfMixture mixture)
    {
        var shares = MassShares(mixture);
        (SampleState? Sample, bool IsStock)[] parts = mixture
            .Parts.Select(part =>
                part switch
                {
                    Datum.OfSample sample => ((SampleState?)sample.Sample, false),
                    Datum.OfEntity entity => (OfStock(entity).Sample, true),
                    _ => (null, true),
                }
            )
            .ToArray();
        var total = PlanRange.Unknown;
        for (int i = 0; i < parts.Length && total is { Low: null, High: null }; i++)
        {
            if (parts[i] is { IsStock: false, Sample: { } sample } && shares[i] is { IsZero: false } share)
                total = Ranges.Scaled(sample.Left, share.Reciprocal());
        }
        var liquids = new List<DeclarationSymbol>();
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i] is not { IsStock: false, Sample: { } sample })
                continue;
            liquids.AddRange(sample.Liquids);
            var demand = Ranges.Scaled(total, shares[i]);
            Draw(performance, sample, demand, PlanMode.Takes);
        }
        var blend = SampleState.Blend(
            parts.Select((part, i) => (part.Sample?.Constituents ?? [], shares[i]))
        );
        liquids.AddRange(performance.Drawn.OfType<Datum.OfEntity>().Select(drawn => drawn.Symbol));
        return NewSample(performance, blend, total, [.. liquids.Distinct()]);
    }

    /// <summary>Shares by mass that sum to one; null where a share, a molar mass or a density is unknown.</summary>
    private Rational?[] MassShares(Datum.OfMixture mixture)
    {
        var weights = mixture
            .Parts.Select(
                (part, i) =>
                    i < mixture.Shares.Length ? mixture.Shares[i].Si * PerShare(part, mixture.Basis) : null
            )
            .ToArray();
        Rational? sum = Rational.Zero;
        foreach (var weight in weights)
            sum += weight;
        return sum is { IsZero: false } total
            ? [.. weights.Select(weight => weight / total)]
            : new Rational?[mixture.Parts.Length];
    }

    private Rational? PerShare(Datum part, MixtureBasis? basis)
    {
        DeclarationSymbol? material = part switch
        {
            Datum.OfEntity entity => entity.Symbol,
            Datum.OfSample sample => sample.Sample.Material,
            _ => null,
        };
        return basis switch
        {
            MixtureBasis.Mass => Rational.One,
            MixtureBasis.Amount when material is not null => _context.Materials.MolarMassOf(material),
            MixtureBasis.Volume when material is not null => Materials.DensityOf(material),
            _ => null,
        };
    }
}
