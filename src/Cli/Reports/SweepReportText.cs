using System.Globalization;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Runtime.Sweeps;

namespace CellDsl.Cli.Reports;

/// <summary>What a sweep came to: how many points in what time, the best and the worst, what is extrapolated, files.</summary>
internal static class SweepReportText
{
    private const int Ends = 3;

    public static void Write(
        SweepResult result,
        SweepTable table,
        string figure,
        TimeSpan elapsed,
        int threads,
        string folder,
        IReadOnlyList<string> files,
        CellConsole console
    )
    {
        var plan = result.Plan;
        string seed = plan.Experiment.Seed is { } value ? $", seed {value}" : "";
        console.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{plan.Experiment.Name}: {Plural.Of((int)plan.Count, "point")}, {Plural.Of(result.Rows.Count, "run")}, simulated{seed} in {elapsed.TotalSeconds:0.0} s on {Plural.Of(threads, "thread")}"
            )
        );
        console.Out.WriteLine();
        WriteEnds(result, table, figure, console);
        var failed = result.Rows.Where(row => row.Failed).GroupBy(row => row.End).ToList();
        foreach (var group in failed.Take(5))
            console.Out.WriteLine($"{Plural.Of(group.Count(), "run")} {group.Key}");
        int outside = result.Rows.Count(row => row.IsExtrapolated);
        if (outside > 0)
        {
            console.Out.WriteLine($"{outside} of {Plural.Of(result.Rows.Count, "run")} extrapolated");
            foreach (var (text, runs) in result.Extrapolations)
                console.Out.WriteLine($"  {text}: {Plural.Of(runs, "run")}");
        }
        foreach (var standIn in result.StandIns)
            console.Out.WriteLine(
                $"unspecified: {standIn.What}; simulated with {standIn.Value} ({standIn.Model})"
            );
        console.Out.WriteLine();
        console.Out.WriteLine($"written to {folder}/");
        console.Out.WriteLine($"  {string.Join(", ", files)}");
    }

    /// <summary>The points at both ends of the figure.</summary>
    private static void WriteEnds(SweepResult result, SweepTable table, string figure, CellConsole console)
    {
        string name = SweepTable.FigureColumn(figure, table.HasMass);
        if (table.Columns.FirstOrDefault(c => c.Name == name)?.Numbers is not { } numbers)
            return;
        int[] order =
        [
            .. Enumerable
                .Range(0, numbers.Length)
                .Where(i => double.IsFinite(numbers[i]))
                .OrderByDescending(i => numbers[i]),
        ];
        var settings = table.Columns.Where(c => c.IsSetting).ToArray();
        var lines = new TextTable(["", "point", .. settings.Select(c => c.Label), name, ""]);
        for (int i = 0; i < order.Length; i++)
        {
            bool isBest = i < Ends;
            if (!isBest && i < order.Length - Ends)
                continue;
            int row = order[i];
            lines.Add([
                isBest ? "highest" : "lowest",
                result.Rows[row].Point.ToString(CultureInfo.InvariantCulture),
                .. settings.Select(c => c.Numbers is { } n ? Figures.Number(n[row]) : c.Texts?[row] ?? ""),
                Figures.Number(numbers[row]),
                result.Rows[row].IsExtrapolated ? "extrapolated" : "",
            ]);
        }
        lines.Write(console);
        console.Out.WriteLine();
    }

    public static void WriteJson(
        SweepResult result,
        SweepTable table,
        string folder,
        IReadOnlyList<string> files,
        CellConsole console
    ) =>
        JsonOutput.Write(
            console.Out,
            "cell-sweep/1",
            json =>
            {
                json.WriteString("experiment", result.Plan.Experiment.Name);
                json.WriteBoolean("cancelled", result.Cancelled);
                json.WriteNumber("points", result.Plan.Count);
                json.WriteNumber("runs", result.Rows.Count);
                json.WriteNumber("failed", result.Rows.Count(row => row.Failed));
                json.WriteNumber("extrapolated", result.Rows.Count(row => row.IsExtrapolated));
                json.WriteStartArray("columns");
                foreach (var column in table.Columns)
                    json.WriteStringValue(column.Name);
                json.WriteEndArray();
                json.WriteStartArray("extrapolations");
                foreach (var (text, _) in result.Extrapolations)
                    json.WriteStringValue(text);
                json.WriteEndArray();
                json.WriteString("folder", folder);
                json.WriteStartArray("files");
                foreach (string file in files)
                    json.WriteStringValue(file);
                json.WriteEndArray();
            }
        );
}
