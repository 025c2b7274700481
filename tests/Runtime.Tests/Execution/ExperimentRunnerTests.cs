using System.Text.Json;
using CellDsl.Contracts;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace CellDsl.Runtime.Tests.Execution;

public sealed class ExperimentRunnerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cell-run-");

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunReport Run(
        TestProgram program,
        string? within = "run",
        int threads = 2,
        bool plots = false,
        IProgress<RunProgress>? progress = null,
        CancellationToken? cancellation = null
    ) =>
        ExperimentRunner.Run(
            program,
            new("small", within is null ? null : Path.Combine(_folder.FullName, within))
            {
                Threads = threads,
                Plots = plots,
            },
            progress,
            NullLogger.Instance,
            cancellation ?? Cancellation
        );

    [Fact]
    public void Harder_milling_gives_more_capacity_and_replicates_are_alike()
    {
        var report = Run(new TestProgram(), within: null);
        Assert.All(report.Runs, r => Assert.Equal(RunEndKind.Completed, r.End.Kind));
        double[] first =
        [
            .. report.Runs.Select(r =>
                r.Results is { } results
                    ? results.Step("discharge", 1, StepFigure.Capacity)
                        / 3.6
                        / (results.Cell.ActiveMass * 1e3)
                    : double.NaN
            ),
        ];
        Assert.Equal(first[0], first[1]);
        Assert.InRange(first[0], 100, first[2] - 20);
        Assert.InRange(first[2], first[0], 370);
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        Run(new TestProgram(), "one", threads: 1, plots: true);
        Run(new TestProgram(), "four", threads: 4, plots: true);
        foreach (
            string file in Directory.GetFiles(
                Path.Combine(_folder.FullName, "one"),
                "*",
                SearchOption.AllDirectories
            )
        )
        {
            string other = file.Replace("one", "four", StringComparison.Ordinal);
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(other));
        }
    }

    [Fact]
    public void A_hole_is_filled_from_the_model_and_reported()
    {
        var report = Run(new TestProgram(), within: null);
        var standIn = Assert.Single(report.StandIns);
        Assert.Equal(
            "unspecified at test.cell:14: rate of ramp to 700 °C; simulated with 5 K/min from model ltvo",
            standIn.ToString()
        );
        Assert.Equal("pressure of press", Assert.Single(report.Untouched).What);
    }

    [Fact]
    public void A_hole_without_a_stand_in_stops_the_run_with_what_would_help()
    {
        var failure = Assert.Throws<SimulationException>(() =>
            Run(new TestProgram(standIn: false), within: null)
        );
        Assert.Contains("test.cell:14: rate of ramp to 700 °C", failure.Message, StringComparison.Ordinal);
        Assert.Contains("stand_in { heat_ramp_rate: … }", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_outside_the_calibrated_range_are_called_extrapolations()
    {
        var report = Run(new TestProgram(), within: null);
        Assert.Equal(["cycling#3", "cycling#4"], report.Extrapolations.Select(e => e.Run));
        Assert.All(report.Extrapolations, e => Assert.Equal("600 rpm", e.Value));
    }

    [Fact]
    public void Measurements_find_what_synthesis_made_and_join_the_results()
    {
        var report = Run(new TestProgram(), within: null);
        Assert.True(report.Measurements.Single(m => m.Measurement.Kind == "xrd").AsExpected);
        Assert.True(report.Runs[2].Results?.Measured("bet.specific_area") > 10_000);
        Assert.True(double.IsNaN(report.Runs[0].Results?.Measured("bet.specific_area") ?? 0));
    }

    [Fact]
    public void Expectations_are_judged_for_each_run()
    {
        var report = Run(new TestProgram(), within: null);
        Assert.Equal(4, report.Expectations.Count);
        Assert.True(report.Passed);
    }

    [Fact]
    public void Everything_written_says_that_it_was_simulated()
    {
        var report = Run(new TestProgram(), plots: true);
        string folder = Path.Combine(_folder.FullName, "run");
        Assert.All(report.Files, f => Assert.True(File.Exists(Path.Combine(folder, f)), f));
        Assert.Contains("plots/capacity.png", report.Files);
        Assert.All(report.Runs, r => Assert.StartsWith("data/SIMULATED__", r.Data, StringComparison.Ordinal));
        using var summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "summary.json")));
        Assert.True(summary.RootElement.GetProperty("simulated").GetBoolean());
        Assert.Equal("ltvo", summary.RootElement.GetProperty("models")[0].GetProperty("name").GetString());
        var lines = File.ReadAllLines(Path.Combine(folder, "cycles.csv"));
        Assert.Equal(1 + 4 * 3, lines.Length);
        Assert.All(lines.Skip(1), l => Assert.EndsWith(",simulated,ltvo", l, StringComparison.Ordinal));
        string svg = File.ReadAllText(Path.Combine(folder, "plots/capacity.svg"));
        Assert.Contains("font-family=\"Inter\"", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Calling_off_leaves_whole_rows()
    {
        using var source = new CancellationTokenSource();
        var progress = new CallOff(source);
        var report = Run(new TestProgram(cycles: 100_000), progress: progress, cancellation: source.Token);
        Assert.True(report.Cancelled);
        Assert.False(report.Passed);
        var begun = report.Runs.First(r => r.Data is not null);
        Assert.Equal(RunEndKind.Cancelled, begun.End.Kind);
        string text = File.ReadAllText(Path.Combine(_folder.FullName, "run", begun.Data ?? ""));
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        int columns = text.AsSpan(0, text.IndexOf('\n', StringComparison.Ordinal)).Count(',');
        Assert.All(text.TrimEnd('\n').Split('\n'), line => Assert.Equal(columns, line.Count(c => c == ',')));
    }

    [Fact]
    public void A_program_of_another_contract_or_with_another_plan_does_not_run()
    {
        var program = new TestProgram();
        var info = program.Info;
        Assert.Throws<SimulationException>(() =>
            Run(new TestProgram { Info = info with { ContractVersion = 0 } }, within: null)
        );
        Assert.Throws<SimulationException>(() =>
            Run(new TestProgram { Info = info with { PlanHash = "00" } }, within: null)
        );
    }

    private sealed class CallOff(CancellationTokenSource source) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Cycle >= 2)
                source.Cancel();
        }
    }
}
