using CellDsl.Language.Semantics.Bound;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>The names of the core's functions.</summary>
internal static class Intrinsics
{
    public static bool TryFind(ReadOnlySpan<char> name, out Intrinsic function)
    {
        Intrinsic? found = name switch
        {
            "slope" => Intrinsic.Slope,
            "mean" => Intrinsic.Mean,
            "min" => Intrinsic.Minimum,
            "max" => Intrinsic.Maximum,
            "zip" => Intrinsic.Zip,
            "random" => Intrinsic.Random,
            "latin_hypercube" => Intrinsic.LatinHypercube,
            "linear" => Intrinsic.Linear,
            "logarithmic" => Intrinsic.Logarithmic,
            _ => null,
        };
        function = found ?? default;
        return found is not null;
    }
}
