using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using CellDsl.Contracts;
using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// A full cell by porous-electrode theory (M. Doyle, T. F. Fuller, J. Newman, J. Electrochem. Soc. 140, 1526 (1993)).
/// <list type="bullet">
/// <item>Particles: in each volume a sphere, <see cref="ParticleField"/>, exact for a rate that runs straight.</item>
/// <item>Salt: ε ∂c/∂t = ∂/∂x(εᵇD ∂c/∂x) + (1 − t₊)/F · ∂i/∂x.</item>
/// <item>Charge in the electrolyte: i = −εᵇκ(∂φ/∂x − (2RT/F)(1 − t₊)(1 + d ln f/d ln c) ∂ln c/∂x).</item>
/// <item>Charge in the solid: I − i = −σ ∂φₛ/∂x. Kinetics: j = 2j₀ sinh(F(φₛ − φ − U)/2RT).</item>
/// </list>
/// Finite volumes of second order in x. The unknowns of a step are the concentrations and the electrolyte's currents between
/// volumes; potentials follow from these, so that the system has two diagonals on each side. In time the salt goes by
/// backward differentiation of second order, after a jump by the trapezoid. Optional: one temperature.
/// </summary>
public partial struct PorousElectrode : ICellModel
{
    /// <summary>The most volumes across the cell.</summary>
    public const int MostVolumes = 2 * ParticleField.Room + 24;

    [InlineArray(MostVolumes)]
    private struct Column
    {
        private double _first;
    }

    private readonly PorousGrid _grid;
    private readonly double _scale;

    private ParticleField _negative;
    private ParticleField _positive;
    private CellHeat _heat;
    private Control _control;

    // Salt now and a step ago, its present rate of change, and the last steps' lengths (0 after a jump).
    private Column _salt;
    private Column _saltBefore;
    private Column _saltRate;
    private double _secondsBefore;
    private double _secondsEarlier;

    // The electrolyte's current after each volume, A/m² towards the positive.
    private Column _ionic;
    private double _current;
    private double _chemical;

    // Rates at the present temperature.
    private double _ratesAt = double.NaN;
    private double _thermalVoltage;
    private double _diffusionFactor;
    private double _conductionFactor;
    private double _timeNegative;
    private double _timePositive;
    private double _exchangeNegative;
    private double _exchangePositive;

    /// <summary>The cell at rest as its parameters describe it.</summary>
    /// <param name="negative">Volumes across the negative electrode, 3 to 40.</param>
    /// <param name="separator">Volumes across the separator, 1 to 24.</param>
    /// <param name="positive">Volumes across the positive electrode, 3 to 40.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of volumes out of its range.</exception>
    public PorousElectrode(CellParameters cell, int negative = 20, int separator = 10, int positive = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(negative, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(negative, ParticleField.Room);
        ArgumentOutOfRangeException.ThrowIfLessThan(separator, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(separator, MostVolumes - 2 * ParticleField.Room);
        ArgumentOutOfRangeException.ThrowIfLessThan(positive, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(positive, ParticleField.Room);
        _grid = new(cell, negative, separator, positive);
        _scale = cell.NominalCapacity / 3600;
        _heat = new(cell.Thermal, cell.InitialTemperature);
        ((Span<double>)_negative.Mean)[..negative].Fill(cell.Negative.InitialLithiation);
        ((Span<double>)_positive.Mean)[..positive].Fill(cell.Positive.InitialLithiation);
        ((Span<double>)_salt)[.._grid.Grid.Count].Fill(cell.Electrolyte.Concentration);
        Warm(cell.InitialTemperature, cell.InitialTemperature);
        Jump();
    }

    public double Voltage { readonly get; private set; }

    public readonly double Current => _current;

    public readonly double Temperature => _heat.Temperature;

    public readonly double Ambient => _heat.Ambient;

    public readonly double SwitchDistance => _control.SwitchDistance(Voltage, _current);

    public double StepError { readonly get; private set; }

    public readonly string? Exhaustion
    {
        get
        {
            // Below this share of what was filled in, conductivity and kinetics vanish with the salt.
            const double Depleted = 0.02;
            var salt = Concentrations;
            int least = 0;
            for (int k = 1; k < salt.Length; k++)
                least = salt[k] < salt[least] ? k : least;
            if (!(salt[least] < Depleted * _grid.With.Electrolyte.Concentration))
                return null;
            string where =
                least < _grid.Negative.Count ? "negative electrode"
                : least >= _grid.Grid.PositiveStart ? "positive electrode"
                : "separator";
            return $"the electrolyte is depleted in the {where}";
        }
    }

    /// <summary>Mean lithiation of the negative electrode.</summary>
    public readonly double NegativeLithiation => Mean(_negative.Mean, _grid.Negative.Count);

    /// <summary>Mean lithiation of the positive electrode.</summary>
    public readonly double PositiveLithiation => Mean(_positive.Mean, _grid.Positive.Count);

    /// <summary>Lithium in both electrodes, A·s.</summary>
    public readonly double Lithium =>
        _grid.With.Area
        * (
            _grid.With.Negative.ArealCapacity * NegativeLithiation
            + _grid.With.Positive.ArealCapacity * PositiveLithiation
        );

    /// <summary>Salt in the electrolyte, mol.</summary>
    public readonly double Salt
    {
        get
        {
            double sum = 0;
            for (int k = 0; k < _grid.Grid.Count; k++)
                sum += _salt[k] / _grid.PerVolume[k];
            return sum * _grid.With.Area;
        }
    }

    /// <summary>Concentrations of salt from the negative collector to the positive, mol/m³.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<double> Concentrations => ((ReadOnlySpan<double>)_salt)[.._grid.Grid.Count];

    public void Apply(in Command command)
    {
        _control.Take(in command, Voltage);
        _heat.Aim(command.Temperature);
        Warm(_heat.Temperature, _heat.Temperature);
        Jump();
    }

    /// <summary>Takes on the rates at a temperature inside the particles and one everywhere else, K.</summary>
    private void Warm(double inside, double outside)
    {
        if (_ratesAt == outside && inside == outside)
            return;
        _ratesAt = inside == outside ? outside : double.NaN;
        _thermalVoltage = Arrhenius.GasConstant * outside / Arrhenius.Faraday;
        var (negative, positive, salt) = (_grid.With.Negative, _grid.With.Positive, _grid.With.Electrolyte);
        _diffusionFactor = Arrhenius.Factor(salt.DiffusionActivation, outside);
        _conductionFactor = Arrhenius.Factor(salt.ConductionActivation, outside);
        _timeNegative = negative.DiffusionTime / Arrhenius.Factor(negative.DiffusionActivation, inside);
        _timePositive = positive.DiffusionTime / Arrhenius.Factor(positive.DiffusionActivation, inside);
        _exchangeNegative = Arrhenius.Factor(negative.ExchangeActivation, outside);
        _exchangePositive = Arrhenius.Factor(positive.ExchangeActivation, outside);
    }

    /// <summary>Heat of resistances and reactions, W; entropy of reaction and mixing are left out.</summary>
    private readonly double Power => _heat.IsOwn ? _current * Voltage - _chemical : 0;

    private static double Mean(ReadOnlySpan<double> values, int count)
    {
        double sum = 0;
        for (int k = 0; k < count; k++)
            sum += values[k];
        return sum / count;
    }
}
