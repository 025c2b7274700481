using CellDsl.Runtime.Execution;

namespace CellDsl.Runtime.Records.Plots;

/// <summary>The pictures of an experiment: a voltage curve per run, capacity over cycles of all runs, and spectra.</summary>
internal sealed class PlotFolder(string path)
{
    private readonly List<string> _files = [];

    /// <summary>Draws what there is to draw; returns the paths within the folder.</summary>
    public IReadOnlyList<string> Write(RunReport report)
    {
        var drawn = report.Runs.Where(r => r.Curves.Count > 0).ToArray();
        if (drawn.Length == 0)
            return [];
        Directory.CreateDirectory(Path.Combine(path, "plots"));
        string source = $"simulated with {string.Join(", ", report.Models)}";
        foreach (var run in drawn)
            Save(VoltagePlot.Of(report.Experiment, run, source), $"voltage-{RunFolder.FileName(run.Run.Id)}");
        if (report.Runs.Any(r => r.Results is { CycleCount: > 1 }))
            Save(CapacityPlot.Of(report, source), "capacity");
        foreach (var run in report.Runs.Where(r => r.Spectra.Count > 0))
            Save(
                ImpedancePlot.Of(report.Experiment, run, source),
                $"impedance-{RunFolder.FileName(run.Run.Id)}"
            );
        return _files;
    }

    private void Save(Figure figure, string name)
    {
        figure.Save(Path.Combine(path, "plots", name));
        _files.Add($"plots/{name}.png");
        _files.Add($"plots/{name}.svg");
    }
}
