using CellDsl.Runtime.Execution;

namespace CellDsl.Runtime.Records.Plots;

/// <summary>Spectra in the complex plane, both axes at one scale.</summary>
internal static class ImpedancePlot
{
    public static Figure Of(string experiment, RunOutcome run, string source)
    {
        var figure = new Figure(
            $"{experiment}: impedance of {run.Cell.Id} in {run.Run.Id}",
            VoltagePlot.Subtitle(run),
            source,
            "Re Z (Ω)",
            "−Im Z (Ω)"
        );
        for (int i = 0; i < run.Spectra.Count; i++)
        {
            var spectrum = run.Spectra[i];
            var points = figure.Plot.Add.Scatter(
                spectrum.Impedances.Select(z => z.Real).ToArray(),
                spectrum.Impedances.Select(z => -z.Imaginary).ToArray(),
                Palette.Ordinal(i, run.Spectra.Count)
            );
            points.LineWidth = 1.2f;
            points.MarkerSize = 5;
            points.LegendText =
                spectrum.Cycle > 0 ? $"cycle {spectrum.Cycle}" : $"at {spectrum.Time / 3600:0} h";
        }
        figure.Plot.Axes.SquareUnits();
        if (run.Spectra.Count > 1)
            figure.Legend();
        return figure;
    }
}
