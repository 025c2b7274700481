using System.Globalization;
using System.Text;
using CellDsl.Contracts;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Records.Plots;

namespace CellDsl.Runtime.Records;

/// <summary>
/// The folder of one run of an experiment: <c>plan.json</c>, <c>summary.json</c>, <c>cycles.csv</c>, <c>steps.csv</c>,
/// <c>measurements.csv</c>, <c>impedance.csv</c>, <c>data/*.bdf</c> and <c>plots/*</c>. Paths within it have forward
/// slashes.
/// </summary>
public sealed class RunFolder
{
    private readonly string _path;
    private readonly string _experiment;
    private readonly RunOptions _options;
    private readonly string _date;

    public RunFolder(string path, string experiment, RunOptions options)
    {
        _path = path;
        _experiment = experiment;
        _options = options;
        _date = options.Time.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        Directory.CreateDirectory(path);
        if (options.Rows && _path.Length > 0)
            Directory.CreateDirectory(Path.Combine(path, "data"));
    }

    /// <summary>Where the time series of a run goes: institution, cell, date and number as the format wants them.</summary>
    public string DataPath(PlanRun run, int index) =>
        $"data/{_options.Institution}__{FileName(_experiment)}-{FileName(run.Id)}__{_date}_{index + 1:000}.bdf"
        + (_options.Compress ? ".gz" : "");

    public string Full(string within) => Path.Combine(_path, within);

    /// <summary>Writes everything but the time series, which are there, and adds the paths to the report.</summary>
    public RunReport Write(RunReport report, IProgram program, Plan plan)
    {
        var files = report.Runs.Select(r => r.Data).OfType<string>().ToList();
        Text("plan.json", program.Plan);
        if (report.Runs.Count > 0)
        {
            Text("cycles.csv", Tables.Cycles(report));
            Text("steps.csv", Tables.Steps(report));
        }
        if (report.Measurements.Count > 0)
            Text("measurements.csv", Tables.Measurements(report));
        if (report.Runs.Any(r => r.Spectra.Count > 0))
            Text("impedance.csv", Tables.Spectra(report));
        if (_options.Plots)
            files.AddRange(new PlotFolder(_path, _options.Threads).Write(report));
        files.Add("summary.json");
        var complete = report with { Files = [.. files.Order(StringComparer.Ordinal)] };
        File.WriteAllBytes(Full("summary.json"), Summary.Write(complete, program, plan));
        return complete;

        void Text(string name, string content)
        {
            File.WriteAllText(Full(name), content, new UTF8Encoding(false));
            files.Add(name);
        }
    }

    /// <summary>A name of the plan as part of a file's name: <c>life#1</c> gives <c>life-1</c>.</summary>
    internal static string FileName(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' ? c : '-'));
}
