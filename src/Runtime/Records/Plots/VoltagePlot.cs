using CellDsl.Runtime.Execution;

namespace CellDsl.Runtime.Records.Plots;

/// <summary>Voltage over specific capacity: the first cycle, some between, and the last.</summary>
internal static class VoltagePlot
{
    private const int MostCycles = 5;
    private const double MilliampHour = 3.6;

    public static Figure Of(string experiment, RunOutcome run, string source)
    {
        double grams = run.Results is { } results ? results.Cell.ActiveMass * 1e3 : double.NaN;
        bool specific = grams > 0;
        double scale = specific ? 1 / (MilliampHour * grams) : 1 / MilliampHour;
        var figure = new Figure(
            $"{experiment}: {run.Run.Id}",
            Subtitle(run),
            source,
            specific ? "Specific capacity (mAh per g of active material)" : "Capacity (mAh)",
            "Cell voltage (V)"
        );
        var curves = Chosen(run.Curves);
        for (int i = 0; i < curves.Count; i++)
        {
            var color = Palette.Ordinal(i, curves.Count);
            string label = curves[i].Cycle > 0 ? $"cycle {curves[i].Cycle}" : "uncycled";
            foreach (var side in new[] { curves[i].Charge, curves[i].Discharge })
            {
                if (side.Count < 2)
                    continue;
                var line = figure.Plot.Add.ScatterLine(
                    side.Select(p => p.Capacity * scale).ToArray(),
                    side.Select(p => p.Voltage).ToArray(),
                    color
                );
                line.LineWidth = 2.2f;
                line.LegendText = label;
                label = "";
            }
        }
        figure.Plot.Axes.Margins(left: 0, right: 0.03, bottom: 0.05, top: 0.05);
        if (curves.Count > 1)
            figure.Legend();
        return figure;
    }

    internal static string Subtitle(RunOutcome run) =>
        string.Join(
            " · ",
            new[] { run.Cell.Id, run.SettingsText, run.End.Reason ?? "" }.Where(s => s.Length > 0)
        );

    /// <summary>The first, the last, and those nearest to even distances between them.</summary>
    private static IReadOnlyList<CycleCurve> Chosen(IReadOnlyList<CycleCurve> curves)
    {
        if (curves.Count <= MostCycles)
            return curves;
        double first = curves[0].Cycle;
        double distance = (curves[^1].Cycle - first) / (MostCycles - 1);
        return
        [
            .. Enumerable
                .Range(0, MostCycles)
                .Select(i => curves.MinBy(c => Math.Abs(c.Cycle - first - i * distance)))
                .OfType<CycleCurve>()
                .Distinct(),
        ];
    }
}
