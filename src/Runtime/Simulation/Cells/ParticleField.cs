using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// The particles along one electrode, one in each volume: the modes of <see cref="SphereDiffusion"/> for all of them, mode
/// by mode, since all decay alike.
/// </summary>
internal struct ParticleField
{
    /// <summary>The most volumes of an electrode.</summary>
    public const int Room = 40;

    public const int Modes = 12;

    [InlineArray(Room)]
    public struct Nodes
    {
        private double _first;
    }

    [InlineArray(Room * Modes)]
    private struct Amplitudes
    {
        private double _first;
    }

    private Amplitudes _amplitudes;

    /// <summary>Mean lithiations.</summary>
    public Nodes Mean;

    /// <summary>Rates of the means, 1/s.</summary>
    public Nodes Rate;

    /// <summary>The rates a step ago.</summary>
    public Nodes RateBefore;

    /// <summary>What a step makes of each mode and of each rate; room for one electrode.</summary>
    internal struct Step
    {
        public Coefficients Kept;
        public Coefficients OfStart;
        public Coefficients OfEnd;

        /// <summary>By how much a surface moves per unit of its rate at the end, s.</summary>
        public double Gain;

        public double Half;
    }

    [InlineArray(Modes)]
    internal struct Coefficients
    {
        private double _first;
    }

    /// <summary>Prepares the moment itself, or a step, over which rates run straight: see <see cref="SphereDiffusion"/>.</summary>
    /// <param name="seconds">0 for the moment itself.</param>
    /// <param name="time">R²/D, s.</param>
    /// <param name="offset">The surfaces' lithiation at the end, at rates of zero there.</param>
    public readonly void Prepare(double seconds, double time, Span<double> offset, out Step step)
    {
        step = default;
        step.Half = 0.5 * seconds;
        step.Gain = step.Half + SphereModes.Instant * time;
        for (int i = 0; i < Modes; i += 4)
        {
            var decay =
                i == 0 ? SphereModes.Decay0
                : i == 4 ? SphereModes.Decay1
                : SphereModes.Decay2;
            var weight =
                i == 0 ? SphereModes.Weight0
                : i == 4 ? SphereModes.Weight1
                : SphereModes.Weight2;
            var z = decay * (seconds / time);
            var kept = Vector256.Exp(-z);
            var one = Vector256<double>.One;
            var small = Vector256.LessThan(z, Vector256.Create(1e-3));
            var gone = Vector256.ConditionalSelect(
                small,
                z * (one - z * (Vector256.Create(0.5) - z * Vector256.Create(1.0 / 6))),
                one - kept
            );
            var ofEnd = Vector256.ConditionalSelect(
                small,
                z
                    * (
                        Vector256.Create(0.5)
                        - z * (Vector256.Create(1.0 / 6) - z * Vector256.Create(1.0 / 24))
                    ),
                one - gone / z
            );
            var reach = weight * time;
            kept.CopyTo(step.Kept[i..]);
            (reach * (gone - ofEnd)).CopyTo(step.OfStart[i..]);
            (reach * ofEnd).CopyTo(step.OfEnd[i..]);
            step.Gain += Vector256.Sum(reach * ofEnd);
        }
        ReadOnlySpan<double> mean = Mean;
        ReadOnlySpan<double> rate = Rate;
        ReadOnlySpan<double> amplitudes = _amplitudes;
        double ofStart = step.Half;
        for (int m = 0; m < Modes; m++)
            ofStart += step.OfStart[m];
        ref double q = ref MemoryMarshal.GetReference(amplitudes);
        for (int k = 0; k < offset.Length; k += 4)
        {
            var sum = Load(mean, k) + Load(rate, k) * ofStart;
            for (int m = 0; m < Modes; m++)
                sum += Vector256.LoadUnsafe(ref q, (nuint)(m * Room + k)) * step.Kept[m];
            if (k + 4 <= offset.Length)
                sum.CopyTo(offset[k..]);
            else
                for (int rest = k; rest < offset.Length; rest++)
                    offset[rest] = sum[rest - k];
        }
    }

    /// <summary>Takes a prepared step to its end at these rates.</summary>
    public void Take(in Step step, ReadOnlySpan<double> rates)
    {
        Span<double> mean = Mean;
        Span<double> rate = Rate;
        Span<double> before = RateBefore;
        Span<double> amplitudes = _amplitudes;
        Span<double> ends = stackalloc double[Room];
        rates.CopyTo(ends);
        ref double q = ref MemoryMarshal.GetReference(amplitudes);
        for (int k = 0; k < rates.Length; k += 4)
        {
            var start = Load(rate, k);
            var end = Load(ends, k);
            for (int m = 0; m < Modes; m++)
            {
                nuint at = (nuint)(m * Room + k);
                var moved =
                    Vector256.LoadUnsafe(ref q, at) * step.Kept[m]
                    + start * step.OfStart[m]
                    + end * step.OfEnd[m];
                moved.StoreUnsafe(ref q, at);
            }
            (Load(mean, k) + (start + end) * step.Half).CopyTo(mean[k..]);
            start.CopyTo(before[k..]);
            end.CopyTo(rate[k..]);
        }
    }

    /// <summary>Rates jump; none is known from before.</summary>
    public void Jump(ReadOnlySpan<double> rates)
    {
        rates.CopyTo(Rate);
        rates.CopyTo(RateBefore);
    }

    private static Vector256<double> Load(ReadOnlySpan<double> values, int at) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)at);
}
