using CellDsl.Language.Units;
using CellDsl.Planning;
using CellDsl.Planning.Plans;
using CellDsl.Planning.Resources;
using CellDsl.Planning.Scheduling;

namespace CellDsl.Reports.Plans;

/// <summary>What an experiment asks of a lab: masses, time on instruments, material, energy.</summary>
/// <param name="Weighings">Operations that weigh, equal ones together.</param>
/// <param name="Energy">J over all instruments whose power is stated; null where none is.</param>
public sealed record PlanReport(
    PlanExperiment Experiment,
    LabResources Resources,
    LabSchedule Schedule,
    IReadOnlyList<WeighingGroup> Weighings,
    EquatableList<Consumable> Consumables,
    EquatableList<InstrumentUse> Instruments,
    Rational? Energy
)
{
    public static PlanReport Of(
        PlanResult planned,
        PlanExperiment experiment,
        LabResources resources,
        Vocabulary vocabulary
    )
    {
        var schedule = LabSchedule.Of(experiment, planned.Machines, resources);
        var instruments = InstrumentUse.Of(schedule);
        var powered = instruments.Where(use => use.Energy is not null).ToList();
        return new(
            experiment,
            resources,
            schedule,
            WeighingGroup.Of(experiment),
            Consumption.Of(experiment, vocabulary),
            instruments,
            powered.Count == 0
                ? null
                : powered.Aggregate(Rational.Zero, (sum, use) => sum + (use.Energy ?? 0))
        );
    }
}

/// <summary>The same weighing for several samples.</summary>
/// <param name="Purpose">As <c>5 g of LTVO</c>.</param>
/// <param name="Operations">Ids.</param>
public sealed record WeighingGroup(
    string Purpose,
    IReadOnlyList<string> Operations,
    EquatableList<PlanWeighing> Masses
)
{
    public static IReadOnlyList<WeighingGroup> Of(PlanExperiment experiment) =>
        [
            .. experiment
                .Operations.Where(operation => operation.Weighings.Count > 0)
                .GroupBy(operation => (Purpose: PurposeOf(operation), operation.Weighings))
                .Select(group => new WeighingGroup(
                    group.Key.Purpose,
                    [.. group.Select(operation => operation.Id)],
                    group.Key.Weighings
                )),
        ];

    private static string PurposeOf(PlanOperation operation) =>
        operation.Arguments.FirstOrDefault(argument => argument.Name == "amount") is { } amount
            ? PlanValueText.Of(amount.Value)
            : operation.Text;
}
