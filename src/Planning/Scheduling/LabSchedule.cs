using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Scheduling;

/// <summary>A piece of work at its time on its instrument, s from the start of the experiment.</summary>
/// <param name="Id">Of the operation or the run.</param>
/// <param name="What">As a row of a chart says it.</param>
/// <param name="Unit">The instrument or the channel; null where it needs none.</param>
/// <param name="Start">At the earliest: what is not stated counts as nothing.</param>
/// <param name="IsOpen">Its duration is not stated, or only a lower bound of it.</param>
/// <param name="Power">Of its instrument, W; null where it is not stated.</param>
public sealed record LabTask(
    string Id,
    string What,
    int Point,
    string? Unit,
    Rational Start,
    Rational Duration,
    bool IsOpen,
    Rational? Power,
    SourceRef Source
)
{
    public Rational End => Start + Duration;
}

/// <summary>A gap between two operations that the schedule makes longer than the procedure allows, s.</summary>
public sealed record MissedDeadline(
    string Operation,
    string After,
    Rational Allowed,
    Rational Gap,
    SourceRef Source
);

/// <summary>
/// The work of an experiment, each instrument doing one thing at a time. What is furthest from the end goes first, which
/// is short, though not always the shortest. A furnace takes one sample at a time. Durations that are not stated count as
/// nothing, so all times are lower bounds while there are any; those of cell tests are estimates (<see cref="RunEstimate"/>).
/// </summary>
/// <param name="Preparation">Operations in order of their start.</param>
/// <param name="Tests">Runs on cells.</param>
/// <param name="PreparationEnd">When the last operation has ended, s.</param>
/// <param name="End">When the last run has ended, s.</param>
/// <param name="Assumed">Classes of which one is taken to be there, as no lab has any.</param>
public sealed record LabSchedule(
    EquatableList<LabTask> Preparation,
    EquatableList<LabTask> Tests,
    Rational PreparationEnd,
    Rational End,
    EquatableList<MissedDeadline> Missed,
    EquatableList<string> Assumed
)
{
    private const string Cycler = "cycler";

    public int OpenOperations => Preparation.Count(task => task.IsOpen);

    public int OpenTests => Tests.Count(task => task.IsOpen);

    public static LabSchedule Of(
        PlanExperiment experiment,
        IReadOnlyList<Machine> machines,
        LabResources resources
    ) => new Builder(experiment, machines, resources).Build();

    private sealed class Builder(
        PlanExperiment experiment,
        IReadOnlyList<Machine> machines,
        LabResources resources
    )
    {
        private readonly Dictionary<string, Rational> _free = [];
        private readonly Dictionary<string, Rational> _ready = [];
        private readonly SortedSet<string> _assumed = new(StringComparer.Ordinal);

        public LabSchedule Build()
        {
            var preparation = Prepare();
            var end = Latest(preparation);
            var tests = Test();
            return new(
                [.. preparation.OrderBy(task => task.Start)],
                [.. tests.OrderBy(task => task.Start)],
                end,
                Rational.Max(end, Latest(tests)),
                [.. Missed(preparation)],
                [.. _assumed]
            );
        }

        private List<LabTask> Prepare()
        {
            var operations = experiment.Operations;
            var before = OperationOrder.Predecessors(operations);
            var rest = OperationOrder.TimeToTheEnd(operations, before);
            var ends = new Rational?[operations.Count];
            var waiting = Enumerable.Range(0, operations.Count).ToList();
            var tasks = new List<LabTask>();
            while (waiting.Count > 0)
            {
                // Of all that could begin, the one that begins first; of several, the one with the longest way to go.
                int chosen = -1;
                Rational best = default;
                LabUnit? bestUnit = null;
                foreach (int candidate in waiting)
                {
                    if (before[candidate].Exists(earlier => ends[earlier] is null))
                        continue;
                    var ready = before[candidate]
                        .Aggregate(Rational.Zero, (at, i) => Rational.Max(at, ends[i] ?? 0));
                    var (unit, start) = Earliest(operations[candidate], ready);
                    if (chosen < 0 || start < best || (start == best && rest[candidate] > rest[chosen]))
                        (chosen, best, bestUnit) = (candidate, start, unit);
                }
                waiting.Remove(chosen);
                var task = TaskOf(operations[chosen], bestUnit, best);
                ends[chosen] = task.End;
                Occupy(bestUnit, task.End);
                foreach (string sample in operations[chosen].Outputs)
                    _ready[sample] = task.End;
                foreach (var input in operations[chosen].Inputs)
                    _ready[input.Sample] = Rational.Max(task.End, _ready.GetValueOrDefault(input.Sample));
                tasks.Add(task);
            }
            return tasks;
        }

        private List<LabTask> Test()
        {
            var tasks = new List<LabTask>();
            foreach (var run in experiment.Runs)
            {
                var cell = experiment.Cells.First(one => one.Id == run.Cell);
                var estimate = RunEstimate.Of(machines[run.Machine], run, cell);
                var ready = _ready.GetValueOrDefault(cell.Id);
                bool hasChannels = resources.OfClass(Cycler).Any();
                // Without a lab nobody knows how many channels there are: as many as there are cells.
                var (unit, start) = hasChannels ? Earliest(Cycler, null, ready) : (null, ready);
                var task = new LabTask(
                    run.Id,
                    run.Id,
                    run.Point,
                    unit?.Name ?? $"channel of {cell.Id}",
                    start,
                    estimate ?? 0,
                    estimate is null,
                    unit?.Power,
                    run.Source
                );
                Occupy(unit, task.End);
                _ready[cell.Id] = task.End;
                tasks.Add(task);
            }
            return tasks;
        }

        private (LabUnit? Unit, Rational Start) Earliest(PlanOperation operation, Rational ready) =>
            operation.Instrument is { } instrument
                ? Earliest(instrument, Hottest(operation), ready)
                : (null, ready);

        private (LabUnit? Unit, Rational Start) Earliest(
            string instrumentClass,
            Rational? temperature,
            Rational ready
        )
        {
            var units = resources.OfClass(instrumentClass, temperature).ToList();
            if (units.Count == 0)
            {
                _assumed.Add(instrumentClass);
                units = [new(instrumentClass, [instrumentClass], null)];
            }
            var unit = units.MinBy(one => Rational.Max(ready, _free.GetValueOrDefault(one.Name)));
            return (unit, Rational.Max(ready, unit is null ? 0 : _free.GetValueOrDefault(unit.Name)));
        }

        /// <summary>K; null where no temperature is stated.</summary>
        private static Rational? Hottest(PlanOperation operation)
        {
            Rational? hottest = null;
            foreach (
                var argument in operation
                    .Program.SelectMany(segment => segment.Arguments)
                    .Concat(operation.Arguments)
            )
            {
                if (
                    argument.Value.Bare is PlanValue.Quantity { Unit: "K" } quantity
                    && argument.Name == "temperature"
                )
                    hottest = hottest is { } known ? Rational.Max(known, quantity.Value) : quantity.Value;
            }
            return hottest;
        }

        private void Occupy(LabUnit? unit, Rational until)
        {
            if (unit is not null)
                _free[unit.Name] = until;
        }

        private static LabTask TaskOf(PlanOperation operation, LabUnit? unit, Rational start) =>
            new(
                operation.Id,
                operation.Verb,
                operation.Point,
                unit?.Name,
                start,
                operation.Duration.Low ?? 0,
                operation.Duration.Exact is null,
                unit?.Power,
                operation.Source
            );

        private IEnumerable<MissedDeadline> Missed(List<LabTask> tasks)
        {
            var byId = tasks.ToDictionary(task => task.Id);
            var makers = experiment
                .Operations.SelectMany(operation =>
                    operation.Outputs.Select(sample => (sample, operation.Id))
                )
                .ToDictionary(pair => pair.sample, pair => pair.Id);
            foreach (var operation in experiment.Operations)
            {
                if (operation.Deadline is not { Seconds: { } allowed } deadline)
                    continue;
                string after = makers.GetValueOrDefault(deadline.After, deadline.After);
                if (!byId.TryGetValue(after, out var first))
                    continue;
                var gap = byId[operation.Id].Start - first.End;
                if (gap > allowed)
                    yield return new(operation.Id, after, allowed, gap, deadline.Source);
            }
        }

        private static Rational Latest(List<LabTask> tasks) =>
            tasks.Aggregate(Rational.Zero, (at, task) => Rational.Max(at, task.End));
    }
}
