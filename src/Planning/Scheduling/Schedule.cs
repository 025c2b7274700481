using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Scheduling;

/// <summary>When an operation can begin and end at the earliest, s from the start; unknown upper bounds stay so.</summary>
public sealed record ScheduledOperation(PlanOperation Operation, PlanRange Start, PlanRange End);

/// <summary>The earliest times of an experiment's operations, as if there were instruments and hands enough.</summary>
/// <param name="Total">Until the last operation ends; runs on cells are not in it.</param>
/// <param name="Unknown">Operations whose own duration is not known.</param>
public sealed record Schedule(
    EquatableList<ScheduledOperation> Operations,
    PlanRange Total,
    EquatableList<PlanOperation> Unknown
)
{
    public static Schedule Of(PlanExperiment experiment)
    {
        var ends = new Dictionary<string, PlanRange>();
        var entries = new List<ScheduledOperation>();
        var total = PlanRange.Exactly(0);
        foreach (var operation in experiment.Operations)
        {
            var start = PlanRange.Exactly(0);
            foreach (var input in operation.Inputs)
            {
                if (ends.TryGetValue(input.Sample, out var made))
                    start = Later(start, made);
            }
            var end = start + operation.Duration;
            foreach (var output in operation.Outputs)
                ends[output] = end;
            entries.Add(new(operation, start, end));
            total = Later(total, end);
        }
        return new(
            [.. entries],
            total,
            [.. experiment.Operations.Where(operation => operation.Duration.Exact is null)]
        );
    }

    private static PlanRange Later(PlanRange left, PlanRange right) =>
        new(
            left.Low is { } a && right.Low is { } b ? Rational.Max(a, b) : left.Low ?? right.Low,
            left.High is { } c && right.High is { } d ? Rational.Max(c, d) : null
        );
}
