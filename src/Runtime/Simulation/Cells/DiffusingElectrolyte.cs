using System.Numerics;
using System.Runtime.CompilerServices;
using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// Salt across the three domains under a current that enters each electrode evenly, the leading order of
/// S. G. Marquis et al., J. Electrochem. Soc. 166, A3693 (2019):
/// <code>ε ∂c/∂t = ∂/∂x(εᵇ D(c) ∂c/∂x) ± (1 − t₊)·i/(F·L)</code>
/// The diffusivity keeps its dependence on concentration. Finite volumes of second order; in time the trapezoid for the
/// first step after a jump, then backward differentiation of second order with varying steps, so that nothing rings;
/// Newton's method on the tridiagonal system. Resistance: L/3 of each electrode and the separator, at κ of the mean
/// concentration.
/// </summary>
public struct DiffusingElectrolyte : IElectrolyte
{
    private const int Room = 48;

    // What ln(c/c₀) may be off after one step: some 40 µV of polarisation.
    private const double Tolerance = 1e-3;

    // A move of the concentration, over that as filled, after which Newton's method has squared its error away.
    private const double Sufficient = 1e-4;

    // Of the concentration as filled, in logarithms.
    private const double LeastConcentration = 1e-3;

    [InlineArray(Room)]
    private struct Column
    {
        private double _first;
    }

    private sealed class Constants
    {
        public Constants(CellParameters cell)
        {
            With = cell.Electrolyte;
            Grid = new(cell, 12, 6, 12);
            PerVolume = new double[Grid.Count];
            Source = new double[Grid.Count];
            for (int k = 0; k < Grid.Count; k++)
            {
                PerVolume[k] = 1 / (Grid.Width[k] * Grid.Porosity[k]);
                double thickness =
                    k < Grid.Negative ? -cell.Negative.Thickness
                    : k < Grid.PositiveStart ? double.PositiveInfinity
                    : cell.Positive.Thickness;
                Source[k] =
                    (1 - With.Transference) / (Arrhenius.Faraday * cell.Area * thickness * Grid.Porosity[k]);
            }
            Length = cell.Negative.Thickness + cell.Separator.Thickness + cell.Positive.Thickness;
            Path =
                (
                    cell.Negative.Thickness / (3 * cell.Negative.TransportFactor)
                    + cell.Separator.Thickness / cell.Separator.TransportFactor
                    + cell.Positive.Thickness / (3 * cell.Positive.TransportFactor)
                ) / cell.Area;
        }

        public CellGrid Grid { get; }

        public ElectrolyteParameters With { get; }

        /// <summary>1/(h·ε), 1/m.</summary>
        public double[] PerVolume { get; }

        /// <summary>mol/(m³·s) per A that charges, in the pores.</summary>
        public double[] Source { get; }

        /// <summary>m.</summary>
        public double Length { get; }

        /// <summary>Resistance times conductivity, 1/m.</summary>
        public double Path { get; }
    }

    private Constants _constants;

    // Concentration now and a step ago, and its present rate of change; during a step what is known of it at its end.
    private Column _concentration;
    private Column _before;
    private Column _rate;
    private Column _known;

    // This step, the one before (0 after a jump) and the one before that.
    private double _seconds;
    private double _secondsBefore;
    private double _secondsEarlier;

    // Concentration at the end = known + implicit · rate at the end, known = of now + of before + of the rate now.
    private double _implicit;
    private double _ofNow;
    private double _ofBefore;
    private double _ofRate;

    private double _diffusionFactor;
    private double _conductionFactor;
    private double _logNegative;
    private double _logPositive;
    private double _filled;

    public static bool Answers => true;

    public double Polarisation { readonly get; private set; }

    public double PolarisationSlope { readonly get; private set; }

    public double PolarisationFactor { readonly get; private set; }

    public readonly double SaltNegative => Math.Exp(0.5 * _logNegative);

    public readonly double SaltPositive => Math.Exp(0.5 * _logPositive);

    public double Resistance { readonly get; private set; }

    public double Error { readonly get; private set; }

