using System.Globalization;
using CellDsl.Runtime.Records.Plots;
using ScottPlot.TickGenerators;

namespace CellDsl.Runtime.Sweeps;

/// <summary>
/// The pictures of a sweep: the mean of one figure over each setting (main effects), over the two settings that matter most
/// (heat map), and the capacity of some points over cycles (fade).
/// </summary>
internal sealed class SweepPlots(SweepTable table, string figure)
{
    private const int MostFades = 8;
    private const int MostLevels = 60;

    private readonly double[] _response = Response(table, figure);

    /// <summary>Draws what there is to draw: names and figures.</summary>
    public IReadOnlyList<(string Name, Figure Figure)> Draw()
    {
        var settings = Settings();
        var drawn = new List<(string, Figure)>();
        if (settings.Count > 0)
            drawn.Add(("main-effects", MainEffects(settings)));
        if (settings.Count > 1)
            drawn.Add(("heat-map", HeatMap(settings[0], settings[1])));
        if (table.Result.Rows.Any(row => row.Fade.Count > 1))
            drawn.Add(("fade", Fade()));
        return drawn;
    }

    /// <summary>Levels of a setting with the mean of the response at each.</summary>
    private sealed record Effect(SweepTable.Column Setting, double[] Levels, double[] Means)
    {
        public double Size => Means.Max() - Means.Min();
    }

    private static double[] Response(SweepTable table, string figure)
    {
        string name = SweepTable.FigureColumn(figure, table.HasMass);
        return table.Columns.FirstOrDefault(c => c.Name == name)?.Numbers
            ?? [.. Enumerable.Repeat(double.NaN, table.Result.Rows.Count)];
    }

    /// <summary>Settings with numbers and more than one level, the one that matters most first.</summary>
    private List<Effect> Settings() =>
        [
            .. table
                .Columns.Where(c => c is { IsSetting: true, Numbers: not null })
                .Select(EffectOf)
                .Where(e => e.Levels.Length > 1)
                .OrderByDescending(e => e.Size),
        ];

    private Effect EffectOf(SweepTable.Column column)
    {
        var groups = Rows()
            .GroupBy(row => column.Numbers?[row] ?? double.NaN)
            .Where(group => !double.IsNaN(group.Key))
            .OrderBy(group => group.Key)
            .ToArray();
        return new(
            column,
            [.. groups.Select(group => group.Key)],
            [.. groups.Select(group => group.Average(row => _response[row]))]
        );
    }

    private IEnumerable<int> Rows() =>
        Enumerable.Range(0, _response.Length).Where(row => double.IsFinite(_response[row]));

    private Figure MainEffects(List<Effect> settings)
    {
        var picture = New("main effects", "from the lowest to the highest value of each setting", Label);
        for (int i = 0; i < settings.Count; i++)
        {
            var (setting, levels, means) = settings[i];
            double span = levels[^1] - levels[0];
            var line = picture.Plot.Add.Scatter(
                levels.Select(level => (level - levels[0]) / span).ToArray(),
                means,
                Palette.Category(i)
            );
            line.LineWidth = 2;
            line.MarkerSize = levels.Length > MostLevels ? 0 : 7;
            line.MarkerShape = Palette.Shape(i);
            line.LegendText = $"{setting.Label}: {Written(levels[0])} .. {Written(levels[^1])}";
        }
        picture.Plot.Axes.Margins(0.03, 0.08);
        picture.Legend();
        return picture;
    }

    private Figure HeatMap(Effect across, Effect up)
    {
        var first = across.Setting.Numbers ?? [];
        var second = up.Setting.Numbers ?? [];
        var picture = New("heat map", across.Setting.Label, up.Setting.Label);
        var means = Rows()
            .GroupBy(row => (first[row], second[row]))
            .ToDictionary(group => group.Key, group => group.Average(row => _response[row]));
        var cells = new double[up.Levels.Length, across.Levels.Length];
        for (int y = 0; y < up.Levels.Length; y++)
        {
            // The first line of a picture is its highest.
            for (int x = 0; x < across.Levels.Length; x++)
                cells[up.Levels.Length - 1 - y, x] = means.GetValueOrDefault(
                    (across.Levels[x], up.Levels[y]),
                    double.NaN
                );
        }
        var map = picture.Plot.Add.Heatmap(cells);
        map.Colormap = new ScottPlot.Colormaps.Viridis();
        var bar = picture.Plot.Add.ColorBar(map);
        bar.Label = Label;
        bar.LabelStyle.FontName = PlotFonts.Family;
        bar.LabelStyle.FontSize = 13;
        picture.Plot.Axes.Bottom.TickGenerator = Ticks(across.Levels);
        picture.Plot.Axes.Left.TickGenerator = Ticks(up.Levels);
        picture.Plot.Axes.Margins(0, 0);
        return picture;
    }

    private Figure Fade()
    {
        var picture = New(
            "capacity fade",
            "Cycle",
            $"Discharge capacity ({(table.HasMass ? "mAh per g of active material" : "mAh")})"
        );
        // Some points from the worst to the best, so that the colours mean something.
        int[] ordered =
        [
            .. Rows().Where(row => table.Result.Rows[row].Fade.Count > 1).OrderBy(row => _response[row]),
        ];
        int count = Math.Min(MostFades, ordered.Length);
        double most = 0;
        for (int i = 0; i < count; i++)
        {
            int row = ordered[count == 1 ? 0 : (int)((long)i * (ordered.Length - 1) / (count - 1))];
            var fade = table.Result.Rows[row].Fade;
            most = Math.Max(most, fade.Max(f => f.Capacity));
            var line = picture.Plot.Add.Scatter(
                fade.Select(f => (double)f.Cycle).ToArray(),
                fade.Select(f => f.Capacity).ToArray(),
                Palette.Ordinal(i, count)
            );
            line.LineWidth = 1.8f;
            line.MarkerSize = 4;
            line.LegendText = Told(row);
        }
        picture.Plot.Axes.Margins(left: 0.02, right: 0.02);
        picture.Plot.Axes.SetLimitsY(0, most * 1.08);
        picture.Plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        picture.Legend();
        return picture;
    }

    private Figure New(string what, string horizontal, string vertical)
    {
        var result = table.Result;
        int extrapolated = result.Rows.Count(row => row.IsExtrapolated);
        return new(
            $"{result.Plan.Experiment.Name}: {what}",
            $"{Label} of {result.Rows.Count.ToString(CultureInfo.InvariantCulture)} runs"
                + (extrapolated > 0 ? $", {extrapolated} of them extrapolated" : ""),
            $"simulated with {string.Join(", ", result.Rows.SelectMany(r => r.Models.Split(' ')).Where(m => m.Length > 0).Distinct().Order(StringComparer.Ordinal))}",
            horizontal,
            vertical
        );
    }

    private string Label =>
        figure is "first_charge" or "first_discharge" or "last_discharge"
            ? $"{figure.Replace('_', ' ')} ({(table.HasMass ? "mAh/g" : "mAh")})"
            : figure.Replace('_', ' ');

    private string Told(int row) =>
        string.Join(
            ", ",
            table
                .Columns.Where(c => c.IsSetting)
                .Select(c => $"{c.Label} = {(c.Numbers is { } n ? Written(n[row]) : c.Texts?[row])}")
        );

    private static NumericManual Ticks(double[] levels)
    {
        const int Most = 12;
        int every = (levels.Length + Most - 1) / Most;
        var ticks = new NumericManual();
        for (int i = 0; i < levels.Length; i += every)
            ticks.AddMajor(i, Written(levels[i]));
        return ticks;
    }

    private static string Written(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
