using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Simulation.Synthesis;

/// <summary>
/// What pressure does to a powder or a sheet: pores close by plastic flow, ln(1/φ) grows straight with the pressure,
/// φ = φ₀·exp(−P/P_y) (R. W. Heckel, Trans. AIME 221 (1961) 671). They do not open again.
/// </summary>
/// <param name="Loose">Porosity before, φ₀.</param>
/// <param name="Yield">P_y, Pa.</param>
public sealed record Pressing(double Loose, double Yield)
{
    /// <summary>Parameters of <c>pressing</c>: <c>porosity</c> of what is loose, <c>yield_pressure</c> (Pa).</summary>
    public static Pressing From(ModelSection section) =>
        new(section.Number("porosity", "1"), section.Number("yield_pressure", "Pa"));

    /// <param name="pressure">Pa.</param>
    public SampleState Apply(SampleState sample, double pressure)
    {
        double pressed = Loose * Math.Exp(-pressure / Yield);
        return sample with
        {
            Porosity = double.IsNaN(sample.Porosity) ? pressed : Math.Min(sample.Porosity, pressed),
        };
    }
}
