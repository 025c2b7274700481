using CellDsl.Language.Units;

namespace CellDsl.Planning.Labs;

/// <summary>By how much an instrument misses what is asked of it.</summary>
/// <param name="IsAbove">Whether too much is asked for; else too little.</param>
internal sealed record Shortfall(Demand Demand, Capability Has, Quantity Bound, bool IsAbove)
{
    public static Shortfall? Of(Demand demand, Capability? has)
    {
        if (has is null)
            return null;
        if (has.High is { } high && demand.Value > high.Si)
            return new(demand, has, high, IsAbove: true);
        return has.Low is { } low && demand.Value < low.Si ? new(demand, has, low, IsAbove: false) : null;
    }

    /// <summary>The difference, in the unit of what the instrument can do.</summary>
    public string Difference
    {
        get
        {
            var size = (Demand.Value - Bound.Si).Abs();
            return Bound.Kind.IsPoint ? $"{size.ToDecimalString(4)} K"
                : Quantity.FromSi(size, Bound.Unit) is var quantity
                    ? $"{quantity.Value.ToDecimalString(4)} {Bound.Unit.Symbol}"
                : "";
        }
    }

    /// <summary>What it can do, in a sentence's words.</summary>
    public string Can =>
        (Demand.Property, IsAbove) switch
        {
            ("temperature", true) => $"reaches {Bound}",
            ("temperature", false) => $"goes down to {Bound}",
            ("ramp", _) => $"changes temperature by up to {Bound}",
            ("speed", true) => $"turns at up to {Bound}",
            ("speed", false) => $"turns at {Bound} at least",
            ("pressure", true) => $"presses with up to {Bound}",
            (_, true) => $"has {Demand.Property.Replace('_', ' ')} up to {Bound}",
            _ => $"has {Demand.Property.Replace('_', ' ')} from {Bound} on",
        };
}
