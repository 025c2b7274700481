using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;
using SampleMode = CellDsl.Planning.Plans.SampleMode;

namespace CellDsl.Planning.Resources;

/// <summary>A material that an experiment takes from stock.</summary>
/// <param name="Amount">g, over all its uses whose amount is known.</param>
/// <param name="OpenUses">Uses whose amount the procedure leaves open.</param>
/// <param name="Pieces">Parts of cells made of it, as foils and discs.</param>
/// <param name="Uses">Ids of the operations and cells.</param>
public sealed record Consumable(
    string Material,
    PlanRange Amount,
    int OpenUses,
    int Pieces,
    EquatableList<string> Uses
);

/// <summary>Sums what the operations and cells of an experiment take from stock.</summary>
public static class Consumption
{
    public static EquatableList<Consumable> Of(PlanExperiment experiment, Vocabulary vocabulary)
    {
        var tally = new Tally();
        var samples = experiment.Samples.ToDictionary(sample => sample.Id);
        foreach (var operation in experiment.Operations)
        {
            if (operation.Weighings.Count > 0)
            {
                foreach (var weighing in operation.Weighings)
                    tally.Take(weighing.Reagent, weighing.Mass, operation.Id);
                continue;
            }
            foreach (var argument in operation.Arguments)
                Take(tally, experiment, operation, argument.Value.Bare, samples, vocabulary);
        }
        foreach (var cell in experiment.Cells)
        {
            foreach (var electrode in cell.Electrodes.Where(electrode => electrode.Sample is null))
            {
                foreach (var part in electrode.Composition)
                    tally.Piece(part.Material, cell.Id);
            }
            if (cell.Electrolyte is { } electrolyte && NameOf(electrolyte) is { } name)
                tally.Take(name, PlanRange.Unknown, cell.Id);
        }
        return tally.Sum();
    }

    private static void Take(
        Tally tally,
        PlanExperiment experiment,
        PlanOperation operation,
        PlanValue value,
        Dictionary<string, PlanSample> samples,
        Vocabulary vocabulary
    )
    {
        switch (value)
        {
            case PlanValue.Mixture mixture:
                foreach (var part in mixture.Parts.Where(part => !samples.ContainsKey(part.Name)))
                    tally.Take(part.Name, InMixture(operation, mixture, part, samples), operation.Id);
                break;
            case PlanValue.Sequence several:
                foreach (var item in several.Items)
                    Take(tally, experiment, operation, item.Bare, samples, vocabulary);
                break;
            default:
                if (
                    NameOf(value) is { } name
                    && !samples.ContainsKey(name)
                    && vocabulary.Find<MaterialSymbol>(name) is not null
                )
                    tally.Take(
                        name,
                        Weighed(value) ?? InProduct(experiment, operation, name, samples),
                        operation.Id
                    );
                break;
        }
    }

    /// <summary><c>5 g of X</c> says its own amount.</summary>
    private static PlanRange? Weighed(PlanValue value) =>
        value is PlanValue.Group { Class: "of", Properties: [var amount, _] }
        && amount.Value.Bare is PlanValue.Quantity { Unit: "kg" } mass
            ? PlanRange.Exactly(mass.Value * 1000)
            : null;

    private static string? NameOf(PlanValue value) =>
        value.Bare switch
        {
            PlanValue.Symbol symbol => symbol.Name,
            PlanValue.Group { Class: "of", Properties: [_, var material] } => NameOf(material.Value),
            PlanValue.Group { Class: { } name } => name,
            _ => null,
        };

    /// <summary>By mass, from any sample in the mixture whose amount is known.</summary>
    private static PlanRange InMixture(
        PlanOperation operation,
        PlanValue.Mixture mixture,
        PlanProperty part,
        Dictionary<string, PlanSample> samples
    )
    {
        if (mixture.Basis != "mass" || part.Value.Si is not { } share)
            return PlanRange.Unknown;
        foreach (var other in mixture.Parts)
        {
            if (other.Value.Si is not { IsZero: false } known || !samples.ContainsKey(other.Name))
                continue;
            var input = operation.Inputs.FirstOrDefault(one => one.Sample == other.Name);
            if (input?.Amount is { Low: not null } amount)
                return new(amount.Low * share / known, amount.High * share / known);
        }
        return PlanRange.Unknown;
    }

    /// <summary>As much as its share of what the operation makes, or of what later operations take of that.</summary>
    private static PlanRange InProduct(
        PlanExperiment experiment,
        PlanOperation operation,
        string material,
        Dictionary<string, PlanSample> samples
    )
    {
        foreach (string output in operation.Outputs)
        {
            if (!samples.TryGetValue(output, out var sample))
                continue;
            var share = sample.Composition.FirstOrDefault(part => part.Material == material)?.Share;
            if (share is not { IsZero: false } part)
                continue;
            var amount = sample.Amount;
            if (amount.Low is null or { IsZero: true } && amount.High is null)
                amount = TakenOf(experiment, output);
            return new(amount.Low * part, amount.High * part);
        }
        return PlanRange.Unknown;
    }

    private static PlanRange TakenOf(PlanExperiment experiment, string sample)
    {
        PlanRange? taken = null;
        foreach (var input in experiment.Operations.SelectMany(one => one.Inputs))
        {
            if (input.Sample == sample && input.Mode is SampleMode.Takes or SampleMode.Draws)
                taken = taken is { } sum ? sum + input.Amount : input.Amount;
        }
        return taken ?? PlanRange.Unknown;
    }

    private sealed class Tally
    {
        private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

        private sealed class Entry
        {
            public Rational Low { get; set; }
            public Rational? High { get; set; } = Rational.Zero;
            public int Known { get; set; }
            public int Open { get; set; }
            public int Pieces { get; set; }
            public List<string> Uses { get; } = [];
        }

        public void Take(string material, PlanRange grams, string use)
        {
            var entry = EntryOf(material, use);
            if (grams.Low is null && grams.High is null)
            {
                entry.Open++;
                return;
            }
            entry.Known++;
            entry.Low += grams.Low ?? 0;
            entry.High += grams.High;
        }

        public void Piece(string material, string cell) => EntryOf(material, cell).Pieces++;

        public EquatableList<Consumable> Sum() =>
            [
                .. _entries.Select(pair => new Consumable(
                    pair.Key,
                    pair.Value.Known == 0 ? PlanRange.Unknown : new(pair.Value.Low, pair.Value.High),
                    pair.Value.Open,
                    pair.Value.Pieces,
                    [.. pair.Value.Uses.Distinct()]
                )),
            ];

        private Entry EntryOf(string material, string use)
        {
            if (!_entries.TryGetValue(material, out var entry))
                _entries[material] = entry = new();
            entry.Uses.Add(use);
            return entry;
        }
    }
}
