using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Planning;
using CellDsl.Planning.Plans;
using CellDsl.Planning.Scheduling;

namespace CellDsl.Reports.Procedures;

/// <summary>A procedure to take to the bench: steps to tick, computed masses, handling, what is open, signatures.</summary>
/// <param name="Handling">What is known of each substance that needs care, or has a number to look it up by.</param>
/// <param name="Sections">In order of work.</param>
public sealed record ProcedureDocument(
    string Title,
    string SourceHash,
    IReadOnlyList<Handling> Handling,
    IReadOnlyList<ProcedureSection> Sections,
    IReadOnlyList<string> Unspecified,
    IReadOnlyList<string> Assumed
)
{
    public static ProcedureDocument Of(PlanResult planned, PlanExperiment experiment, Vocabulary vocabulary)
    {
        var plan = planned.Plan;
        var sections = new List<ProcedureSection>();
        var entries = Schedule.Of(experiment).Operations.Select(entry => entry.Operation).ToList();
        foreach (var point in entries.GroupBy(operation => operation.Point).OrderBy(group => group.Key))
            sections.Add(
                new(
                    $"Preparation{SettingsOf(experiment, point.Key)}",
                    [.. point.Select(operation => Step(plan, operation))]
                )
            );
        if (experiment.Cells.Count > 0)
            sections.Add(
                new("Cells", [.. experiment.Cells.GroupBy(cell => (cell.Name, cell.Point)).Select(CellStep)])
            );
        if (experiment.Runs.Count > 0)
            sections.Add(new("Cell tests", [.. experiment.Runs.Select(run => RunStep(plan, run))]));
        return new(
            experiment.Name,
            plan.SourceHash,
            [.. Substances(experiment, vocabulary)],
            sections,
            [.. plan.Holes.Select(hole => $"{hole.What} ({Place(hole.Source)})")],
            [
                .. plan.Assumptions.Select(one =>
                    $"{one.What} = {one.Value}{(one.Why is null ? "" : $": {one.Why}")} ({Place(one.Source)})"
                ),
            ]
        );
    }

    private static string SettingsOf(PlanExperiment experiment, int point)
    {
        var settings = experiment.Points.FirstOrDefault(one => one.Id == point)?.Settings ?? [];
        return settings.Count == 0
            ? ""
            : $", {string.Join(", ", settings.Select(one => $"{one.Name} = {PlanValueText.Of(one.Value)}"))}";
    }

    private static ProcedureStep Step(Plan plan, PlanOperation operation)
    {
        var lines = new List<ProcedureLine>();
        foreach (var weighing in operation.Weighings)
        {
            string excess = weighing.Excess is null ? "" : $", excess {Wording.Share(weighing.Excess)}";
            string purity = weighing.Purity is null ? "" : $", purity {Wording.Share(weighing.Purity)}";
            lines.Add(
                new(
                    $"{weighing.Reagent}: {Wording.Grams(weighing.Mass)}{excess}{purity}",
                    IsMeasured: true,
                    StatusOf(weighing.Excess)
                )
            );
        }
        if (operation.Weighings.Count == 0)
            lines.AddRange(operation.Arguments.Select(Line));
        if (lines.Count == 0)
            lines.AddRange(operation.Inputs.Select(Taken));
        lines.AddRange(
            operation.Program.Select(segment => new ProcedureLine(
                $"{Words(segment.Verb)}: {string.Join(", ", segment.Arguments.Select(one => $"{Words(one.Name)} {PlanValueText.Of(one.Value)}"))}",
                IsMeasured: true,
                segment.Arguments.Select(one => StatusOf(one.Value)).DefaultIfEmpty().Max()
            ))
        );
        if (operation.Deadline is { Seconds: { } seconds } deadline)
            lines.Add(
                new($"no later than {Wording.Time(seconds)} after {deadline.After}", false, LineStatus.Stated)
            );
        string product = operation.Outputs.Count == 0 ? "" : $" → {string.Join(", ", operation.Outputs)}";
        return new(
            $"{Words(operation.Verb)}{product}",
            operation.Duration.Exact is null && operation.Duration.Low is null or { IsZero: true }
                ? null
                : Wording.Time(operation.Duration),
            lines,
            Place(operation.Source)
        );
    }

    /// <summary>Of steps that say nothing but what goes in, as a portion.</summary>
    private static ProcedureLine Taken(PlanInput input) =>
        new($"{input.Sample}: {Wording.Grams(input.Amount)}", IsMeasured: true, LineStatus.Stated);

    private static ProcedureLine Line(PlanProperty argument) =>
        new($"{Words(argument.Name)}: {PlanValueText.Of(argument.Value)}", false, StatusOf(argument.Value));

    private static ProcedureStep CellStep(IGrouping<(string Name, int Point), PlanCell> alike)
    {
        var cell = alike.First();
        var lines = cell
            .Electrodes.Select(electrode => new ProcedureLine(
                $"{Words(electrode.Role)}: {electrode.Sample ?? electrode.Material ?? "not stated"}"
                    + string.Concat(
                        electrode.Properties.Select(one => $", {one.Name} {PlanValueText.Of(one.Value)}")
                    ),
                false,
                electrode.Properties.Select(one => StatusOf(one.Value)).DefaultIfEmpty().Max()
            ))
            .ToList();
        if (cell.Facts.ActiveMass.Value is { } mass)
            lines.Add(
                new(
                    $"active mass: {(mass * 1_000_000).ToDecimalString(4)} mg",
                    true,
                    cell.Facts.ActiveMass.Assumed ? LineStatus.Assumed : LineStatus.Stated
                )
            );
        return new(
            $"{cell.Name}: {string.Join(", ", alike.Select(one => one.Id))}",
            null,
            lines,
            Place(cell.Source)
        );
    }

    private static ProcedureStep RunStep(Plan plan, PlanRun run) =>
        new(
            $"{plan.Machines[run.Machine].Name} on {run.Cell}",
            null,
            [
                .. run.Arguments.Select(argument => new ProcedureLine(
                    $"{Words(argument.Name)}: {PlanValueText.Of(argument.Given)}"
                        + (
                            argument is { Per: not null, Value: { } value, Unit: "A" }
                                ? $" = {(value * 1000).ToDecimalString(4)} mA"
                                : ""
                        ),
                    false,
                    StatusOf(argument.Given)
                )),
            ],
            Place(run.Source)
        );

    /// <summary>The most open that a value holds.</summary>
    private static LineStatus StatusOf(PlanValue? value) =>
        value switch
        {
            PlanValue.Hole => LineStatus.Unspecified,
            PlanValue.Assumed => LineStatus.Assumed,
            PlanValue.Sequence list => list.Items.Select(StatusOf).DefaultIfEmpty().Max(),
            PlanValue.Mixture mixture => mixture
                .Parts.Select(part => StatusOf(part.Value))
                .DefaultIfEmpty()
                .Max(),
            PlanValue.Group group => group
                .Properties.Select(one => StatusOf(one.Value))
                .DefaultIfEmpty()
                .Max(),
            PlanValue.Interval interval => (LineStatus)
                Math.Max((int)StatusOf(interval.Low), (int)StatusOf(interval.High)),
            _ => LineStatus.Stated,
        };

    private static IEnumerable<Handling> Substances(PlanExperiment experiment, Vocabulary vocabulary)
    {
        var names = experiment
            .Samples.SelectMany(sample => sample.Composition.Select(part => part.Material))
            .Concat(
                experiment.Operations.SelectMany(operation => operation.Weighings.Select(one => one.Reagent))
            )
            .Concat(experiment.Operations.SelectMany(operation => operation.Arguments).SelectMany(Names))
            .Concat(
                experiment.Cells.SelectMany(cell =>
                    cell.Electrodes.SelectMany(electrode =>
                        electrode.Composition.Select(part => part.Material)
                    )
                )
            )
            .Distinct()
            .Order(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (vocabulary.Find<MaterialSymbol>(name) is not { } material)
                continue;
            var notes = new List<string>();
            foreach (
                string property in new[]
                {
                    "hazard",
                    "sensitive_to",
                    "flashes",
                    "boils",
                    "decomposes",
                    "melts",
                    "cas",
                }
            )
            {
                if (material.Properties.Find(property) is { Values.Length: > 0 } found)
                    notes.Add($"{Caution(property)} {string.Join(", ", found.Values.Select(Written))}");
            }
            if (notes.Count > 0)
                yield return new(name, notes);
        }
    }

    private static IEnumerable<string> Names(PlanProperty argument) =>
        argument.Value.Bare switch
        {
            PlanValue.Symbol symbol => [symbol.Name],
            PlanValue.Sequence list => list.Items.SelectMany(item => Names(new("", item))),
            PlanValue.Group { Class: { } name } => [name],
            _ => [],
        };

    private static string Words(string name) => name.Replace('_', ' ');

    private static string Caution(string property) =>
        property switch
        {
            "sensitive_to" => "keep from",
            "hazard" => "hazard:",
            "cas" => "CAS",
            "flashes" => "flashes at",
            "boils" => "boils at",
            "decomposes" => "decomposes at",
            _ => "melts at",
        };

    private static string Written(BoundExpression value) =>
        value.Bare is BoundText text
            ? text.Value
            : value.Location.Source.Slice(value.Location.Span).ToString().Trim().Replace('_', ' ');

    private static string Place(SourceRef source) => $"{source.Path}:{source.Line}";
}

public sealed record Handling(string Substance, IReadOnlyList<string> Notes);

public sealed record ProcedureSection(string Title, IReadOnlyList<ProcedureStep> Steps);

/// <param name="Time">Null where nothing of it is stated.</param>
/// <param name="Place">Where it is written.</param>
public sealed record ProcedureStep(
    string Title,
    string? Time,
    IReadOnlyList<ProcedureLine> Lines,
    string Place
);

public enum LineStatus
{
    Stated,
    Assumed,
    Unspecified,
}

/// <param name="IsMeasured">A mass, or a segment of a program, that is read off an instrument.</param>
public sealed record ProcedureLine(string Text, bool IsMeasured, LineStatus Status)
{
    /// <summary>The bench writes beside it what was really done: what is measured, and what nobody has said.</summary>
    public bool HasField => IsMeasured || Status is LineStatus.Unspecified;
}
