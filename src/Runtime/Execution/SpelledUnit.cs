using System.Globalization;
using System.Text.RegularExpressions;
using CellDsl.Planning.Plans;

namespace CellDsl.Runtime.Execution;

/// <summary>The unit in which a value of the plan was written, so that what is computed can be written in it too.</summary>
internal static partial class SpelledUnit
{
    /// <summary>The SI value of one of the unit and the unit as written; 1 and nothing where there is none to be read.</summary>
    public static (double Factor, string Unit) Of(PlanValue? value)
    {
        if (
            value?.Bare is not PlanValue.Quantity quantity
            || Leading.Match(quantity.Spelling) is not { Success: true } match
            || !double.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out double number)
            || number == 0
        )
            return (1, value?.Bare is PlanValue.Quantity { Unit: var si } ? si : "");
        string unit = quantity.Spelling[match.Length..].Trim();
        // A temperature scale has an offset: its values are written in kelvin.
        return unit is "°C" or "degC" ? (1, "K") : (quantity.Value.ToDouble() / number, unit);
    }

    [GeneratedRegex(@"^\s*([+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)")]
    private static partial Regex Leading { get; }
}
