using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Tests.Simulation.Reference;

/// <summary>What the reference takes beside a <see cref="CellParameters"/>: the published functions themselves.</summary>
internal sealed record ReferenceFunctions(
    Func<double, double> NegativePotential,
    Func<double, double> PositivePotential,
    Func<double, double> Diffusivity,
    Func<double, double> Conductivity
)
{
    public static ReferenceFunctions Chen { get; } =
        new(
            x => Chen2020.NegativePotential.At(x).Potential,
            x => Chen2020.PositivePotential.At(x).Potential,
            Chen2020.ElectrolyteDiffusivity,
            Chen2020.ElectrolyteConductivity
        );

    public static ReferenceFunctions Marquis { get; } =
        new(
            x => Marquis2019.NegativePotential.At(x).Potential,
            x => Marquis2019.PositivePotential.At(x).Potential,
            Marquis2019.ElectrolyteDiffusivity,
            Marquis2019.ElectrolyteConductivity
        );
}

/// <summary>
/// Method of lines for the porous-electrode equations under a constant current, written apart from the product and in
/// other terms: shells in the particles (finite volumes, finer towards the surface), concentration and both potentials as
/// unknowns, Butler–Volmer as a sinh, Jacobian by differences, block elimination, backward differentiation of second
/// order with steps set by hand. Isothermal at 298.15 K.
/// </summary>
internal sealed class ReferenceCell
{
    private const double Thermal = Arrhenius.GasConstant * Arrhenius.Reference / Arrhenius.Faraday;

    private readonly CellParameters _cell;
    private readonly ReferenceFunctions _functions;
    private readonly int _n;
    private readonly int _s;
    private readonly int _p;
    private readonly int _shells;
    private readonly double _current;

    // Salt, potential of the electrolyte, potential of the solid; by volume.
    private readonly double[] _state;
    private readonly double[][] _particle;
    private readonly double[][] _particleBefore;
    private double[] _saltBefore;
    private readonly double[] _saltKnown;
    private readonly double[] _surfaceKnown;
    private readonly double[] _surfacePer = new double[2];
    private double _implicit;
    private double _stepBefore;

    /// <param name="rate">C-rate; positive discharges.</param>
    public ReferenceCell(
        CellParameters cell,
        ReferenceFunctions functions,
        double rate,
        int perElectrode,
        int inSeparator,
        int shells
    )
    {
        (_cell, _functions, _n, _s, _p, _shells) = (
            cell,
            functions,
            perElectrode,
            inSeparator,
            perElectrode,
            shells
        );
        _current = cell.Current(rate) / cell.Area;
        int count = _n + _s + _p;
        _state = new double[3 * count];
        _particle = new double[count][];
        _particleBefore = new double[count][];
        _saltKnown = new double[count];
        _surfaceKnown = new double[count];
        double negative = functions.NegativePotential(cell.Negative.InitialLithiation);
        double positive = functions.PositivePotential(cell.Positive.InitialLithiation);
        for (int k = 0; k < count; k++)
        {
            _state[3 * k] = cell.Electrolyte.Concentration;
            _state[3 * k + 1] = -negative;
            _state[3 * k + 2] =
                k < _n ? 0
                : k >= _n + _s ? positive - negative
                : 0;
            var electrode = Electrode(k);
            _particle[k] = electrode is null ? [] : new double[shells];
            Array.Fill(_particle[k], electrode?.InitialConcentration ?? 0);
            _particleBefore[k] = [.. _particle[k]];
        }
        _saltBefore = Salt();
    }

    /// <summary>V at the terminals.</summary>
    public double Voltage =>
        _state[^1] - _current * Width(_n + _s + _p - 1) / (2 * _cell.Positive.EffectiveConductivity);

    /// <summary>Moves on by steps of a length, s.</summary>
    public void Advance(double step, int times)
    {
        for (int i = 0; i < times; i++)
            Step(step);
    }

    private void Step(double h)
    {
        // c(end)·a = b·c + d·c(before) + h·rate: backward Euler first, then backward differentiation.
        double ratio = _stepBefore > 0 ? h / _stepBefore : 0;
        double scale = 1 / (1 + 2 * ratio);
        double ofNow = ratio > 0 ? (1 + ratio) * (1 + ratio) * scale : 1;
        double ofBefore = ratio > 0 ? -ratio * ratio * scale : 0;
        _implicit = ratio > 0 ? h * (1 + ratio) * scale : h;
        var now = Salt();
        for (int k = 0; k < now.Length; k++)
            _saltKnown[k] = ofNow * now[k] + ofBefore * _saltBefore[k];
        var known = new double[now.Length][];
        for (int k = 0; k < now.Length; k++)
        {
            known[k] = new double[_particle[k].Length];
            for (int m = 0; m < known[k].Length; m++)
                known[k][m] = ofNow * _particle[k][m] + ofBefore * _particleBefore[k][m];
        }
        for (int side = 0; side < 2; side++)
        {
            int first = side == 0 ? 0 : _n + _s;
            var electrode = side == 0 ? _cell.Negative : _cell.Positive;
            var zero = new double[_shells];
            _surfacePer[side] = Surface(electrode, Shells(electrode, zero, 1), 1);
            for (int k = first; k < first + (side == 0 ? _n : _p); k++)
                _surfaceKnown[k] = Surface(electrode, Shells(electrode, known[k], 0), 0);
        }
        Newton();
        for (int k = 0; k < now.Length; k++)
        {
            if (Electrode(k) is not { } electrode)
                continue;
            _particleBefore[k] = _particle[k];
            _particle[k] = Shells(electrode, known[k], Reaction(k));
        }
        _saltBefore = now;
        _stepBefore = h;
    }

