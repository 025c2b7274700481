using System.Runtime.CompilerServices;
using CellDsl.Contracts;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>The one equation that every mode of control leaves open: the intercalation current.</summary>
public partial struct HalfCell
{
    // Beyond the ends the exchange current keeps one percent of its greatest value, so that kinetics stay finite.
    private const double LeastOccupation = 2.5e-5;

    /// <summary>Exchange current at a surface lithiation, A: I₀·2√(x(1−x)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly double Exchange(double surface) =>
        _exchange * 2 * Math.Sqrt(Math.Max(surface * (1 - surface), LeastOccupation));

    /// <summary>
    /// Finds the intercalation current for which the command holds when the surface stands at
    /// <paramref name="offset"/> − <paramref name="gain"/>·I/Q; sets currents and voltage.
    /// </summary>
    private void Solve(double offset, double gain)
    {
        bool plain = _with.SideCurrent <= 0;
        var mode = _limited ? ControlMode.Current : _mode;
        double target = Target(mode);
        if (plain && mode is ControlMode.Current or ControlMode.Rest or ControlMode.Impedance)
        {
            _intercalation = target;
            _side = 0;
            Voltage = Evaluate(target, offset, gain, out _, out _, out _);
            return;
        }
        Iterate(mode, target, offset, gain);
    }

    private readonly double Target(ControlMode mode) =>
        _limited ? _limitedTo
        : mode is ControlMode.Rest or ControlMode.Impedance ? 0
        : mode == ControlMode.Sweep ? _sweep
        : mode == ControlMode.Resistance ? 0
        : _setpoint;

    /// <summary>Newton's method within a bracket: every residual but that of a power grows with the current.</summary>
    private void Iterate(ControlMode mode, double target, double offset, double gain)
    {
        double low = double.NegativeInfinity;
        double high = double.PositiveInfinity;
        double current = _intercalation;
        double scale = _capacity / 3600;
        double voltage = Voltage;
        double side = _side;
        for (int i = 0; i < 60; i++)
        {
            voltage = Evaluate(current, offset, gain, out double slope, out side, out double sideSlope);
            double total = current + side;
            double totalSlope = 1 + sideSlope;
            double residual;
            double derivative;
            double tolerance;
            switch (mode)
            {
                case ControlMode.Voltage or ControlMode.Sweep:
                    (residual, derivative, tolerance) = (voltage - target, slope, 1e-9);
                    break;
                case ControlMode.Power:
                    (residual, derivative) = (voltage * total - target, voltage * totalSlope + total * slope);
                    tolerance = 1e-10 * (Math.Abs(target) + scale * 1e-3);
                    break;
                case ControlMode.Resistance:
                    (residual, derivative) = (voltage + _setpoint * total, slope + _setpoint * totalSlope);
                    tolerance = 1e-9;
                    break;
                default:
                    (residual, derivative) = (total - target, totalSlope);
                    tolerance = 1e-12 * scale + 1e-11 * Math.Abs(target);
                    break;
            }
            if (Math.Abs(residual) <= tolerance)
                break;
            if (residual > 0)
                high = current;
            else
                low = current;
            double next = derivative > 0 ? current - residual / derivative : double.NaN;
            if (!(next > low && next < high))
                next =
                    double.IsInfinity(low) ? high - 10 * scale * (i + 1)
                    : double.IsInfinity(high) ? low + 10 * scale * (i + 1)
                    : 0.5 * (low + high);
            if (next == current)
                break;
            current = next;
        }
        (_intercalation, _side, Voltage) = (current, side, voltage);
    }

    /// <summary>Voltage at an intercalation current, with the side current and how both grow with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly double Evaluate(
        double current,
        double offset,
        double gain,
        out double slope,
        out double side,
        out double sideSlope
    )
    {
        double perCurrent = gain / _capacity;
        double surface = offset - perCurrent * current;
        double potential = _with.OpenCircuit.Potential(surface, out double potentialSlope);
        double twice = 2 * Exchange(surface);
        potential += 2 * _thermalVoltage * Math.Asinh(current / twice);
        slope =
            -potentialSlope * perCurrent + 2 * _thermalVoltage / Math.Sqrt(current * current + twice * twice);
        side = 0;
        sideSlope = 0;
        if (_with.SideCurrent > 0 && _sideLeft > 0)
        {
            const double LargestExponent = 60;
            double exponent = Math.Min((potential - _with.SidePotential) / _with.SideSlope, LargestExponent);
            double left = double.IsFinite(_with.SideCharge) ? _sideLeft / _with.SideCharge : 1;
            side = _with.SideCurrent * left * Math.Exp(exponent);
            sideSlope = side / _with.SideSlope * slope;
        }
        slope += _ohmic * (1 + sideSlope);
        return potential + _ohmic * (current + side) - _with.CounterPotential;
    }
}
