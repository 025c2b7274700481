using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// Lithiation within a spherical particle: its mean, and the modes by which the surface differs from it. A rate that runs
/// straight over a step is integrated without error, however long the step.
/// </summary>
internal struct SphereDiffusion(double mean)
{
    private Vector256<double> _q0,
        _q1,
        _q2;

    /// <summary>Mean lithiation of the particle.</summary>
    public double Mean { get; private set; } = mean;

    /// <summary>The surface's lithiation at a rate (1/s) that begins now, with R²/D in s.</summary>
    public readonly double Surface(double rate, double time) =>
        SurfaceOffset + SphereModes.Instant * time * rate;

    /// <summary>The surface's lithiation at rate zero.</summary>
    public readonly double SurfaceOffset => Mean + Vector256.Sum(_q0 + _q1 + _q2);

    /// <summary>
    /// Prepares a step of so many seconds over which the rate runs from one value to another that is not known yet: the
    /// surface at its end is <see cref="Step.Offset"/> + <see cref="Step.Gain"/> × that rate.
    /// </summary>
    /// <param name="time">R²/D, s.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Prepare(double seconds, double rate, double time, out Step step)
    {
        double scaled = seconds / time;
        Prepare(SphereModes.Decay0, SphereModes.Weight0, _q0, scaled, rate, time, out step.A0, out step.B0);
        Prepare(SphereModes.Decay1, SphereModes.Weight1, _q1, scaled, rate, time, out step.A1, out step.B1);
        Prepare(SphereModes.Decay2, SphereModes.Weight2, _q2, scaled, rate, time, out step.A2, out step.B2);
        step.MeanOffset = Mean + 0.5 * seconds * rate;
        step.MeanGain = 0.5 * seconds;
        step.Offset = step.MeanOffset + Vector256.Sum(step.A0 + step.A1 + step.A2);
        step.Gain = step.MeanGain + Vector256.Sum(step.B0 + step.B1 + step.B2) + SphereModes.Instant * time;
    }

    /// <summary>Takes a prepared step to its end at this rate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(in Step step, double rate)
    {
        _q0 = step.A0 + step.B0 * rate;
        _q1 = step.A1 + step.B1 * rate;
        _q2 = step.A2 + step.B2 * rate;
        Mean = step.MeanOffset + step.MeanGain * rate;
    }

    /// <summary>
    /// The mean's integral and the modes at an angular frequency, in s: the surface's small-signal response to the rate.
    /// </summary>
    public static Complex Response(double angular, double time)
    {
        var sum = 1 / new Complex(0, angular) + SphereModes.Instant * time;
        for (int i = 0; i < 4; i++)
        {
            sum += time * SphereModes.Weight0[i] / new Complex(1, angular * time / SphereModes.Decay0[i]);
            sum += time * SphereModes.Weight1[i] / new Complex(1, angular * time / SphereModes.Decay1[i]);
            sum += time * SphereModes.Weight2[i] / new Complex(1, angular * time / SphereModes.Decay2[i]);
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prepare(
        Vector256<double> decay,
        Vector256<double> weight,
        Vector256<double> q,
        double scaled,
        double rate,
        double time,
        out Vector256<double> a,
        out Vector256<double> b
    )
    {
        // q' = −λ q + λ w r(t): exact for a straight r. With z = λ Δt the end weighs 1 − (1 − e⁻ᶻ)/z.
        var z = decay * scaled;
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
        var reach = weight * time;
        b = reach * ofEnd;
        a = kept * q + reach * (gone - ofEnd) * rate;
    }

    /// <summary>A step whose rate at its end is open.</summary>
    internal struct Step
    {
        internal Vector256<double> A0,
            A1,
            A2,
            B0,
            B1,
            B2;
        internal double MeanOffset;
        internal double MeanGain;

        /// <summary>The surface at the step's end, at rate zero there.</summary>
        public double Offset;

        /// <summary>By how much the surface moves per unit of rate at the end, s.</summary>
        public double Gain;
    }
}
