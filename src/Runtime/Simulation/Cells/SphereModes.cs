using System.Runtime.Intrinsics;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// Eigenmodes of diffusion in a sphere under a flux at its surface (J. Crank, The Mathematics of Diffusion, 2nd ed., 1975,
/// eq. 6.45). With t in units of R²/D the surface differs from the mean by r·R²/D·(1/15 − ⅔ Σ exp(−μₙ² t)/μₙ²), where
/// tan μₙ = μₙ and r is the rate of the mean. The first six modes are exact; the next 174 are lumped into six groups that
/// keep their sum and their mean decay; what remains (0.04 % of the whole) follows at once.
/// </summary>
internal static class SphereModes
{
    private static readonly int[] GroupEnds = [1, 2, 3, 4, 5, 6, 9, 15, 26, 47, 90, 180];

    /// <summary>Decay rates λ, in units of D/R².</summary>
    public static readonly Vector256<double> Decay0,
        Decay1,
        Decay2;

    /// <summary>Steady values per unit of rate, in units of R²/D.</summary>
    public static readonly Vector256<double> Weight0,
        Weight1,
        Weight2;

    /// <summary>The part that follows the rate at once, in units of R²/D.</summary>
    public static readonly double Instant;

#pragma warning disable CA1810 // The tables are built together.
    static SphereModes()
#pragma warning restore CA1810
    {
        var decays = new double[12];
        var weights = new double[12];
        int n = 1;
        for (int group = 0; group < 12; group++)
        {
            double area = 0;
            for (; n <= GroupEnds[group]; n++)
            {
                double square = Eigenvalue(n) * Eigenvalue(n);
                weights[group] += 2 / (3 * square);
                area += 2 / (3 * square * square);
            }
            decays[group] = weights[group] / area;
        }
        Instant = 1.0 / 15 - weights.Sum();
        (Decay0, Decay1, Decay2) = (
            Vector256.Create(decays, 0),
            Vector256.Create(decays, 4),
            Vector256.Create(decays, 8)
        );
        (Weight0, Weight1, Weight2) = (
            Vector256.Create(weights, 0),
            Vector256.Create(weights, 4),
            Vector256.Create(weights, 8)
        );
    }

    /// <summary>The n-th positive root of tan μ = μ.</summary>
    private static double Eigenvalue(int n)
    {
        double root = (n + 0.5) * Math.PI;
        for (int i = 0; i < 30; i++)
            root = n * Math.PI + Math.Atan(root);
        return root;
    }
}
