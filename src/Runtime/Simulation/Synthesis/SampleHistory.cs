using CellDsl.Planning.Plans;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Simulation.Synthesis;

/// <summary>
/// Walks the operations of an experiment in their order and keeps the state of every sample. Operations that change
/// nothing the models know (grinding, sieving…) hand the state of their active material on.
/// </summary>
public sealed class SampleHistory
{
    private readonly ModelBook _models;
    private readonly StandIns _standIns;
    private readonly Dictionary<string, PlanSample> _samples;
    private readonly Dictionary<string, SampleState> _states = [];

    private SampleHistory(PlanExperiment experiment, ModelBook models, StandIns standIns)
    {
        _models = models;
        _standIns = standIns;
        _samples = experiment.Samples.ToDictionary(s => s.Id);
    }

    /// <exception cref="SimulationException">A parameter or a stand-in is missing.</exception>
    public static SampleHistory Of(PlanExperiment experiment, ModelBook models, StandIns standIns)
    {
        var history = new SampleHistory(experiment, models, standIns);
        foreach (var operation in experiment.Operations)
            history.Perform(operation);
        return history;
    }

    /// <summary>The state of a sample; that of its material from a bottle where no operation made it.</summary>
    public SampleState this[string sample] =>
        _states.TryGetValue(sample, out var state) ? state
        : _samples.TryGetValue(sample, out var known) ? Bought(known.Material)
        : Bought(sample);

    /// <summary>A material as its model says that it is bought.</summary>
    public SampleState Bought(string? material)
    {
        if (material is null || _models.Section("electrode", material) is not { } electrode)
            return new SampleState { Material = material };
        return new SampleState
        {
            Material = material,
            ParticleSize = electrode.Number("particle_size", "m", double.NaN),
            SpecificSurface = electrode.Number("specific_area", "m²/kg", double.NaN),
        };
    }

    private void Perform(PlanOperation operation)
    {
        var carried = Carried(operation);
        foreach (string id in operation.Outputs)
        {
            string? material = _samples.TryGetValue(id, out var sample) ? sample.Material : null;
            var made = _models.Noting(() => After(operation, carried, material), out var names);
            _states[id] = made with { Models = [.. carried.Models.Union(names)] };
        }
    }

    private SampleState Carried(PlanOperation operation)
    {
        SampleState? best = null;
        foreach (var input in operation.Inputs)
        {
            var state = this[input.Sample];
            if (best is null || Rank(state) > Rank(best))
                best = state;
        }
        return best ?? new SampleState();
    }

    /// <summary>Which of several inputs is the one that the models follow.</summary>
    private int Rank(SampleState state) =>
        state.Material is null ? 0
        : _models.Section("electrode", state.Material) is not null ? 2
        : 1;

    private SampleState After(PlanOperation operation, SampleState before, string? material) =>
        operation.Effect switch
        {
            "weigh" when material is not null && operation.Weighings.Any(w => w.Reagent != material) =>
                new SampleState { Material = material, PhaseFraction = 0 },
            "weigh" => Bought(material),
            "heat" => Heat(operation, before, material ?? before.Material),
            "mill" => Mill(operation, before),
            "dissolve" when before.PhaseFraction < 1 => Dissolve(before),
            "press" => Press(operation, before),
            "dry" => Dry(operation, before),
            "coat" => before with { Solvent = 1 },
            "mix" when Argument(operation.Arguments, "liquid") is not null => before with { Solvent = 1 },
            _ => before.Material is null ? before with { Material = material } : before,
        };

    private SampleState Heat(PlanOperation operation, SampleState before, string? material)
    {
        if (_models.Section("calcination", material) is not { } section)
            return before with
            {
                Material = material,
                PhaseFraction = before.PhaseFraction < 1 ? double.NaN : before.PhaseFraction,
            };
        var furnace = Furnace.From(
            _models.Section("furnace", operation.Instrument)
                ?? _models.Require("furnace", material, "a furnace follows its program")
        );
        var run = furnace.Start();
        foreach (var segment in operation.Program)
            Heat(run, operation, segment);
        return Calcination.From(section).Apply(before with { Material = material }, run.Slices);
    }

    /// <summary>A segment is what its arguments make it: a rate ramps, a time holds, a temperature alone cools.</summary>
    private void Heat(Furnace.FurnaceRun run, PlanOperation operation, PlanSegment segment)
    {
        if (Argument(segment.Arguments, "rate") is { } rate)
            run.Ramp(
                Temperature(),
                _standIns.Number(
                    rate,
                    $"rate of {segment.Text}",
                    segment.Source,
                    operation.Verb,
                    segment.Verb,
                    "rate"
                )
            );
        else if (Argument(segment.Arguments, "time") is { } time)
            run.Hold(
                _standIns.Number(
                    time,
                    $"time of {segment.Text}",
                    segment.Source,
                    operation.Verb,
                    segment.Verb,
                    "time"
                )
            );
        else
            run.Cool(Temperature());

        double Temperature() =>
            _standIns.Number(
                Argument(segment.Arguments, "temperature"),
                $"temperature of {segment.Text}",
                segment.Source,
                operation.Verb,
                segment.Verb,
                "temperature"
            );
    }

    private SampleState Mill(PlanOperation operation, SampleState before)
    {
        if (_models.Section("milling", before.Material) is not { } section)
            return before;
        return Milling.From(section).Apply(before, Stated(operation, "speed"), Stated(operation, "time"));
    }

    private SampleState Press(PlanOperation operation, SampleState before)
    {
        // A calender is set to a porosity.
        if (Argument(operation.Arguments, "porosity") is { } porosity)
            return porosity.Bare is PlanValue.Number { Value: var share }
                ? before with
                {
                    Porosity = share.ToDouble(),
                }
                : before;
        return _models.Section("pressing", before.Material) is { } section
            ? Pressing.From(section).Apply(before, Stated(operation, "pressure"))
            : before;
    }

    private SampleState Dry(PlanOperation operation, SampleState before)
    {
        if (before.Solvent <= 0 || _models.Section("drying", before.Material) is not { } section)
            return before;
        bool vacuum = (Argument(operation.Arguments, "gas")?.Bare as PlanValue.Symbol)?.Name == "vacuum";
        return Drying
            .From(section)
            .Apply(before, Stated(operation, "temperature"), Stated(operation, "time"), vacuum);
    }

    private SampleState Dissolve(SampleState before)
    {
        if (_models.Section("calcination", before.Material) is not { } section)
            return before;
        return before with
        {
            MixingLength = section.Number("solution_mixing_length", "m"),
            IsFromSolution = true,
        };
    }

    private double Stated(PlanOperation operation, string parameter) =>
        _standIns.Number(
            Argument(operation.Arguments, parameter),
            $"{parameter} of {operation.Text}",
            operation.Source,
            operation.Verb,
            parameter
        );

    private static PlanValue? Argument(IReadOnlyList<PlanProperty> arguments, string name) =>
        arguments.FirstOrDefault(a => a.Name == name)?.Value;
}