    private double[] Salt() => [.. Enumerable.Range(0, _n + _s + _p).Select(k => _state[3 * k])];

    private ElectrodeParameters? Electrode(int k) =>
        k < _n ? _cell.Negative
        : k >= _n + _s ? _cell.Positive
        : null;

    private double Width(int k) =>
        k < _n ? _cell.Negative.Thickness / _n
        : k < _n + _s ? _cell.Separator.Thickness / _s
        : _cell.Positive.Thickness / _p;

    private double Porosity(int k) => Electrode(k)?.Porosity ?? _cell.Separator.Porosity;

    private double Transport(int k) => Electrode(k)?.TransportFactor ?? _cell.Separator.TransportFactor;

    /// <summary>Radius of the m-th face: shells grow thin towards the surface.</summary>
    private double Face(ElectrodeParameters electrode, int m) =>
        electrode.ParticleRadius * Math.Sin(0.5 * Math.PI * m / _shells);

    private double Middle(ElectrodeParameters electrode, int m)
    {
        // The middle by volume, where a straight profile has its mean.
        double a = Face(electrode, m);
        double b = Face(electrode, m + 1);
        return 0.75 * (Math.Pow(b, 4) - Math.Pow(a, 4)) / (Math.Pow(b, 3) - Math.Pow(a, 3));
    }

    /// <summary>Shells at the step's end under a reaction current density, A/m².</summary>
    private double[] Shells(ElectrodeParameters electrode, double[] known, double reaction)
    {
        var diagonal = new double[_shells];
        var upper = new double[_shells];
        var right = new double[_shells];
        double lower = 0;
        for (int m = 0; m < _shells; m++)
        {
            double a = Face(electrode, m);
            double b = Face(electrode, m + 1);
            double volume = (b * b * b - a * a * a) / 3;
            double over =
                m + 1 < _shells
                    ? _implicit
                        * electrode.Diffusivity
                        * b
                        * b
                        / (Middle(electrode, m + 1) - Middle(electrode, m))
                    : 0;
            diagonal[m] = volume + lower + over;
            upper[m] = -over;
            right[m] = volume * known[m];
            if (m + 1 == _shells)
                right[m] -= _implicit * b * b * reaction / Arrhenius.Faraday;
            if (m > 0)
            {
                double factor = -lower / diagonal[m - 1];
                diagonal[m] -= factor * upper[m - 1];
                right[m] -= factor * right[m - 1];
            }
            lower = over;
        }
        for (int m = _shells - 1; m >= 0; m--)
            right[m] = (right[m] - (m + 1 < _shells ? upper[m] * right[m + 1] : 0)) / diagonal[m];
        return right;
    }

    /// <summary>At the surface: a parabola through the last two shells that has the slope of the flux.</summary>
    private double Surface(ElectrodeParameters electrode, double[] shells, double reaction)
    {
        double slope = -reaction / (Arrhenius.Faraday * electrode.Diffusivity);
        double y1 = electrode.ParticleRadius - Middle(electrode, _shells - 1);
        double y2 = electrode.ParticleRadius - Middle(electrode, _shells - 2);
        // c(y) = s − slope·y + q·y² at the depths y1 and y2.
        double bend = (shells[^2] - shells[^1] + slope * (y2 - y1)) / (y2 * y2 - y1 * y1);
        return shells[^1] + slope * y1 - bend * y1 * y1;
    }

    /// <summary>Reaction current density of a volume, A/m² of surface, by iteration: the surface depends on it.</summary>
    private double Reaction(int k)
    {
        var electrode = k < _n ? _cell.Negative : _cell.Positive;
        int side = k < _n ? 0 : 1;
        double driving = _state[3 * k + 2] - _state[3 * k + 1];
        double most = electrode.MaximumConcentration;
        double reaction = 0;
        double low = -1e3;
        double high = 1e3;
        double Miss(double j)
        {
            double surface = Math.Clamp(
                _surfaceKnown[k] + _surfacePer[side] * j,
                1e-6 * most,
                (1 - 1e-6) * most
            );
            double exchange =
                electrode.ExchangeConstant * Math.Sqrt(_state[3 * k] * surface * (most - surface));
            double equilibrium =
                side == 0
                    ? _functions.NegativePotential(surface / most)
                    : _functions.PositivePotential(surface / most);
            return j - 2 * exchange * Math.Sinh(Math.Clamp((driving - equilibrium) / (2 * Thermal), -50, 50));
        }
        for (int i = 0; i < 100; i++)
        {
            double miss = Miss(reaction);
            if (miss > 0)
                high = reaction;
            else
                low = reaction;
            double by = 1e-6 * (1 + Math.Abs(reaction));
            double next = reaction - miss * by / (Miss(reaction + by) - miss);
            if (!(next > low && next < high))
                next = 0.5 * (low + high);
            if (Math.Abs(next - reaction) < 1e-13 * (1 + Math.Abs(next)))
                break;
            reaction = next;
        }
        return reaction;
    }

