using System.Numerics;
using System.Runtime.CompilerServices;
using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>What does not change of one electrode that is represented by one particle.</summary>
internal sealed class ParticleConstants
{
    public ParticleConstants(ElectrodeParameters with, double area, double salt)
    {
        Curve = with.OpenCircuit;
        Capacity = with.ArealCapacity * area;
        Time = with.DiffusionTime;
        TimeActivation = with.DiffusionActivation;
        Surface = with.SpecificSurface * with.Thickness * area;
        Exchange = with.ExchangeConstant * Math.Sqrt(salt) * with.MaximumConcentration * Surface;
        ExchangeActivation = with.ExchangeActivation;
        LossPerThroughput = with.LossPerThroughput;
        DoubleLayer = with.DoubleLayer * Surface;
    }

    public OpenCircuitCurve Curve { get; }

    /// <summary>Between lithiation 0 and 1, A·s.</summary>
    public double Capacity { get; }

    /// <summary>R²/D at the reference temperature, s.</summary>
    public double Time { get; }

    public double TimeActivation { get; }

    /// <summary>Of all particles, m².</summary>
    public double Surface { get; }

    /// <summary>I₀ over √(s(1−s)) in the electrolyte as filled, A.</summary>
    public double Exchange { get; }

    public double ExchangeActivation { get; }

    public double LossPerThroughput { get; }

    /// <summary>F.</summary>
    public double DoubleLayer { get; }
}

/// <summary>
/// One electrode that is represented by one particle: its kinetics and what is left of it. The particle's inside stands in
/// a <see cref="SpherePair"/>. A current that lithiates it is positive here.
/// </summary>
internal struct ParticleElectrode(ParticleConstants with)
{
    // Near the ends √(s(1−s)) keeps one percent of its greatest value, so that kinetics stay finite.
    internal const double LeastOccupation = 2.5e-5;

    private readonly ParticleConstants _with = with;
    private double _exchange = with.Exchange;

    /// <summary>Charge between lithiation 0 and 1 of what still takes part, A·s.</summary>
    public double Capacity { get; private set; } = with.Capacity;

    /// <summary>Lithium that has left with material, A·s.</summary>
    public double LithiumLost { get; private set; }

    /// <summary>Into the particles, A.</summary>
    public double Current { get; set; }

    /// <summary>R²/D, s.</summary>
    public double Time { get; private set; } = with.Time;

    /// <summary>The surface's lithiation is this, without a current.</summary>
    public double Offset { get; set; }

    /// <summary>And moves by this with the current, 1/A.</summary>
    public double Gain { get; set; }

    /// <summary>Surface of the particles that still take part, m².</summary>
    public readonly double Surface => _with.Surface * (Capacity / _with.Capacity);

    /// <summary>Rate of the mean lithiation, 1/s.</summary>
    public readonly double Rate => Current / Capacity;

    /// <summary>Q·∫U dx up to a mean lithiation, J.</summary>
    public readonly double Integral(double mean) => Capacity * _with.Curve.Integral(mean);

    /// <summary>Potential at a lithiation, V.</summary>
    public readonly double RestPotential(double mean) => _with.Curve.Potential(mean, out _);

    /// <summary>Takes on rates at a temperature for the particles and one for the surface, each as 1/R·(1/T₀ − 1/T).</summary>
    public void Warm(double inside, double surface)
    {
        if (_with.TimeActivation != 0)
            Time = _with.Time * Math.Exp(-_with.TimeActivation * inside);
        if (_with.ExchangeActivation != 0)
            _exchange = _with.Exchange * Math.Exp(_with.ExchangeActivation * surface);
    }

    /// <summary>U of the surface at a current, and what is needed for the rest of the potential.</summary>
    /// <param name="salt">√(c_e/c_e0) at the particles.</param>
    /// <param name="slope">How U changes with the current, Ω.</param>
    /// <param name="growth">exp(asinh(|I|/2I₀)): its logarithm times 2RT/F is the overpotential.</param>
    /// <param name="growthSlope">How asinh(I/2I₀) changes with the current, 1/A.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly double Equilibrium(
        double current,
        double salt,
        out double slope,
        out double growth,
        out double growthSlope
    )
    {
        double surface = Offset + Gain * current;
        double potential = _with.Curve.Potential(surface, out double along);
        double occupied = surface * (1 - surface);
        double inverse = 0.5 / Exchange(occupied, salt);
        double ratio = current * inverse;
        double root = Math.Sqrt(1 + ratio * ratio);
        double crowding = occupied > LeastOccupation ? 0.5 * Gain * (1 - 2 * surface) / occupied : 0;
        slope = along * Gain;
        growth = Math.Abs(ratio) + root;
        growthSlope = (inverse - ratio * crowding) / root;
        return potential;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly double Exchange(double occupied, double salt) =>
        _exchange * salt * (Capacity / _with.Capacity) * Math.Sqrt(Math.Max(occupied, LeastOccupation));

    /// <summary>Loses material in proportion to its throughput, with the lithium in it: its lithiation does not change.</summary>
    public void Age(double seconds, double mean)
    {
        if (_with.LossPerThroughput == 0)
            return;
        double kept = Math.Exp(-_with.LossPerThroughput * Math.Abs(Current) * seconds / Capacity);
        LithiumLost += Capacity * (1 - kept) * mean;
        Capacity *= kept;
    }

    /// <summary>Small-signal impedance against the electrolyte, Ω.</summary>
    public readonly Complex Impedance(double angular, double thermal, double salt)
    {
        double surface = Offset + Gain * Current;
        _with.Curve.Potential(surface, out double slope);
        double transfer = thermal / Exchange(surface * (1 - surface), salt);
        var faradaic = transfer - slope / Capacity * SphereDiffusion.Response(angular, Time);
        double layer = angular * _with.DoubleLayer * (Capacity / _with.Capacity);
        return 1 / (1 / faradaic + new Complex(0, layer));
    }
}
