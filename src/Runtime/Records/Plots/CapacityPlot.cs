using CellDsl.Runtime.Execution;

namespace CellDsl.Runtime.Records.Plots;

/// <summary>Discharge capacity over cycles of all runs; one colour per point of the sweep, replicates alike.</summary>
internal static class CapacityPlot
{
    private const double MilliampHour = 3.6;

    public static Figure Of(RunReport report, string source)
    {
        var runs = report.Runs.Where(r => r.Results is { CycleCount: > 0 }).ToArray();
        bool specific = runs.All(r => r.Results?.Cell.ActiveMass > 0);
        var groups = runs.GroupBy(r => r.SettingsText).ToArray();
        var figure = new Figure(
            report.Experiment,
            $"Discharge capacity of {Count(runs.Length, "run")}",
            source,
            "Cycle",
            specific ? "Discharge capacity (mAh per g of active material)" : "Discharge capacity (mAh)"
        );
        double most = 0;
        for (int g = 0; g < groups.Length; g++)
        {
            string label = groups[g].Key.Length > 0 ? groups[g].Key : groups[g].First().Run.Text;
            foreach (var run in groups[g])
            {
                if (run.Results is not { } results)
                    continue;
                double scale = 1 / (MilliampHour * (specific ? results.Cell.ActiveMass * 1e3 : 1));
                double[] cycles = [.. results.Cycles.Select(c => (double)c.Number)];
                double[] capacities = [.. results.Cycles.Select(c => c.ChargeOut * scale)];
                most = Math.Max(most, capacities.Max());
                var points = figure.Plot.Add.Scatter(cycles, capacities, Palette.Category(g));
                points.LineWidth = 1.2f;
                points.MarkerShape = Palette.Shape(g);
                points.MarkerSize = cycles.Length > 60 ? 4 : 7;
                points.LegendText = label;
                label = "";
            }
        }
        figure.Plot.Axes.Margins(left: 0.02, right: 0.02);
        figure.Plot.Axes.SetLimitsY(0, most * 1.08);
        figure.Plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            IntegerTicksOnly = true,
        };
        if (groups.Length > 1)
            figure.Legend();
        return figure;
    }

    private static string Count(int n, string what) => n == 1 ? $"one {what}" : $"{n} {what}s";
}
