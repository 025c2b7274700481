using System.Globalization;

namespace CellDsl.Executor.World;

/// <summary>How fast the time of a run goes against that of the machine; infinite for as fast as it can be computed.</summary>
public readonly record struct Pace(double Factor)
{
    public static Pace Real { get; } = new(1);

    public static Pace Virtual { get; } = new(double.PositiveInfinity);

    public bool IsReal => Factor == 1;

    public bool IsVirtual => double.IsPositiveInfinity(Factor);

    /// <summary>Reads <c>real</c>, <c>virtual</c> or a factor as <c>1000x</c>; null for anything else.</summary>
    public static Pace? Parse(string text) =>
        text switch
        {
            "real" => Real,
            "virtual" => Virtual,
            [.. var number, 'x']
                when double.TryParse(
                    number,
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out double factor
                )
                    && factor > 0
                    && double.IsFinite(factor) => new Pace(factor),
            _ => null,
        };

    public override string ToString() =>
        IsVirtual ? "virtual"
        : IsReal ? "real"
        : $"{Factor.ToString("R", CultureInfo.InvariantCulture)}x";
}
