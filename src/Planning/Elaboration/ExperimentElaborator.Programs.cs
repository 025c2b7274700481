using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

internal sealed partial class ExperimentElaborator
{
    /// <summary>A program starts at 25 °C unless a segment before says otherwise.</summary>
    private static readonly Rational RoomTemperature = Rational.Of(29815, 100);

    private PlanSegment Segment(Performance whole, BoundOperation segment, Frame frame)
    {
        var part = new Performance(segment, whole.Id, null) { Point = whole.Point, Place = whole.Place };
        foreach (var argument in segment.Arguments)
        {
            if (argument.Value is { } value)
            {
                var what = $"{argument.Parameter.Name} of {segment.Operation.Name}";
                var evaluated = Evaluate(value, frame, what);
                CompareWithUsual(segment, argument, evaluated);
                part.Arguments.Add((argument, evaluated));
            }
        }
        whole.Segments.Add(part);
        return new(
            segment.Operation.Name,
            Spelling.Of(segment),
            [
                .. part.Arguments.Select(pair => new PlanProperty(
                    pair.Argument.Parameter.Name,
                    pair.Value.Plan with
                    {
                        Source = _context.Ref(pair.Argument.Value ?? segment),
                    }
                )),
            ],
            PlanRange.Unknown,
            _context.Ref(segment)
        );
    }

    /// <summary>A ramp takes its change of temperature over its rate, a hold its time; how a furnace cools is its own affair.</summary>
    private static void SetDurations(PlanSegment[] segments)
    {
        Rational? temperature = RoomTemperature;
        for (int i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            var to = Argument(segment, "K");
            var duration = new PlanRange(Rational.Zero, null);
            if (Argument(segment, "s") is { } time)
                duration = PlanRange.Exactly(time);
            else if (
                to is { } target
                && temperature is { } from
                && Argument(segment, "K/s") is { IsZero: false } rate
            )
                duration = PlanRange.Exactly(((target - from) / rate).Abs());
            temperature = to ?? temperature;
            segments[i] = segment with { Duration = duration };
        }
    }

    private static Rational? Argument(PlanSegment segment, string unit) =>
        segment
            .Arguments.Select(argument => argument.Value.Bare)
            .OfType<PlanValue.Quantity>()
            .FirstOrDefault(quantity => quantity.Unit == unit)
            ?.Value;

    /// <summary>The parameter that the operation's <c>duration</c> names, or the sum of its program.</summary>
    private static PlanRange DurationOf(Performance performance, PlanSegment[] segments)
    {
        if (segments.Length > 0)
            return Ranges.Sum(segments.Select(segment => segment.Duration));
        var named = performance.Operation.Operation.Properties.ValueOf("duration")?.Bare switch
        {
            BoundWord word => word.Name,
            BoundParameter parameter => parameter.Symbol.Name,
            _ => null,
        };
        return named is not null && performance.Find(named)?.Si is { } seconds
            ? PlanRange.Exactly(seconds)
            : new(Rational.Zero, null);
    }
}
