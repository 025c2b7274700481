using CellDsl.Runtime.Execution;

namespace CellDsl.Runtime.Records.Plots;

/// <summary>The pictures of an experiment: a voltage curve per run, capacity over cycles of all runs, and spectra.</summary>
internal sealed class PlotFolder(string path, int threads)
{
    private readonly List<(string Name, Figure Figure)> _figures = [];

    /// <summary>Draws what there is to draw; returns the paths within the folder.</summary>
    public IReadOnlyList<string> Write(RunReport report)
    {
        var drawn = report.Runs.Where(r => r.Curves.Count > 0).ToArray();
        if (drawn.Length == 0)
            return [];
        Directory.CreateDirectory(Path.Combine(path, "plots"));
        string source = $"simulated with {string.Join(", ", report.Models)}";
        foreach (var run in drawn)
            Add(VoltagePlot.Of(report.Experiment, run, source), $"voltage-{RunFolder.FileName(run.Run.Id)}");
        if (report.Runs.Any(r => r.Results is { CycleCount: > 1 }))
            Add(CapacityPlot.Of(report, source), "capacity");
        foreach (var run in report.Runs.Where(r => r.Spectra.Count > 0))
            Add(
                ImpedancePlot.Of(report.Experiment, run, source),
                $"impedance-{RunFolder.FileName(run.Run.Id)}"
            );
        // Drawing is most of the work, and no figure knows of another.
        Parallel.ForEach(
            _figures,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) },
            figure => figure.Figure.Save(Path.Combine(path, "plots", figure.Name))
        );
        return [.. _figures.SelectMany(f => new[] { $"plots/{f.Name}.png", $"plots/{f.Name}.svg" })];
    }

    private void Add(Figure figure, string name) => _figures.Add((name, figure));
}
