using CellDsl.Language.Units;
using CellDsl.Planning.Scheduling;

namespace CellDsl.Planning.Resources;

/// <summary>How long an instrument works, and what it takes from the mains for it.</summary>
/// <param name="Duration">s; a lower bound where <paramref name="IsOpen"/>.</param>
/// <param name="Energy">J; null where its power is not stated.</param>
public sealed record InstrumentUse(
    string Unit,
    int Uses,
    Rational Duration,
    bool IsOpen,
    Rational? Power,
    Rational? Energy
)
{
    /// <summary>By name, over operations and cell tests.</summary>
    public static EquatableList<InstrumentUse> Of(LabSchedule schedule) =>
        [
            .. schedule
                .Preparation.Concat(schedule.Tests.Where(task => task.Power is not null))
                .Where(task => task.Unit is not null)
                .GroupBy(task => task.Unit ?? "")
                .OrderBy(unit => unit.Key, StringComparer.Ordinal)
                .Select(unit =>
                {
                    var duration = unit.Aggregate(Rational.Zero, (sum, task) => sum + task.Duration);
                    var power = unit.First().Power;
                    return new InstrumentUse(
                        unit.Key,
                        unit.Count(),
                        duration,
                        unit.Any(task => task.IsOpen),
                        power,
                        power * duration
                    );
                }),
        ];
}