    public readonly bool IsDepleted
    {
        get
        {
            ReadOnlySpan<double> c = _concentration;
            foreach (double salt in c[.._constants.Grid.Count])
            {
                if (!(salt >= 0.02 * _filled))
                    return true;
            }
            return false;
        }
    }

    public void Fill(CellParameters cell)
    {
        _filled = cell.Electrolyte.Concentration;
        _constants = new(cell);
        Span<double> c = _concentration;
        c[.._constants.Grid.Count].Fill(cell.Electrolyte.Concentration);
        (_diffusionFactor, _conductionFactor) = (1, 1);
        PolarisationFactor = 2 * (1 - cell.Electrolyte.Transference) * cell.Electrolyte.ThermodynamicFactor;
        Look();
    }

    public void Warm(double inverse)
    {
        var with = _constants.With;
        if (with.DiffusionActivation != 0)
            _diffusionFactor = Math.Exp(with.DiffusionActivation * inverse);
        if (with.ConductionActivation != 0)
            _conductionFactor = Math.Exp(with.ConductionActivation * inverse);
    }

    public void Jump(double current)
    {
        int count = _constants.Grid.Count;
        Span<double> path = stackalloc double[Room];
        Span<double> bend = stackalloc double[Room];
        ReadOnlySpan<double> c = _concentration;
        Span<double> rate = _rate;
        Paths(c[..count], path, bend);
        double flux = 0;
        for (int k = 0; k < count; k++)
        {
            double next = k + 1 < count ? _diffusionFactor * (c[k] - c[k + 1]) / (path[k] + path[k + 1]) : 0;
            rate[k] = (flux - next) * _constants.PerVolume[k] + _constants.Source[k] * current;
            flux = next;
        }
        (_secondsBefore, _secondsEarlier) = (0, 0);
        PolarisationSlope = 0;
        Look();
    }

    public void Begin(double seconds)
    {
        int count = _constants.Grid.Count;
        Span<double> c = _concentration;
        Span<double> before = _before;
        Span<double> rate = _rate;
        Span<double> known = _known;
        _seconds = seconds;
        (_ofNow, _ofBefore, _ofRate) = (1, 0, 0.5 * seconds);
        _implicit = 0.5 * seconds;
        if (_secondsBefore > 0)
        {
            double ratio = seconds / _secondsBefore;
            double divisor = 1 / (1 + 2 * ratio);
            (_ofNow, _ofBefore, _ofRate) = ((1 + ratio) * (1 + ratio) * divisor, -ratio * ratio * divisor, 0);
            _implicit = seconds * (1 + ratio) * divisor;
        }
        for (int k = 0; k < count; k++)
        {
            known[k] = _ofNow * c[k] + _ofBefore * before[k] + _ofRate * rate[k];
            c[k] = Math.Max(0.2 * c[k], c[k] + seconds * rate[k]);
        }
    }

    public void End(double current, bool isGiven)
    {
        int count = _constants.Grid.Count;
        Span<double> path = stackalloc double[Room];
        Span<double> bend = stackalloc double[Room];
        Span<double> upper = stackalloc double[Room];
        Span<double> rest = stackalloc double[Room];
        Span<double> c = _concentration;
        c = c[..count];
        ReadOnlySpan<double> known = _known;
        var perVolume = _constants.PerVolume.AsSpan(0, count);
        var source = _constants.Source.AsSpan(0, count);
        double tolerance = Sufficient * _constants.With.Concentration;
        for (int i = 0; i < 12; i++)
        {
            Paths(c, path, bend);
            // The matrix is made and eliminated in one pass; upper and rest are what is left of a row.
            double flux = 0;
            double byLeft = 0;
            double byOwn = 0;
            double pivot = 0;
            double carried = 0;
            for (int k = 0; k < count; k++)
            {
                double next = 0;
                double nextByOwn = 0;
                double nextByRight = 0;
                if (k + 1 < count)
                {
                    double inverse = 1 / (path[k] + path[k + 1]);
                    double passes = _diffusionFactor * inverse;
                    next = passes * (c[k] - c[k + 1]);
                    double share = next * inverse;
                    nextByOwn = passes + share * bend[k];
                    nextByRight = share * bend[k + 1] - passes;
                }
                double weight = _implicit * perVolume[k];
                double lower = -weight * byLeft;
                double residual = known[k] - c[k] + weight * (flux - next) + _implicit * source[k] * current;
                pivot = 1 / (1 - weight * (byOwn - nextByOwn) - lower * carried);
                rest[k] = (residual - lower * (k > 0 ? rest[k - 1] : 0)) * pivot;
                carried = weight * nextByRight * pivot;
                upper[k] = carried;
                (flux, byLeft, byOwn) = (next, nextByOwn, nextByRight);
            }
            double moved = 0;
            double above = 0;
            for (int k = count - 1; k >= 0; k--)
            {
                above = rest[k] - upper[k] * above;
                moved = Math.Max(moved, Math.Abs(above));
                c[k] = Math.Max(0.2 * c[k], c[k] + above);
            }
            // Newton's method squares its error.
            if (!(moved >= tolerance))
                break;
        }
        Look();
        if (!isGiven)
            PolarisationSlope = Answer(c, path, bend);
    }

