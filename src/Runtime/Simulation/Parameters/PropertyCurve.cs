using System.Runtime.CompilerServices;

namespace CellDsl.Runtime.Simulation.Parameters;

/// <summary>
/// A smooth property of the electrolyte over its salt concentration, laid on an even grid with its slopes (cubic Hermite),
/// so that a look-up costs no power or exponential. It stays at its last value beyond the grid.
/// </summary>
public sealed class PropertyCurve
{
    private const int Cells = 1024;

    private readonly double[] _nodes = new double[2 * (Cells + 1)];
    private readonly double _scale;

    /// <param name="property">The property over the concentration in mol/m³.</param>
    /// <param name="highest">Where the grid ends, mol/m³; it begins at zero.</param>
    public PropertyCurve(Func<double, double> property, double highest = 5000)
    {
        _scale = Cells / highest;
        double width = highest / Cells;
        double probe = 1e-3 * width;
        for (int i = 0; i <= Cells; i++)
        {
            double at = i * width;
            double below = Math.Max(0, at - probe);
            _nodes[2 * i] = property(at);
            _nodes[2 * i + 1] = (property(at + probe) - property(below)) / (at + probe - below) * width;
        }
    }

    /// <summary>The property, and its slope per mol/m³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(double concentration, out double slope)
    {
        double at = concentration * _scale;
        if (!(at >= 0 && at < Cells))
        {
            slope = 0;
            return at >= Cells ? _nodes[2 * Cells] : _nodes[0];
        }
        int i = (int)at;
        double t = at - i;
        var node = _nodes.AsSpan(2 * i, 4);
        double rise = node[2] - node[0];
        double b = 3 * rise - 2 * node[1] - node[3];
        double c = node[1] + node[3] - 2 * rise;
        slope = (node[1] + t * (2 * b + t * 3 * c)) * _scale;
        return node[0] + t * (node[1] + t * (b + t * c));
    }
}
