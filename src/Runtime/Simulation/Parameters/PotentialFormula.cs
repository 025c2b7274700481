namespace CellDsl.Runtime.Simulation.Parameters;

/// <summary>
/// An open-circuit potential as papers print it: a + b·x + Σ A·exp(k·x) + Σ B·tanh(s·(x − x₀)), V over lithiation.
/// </summary>
public sealed record PotentialFormula
{
    /// <summary>V.</summary>
    public double Constant { get; init; }

    /// <summary>V per unit of lithiation.</summary>
    public double Linear { get; init; }

    /// <summary>A in V and k.</summary>
    public IReadOnlyList<(double Size, double Rate)> Exponentials { get; init; } = [];

    /// <summary>B in V, s and x₀.</summary>
    public IReadOnlyList<(double Size, double Sharpness, double Centre)> Steps { get; init; } = [];

    /// <summary>Potential (V) and its slope (V per unit of lithiation).</summary>
    public (double Potential, double Slope) At(double lithiation)
    {
        double potential = Constant + Linear * lithiation;
        double slope = Linear;
        foreach (var (size, rate) in Exponentials)
        {
            double term = size * Math.Exp(rate * lithiation);
            potential += term;
            slope += rate * term;
        }
        foreach (var (size, sharpness, centre) in Steps)
        {
            double tanh = Math.Tanh(sharpness * (lithiation - centre));
            potential += size * tanh;
            slope += size * sharpness * (1 - tanh * tanh);
        }
        return (potential, slope);
    }
}
