using System.Numerics;
using CellDsl.Contracts;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// One intercalation electrode against a counter electrode of constant potential: a single-particle model.
/// <list type="bullet">
/// <item>Diffusion in spheres, <see cref="SphereDiffusion"/>.</item>
/// <item>Butler–Volmer kinetics with equal transfer coefficients, η = (2RT/F)·asinh(I/2I₀), I₀ ∝ √(x(1−x)).</item>
/// <item>V = U(x at the surface) + η + R·I − U of the counter electrode; positive current charges, that is delithiates.</item>
/// <item>A side oxidation with a Tafel slope and, if stated, a finite charge; it makes the efficiency less than one.</item>
/// <item>Loss of active material with its lithium: contact per throughput, dissolution per time.</item>
/// <item>Temperature: the chamber follows its setpoint and the cell the chamber, each with one time constant.</item>
/// </list>
/// Units are SI. Equations and sources: docs/models.md.
/// </summary>
public partial struct HalfCell : ICellModel
{
    private readonly HalfCellParameters _with;
    private SphereDiffusion _particle;

    // Driven by the command.
    private ControlMode _mode;
    private double _setpoint;
    private double _currentLimit;
    private double _sweep;
    private bool _limited;
    private double _limitedTo;
    private double _chamberSetpoint;

    // Electrical state; the intercalation current is what is left of the current without the side reaction.
    private double _intercalation;
    private double _side;

    // Slow state.
    private double _capacity;
    private double _resistance;
    private double _sideLeft;

    // Rates at the present temperature.
    private double _ratesAt;
    private double _thermalVoltage;
    private double _diffusionTime;
    private double _exchange;
    private double _ohmic;
    private double _dissolution;

    public HalfCell(HalfCellParameters with)
    {
        _with = with;
        _particle = new(with.InitialLithiation);
        _capacity = with.Capacity;
        _resistance = with.Resistance;
        _sideLeft = with.SideCharge;
        _chamberSetpoint = Ambient = Temperature = with.InitialTemperature;
        FollowTemperature();
    }

    public double Voltage { readonly get; private set; }

    public readonly double Current => _intercalation + _side;

    public double Temperature { readonly get; private set; }

    public double Ambient { readonly get; private set; }

    /// <summary>Mean lithiation of the material that still takes part.</summary>
    public readonly double Lithiation => _particle.Mean;

    /// <summary>Charge between lithiation 0 and 1 of the material that still takes part, A·s.</summary>
    public readonly double Capacity => _capacity;

    public readonly double SwitchDistance
    {
        get
        {
            if (_mode is not (ControlMode.Voltage or ControlMode.Sweep) || !double.IsFinite(_currentLimit))
                return double.PositiveInfinity;
            double target = _mode == ControlMode.Sweep ? _sweep : _setpoint;
            return _limited
                ? (target - Voltage) * Math.Sign(Current)
                : _currentLimit * (1 + 1e-6) - Math.Abs(Current);
        }
    }

    public readonly string? Exhaustion => null;

    /// <summary>Diffusion is integrated exactly for a straight current; that it is straight, the loop sees to.</summary>
    public readonly double StepError => 0;

    public void Apply(in Command command)
    {
        if (command.Mode == ControlMode.Sweep && _mode != ControlMode.Sweep)
            _sweep = Voltage;
        _mode = command.Mode;
        _setpoint = command.Setpoint;
        _currentLimit = command.CurrentLimit;
        if (!double.IsNaN(command.Temperature))
            _chamberSetpoint = command.Temperature;
        Jump();
    }

    public void Advance(double seconds)
    {
        if (seconds <= 0)
            return;
        AdvanceTemperature(seconds);
        if (_mode == ControlMode.Sweep)
            _sweep += _setpoint * seconds;
        // Half of the ageing before and half after: the step then has the mean capacity, and is of second order.
        Age(0.5 * seconds);
        _particle.Prepare(seconds, -_intercalation / _capacity, _diffusionTime, out var step);
        Solve(step.Offset, step.Gain);
        _particle.Take(in step, -_intercalation / _capacity);
        Age(0.5 * seconds);
    }

