using CellDsl.Language.Units;
using CellDsl.Planning.Plans;
using CellDsl.Planning.Scheduling;

namespace CellDsl.Reports.Charts;

/// <summary>What works when: a row for each instrument, a bar for each piece of work, coloured by the point of the sweep.</summary>
/// <param name="Span">s.</param>
/// <param name="Points">Settings of each point that appears, in order.</param>
public sealed record GanttChart(
    string Title,
    double Span,
    IReadOnlyList<GanttRow> Rows,
    IReadOnlyList<GanttPoint> Points
)
{
    private const string NoInstrument = "no instrument";

    public bool HasOpen => Rows.Any(row => row.Bars.Any(bar => bar.IsOpen));

    /// <summary>Synthesis and assembly; null where there is none, or none whose duration is stated.</summary>
    public static GanttChart? Preparation(PlanExperiment experiment, LabSchedule schedule) =>
        Of("preparation", experiment, schedule.Preparation, schedule.PreparationEnd, NoInstrument);

    /// <summary>Cell tests; null where there is none whose duration can be estimated.</summary>
    public static GanttChart? Tests(PlanExperiment experiment, LabSchedule schedule) =>
        Of("cell tests, estimated", experiment, schedule.Tests, schedule.End, "");

    private static GanttChart? Of(
        string title,
        PlanExperiment experiment,
        IReadOnlyList<LabTask> tasks,
        Rational end,
        string withoutUnit
    )
    {
        if (tasks.All(task => task.Duration.IsZero))
            return null;
        var rows = tasks
            .GroupBy(task => task.Unit ?? withoutUnit)
            .Select(unit => new GanttRow(
                unit.Key,
                [
                    .. unit.Select(task => new GanttBar(
                        task.Id,
                        task.What,
                        task.Start.ToDouble(),
                        task.End.ToDouble(),
                        task.Point,
                        task.IsOpen
                    )),
                ]
            ));
        var shown = tasks.Select(task => task.Point).Distinct().Order();
        return new(
            title,
            end.ToDouble(),
            [.. rows],
            [.. shown.Select(point => new GanttPoint(point, Settings(experiment, point)))]
        );
    }

    private static string Settings(PlanExperiment experiment, int point)
    {
        var settings = experiment.Points.FirstOrDefault(one => one.Id == point)?.Settings ?? [];
        return settings.Count == 0
            ? "for all points"
            : string.Join(
                ", ",
                settings.Select(setting => $"{setting.Name} = {PlanValueText.Of(setting.Value)}")
            );
    }
}

public sealed record GanttRow(string Label, IReadOnlyList<GanttBar> Bars);

/// <param name="Start">s.</param>
/// <param name="End">s; equal to the start where nothing of the duration is stated.</param>
public sealed record GanttBar(string Id, string Text, double Start, double End, int Point, bool IsOpen);

public sealed record GanttPoint(int Id, string Settings);

/// <summary>Round distances of ticks on an axis of time.</summary>
internal static class TimeAxis
{
    private static readonly double[] Steps =
    [
        1,
        5,
        10,
        30,
        60,
        300,
        600,
        1800,
        3600,
        2 * 3600,
        6 * 3600,
        12 * 3600,
        86400,
        2 * 86400,
        5 * 86400,
        10 * 86400,
        20 * 86400,
        50 * 86400,
        100 * 86400,
        200 * 86400,
        500 * 86400,
        1000 * 86400,
    ];

    /// <summary>Seconds between ticks, so that there are at most so many.</summary>
    public static double Step(double span, int most)
    {
        foreach (double step in Steps)
        {
            if (span / step <= most)
                return step;
        }
        return Steps[^1] * Math.Ceiling(span / Steps[^1] / most);
    }

    public static string Label(double seconds) => Wording.Time((Rational)(long)Math.Round(seconds));
}
