using CellDsl.Planning.Plans;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Simulation.Synthesis;

/// <summary>What a measurement finds on a sample, by what the models know of it.</summary>
public sealed class Characterisation(ModelBook models)
{
    // Minor phases below some two percent by mass are lost in a laboratory diffractometer's background.
    private const double UsualDetection = 0.02;

    /// <summary>Attributes in SI, only those that are known: <c>specific_area</c>, <c>phase_fraction</c>…</summary>
    public static IReadOnlyDictionary<string, double> Find(string kind, SampleState state)
    {
        (string Name, double Value)[] found = kind switch
        {
            "bet" => [("specific_area", state.SpecificSurface)],
            "sem" => [("particle_size", state.ParticleSize)],
            "xrd" => [("phase_fraction", state.PhaseFraction), ("disorder", state.Disorder)],
            "xps" => [("oxidised", state.Oxidised)],
            _ => [],
        };
        return found.Where(f => !double.IsNaN(f.Value)).ToDictionary(f => f.Name, f => f.Value);
    }

    /// <summary>Whether a finding that a check names is there; null where the models cannot tell.</summary>
    public bool? Meets(string kind, SampleState state, PlanValue? expected)
    {
        string? name = (expected?.Bare as PlanValue.Symbol)?.Name;
        double detection =
            models.Section(kind, state.Material)?.Number("detection", "1", UsualDetection) ?? UsualDetection;
        return (kind, name) switch
        {
            ("xrd", "single_phase") when !double.IsNaN(state.PhaseFraction) => 1 - state.PhaseFraction
                <= detection,
            _ => null,
        };
    }
}