    /// <summary>How the polarisation at the end changes with the current there: the same matrix, the source to its right.</summary>
    private readonly double Answer(ReadOnlySpan<double> c, Span<double> path, Span<double> bend)
    {
        var grid = _constants.Grid;
        Span<double> upper = stackalloc double[Room];
        Span<double> answer = stackalloc double[Room];
        Paths(c, path, bend);
        double byLeft = 0;
        double byOwn = 0;
        double carried = 0;
        for (int k = 0; k < c.Length; k++)
        {
            double nextByOwn = 0;
            double nextByRight = 0;
            if (k + 1 < c.Length)
            {
                double inverse = 1 / (path[k] + path[k + 1]);
                double passes = _diffusionFactor * inverse;
                double share = passes * (c[k] - c[k + 1]) * inverse;
                nextByOwn = passes + share * bend[k];
                nextByRight = share * bend[k + 1] - passes;
            }
            double weight = _implicit * _constants.PerVolume[k];
            double lower = -weight * byLeft;
            double pivot = 1 / (1 - weight * (byOwn - nextByOwn) - lower * carried);
            answer[k] = (_implicit * _constants.Source[k] - lower * (k > 0 ? answer[k - 1] : 0)) * pivot;
            carried = weight * nextByRight * pivot;
            upper[k] = carried;
            (byLeft, byOwn) = (nextByOwn, nextByRight);
        }
        double slope = 0;
        double above = 0;
        for (int k = c.Length - 1; k >= 0; k--)
        {
            above = answer[k] - upper[k] * above;
            if (k < grid.Negative)
                slope -= above / (c[k] * grid.Negative);
            else if (k >= grid.PositiveStart)
                slope += above / (c[k] * grid.Positive);
        }
        return slope;
    }

    public void Take()
    {
        ReadOnlySpan<double> c = _concentration;
        ReadOnlySpan<double> known = _known;
        Span<double> before = _before;
        Span<double> rate = _rate;
        double h = _seconds;
        double p = _secondsBefore;
        double inverse = 1 / _implicit;
        double ofNow = 1 / _ofNow;
        double worst = 0;
        for (int k = 0; k < _constants.Grid.Count; k++)
        {
            double now = (known[k] - _ofBefore * before[k] - _ofRate * rate[k]) * ofNow;
            double end = (c[k] - known[k]) * inverse;
            // By how much the slope at the step's start misses the one it was taken for: a third difference.
            double miss =
                p > 0
                    ? (p * (c[k] - now) / h + h * (now - before[k]) / p) / (h + p) - rate[k]
                    : end - rate[k];
            worst = Math.Max(worst, Math.Abs(miss) / c[k]);
            before[k] = now;
            rate[k] = end;
        }
        // The error of backward differentiation, y‴·h²(h + p)²/(6(2h + p)); after a jump that of the trapezoid, twice over.
        double perMiss =
            p > 0 ? h * h * (h + p) * (h + p) / ((2 * h + p) * p * (h + p + _secondsEarlier)) : h / 6;
        (_secondsEarlier, _secondsBefore) = (p, h);
        double error = Math.Cbrt(worst * perMiss / Tolerance);
        // The error is of third order, and the loop takes it for one of second.
        Error = error * error;
    }

