using System.Runtime.CompilerServices;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// Open-circuit potential against lithium over lithiation, through the points of a table. Monotone cubic interpolation
/// (F. N. Fritsch, R. E. Carlson, SIAM J. Numer. Anal. 17 (1980) 238), laid on an even grid so that a look-up costs no
/// search. Beyond the table it goes on straight and steep, so that a cell driven too far runs into its limits.
/// </summary>
public sealed class OpenCircuitCurve
{
    private const int Cells = 1024;

    // Steep enough that half a percent of the lithium moves the potential by 0.1 V.
    private const double SteepestEnd = -20;

    private readonly double _first;
    private readonly double _last;
    private readonly double _scale;
    private readonly double _width;
    private readonly double _endSlopeFirst;
    private readonly double _endSlopeLast;

    // Value and slope (per cell) at each node.
    private readonly double[] _nodes = new double[2 * (Cells + 1)];

    /// <param name="points">Lithiation (a ratio, 1 as made) and potential (V), at least two, in any order.</param>
    /// <exception cref="ArgumentException">Too few points, one twice, or a potential that rises with lithiation.</exception>
    public OpenCircuitCurve(IEnumerable<(double Lithiation, double Potential)> points)
    {
        var sorted = points.OrderBy(p => p.Lithiation).ToArray();
        if (sorted.Length < 2)
            throw new ArgumentException("An open-circuit curve needs two points or more.", nameof(points));
        for (int i = 1; i < sorted.Length; i++)
            if (
                sorted[i].Lithiation <= sorted[i - 1].Lithiation
                || sorted[i].Potential >= sorted[i - 1].Potential
            )
                throw new ArgumentException(
                    $"An open-circuit curve must fall with lithiation; it does not at {sorted[i].Lithiation}.",
                    nameof(points)
                );
        (_first, _last) = (sorted[0].Lithiation, sorted[^1].Lithiation);
        _scale = Cells / (_last - _first);
        _width = 1 / _scale;
        var slopes = Slopes(sorted);
        for (int i = 0, k = 0; i <= Cells; i++)
        {
            double x = i == Cells ? _last : _first + i * _width;
            while (k < sorted.Length - 2 && x > sorted[k + 1].Lithiation)
                k++;
            var (value, slope) = Hermite(sorted[k], sorted[k + 1], slopes[k], slopes[k + 1], x);
            _nodes[2 * i] = value;
            _nodes[2 * i + 1] = slope * _width;
        }
        _endSlopeFirst = Math.Min(SteepestEnd, slopes[0]);
        _endSlopeLast = Math.Min(SteepestEnd, slopes[^1]);
    }

    /// <param name="formula">Potential (V) and slope (V per unit of lithiation) over lithiation.</param>
    /// <param name="first">Lithiation at which the table begins.</param>
    /// <param name="last">Lithiation at which it ends.</param>
    public OpenCircuitCurve(
        Func<double, (double Potential, double Slope)> formula,
        double first = 0,
        double last = 1
    )
    {
        (_first, _last) = (first, last);
        _scale = Cells / (last - first);
        _width = 1 / _scale;
        for (int i = 0; i <= Cells; i++)
        {
            var (potential, slope) = formula(i == Cells ? last : first + i * _width);
            _nodes[2 * i] = potential;
            _nodes[2 * i + 1] = slope * _width;
        }
        _endSlopeFirst = Math.Min(SteepestEnd, formula(first).Slope);
        _endSlopeLast = Math.Min(SteepestEnd, formula(last).Slope);
    }

    /// <summary>Potential, V, and its slope, V per unit of lithiation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Potential(double lithiation, out double slope)
    {
        double at = (lithiation - _first) * _scale;
        if (!(at > 0 && at < Cells))
            return Beyond(lithiation, out slope);
        int i = (int)at;
        double t = at - i;
        var node = _nodes.AsSpan(2 * i, 4);
        double rise = node[2] - node[0];
        double b = 3 * rise - 2 * node[1] - node[3];
        double c = node[1] + node[3] - 2 * rise;
        slope = (node[1] + t * (2 * b + t * 3 * c)) * _scale;
        return node[0] + t * (node[1] + t * (b + t * c));
    }

    /// <summary>
    /// Integral of the potential over lithiation from the table's first, V: what a unit of charge capacity has stored.
    /// </summary>
    public double Integral(double lithiation)
    {
        double inside = Math.Clamp((lithiation - _first) * _scale, 0, Cells);
        int whole = Math.Min((int)inside, Cells - 1);
        double sum = 0;
        for (int i = 0; i < whole; i++)
            sum += Part(i, 1);
        sum = (sum + Part(whole, inside - whole)) * _width;
        double beyond = lithiation < _first ? lithiation - _first : Math.Max(0, lithiation - _last);
        if (beyond == 0)
            return sum;
        double end = Beyond(lithiation, out double slope);
        return sum + beyond * (end - 0.5 * slope * beyond);
    }

    /// <summary>Integral over the first part of one cell of the table, in cells.</summary>
    private double Part(int cell, double upTo)
    {
        var node = _nodes.AsSpan(2 * cell, 4);
        double rise = node[2] - node[0];
        double b = 3 * rise - 2 * node[1] - node[3];
        double c = node[1] + node[3] - 2 * rise;
        return upTo * (node[0] + upTo * (node[1] / 2 + upTo * (b / 3 + upTo * c / 4)));
    }

    private double Beyond(double lithiation, out double slope)
    {
        if (lithiation <= _first)
        {
            slope = _endSlopeFirst;
            return _nodes[0] + (lithiation - _first) * slope;
        }
        slope = _endSlopeLast;
        return _nodes[2 * Cells] + (lithiation - _last) * slope;
    }

    private static double[] Slopes((double X, double Y)[] points)
    {
        int n = points.Length;
        var chords = new double[n - 1];
        for (int i = 0; i < n - 1; i++)
            chords[i] = (points[i + 1].Y - points[i].Y) / (points[i + 1].X - points[i].X);
        var slopes = new double[n];
        (slopes[0], slopes[n - 1]) = (chords[0], chords[n - 2]);
        for (int i = 1; i < n - 1; i++)
        {
            // Weighted harmonic mean: never steeper than three times the flatter chord, hence monotone.
            double left = points[i].X - points[i - 1].X;
            double right = points[i + 1].X - points[i].X;
            double w1 = 2 * right + left;
            double w2 = right + 2 * left;
            slopes[i] = (w1 + w2) / (w1 / chords[i - 1] + w2 / chords[i]);
        }
        return slopes;
    }

    private static (double Value, double Slope) Hermite(
        (double X, double Y) a,
        (double X, double Y) b,
        double slopeA,
        double slopeB,
        double x
    )
    {
        double h = b.X - a.X;
        double t = (x - a.X) / h;
        double rise = b.Y - a.Y;
        double p = 3 * rise - h * (2 * slopeA + slopeB);
        double q = h * (slopeA + slopeB) - 2 * rise;
        return (a.Y + t * (h * slopeA + t * (p + t * q)), (h * slopeA + t * (2 * p + t * 3 * q)) / h);
    }
}
