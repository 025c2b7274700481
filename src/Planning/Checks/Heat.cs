using CellDsl.Language.Diagnostics;
using CellDsl.Language.Units;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Checks;

/// <summary>A temperature (K) of an operation, and where it was asked for.</summary>
internal readonly record struct Warmth(Rational Value, string Spelling, Performance By, Location At);

/// <summary>How hot an operation gets.</summary>
internal static class Heat
{
    private static readonly Rational s_room = Rational.Of(29815, 100);

    /// <summary>The highest temperature that is known; room temperature where the operation knows none at all.</summary>
    public static Warmth? HighestOf(Performance performance)
    {
        Warmth? highest = null;
        bool isOpen = false;
        foreach (var part in performance.Segments.Prepend(performance))
        {
            foreach (var (argument, value) in part.Arguments)
            {
                if (!AsksForTemperature(argument.Parameter.Type))
                    continue;
                if (value is not Datum.Known { Si: { } kelvin })
                    isOpen = true;
                else if (highest is not { } known || kelvin > known.Value)
                    highest = new(
                        kelvin,
                        Scheduling.PlanValueText.Of(value.Plan.Bare),
                        part,
                        part.PlaceOf(argument, value)
                    );
            }
        }
        return highest
            ?? (
                isOpen || performance.Segments.Count > 0
                    ? null
                    : new(s_room, "25 °C", performance, performance.VerbAt)
            );
    }

    private static bool AsksForTemperature(Language.Semantics.Types.CellType type) =>
        type is Language.Semantics.Types.QuantityType { Single: { } kind } && kind == Kinds.Temperature;

    public static string Celsius(Rational kelvin) =>
        $"{(kelvin - Rational.Of(27315, 100)).ToDecimalString(5)} °C";
}
