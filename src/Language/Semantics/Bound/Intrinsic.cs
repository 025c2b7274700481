namespace CellDsl.Language.Semantics.Bound;

/// <summary>Functions of the core.</summary>
public enum Intrinsic
{
    /// <summary><c>slope(x, over: t)</c>: change per time over the window that just passed.</summary>
    Slope,

    /// <summary><c>mean(x, over: t)</c>: mean over the window that just passed.</summary>
    Mean,
    Minimum,
    Maximum,

    /// <summary><c>zip(a, b)</c>: the k-th of each together.</summary>
    Zip,

    /// <summary><c>random(low .. high, count: n)</c>, seeded by the experiment.</summary>
    Random,

    /// <summary><c>latin_hypercube(a .. b, c .. d, count: n)</c>, seeded by the experiment.</summary>
    LatinHypercube,

    /// <summary><c>linear(low .. high, count: n)</c>: evenly spaced, both ends included.</summary>
    Linear,

    /// <summary><c>logarithmic(low .. high, count: n)</c>: evenly spaced in the logarithm.</summary>
    Logarithmic,
}