    public readonly Complex Response(double angular)
    {
        var grid = _constants.Grid;
        int count = grid.Count;
        ReadOnlySpan<double> c = _concentration;
        Span<double> path = stackalloc double[Room];
        Span<double> bend = stackalloc double[Room];
        Span<Complex> upper = stackalloc Complex[Room];
        Span<Complex> answer = stackalloc Complex[Room];
        Paths(c[..count], path, bend);
        // The fluxes at rest, or as they are: their derivatives as in a step, i·ω in place of 1 over its length.
        double byLeft = 0;
        double byOwn = 0;
        for (int k = 0; k < count; k++)
        {
            double nextByOwn = 0;
            double nextByRight = 0;
            if (k + 1 < count)
            {
                double inverse = 1 / (path[k] + path[k + 1]);
                double passes = _diffusionFactor * inverse;
                double share = passes * (c[k] - c[k + 1]) * inverse;
                nextByOwn = passes + share * bend[k];
                nextByRight = share * bend[k + 1] - passes;
            }
            double weight = _constants.PerVolume[k];
            double lower = -weight * byLeft;
            var pivot = new Complex(-weight * (byOwn - nextByOwn), angular);
            var carried = Complex.Zero;
            if (k > 0)
            {
                pivot -= lower * upper[k - 1];
                carried = lower * answer[k - 1];
            }
            answer[k] = (_constants.Source[k] - carried) / pivot;
            upper[k] = weight * nextByRight / pivot;
            (byLeft, byOwn) = (nextByOwn, nextByRight);
        }
        var sum = Complex.Zero;
        var above = Complex.Zero;
        for (int k = count - 1; k >= 0; k--)
        {
            above = answer[k] - upper[k] * above;
            if (k < grid.Negative)
                sum -= above / (c[k] * grid.Negative);
            else if (k >= grid.PositiveStart)
                sum += above / (c[k] * grid.Positive);
        }
        return sum;
    }

    /// <summary>
    /// Half a volume's way over its diffusivity, and by which share of it a flux grows with the concentration there: the
    /// flux between two is (c − c′)/(path + path′), at the reference temperature.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Paths(ReadOnlySpan<double> c, Span<double> path, Span<double> bend)
    {
        var curve = _constants.With.Diffusivity;
        var way = _constants.Grid.HalfPath.AsSpan(0, c.Length);
        for (int k = 0; k < c.Length; k++)
        {
            double diffusivity = curve.At(c[k], out double slope);
            double inverse = 1 / diffusivity;
            path[k] = way[k] * inverse;
            bend[k] = path[k] * inverse * slope;
        }
    }

    /// <summary>Means over the electrodes at the present concentrations.</summary>
    private void Look()
    {
        var grid = _constants.Grid;
        ReadOnlySpan<double> c = _concentration;
        double salt = _constants.With.Concentration;
        // One logarithm of a product for every four volumes.
        _logNegative = LogMean(c[..grid.Negative], salt);
        _logPositive = LogMean(c[grid.PositiveStart..grid.Count], salt);
        Polarisation = _logPositive - _logNegative;
        double amount = 0;
        for (int k = 0; k < grid.Count; k++)
            amount += c[k] * grid.Width[k];
        double conductivity = _constants.With.Conductivity.At(amount / _constants.Length, out _);
        Resistance = _constants.Path / (conductivity * _conductionFactor);
    }

    private static double LogMean(ReadOnlySpan<double> values, double unit)
    {
        double inverse = 1 / unit;
        double sum = 0;
        double product = 1;
        for (int k = 0; k < values.Length; k++)
        {
            product *= Math.Max(values[k] * inverse, LeastConcentration);
            if ((k & 3) == 3)
            {
                sum += Math.Log(product);
                product = 1;
            }
        }
        return (sum + Math.Log(product)) / values.Length;
    }
}
