using System.Text;

namespace CellDsl.Runtime.Simulation;

/// <summary>
/// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014): a small generator that gives the same numbers on every
/// machine and in every version.
/// </summary>
public struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator of its own for every combination of a seed and names.</summary>
    public static SplitMix From(long seed, params ReadOnlySpan<string> names)
    {
        // FNV-1a over the UTF-8 names, a zero byte after each.
        ulong hash = 14695981039346656037;
        foreach (string name in names)
        {
            foreach (byte b in Encoding.UTF8.GetBytes(name + '\0'))
                hash = (hash ^ b) * 1099511628211;
        }
        return new(hash ^ unchecked((ulong)seed));
    }

    public ulong Next()
    {
        unchecked
        {
            ulong z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Even in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Normal with mean 0 and standard deviation 1 (G. E. P. Box, M. E. Muller, 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());
}
