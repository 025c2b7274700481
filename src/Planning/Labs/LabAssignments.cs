using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Labs;

/// <summary>
/// Gives every operation of an experiment an instrument of the lab that can do it, and says where none can. Without a lab
/// nothing is given and nothing is missed.
/// </summary>
/// <param name="isChosen">Whether somebody asked for this lab, so that it has to have everything.</param>
internal sealed class LabAssignments(LabSymbol? lab, bool isChosen, Action<Diagnostic> report)
{
    private readonly HashSet<string> _missing = [];

    public LabSymbol? Lab { get; } = lab;

    public bool IsChosen { get; } = isChosen;

    public IEnumerable<InstrumentSymbol> Instruments => Lab?.Body.Members.OfType<InstrumentSymbol>() ?? [];

    public IEnumerable<StockSymbol> Stock => Lab?.Body.Members.OfType<StockSymbol>() ?? [];

    /// <summary>The purity or the assay that the stock of a substance states; null without one.</summary>
    public Datum.Known? PurityOf(DeclarationSymbol substance)
    {
        foreach (var stock in Stock.Where(stock => stock.Name == substance.Name))
        {
            foreach (var name in new[] { "assay", "purity" })
            {
                if (stock.Properties.ValueOf(name) is { } value && Constant.TryEvaluate(value, out var share))
                    return Numeric.Of(share, Elaboration.Spelling.Of(value));
            }
        }
        return null;
    }

    /// <summary>The instrument for an operation; null where none is needed, named or able.</summary>
    public string? Assign(Performance performance)
    {
        if (Lab is null || performance.Operation.Operation.Instrument is not { } wanted)
            return null;
        var candidates = Instruments
            .Where(each => each.Class is { } kind && kind.DescendsFrom(wanted))
            .ToArray();
        if (candidates.Length == 0)
        {
            if (!IsCommon(wanted) && _missing.Add(wanted.Name))
                report(
                    Rules.NoInstrumentAt(
                        IsChosen,
                        performance.VerbAt,
                        Lab.Name,
                        performance.Verb,
                        wanted.Name,
                        Lab.Location,
                        Nearest(wanted)
                    )
                );
            return null;
        }
        var tried = candidates
            .Select(each => (Instrument: each, Misses: MissesOf(performance, each)))
            .OrderBy(pair => pair.Misses.Count)
            .ToArray();
        var (best, misses) = tried[0];
        foreach (var miss in misses)
            report(Worded(miss, best, tried, performance));
        return misses.Count == 0 ? best.Name : null;
    }

    /// <summary>What a measurement needs, which its operation does not know.</summary>
    public void Require(Performance performance, MeasurementSymbol measurement)
    {
        if (
            Lab is null
            || measurement.Properties.ValueOf("instrument")?.Bare is not BoundEntity { Symbol: var wanted }
            || IsCommon(wanted)
            || Instruments.Any(each => each.Class is { } kind && kind.DescendsFrom(wanted))
            || !_missing.Add(wanted.Name)
        )
            return;
        report(
            Rules.NoInstrumentAt(
                IsChosen,
                performance.VerbAt,
                Lab.Name,
                measurement.Name,
                wanted.Name,
                Lab.Location,
                Nearest(wanted)
            )
        );
    }

    private static List<object> MissesOf(Performance performance, InstrumentSymbol instrument)
    {
        var misses = new List<object>();
        foreach (var demand in Demand.Of(performance, instrument))
        {
            if (Shortfall.Of(demand, Capability.Of(instrument, demand.Property)) is { } shortfall)
                misses.Add(shortfall);
        }
        if (
            performance.Thing<AtmosphereSymbol>() is { Symbol: { } gas }
            && Capability.Things(instrument, "atmosphere") is { } gases
            && !gases.Contains(gas)
        )
            misses.Add((Gas: gas, Has: gases));
        return misses;
    }

    private static Diagnostic Worded(
        object miss,
        InstrumentSymbol best,
        (InstrumentSymbol Instrument, List<object> Misses)[] tried,
        Performance performance
    )
    {
        if (miss is (AtmosphereSymbol gas, IReadOnlyList<DeclarationSymbol> has))
        {
            var at = performance.Thing<AtmosphereSymbol>().At;
            return Rules.GasNotThereAt(
                at,
                best.Name,
                gas.Name,
                [.. has.Select(each => each.Name)],
                best.Location,
                performance.UseOf(at)
            );
        }
        var shortfall = (Shortfall)miss;
        var others = tried
            .Skip(1)
            .SelectMany(other =>
                other
                    .Misses.OfType<Shortfall>()
                    .Where(each => each.Demand.Property == shortfall.Demand.Property)
                    .Select(each => $"`{other.Instrument.Name}` {each.Can}")
            )
            .Distinct();
        return Rules.BeyondInstrumentAt(
            shortfall.Demand.At,
            best.Name,
            shortfall.Can,
            shortfall.Demand.Words,
            shortfall.Difference,
            shortfall.IsAbove,
            shortfall.Bound.ToString(),
            shortfall.Has.Property.Location,
            shortfall.Demand.By.UseOf(shortfall.Demand.At),
            [.. others]
        );
    }

    /// <summary>Whether every lab has one (<c>common: yes</c>), so that a lab lists it only to say what it can do.</summary>
    private static bool IsCommon(DeclarationSymbol wanted)
    {
        int depth = 0;
        for (var symbol = wanted; symbol is not null && depth < 64; symbol = symbol.Class, depth++)
        {
            if (symbol.Properties.ValueOf("common")?.Bare is BoundTruth truth)
                return truth.Value;
        }
        return false;
    }

    /// <summary>An instrument of a class beside the one that is asked for: a furnace where an oven is.</summary>
    private string? Nearest(DeclarationSymbol wanted) =>
        wanted.Class is { Class: not null } parent
            ? Instruments.FirstOrDefault(each => each.Class is { } kind && kind.DescendsFrom(parent))?.Name
            : null;
}