    public readonly Complex Impedance(double frequency)
    {
        double angular = 2 * Math.PI * frequency;
        double surface = _particle.Surface(-_intercalation / _capacity, _diffusionTime);
        _with.OpenCircuit.Potential(surface, out double slope);
        var diffusion = -slope / _capacity * SphereDiffusion.Response(angular, _diffusionTime);
        double transfer = _thermalVoltage / Exchange(surface);
        var faradaic = 1 / (transfer + diffusion);
        return _ohmic + 1 / (faradaic + new Complex(0, angular * _with.DoubleLayer));
    }

    /// <summary>Solves for the current at this very moment, the particle's state as it is.</summary>
    private void Jump()
    {
        // Whether a hold is limited by its current shows when it is solved without the limit.
        _limited = false;
        double gain = SphereModes.Instant * _diffusionTime;
        Solve(_particle.SurfaceOffset, gain);
        if (
            _mode is ControlMode.Voltage or ControlMode.Sweep
            && double.IsFinite(_currentLimit)
            && Math.Abs(Current) > _currentLimit
        )
        {
            double sign = Math.Sign(Current);
            _limited = true;
            _limitedTo = sign * _currentLimit;
            Solve(_particle.SurfaceOffset, gain);
        }
    }

    private void Age(double seconds)
    {
        double fullCycles = Math.Abs(_intercalation) * seconds / (2 * _capacity);
        // What is lost takes its lithium with it: the mean lithiation of the rest does not change.
        double loss = _with.Isolation * fullCycles + _dissolution * seconds;
        if (loss > 0)
            _capacity *= Math.Exp(-loss);
        if (_with.ResistanceGrowth > 0)
        {
            double grown = _resistance + _with.ResistanceGrowth * fullCycles * _with.Resistance;
            _ohmic *= grown / _resistance;
            _resistance = grown;
        }
        if (_side > 0)
            _sideLeft = Math.Max(0, _sideLeft - _side * seconds);
    }

    private void AdvanceTemperature(double seconds)
    {
        if (Temperature == _chamberSetpoint && Ambient == _chamberSetpoint)
            return;
        double chamber = Ambient - _chamberSetpoint;
        double cell = Temperature - _chamberSetpoint;
        double keptChamber = Kept(seconds, _with.ChamberLag);
        double keptCell = Kept(seconds, _with.CellLag);
        // Two first-order lags in a row; equal time constants are the limit of the quotient.
        double share =
            _with.CellLag <= 0 ? 0
            : Math.Abs(_with.ChamberLag - _with.CellLag) > 1e-6 * _with.CellLag
                ? (keptChamber - keptCell) * _with.ChamberLag / (_with.ChamberLag - _with.CellLag)
            : seconds / _with.CellLag * keptCell;
        cell = _with.CellLag <= 0 ? chamber * keptChamber : cell * keptCell + chamber * share;
        chamber *= keptChamber;
        const double Settled = 1e-5;
        bool settled = Math.Abs(chamber) < Settled && Math.Abs(cell) < Settled;
        Ambient = settled ? _chamberSetpoint : _chamberSetpoint + chamber;
        Temperature = settled ? _chamberSetpoint : _chamberSetpoint + cell;
        FollowTemperature();
    }

    private static double Kept(double seconds, double lag) => lag <= 0 ? 0 : Math.Exp(-seconds / lag);

    private void FollowTemperature()
    {
        if (_ratesAt == Temperature)
            return;
        _ratesAt = Temperature;
        _thermalVoltage = Arrhenius.GasConstant * Temperature / Arrhenius.Faraday;
        _diffusionTime = _with.DiffusionTime / Arrhenius.Factor(_with.DiffusionActivation, Temperature);
        _exchange = _with.ExchangeCurrent * Arrhenius.Factor(_with.ExchangeActivation, Temperature);
        _ohmic = _resistance / Arrhenius.Factor(_with.ResistanceActivation, Temperature);
        _dissolution = _with.Dissolution * Arrhenius.Factor(_with.DissolutionActivation, Temperature);
    }
}
