using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// Two <see cref="SphereDiffusion"/> side by side, those of the two electrodes of a cell: the same modes and the same
/// arithmetic, the lower half of each vector for the first and the upper for the second.
/// </summary>
internal struct SpherePair(double first, double second)
{
    private static readonly Vector512<double> Decay0 = Twice(SphereModes.Decay0);
    private static readonly Vector512<double> Decay1 = Twice(SphereModes.Decay1);
    private static readonly Vector512<double> Decay2 = Twice(SphereModes.Decay2);
    private static readonly Vector512<double> Weight0 = Twice(SphereModes.Weight0);
    private static readonly Vector512<double> Weight1 = Twice(SphereModes.Weight1);
    private static readonly Vector512<double> Weight2 = Twice(SphereModes.Weight2);
    private static readonly Vector512<double> Inverse0 = Vector512<double>.One / Decay0;
    private static readonly Vector512<double> Inverse1 = Vector512<double>.One / Decay1;
    private static readonly Vector512<double> Inverse2 = Vector512<double>.One / Decay2;

    private Vector512<double> _q0,
        _q1,
        _q2;

    /// <summary>Mean lithiations.</summary>
    public Vector128<double> Mean { get; private set; } = Vector128.Create(first, second);

    /// <summary>The surfaces' lithiation at rates of zero.</summary>
    public readonly Vector128<double> SurfaceOffset => Mean + Sums(_q0 + _q1 + _q2);

    /// <summary>See <see cref="SphereDiffusion.Prepare(double, double, double, out SphereDiffusion.Step)"/>.</summary>
    /// <param name="rate">Of each mean at the step's start, 1/s.</param>
    /// <param name="time">R²/D of each, s.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Prepare(
        double seconds,
        Vector128<double> rate,
        Vector128<double> time,
        out Step step
    )
    {
        var inverse = time * (1 / seconds);
        var scaled = Spread(Vector128<double>.One / inverse);
        var slowed = Spread(inverse);
        var times = Spread(time);
        var starts = Spread(rate);
        Prepare(Decay0, Inverse0, Weight0, _q0, scaled, slowed, starts, times, out step.A0, out step.B0);
        Prepare(Decay1, Inverse1, Weight1, _q1, scaled, slowed, starts, times, out step.A1, out step.B1);
        Prepare(Decay2, Inverse2, Weight2, _q2, scaled, slowed, starts, times, out step.A2, out step.B2);
        step.MeanGain = 0.5 * seconds;
        step.MeanOffset = Mean + step.MeanGain * rate;
        step.Offset = step.MeanOffset + Sums(step.A0 + step.A1 + step.A2);
        step.Gain =
            Vector128.Create(step.MeanGain) + Sums(step.B0 + step.B1 + step.B2) + SphereModes.Instant * time;
    }

    /// <summary>Takes a prepared step to its end at these rates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(in Step step, Vector128<double> rate)
    {
        var ends = Spread(rate);
        _q0 = step.A0 + step.B0 * ends;
        _q1 = step.A1 + step.B1 * ends;
        _q2 = step.A2 + step.B2 * ends;
        Mean = step.MeanOffset + step.MeanGain * rate;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prepare(
        Vector512<double> decay,
        Vector512<double> inverse,
        Vector512<double> weight,
        Vector512<double> q,
        Vector512<double> scaled,
        Vector512<double> slowed,
        Vector512<double> rate,
        Vector512<double> time,
        out Vector512<double> a,
        out Vector512<double> b
    )
    {
        // As in SphereDiffusion, with the division by z made a product.
        var z = decay * scaled;
        var kept = Decay.Kept(z);
        var gone = Vector512<double>.One - kept;
        var ofEnd = Vector512<double>.One - gone * (inverse * slowed);
        var isSmall = Vector512.LessThan(z, Vector512.Create(1e-3));
        if (isSmall != Vector512<double>.Zero)
        {
            var series = Vector512.Create(0.5) - z * Vector512.Create(1.0 / 6);
            gone = Vector512.ConditionalSelect(isSmall, z * (Vector512<double>.One - z * series), gone);
            var cubic = Vector512.Create(1.0 / 6) - z * Vector512.Create(1.0 / 24);
            ofEnd = Vector512.ConditionalSelect(isSmall, z * (Vector512.Create(0.5) - z * cubic), ofEnd);
        }
        var reach = weight * time;
        b = reach * ofEnd;
        a = kept * q + reach * (gone - ofEnd) * rate;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Sums(Vector512<double> q) =>
        Vector128.Create(Vector256.Sum(q.GetLower()), Vector256.Sum(q.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Spread(Vector128<double> pair) =>
        Vector512.Create(Vector256.Create(pair[0]), Vector256.Create(pair[1]));

    private static Vector512<double> Twice(Vector256<double> modes) => Vector512.Create(modes, modes);

    /// <summary>A step whose rates at its end are open.</summary>
    internal struct Step
    {
        internal Vector512<double> A0,
            A1,
            A2,
            B0,
            B1,
            B2;
        internal Vector128<double> MeanOffset;
        internal double MeanGain;

        /// <summary>The surfaces at the step's end, at rates of zero there.</summary>
        public Vector128<double> Offset;

        /// <summary>By how much each surface moves per unit of its rate at the end, s.</summary>
        public Vector128<double> Gain;
    }
}
