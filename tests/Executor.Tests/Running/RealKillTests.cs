using System.Diagnostics;
using System.Globalization;
using CellDsl.TestKit;

namespace CellDsl.Executor.Tests.Running;

/// <summary>
/// The command itself in a process of its own, killed again and again. <c>CELL_KILLS=50</c> kills it so often.
/// </summary>
public sealed class RealKillTests
{
    private static int Kills =>
        int.TryParse(
            Environment.GetEnvironmentVariable("CELL_KILLS"),
            CultureInfo.InvariantCulture,
            out int n
        )
            ? n
            : 3;

    [Fact]
    public async Task A_virtual_run_that_is_killed_again_and_again_gives_the_same_data_to_the_byte()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        using var folder = new TemporaryFolder();
        folder.Write("life.cell", Programs.CyclingText("40"));
        await Clean(folder, "run", "life.cell", "--clock", "virtual", "--out", "whole");

        int killed = 0;
        string[] command = ["run", "life.cell", "--clock", "virtual", "--out", "broken"];
        for (int i = 0; i < 4 * Kills && killed < Kills; i++)
        {
            if (!await Kill(folder, command, records: 200 * (i + 1)))
                break;
            killed++;
            command = ["resume", "broken"];
        }
        await Clean(folder, "resume", "broken");

        Assert.True(killed > 0, "the run was over before it could be killed");
        string data = Assert.Single(Directory.GetFiles(folder.File("whole/data")));
        string again = Assert.Single(Directory.GetFiles(folder.File("broken/data")));
        Assert.Equal(await Bytes(data), await Bytes(again));
        Assert.Equal(
            await Bytes(folder.File("whole/steps.csv")),
            await Bytes(folder.File("broken/steps.csv"))
        );
        await Clean(folder, "verify", "broken");
    }

    [Fact]
    public async Task A_run_on_an_instrument_in_another_process_survives_its_own_death()
    {
        // The instrument's time goes on, a thousand times as fast as ours: how far a run gets depends on how busy the machine is.
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("CELL_KILLS") is { Length: > 0 },
            "depends on the speed of the machine: set CELL_KILLS"
        );
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        using var folder = new TemporaryFolder();
        folder.Write("life.cell", Programs.PatientText);
        using var bench = Start(folder, ["bench", "life.cell", "--clock", "1000x"]);
        try
        {
            string address =
                await bench.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
            Assert.StartsWith("scpi://localhost:", address, StringComparison.Ordinal);
            string[] run = ["run", "life.cell", "--clock", "1000x", "--connect", address, "--out", "broken"];
            Assert.True(await Kill(folder, run, records: 100), "the run was over before it could be killed");
            await Clean(folder, "resume", "broken");
        }
        finally
        {
            bench.Kill();
        }
        string events = await File.ReadAllTextAsync(
            folder.File("broken/events.csv"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("the computer stopped: it went on", events, StringComparison.Ordinal);
        string[] steps = await File.ReadAllLinesAsync(
            folder.File("broken/steps.csv"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(3, steps.Length);
        Assert.Contains("voltage >= 3.8 V", steps[1], StringComparison.Ordinal);
        Assert.Contains("voltage <= 2.5 V", steps[2], StringComparison.Ordinal);
        await Clean(folder, "verify", "broken");
    }

    private static Task<byte[]> Bytes(string path) =>
        File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Starts the command and kills it once its journal has grown; false when it was over before.</summary>
    private static async Task<bool> Kill(TemporaryFolder folder, string[] arguments, int records)
    {
        using var process = Start(folder, arguments);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        long before = Size(folder);
        // A record of this run is some 500 bytes long.
        while (!process.HasExited && Size(folder) < before + records * 500L)
            await Task.Delay(5, TestContext.Current.CancellationToken);
        bool alive = !process.HasExited;
        if (alive)
            process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return alive;
    }

    private static Process Start(TemporaryFolder folder, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(CellProcess.Assembly);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }

    private static long Size(TemporaryFolder folder) =>
        Directory.Exists(folder.File("broken"))
            ? Directory.GetFiles(folder.File("broken"), "journal.db*").Sum(Length)
            : 0;

    private static long Length(string file)
    {
        try
        {
            return new FileInfo(file).Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    private static async Task Clean(TemporaryFolder folder, params string[] arguments)
    {
        var result = await CellProcess.Run(folder.Path, arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
