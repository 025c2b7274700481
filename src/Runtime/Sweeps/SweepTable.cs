using System.Globalization;
using System.Text;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Execution;

namespace CellDsl.Runtime.Sweeps;

/// <summary>
/// The tidy table of a sweep: a line per run, a column per setting with its unit in its name, then the figures, how it
/// ended, whether it is extrapolated, and what it was simulated with. Numbers are numbers, and missing ones are empty.
/// </summary>
public sealed class SweepTable
{
    /// <summary>One column: numbers, or texts where <see cref="Texts"/> is set.</summary>
    /// <param name="Label">For people: <c>rate (mA/g)</c>.</param>
    public sealed record Column(
        string Name,
        string Label,
        double[]? Numbers,
        string[]? Texts,
        bool IsSetting
    );

    public SweepTable(SweepResult result)
    {
        Result = result;
        var rows = result.Rows;
        var plan = result.Plan;
        var settings = rows.Select(row => plan.Settings(row.Point - 1)).ToArray();
        var columns = new List<Column>
        {
            new("point", "point", [.. rows.Select(r => (double)r.Point)], null, false),
        };
        for (int i = 0; i < plan.Axes.Count; i++)
        {
            int axis = i;
            columns.Add(
                Setting(plan.Axes[i].Name, plan.Axes[i].Unit, [.. settings.Select(s => s.Values[axis].Value)])
            );
        }
        foreach (string name in plan.OwnSettings)
            columns.Add(
                Setting(
                    name,
                    SweepUnit.Of(plan.OwnValues(name)),
                    [.. settings.Select(s => s.Own.FirstOrDefault(p => p.Name == name)?.Value)]
                )
            );
        columns.Add(Text("cell", r => r.Cell));
        columns.Add(Number("replicate", r => r.Replicate));
        HasMass =
            rows.Any(r => !r.Failed) && plan.Experiment.Cells.All(c => c.Facts.ActiveMass.Value is not null);
        for (int i = 0; i < SweepRow.FigureNames.Count; i++)
        {
            int figure = i;
            columns.Add(Number(FigureColumn(SweepRow.FigureNames[i], HasMass), r => r.Figures[figure]));
        }
        columns.Add(Text("end", r => r.End));
        columns.Add(Text("extrapolated", r => r.IsExtrapolated ? "yes" : "no"));
        columns.Add(Text("equations", r => r.Method ?? ""));
        columns.Add(Text("models", r => r.Models));
        columns.Add(Number("seed", _ => plan.Experiment.Seed is { } seed ? seed : double.NaN));
        columns.Add(Text("origin", _ => "simulated"));
        // What is known of no run at all is left out.
        Columns =
        [
            .. columns.Where(c =>
                c.Numbers is null || rows.Count == 0 || c.Numbers.Any(n => !double.IsNaN(n))
            ),
        ];

        Column Number(string name, Func<SweepRow, double> value) =>
            new(name, name, [.. rows.Select(value)], null, false);

        Column Text(string name, Func<SweepRow, string> value) =>
            new(name, name, null, [.. rows.Select(value)], false);
    }

    public SweepResult Result { get; }

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Whether capacities are per gram.</summary>
    public bool HasMass { get; }

    /// <summary>The column of a figure, as <c>last_discharge_mAh_per_g</c>.</summary>
    public static string FigureColumn(string figure, bool hasMass) =>
        figure is "first_charge" or "first_discharge" or "last_discharge"
            ? $"{figure}_{(hasMass ? "mAh_per_g" : "mAh")}"
            : figure;

    private static Column Setting(string name, SweepUnit unit, IReadOnlyList<PlanValue?> values) =>
        values.All(v => v is null || v.Si is not null)
            ? new(
                unit.Column(name),
                unit.Symbol.Length > 0 ? $"{name} ({unit.Symbol})" : name,
                [.. values.Select(v => v?.Si is { } si ? si.ToDouble() / unit.Factor : double.NaN)],
                null,
                true
            )
            : new(name, name, null, [.. values.Select(v => v is null ? "" : Spelled.Of(v))], true);

    public string ToCsv()
    {
        var text = new StringBuilder();
        text.AppendJoin(',', Columns.Select(c => Quoted(c.Name))).Append('\n');
        for (int row = 0; row < Result.Rows.Count; row++)
        {
            for (int i = 0; i < Columns.Count; i++)
            {
                if (i > 0)
                    text.Append(',');
                var column = Columns[i];
                text.Append(
                    column.Numbers is { } numbers ? Written(numbers[row]) : Quoted(column.Texts?[row] ?? "")
                );
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    // Nine figures: far beyond what the models know, and equal on every machine.
    private static string Written(double value) =>
        double.IsFinite(value) ? value.ToString("G9", CultureInfo.InvariantCulture) : "";

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\n\r")
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
}
