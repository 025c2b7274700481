using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CellDsl.Contracts;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// An equivalent circuit: a voltage source over depth of discharge with one state of hysteresis, a resistance and RC
/// pairs in series (G. L. Plett, Battery Management Systems I, 2015, ch. 2).
/// <code>
/// V = U(d) + M·h + Σ vᵢ + R₀·I,  dd/dt = −I/Q,  dvᵢ/dt = (Rᵢ·I − vᵢ)/τᵢ,  dh/dt = γ·|I|/Q·(sign I − h)
/// </code>
/// A straight current is integrated without error. Positive current charges. docs/models.md has the choices.
/// </summary>
public struct Thevenin : ICellModel, ITerminals
{
    /// <summary>The most RC pairs.</summary>
    public const int MostPairs = 4;

    private readonly TheveninParameters _with;
    private readonly Vector256<double> _decay;
    private readonly Vector256<double> _pairResistance;
    private readonly double _scale;

    private Vector256<double> _pairs;
    private CellHeat _heat;
    private Control _control;
    private double _hysteresis;
    private double _factor = 1;

    // The solution, and how the voltage at a step's end goes with the current there.
    private double _current;
    private double _offset;
    private double _perCurrent;
    private double _depthOffset;
    private double _depthPerCurrent;

    /// <exception cref="ArgumentException">More RC pairs than <see cref="MostPairs"/>.</exception>
    public Thevenin(TheveninParameters with)
    {
        if (with.Pairs.Count > MostPairs)
            throw new ArgumentException(
                $"An equivalent circuit has at most {MostPairs} RC pairs; this one has {with.Pairs.Count}.",
                nameof(with)
            );
        _with = with;
        for (int i = 0; i < with.Pairs.Count; i++)
        {
            _decay = _decay.WithElement(i, 1 / with.Pairs[i].Time);
            _pairResistance = _pairResistance.WithElement(i, with.Pairs[i].Resistance);
        }
        _scale = with.Capacity / 3600;
        _heat = new(with.Thermal, with.InitialTemperature);
        _hysteresis = with.InitialHysteresis;
        Depth = with.InitialDepth;
        Warm(with.InitialTemperature);
        Jump();
    }

    public double Voltage { readonly get; private set; }

    public readonly double Current => _current;

    public readonly double Temperature => _heat.Temperature;

    public readonly double Ambient => _heat.Ambient;

    public readonly string? Exhaustion => null;

    public readonly double SwitchDistance => _control.SwitchDistance(Voltage, _current);

    public readonly double StepError => 0;

    /// <summary>Depth of discharge, 0 full and 1 empty.</summary>
    public double Depth { readonly get; private set; }

    public void Apply(in Command command)
    {
        _control.Take(in command, Voltage);
        _heat.Aim(command.Temperature);
        Warm(_heat.Temperature);
        Jump();
    }

    public void Advance(double seconds)
    {
        if (seconds <= 0)
            return;
        double power = _heat.Power;
        if (!_heat.Rests)
            Warm(_heat.After(seconds, power));
        _control.Advance(seconds);
        double start = _current;

        // v' = (R·I − v)/τ: exact for a straight current, whose end weighs 1 − (1 − e⁻ᶻ)/z.
        var z = _decay * seconds;
        var kept = Vector256.Exp(-z);
        var isSmall = Vector256.LessThan(z, Vector256.Create(1e-3));
        var gone = Vector256.ConditionalSelect(
            isSmall,
            z * (Vector256<double>.One - z * (Vector256.Create(0.5) - z * Vector256.Create(1.0 / 6))),
            Vector256<double>.One - kept
        );
        var ofEnd = Vector256.ConditionalSelect(
            isSmall,
            z * (Vector256.Create(0.5) - z * (Vector256.Create(1.0 / 6) - z * Vector256.Create(1.0 / 24))),
            Vector256<double>.One - gone / z
        );
        var reach = _pairResistance * _factor;
        var fixedPart = kept * _pairs + reach * (gone - ofEnd) * start;
        var perCurrent = reach * ofEnd;

        _depthPerCurrent = -0.5 * seconds / _with.Capacity;
        _depthOffset = Depth + _depthPerCurrent * start;
        _perCurrent = Vector256.Sum(perCurrent) + _with.Resistance * _factor;
        double before = _hysteresis;
        // Hysteresis depends on the end's current but little: through the charge that passes. Twice is enough.
        for (int i = 0; i < 2; i++)
        {
            _offset = Vector256.Sum(fixedPart) + _with.Hysteresis * _hysteresis;
            Voltage = _control.Solve(ref this, ref _current, _scale);
            if (_with.Hysteresis == 0)
                break;
            _hysteresis = Follow(before, start, _current, seconds);
        }
        _pairs = fixedPart + perCurrent * _current;
        Depth = _depthOffset + _depthPerCurrent * _current;
        if (_heat.IsOwn || !_heat.Rests)
            _heat.Advance(seconds, Power);
    }

    public readonly Complex Impedance(double frequency)
    {
        double angular = 2 * Math.PI * frequency;
        _with.OpenCircuit.Potential(Depth, out double slope);
        var sum = _with.Resistance * _factor - slope / _with.Capacity / new Complex(0, angular);
        for (int i = 0; i < _with.Pairs.Count; i++)
            sum += _pairResistance[i] * _factor / new Complex(1, angular * _with.Pairs[i].Time);
        return sum;
    }

    double ITerminals.VoltageAt(double current, out double slope)
    {
        double potential = _with.OpenCircuit.Potential(_depthOffset + _depthPerCurrent * current, out slope);
        slope = slope * _depthPerCurrent + _perCurrent;
        return potential + _offset + _perCurrent * current;
    }

    /// <summary>Heat of the resistances, W; that of hysteresis, the area of its loop, is among it.</summary>
    private readonly double Power =>
        _heat.IsOwn ? _current * (Voltage - _with.OpenCircuit.Potential(Depth, out _)) : 0;

    private void Jump()
    {
        _depthPerCurrent = 0;
        _depthOffset = Depth;
        _perCurrent = _with.Resistance * _factor;
        _offset = Vector256.Sum(_pairs) + _with.Hysteresis * _hysteresis;
        Voltage = _control.Solve(ref this, ref _current, _scale);
        if (_control.LimitTo(_current))
            Voltage = _control.Solve(ref this, ref _current, _scale);
        _heat.Power = Power;
    }

    /// <summary>Hysteresis after a current that ran straight, each direction for itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly double Follow(double hysteresis, double start, double end, double seconds)
    {
        double rate = _with.HysteresisRate / _with.Capacity;
        if (start * end >= 0)
            return Towards(hysteresis, start + end, 0.5 * rate * Math.Abs(start + end) * seconds);
        double turn = start / (start - end) * seconds;
        double turned = Towards(hysteresis, start, 0.5 * rate * Math.Abs(start) * turn);
        return Towards(turned, end, 0.5 * rate * Math.Abs(end) * (seconds - turn));
    }

    private static double Towards(double hysteresis, double direction, double way)
    {
        double aim = Math.Sign(direction);
        return aim == 0 ? hysteresis : aim + (hysteresis - aim) * Math.Exp(-way);
    }

    private void Warm(double temperature)
    {
        if (_with.ResistanceActivation != 0)
            _factor = 1 / Arrhenius.Factor(_with.ResistanceActivation, temperature);
    }
}
