using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Labs;

/// <summary>What an operation asks of its instrument: a value of one of its properties.</summary>
/// <param name="Value">SI.</param>
internal sealed record Demand(
    string Property,
    Rational Value,
    string Words,
    Kind Kind,
    Performance By,
    Location At
)
{
    // Which property of an instrument a parameter speaks of, where its own name is none.
    private static readonly (Kind Kind, string Property)[] s_byKind =
    [
        (Kinds.Temperature, "temperature"),
        (Kinds.HeatingRate, "ramp"),
        (Kinds.RotationSpeed, "speed"),
        (Kinds.Pressure, "pressure"),
        (Kinds.Voltage, "voltage"),
        (Kinds.Current, "current"),
        (Kinds.Frequency, "frequency"),
        (Kinds.Power, "power"),
        (Kinds.Volume, "volume"),
    ];

    /// <summary>All that an operation and its program ask for, as far as it is known.</summary>
    public static IEnumerable<Demand> Of(Performance performance, DeclarationSymbol instrument)
    {
        foreach (var part in performance.Segments.Prepend(performance))
        {
            foreach (var (argument, value) in part.Arguments)
            {
                if (
                    value is not Datum.Known { Si: { } si } known
                    || PropertyFor(argument, known.Kind, instrument) is not { } property
                )
                    continue;
                yield return new(
                    property,
                    property == "ramp" ? si.Abs() : si,
                    Scheduling.PlanValueText.Of(value.Plan.Bare),
                    known.Kind,
                    part,
                    part.PlaceOf(argument, value)
                );
            }
        }
    }

    /// <summary>A property of the parameter's own name, so that a lab's own classes are asked for their own properties.</summary>
    private static string? PropertyFor(BoundArgument argument, Kind kind, DeclarationSymbol instrument)
    {
        if (Capability.Of(instrument, argument.Parameter.Name) is not null)
            return argument.Parameter.Name;
        foreach (var (known, property) in s_byKind)
        {
            if (kind.Dimension == known.Dimension && kind.Tag == known.Tag)
                return property;
        }
        return null;
    }
}
