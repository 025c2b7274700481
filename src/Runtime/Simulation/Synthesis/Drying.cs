using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Simulation.Synthesis;

/// <summary>
/// How solvent leaves what is wet: at a rate that falls with what is left, as it does once the surface is dry and pores
/// empty by diffusion (T. K. Sherwood, Ind. Eng. Chem. 21 (1929) 12); of Arrhenius form over temperature, faster under
/// vacuum.
/// </summary>
/// <param name="HalfTime">Time for half of what is left at <paramref name="Temperature"/>, s.</param>
/// <param name="Temperature">K.</param>
/// <param name="Activation">J/mol.</param>
/// <param name="Vacuum">How many times faster under vacuum.</param>
public sealed record Drying(double HalfTime, double Temperature, double Activation, double Vacuum)
{
    /// <summary>
    /// Parameters of <c>drying</c>: <c>half_time</c> (s) at <c>half_time_at</c> (K), <c>activation</c> (J/mol),
    /// <c>vacuum</c>.
    /// </summary>
    public static Drying From(ModelSection section) =>
        new(
            section.Number("half_time", "s"),
            section.Number("half_time_at", "K"),
            section.Number("activation", "J/mol", 0),
            section.Number("vacuum", "1", 1)
        );

    /// <summary>The sample after so many seconds at a temperature.</summary>
    public SampleState Apply(SampleState sample, double temperature, double seconds, bool underVacuum)
    {
        double rate =
            Math.Log(2)
            / HalfTime
            * Math.Exp(Activation / Arrhenius.GasConstant * (1 / Temperature - 1 / temperature))
            * (underVacuum ? Vacuum : 1);
        return sample with { Solvent = sample.Solvent * Math.Exp(-rate * seconds) };
    }
}
