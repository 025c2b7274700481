using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace CellDsl.Cli.Tests;

/// <summary>The interrupt key and full disks while <c>cell run</c> works.</summary>
public class RunInterruptTests
{
    private const string Endless = """
        edition 1
        import std.materials

        cell coin {
          positive: LFP { loading: 10 mg/cm² of active; diameter: 12 mm }
          negative: Li
          limits { voltage: 2.0 V .. 4.2 V }
        }

        protocol long on cell {
          repeat CYCLES times as cycle {
            charge at C/10 until voltage >= 3.8 V or for 15 h
            discharge at C/10 until voltage <= 2.5 V or for 15 h
          }
        }

        experiment first { run long() on coin() }

        """;

    [Fact]
    public async Task An_interrupt_leaves_whole_files_and_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        Assert.SkipWhen(
            InterruptsAreIgnored(),
            "this test process ignores SIGINT, and so would its children"
        );
        using var folder = new TemporaryFolder();
        folder.Write("long.cell", Endless.Replace("CYCLES", "10000000", StringComparison.Ordinal));
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in new[] { CellProcess.Assembly, "run", "long.cell", "--out", "out" })
            start.ArgumentList.Add(argument);
        using var process =
            Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await UntilDataGrows(folder.File("out/data"), process);
            using var kill =
                Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)])
                ?? throw new InvalidOperationException("kill did not start");
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        Assert.Equal(130, process.ExitCode);
        Assert.Contains(
            "cancelled: what was simulated until then is written",
            await error,
            StringComparison.Ordinal
        );
        Assert.Contains("first: 1 run, simulated, cancelled", await output, StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(
            await File.ReadAllTextAsync(
                folder.File("out/summary.json"),
                TestContext.Current.CancellationToken
            )
        );
        Assert.True(summary.RootElement.GetProperty("cancelled").GetBoolean());
        foreach (var file in summary.RootElement.GetProperty("files").EnumerateArray())
            Assert.True(File.Exists(folder.File($"out/{file.GetString()}")), file.GetString());
        string data = Directory.GetFiles(folder.File("out/data")).Single();
        string[] rows = await File.ReadAllLinesAsync(data, TestContext.Current.CancellationToken);
        int columns = rows[0].Split(Separator(rows[0])).Length;
        Assert.Equal(columns, rows[^1].Split(Separator(rows[0])).Length);
        Assert.EndsWith(
            "\n",
            await File.ReadAllTextAsync(data, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("cycles.csv")]
    [InlineData("plots/capacity.png")]
    public async Task A_disk_that_is_full_during_a_run(string file)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        using var folder = new TemporaryFolder();
        folder.Write("short.cell", Endless.Replace("CYCLES", "2", StringComparison.Ordinal));
        string path = folder.File($"out/{file}");
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");
        File.CreateSymbolicLink(path, "/dev/full");
        var result = await CellProcess.Run(folder.Path, "run", "short.cell", "--out", "out");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            "error: `out` could not be written: the disk is full\n  help: free some space, or choose another place\n",
            result.Error
        );
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made()
    {
        using var folder = new TemporaryFolder();
        folder.Write("short.cell", Endless.Replace("CYCLES", "2", StringComparison.Ordinal));
        folder.Write("taken", "");
        var result = await CellProcess.Run(folder.Path, "run", "short.cell", "--out", "taken/out");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error: `taken/out` cannot be written:", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_cannot_be_printed()
    {
        Assert.SkipUnless(File.Exists("/dev/full") && File.Exists("/bin/sh"), "needs /dev/full and a shell");
        using var folder = new TemporaryFolder();
        folder.Write("short.cell", Endless.Replace("CYCLES", "2", StringComparison.Ordinal));
        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = folder.Path,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec dotnet \"$0\" plan short.cell > /dev/full");
        start.ArgumentList.Add(CellProcess.Assembly);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("sh did not start");
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Equal("error: the output could not be written: the disk is full\n", error);
    }

    private static async Task UntilDataGrows(string folder, Process process)
    {
        while (
            !process.HasExited
            && !(
                Directory.Exists(folder)
                && Directory.GetFiles(folder).Any(file => new FileInfo(file).Length > 0)
            )
        )
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(process.HasExited, "the run ended before it could be interrupted");
    }

    private static char Separator(string heading) =>
        heading.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';

    /// <summary>A process started in the background of a shell without job control has SIGINT ignored.</summary>
    private static bool InterruptsAreIgnored()
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status))
            return false;
        string mask = File.ReadLines(Status)
            .First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..]
            .Trim();
        return (ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 0b10) != 0;
    }
}
