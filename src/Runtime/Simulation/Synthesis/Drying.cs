using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Simulation.Synthesis;

/// <summary>Loss of solvent: first order, with a time constant of Arrhenius form.</summary>
/// <param name="Time">Time constant at <paramref name="At"/>, s.</param>
/// <param name="At">K.</param>
/// <param name="Activation">J/mol, near the solvent's heat of evaporation.</param>
public sealed record Drying(double Time, double At, double Activation)
{
    /// <summary>Parameters of <c>drying</c>: <c>time</c> (s) <c>at</c> (K), <c>activation</c> (J/mol).</summary>
    public static Drying From(ModelSection section) =>
        new(section.Number("time", "s"), section.Number("at", "K"), section.Number("activation", "J/mol", 0));

    public SampleState Apply(SampleState sample, double temperature, double seconds)
    {
        double faster = Math.Exp(Activation / Arrhenius.GasConstant * (1 / At - 1 / temperature));
        return sample with { Wetness = sample.Wetness * Math.Exp(-seconds * faster / Time) };
    }
}