    /// <summary>Residuals of the three unknowns of a volume: salt, charge in the electrolyte, charge in the solid.</summary>
    private (double, double, double) Residual(int k)
    {
        var (saltIn, chargeIn, solidIn) = k == 0 ? (0, 0, _current) : Through(k - 1);
        var (saltOut, chargeOut, solidOut) = k == _n + _s + _p - 1 ? (0, 0, _current) : Through(k);
        if (k == _n - 1)
            solidOut = 0;
        if (k == _n + _s)
            solidIn = 0;
        double width = Width(k);
        double reaction = Electrode(k) is { } electrode ? electrode.SpecificSurface * Reaction(k) : 0;
        double source = (1 - _cell.Electrolyte.Transference) * reaction / Arrhenius.Faraday;
        double salt =
            _state[3 * k] - _saltKnown[k] - _implicit / Porosity(k) * ((saltIn - saltOut) / width + source);
        double charge = chargeOut - chargeIn - reaction * width;
        double solid =
            Electrode(k) is null ? _state[3 * k + 2]
            // The charge of the first volume follows from all others; its place is taken by the potential's zero.
            : k == 0 ? _state[2] + _current * width / (2 * _cell.Negative.EffectiveConductivity)
            : solidOut - solidIn + reaction * width;
        return (salt / _cell.Electrolyte.Concentration, charge, solid);
    }

    /// <summary>Salt flux, current in the electrolyte and in the solid from a volume to the next.</summary>
    private (double, double, double) Through(int k)
    {
        double c1 = _state[3 * k];
        double c2 = _state[3 * k + 3];
        double half1 = Width(k) / (2 * Transport(k));
        double half2 = Width(k + 1) / (2 * Transport(k + 1));
        double flux = (c1 - c2) / (half1 / _functions.Diffusivity(c1) + half2 / _functions.Diffusivity(c2));
        double conducts = 1 / (half1 / _functions.Conductivity(c1) + half2 / _functions.Conductivity(c2));
        double diffusional =
            2
            * Thermal
            * (1 - _cell.Electrolyte.Transference)
            * _cell.Electrolyte.ThermodynamicFactor
            * Math.Log(c2 / c1);
        double charge = conducts * (_state[3 * k + 1] - _state[3 * k + 4] + diffusional);
        double sigma = k < _n ? _cell.Negative.EffectiveConductivity : _cell.Positive.EffectiveConductivity;
        double solid =
            Electrode(k) is null || Electrode(k + 1) is null
                ? 0
                : sigma * (_state[3 * k + 2] - _state[3 * k + 5]) / Width(k);
        return (flux, charge, solid);
    }

    private void Newton()
    {
        int count = _n + _s + _p;
        double[] by = [1e-3, 1e-7, 1e-7];
        for (int i = 0; i < 30; i++)
        {
            var residual = Residuals();
            // Three colours of volumes times three unknowns: a volume sees no farther than its neighbours.
            var blocks = new double[count, 3, 3, 3];
            for (int colour = 0; colour < 3; colour++)
            for (int unknown = 0; unknown < 3; unknown++)
            {
                for (int k = colour; k < count; k += 3)
                    _state[3 * k + unknown] += by[unknown];
                var moved = Residuals();
                for (int k = colour; k < count; k += 3)
                {
                    _state[3 * k + unknown] -= by[unknown];
                    for (int near = Math.Max(0, k - 1); near <= Math.Min(count - 1, k + 1); near++)
                    for (int row = 0; row < 3; row++)
                        blocks[near, k - near + 1, row, unknown] =
                            (moved[3 * near + row] - residual[3 * near + row]) / by[unknown];
                }
            }
            var step = Blocks.Solve(blocks, residual);
            double worst = 0;
            for (int u = 0; u < step.Length; u++)
            {
                double limited = u % 3 == 0 ? Math.Clamp(step[u], -300, 300) : Math.Clamp(step[u], -0.2, 0.2);
                _state[u] -= limited;
                worst = Math.Max(worst, Math.Abs(step[u]) / (u % 3 == 0 ? 1000 : 1));
            }
            if (worst < 1e-9)
                return;
        }
        throw new InvalidOperationException("The reference did not converge.");
    }

    private double[] Residuals()
    {
        var all = new double[_state.Length];
        for (int k = 0; k < all.Length / 3; k++)
            (all[3 * k], all[3 * k + 1], all[3 * k + 2]) = Residual(k);
        return all;
    }
}
