using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>What is left of a mode after a time: exp(−z) for many at once.</summary>
internal static class Decay
{
    /// <summary>exp(−z) for z ≥ 0, to the last digit or two; nothing (10⁻³⁰⁴) is left beyond 700.</summary>
    /// <remarks>
    /// exp(−z) = 2ⁿ·exp(r) with |r| ≤ ln 2/2 and the series to r¹² (remainder 2·10⁻¹⁶). The library's exponential of eight
    /// numbers is several times slower.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Kept(Vector512<double> z)
    {
        // Adding 1.5·2⁵² rounds to whole numbers, and leaves them in the lowest bits.
        const double Rounder = 6755399441055744;
        const double High = 0.693147180369123816490;
        const double Low = 1.90821492927058770002e-10;
        var x = -Vector512.Min(z, Vector512.Create(700.0));
        var shifted = Vector512.MultiplyAddEstimate(
            x,
            Vector512.Create(1.4426950408889634),
            Vector512.Create(Rounder)
        );
        var n = shifted - Vector512.Create(Rounder);
        var r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-High), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Low), r);
        var r2 = r * r;
        var r4 = r2 * r2;
        var p01 = Linear(r, 1, 1);
        var p23 = Linear(r, 1.0 / 2, 1.0 / 6);
        var p45 = Linear(r, 1.0 / 24, 1.0 / 120);
        var p67 = Linear(r, 1.0 / 720, 1.0 / 5040);
        var p89 = Linear(r, 1.0 / 40320, 1.0 / 362880);
        var pab = Linear(r, 1.0 / 3628800, 1.0 / 39916800);
        var low = Vector512.MultiplyAddEstimate(p23, r2, p01);
        var middle = Vector512.MultiplyAddEstimate(p67, r2, p45);
        var high = Vector512.MultiplyAddEstimate(pab, r2, p89);
        high = Vector512.MultiplyAddEstimate(r4, Vector512.Create(1.0 / 479001600), high);
        var value = Vector512.MultiplyAddEstimate(Vector512.MultiplyAddEstimate(high, r4, middle), r4, low);
        return (value.AsInt64() + Vector512.ShiftLeft(shifted.AsInt64(), 52)).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Linear(Vector512<double> r, double constant, double slope) =>
        Vector512.MultiplyAddEstimate(r, Vector512.Create(slope), Vector512.Create(constant));
}
