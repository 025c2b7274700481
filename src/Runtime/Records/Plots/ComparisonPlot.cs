using CellDsl.Runtime.Records.Import;
using ScottPlot;

namespace CellDsl.Runtime.Records.Plots;

/// <summary>What one side of a comparison is called and holds.</summary>
/// <param name="Name">As in the legend: <c>measured</c>.</param>
/// <param name="Source">The file.</param>
public sealed record PlottedSeries(string Name, string Source, MeasuredData Data);

/// <summary>Measured data and a simulation in one picture: a full line for the first, a dashed one for the second.</summary>
public static class ComparisonPlot
{
    private const int MostCycles = 4;
    private const int MostPoints = 4000;

    /// <summary>Voltage over time, or over the capacity of chosen cycles.</summary>
    /// <param name="cycles">Cycles to draw; empty to choose some.</param>
    /// <param name="pathWithoutExtension">Gets <c>.png</c> and <c>.svg</c>.</param>
    public static void Save(
        string pathWithoutExtension,
        string title,
        IReadOnlyList<PlottedSeries> series,
        bool overTime,
        IReadOnlyList<int> cycles
    )
    {
        string source = string.Join(
            " · ",
            series.Select(one => $"{one.Name}: {one.Source} ({one.Data.Format})")
        );
        var figure = overTime ? OverTime(title, series, source) : OverCapacity(title, series, cycles, source);
        figure.Plot.Axes.Margins(left: 0, right: 0.03, bottom: 0.05, top: 0.05);
        figure.Legend();
        figure.Save(pathWithoutExtension);
    }

    private static Figure OverTime(string title, IReadOnlyList<PlottedSeries> series, string source)
    {
        var figure = new Figure(
            title,
            "voltage over the time of the test",
            source,
            "Time (h)",
            "Cell voltage (V)"
        );
        for (int i = 0; i < series.Count; i++)
        {
            var data = series[i].Data;
            int[] rows = Thinned(data.Time.Count);
            Draw(
                figure,
                [.. rows.Select(row => data.Time[row] / 3600)],
                [.. rows.Select(row => data.Voltage[row])],
                Palette.Category(i),
                i,
                series[i].Name
            );
        }
        return figure;
    }

    private static Figure OverCapacity(
        string title,
        IReadOnlyList<PlottedSeries> series,
        IReadOnlyList<int> cycles,
        string source
    )
    {
        var curves = series.Select(one => one.Data.Curves()).ToList();
        var shown = cycles.Count > 0 ? cycles : Chosen(curves[0]);
        var figure = new Figure(
            title,
            $"{(shown.Count == 1 ? "cycle" : "cycles")} {string.Join(", ", shown)}",
            source,
            "Capacity (mAh)",
            "Cell voltage (V)"
        );
        for (int i = 0; i < series.Count; i++)
        {
            for (int n = 0; n < shown.Count; n++)
            {
                if (curves[i].FirstOrDefault(curve => curve.Cycle == shown[n]) is not { } curve)
                    continue;
                string label = $"cycle {curve.Cycle}, {series[i].Name}";
                foreach (var side in new[] { curve.Charge, curve.Discharge })
                {
                    if (side.Count < 2)
                        continue;
                    int[] rows = Thinned(side.Count);
                    // mA·h from A·s.
                    Draw(
                        figure,
                        [.. rows.Select(row => side[row].Capacity / 3.6)],
                        [.. rows.Select(row => side[row].Voltage)],
                        Palette.Ordinal(n, shown.Count),
                        i,
                        label
                    );
                    label = "";
                }
            }
        }
        return figure;
    }

    private static void Draw(Figure figure, double[] x, double[] y, Color color, int series, string label)
    {
        var line = figure.Plot.Add.ScatterLine(x, y, color);
        line.LineWidth = series == 0 ? 2.6f : 2f;
        line.LinePattern = series == 0 ? LinePattern.Solid : LinePattern.Dashed;
        line.LegendText = label;
    }

    private static int[] Thinned(int count)
    {
        if (count <= MostPoints)
            return [.. Enumerable.Range(0, count)];
        double stride = (count - 1.0) / (MostPoints - 1);
        return [.. Enumerable.Range(0, MostPoints).Select(i => (int)Math.Round(i * stride))];
    }

    private static List<int> Chosen(IReadOnlyList<CycleCurve> curves) =>
        curves.Count <= MostCycles
            ? [.. curves.Select(curve => curve.Cycle)]
            :
            [
                .. Enumerable
                    .Range(0, MostCycles)
                    .Select(i => curves[(int)Math.Round(i * (curves.Count - 1.0) / (MostCycles - 1))].Cycle),
            ];
}
