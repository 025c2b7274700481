using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Tests.Simulation.Reference;

/// <summary>
/// The single-particle model with electrolyte by the plainest means: even shells and volumes, explicit Euler with steps so
/// short that it is stable, the published functions themselves. Isothermal at 298.15 K, constant current.
/// </summary>
internal sealed class ExplicitSingleParticle
{
    private const double Thermal = Arrhenius.GasConstant * Arrhenius.Reference / Arrhenius.Faraday;

    private readonly CellParameters _cell;
    private readonly ReferenceFunctions _functions;
    private readonly double _current;
    private readonly double[] _negative;
    private readonly double[] _positive;
    private readonly double[] _salt;
    private readonly double[] _flux;
    private readonly (double Width, double Porosity, double Transport)[] _volumes;
    private readonly int _across;
    private readonly int _between;

    /// <param name="rate">C-rate; positive discharges.</param>
    public ExplicitSingleParticle(
        CellParameters cell,
        ReferenceFunctions functions,
        double rate,
        int shells,
        int across,
        int between
    )
    {
        (_cell, _functions, _across, _between) = (cell, functions, across, between);
        _current = cell.Current(rate) / cell.Area;
        _negative = new double[shells];
        _positive = new double[shells];
        _salt = new double[2 * across + between];
        _volumes = [.. Enumerable.Range(0, _salt.Length).Select(Volume)];
        _flux = new double[Math.Max(shells, _salt.Length) + 1];
        Array.Fill(_negative, cell.Negative.InitialConcentration);
        Array.Fill(_positive, cell.Positive.InitialConcentration);
        Array.Fill(_salt, cell.Electrolyte.Concentration);
    }

    public void Advance(double step, int times)
    {
        for (int i = 0; i < times; i++)
        {
            Diffuse(_negative, _cell.Negative, ReactionNegative, step);
            Diffuse(_positive, _cell.Positive, ReactionPositive, step);
            Migrate(step);
        }
    }

    /// <summary>V of the model without electrolyte.</summary>
    public double PlainVoltage => Potential(1, 1);

    /// <summary>V of the model with electrolyte: polarisation by averaged logarithms, κ of the mean concentration.</summary>
    public double Voltage
    {
        get
        {
            double filled = _cell.Electrolyte.Concentration;
            double negative = Enumerable.Range(0, _across).Average(k => Math.Log(_salt[k] / filled));
            double positive = Enumerable
                .Range(_across + _between, _across)
                .Average(k => Math.Log(_salt[k] / filled));
            double length = 0;
            double amount = 0;
            for (int k = 0; k < _salt.Length; k++)
            {
                length += _volumes[k].Width;
                amount += _volumes[k].Width * _salt[k];
            }
            double conductivity = _functions.Conductivity(amount / length);
            var (n, p) = (_cell.Negative, _cell.Positive);
            double ohmic =
                (
                    n.Thickness / (3 * _volumes[0].Transport)
                    + _cell.Separator.Thickness / _volumes[_across].Transport
                    + p.Thickness / (3 * _volumes[^1].Transport)
                ) / conductivity
                + n.Thickness / (3 * n.EffectiveConductivity)
                + p.Thickness / (3 * p.EffectiveConductivity);
            double factor = 2 * Thermal * (1 - _cell.Electrolyte.Transference);
            return Potential(Math.Exp(negative / 2), Math.Exp(positive / 2))
                + factor * (positive - negative)
                - _current * ohmic;
        }
    }

    private double ReactionNegative => _current / (_cell.Negative.SpecificSurface * _cell.Negative.Thickness);

    private double ReactionPositive =>
        -_current / (_cell.Positive.SpecificSurface * _cell.Positive.Thickness);

    private double Potential(double saltNegative, double saltPositive)
    {
        double One(
            ElectrodeParameters electrode,
            double[] shells,
            double reaction,
            double salt,
            Func<double, double> potential
        )
        {
            double width = electrode.ParticleRadius / shells.Length;
            double slope = -reaction / (Arrhenius.Faraday * electrode.Diffusivity);
            // A parabola through the last two shells with the flux's slope at the surface.
            double bend = (shells[^2] - shells[^1] + slope * width) / (2 * width * width);
            double surface = shells[^1] + slope * width / 2 - bend * width * width / 4;
            double exchange =
                electrode.ExchangeConstant
                * salt
                * Math.Sqrt(
                    _cell.Electrolyte.Concentration * surface * (electrode.MaximumConcentration - surface)
                );
            return potential(surface / electrode.MaximumConcentration)
                + 2 * Thermal * Math.Asinh(reaction / (2 * exchange));
        }
        return One(_cell.Positive, _positive, ReactionPositive, saltPositive, _functions.PositivePotential)
            - One(_cell.Negative, _negative, ReactionNegative, saltNegative, _functions.NegativePotential);
    }

    private void Diffuse(double[] shells, ElectrodeParameters electrode, double reaction, double step)
    {
        double width = electrode.ParticleRadius / shells.Length;
        for (int m = 1; m < shells.Length; m++)
            _flux[m] = electrode.Diffusivity * (shells[m - 1] - shells[m]) / width * m * m;
        _flux[0] = 0;
        _flux[shells.Length] = reaction / Arrhenius.Faraday * shells.Length * shells.Length;
        for (int m = 0; m < shells.Length; m++)
            shells[m] += step * 3 / width * (_flux[m] - _flux[m + 1]) / (3.0 * m * m + 3 * m + 1);
    }

    /// <summary>Thickness of a volume, and the porosity and transport factor there.</summary>
    private (double Width, double Porosity, double Transport) Volume(int k) =>
        k < _across
            ? (
                _cell.Negative.Thickness / _across,
                _cell.Negative.Porosity,
                Math.Pow(_cell.Negative.Porosity, _cell.Negative.ElectrolyteBruggeman)
            )
        : k < _across + _between
            ? (
                _cell.Separator.Thickness / _between,
                _cell.Separator.Porosity,
                Math.Pow(_cell.Separator.Porosity, _cell.Separator.Bruggeman)
            )
        : (
            _cell.Positive.Thickness / _across,
            _cell.Positive.Porosity,
            Math.Pow(_cell.Positive.Porosity, _cell.Positive.ElectrolyteBruggeman)
        );

    private void Migrate(double step)
    {
        int count = _salt.Length;
        double before = 0;
        _flux[0] = _flux[count] = 0;
        for (int k = 0; k < count; k++)
        {
            var (width, _, transport) = _volumes[k];
            double half = width / (2 * transport * _functions.Diffusivity(_salt[k]));
            if (k > 0)
                _flux[k] = (_salt[k - 1] - _salt[k]) / (before + half);
            before = half;
        }
        for (int k = 0; k < count; k++)
        {
            var (width, porosity, _) = _volumes[k];
            double thickness =
                k < _across ? _cell.Negative.Thickness
                : k < _across + _between ? double.PositiveInfinity
                : -_cell.Positive.Thickness;
            double source = (1 - _cell.Electrolyte.Transference) * _current / (Arrhenius.Faraday * thickness);
            _salt[k] += step / porosity * ((_flux[k] - _flux[k + 1]) / width + source);
        }
    }
}
