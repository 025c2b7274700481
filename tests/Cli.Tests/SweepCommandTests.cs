using CellDsl.TestKit;
using Parquet;
using Xunit;

namespace CellDsl.Cli.Tests;

/// <summary>One table of every combination, the same for every number of threads.</summary>
public class SweepCommandTests
{
    private const string Pouch = """
        edition 1

        model equivalent on pouch {
          circuit {
            open_circuit: [(0, 3.0 V), (0.1, 3.4 V), (0.9, 3.9 V), (1, 4.2 V)]
            capacity: 100 mAh
            resistance: 0.5 Ω
          }
          calibrated { rate: C/20 .. 1C }
          spread { capacity: 2 % }
        }

        cell pouch {
          nominal_capacity: 100 mAh
          limits { voltage: 2.5 V .. 4.3 V }
        }

        protocol one_cycle(rate: Rate in C/100 .. 5C = C/5, upper: Voltage = 4.2 V) on cell {
          repeat 2 times as cycle {
            charge at rate until voltage >= upper or for 120 h
            discharge at rate until voltage <= 3.0 V or for 120 h
          }
        }

        experiment rates {
          seed: 3
          for rate in [C/10, C/2] { run one_cycle(rate: rate) on pouch() }
        }
        """;

    [Fact]
    public async Task Every_combination_is_a_row_whatever_the_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pouch.cell", Pouch);
        foreach (string threads in new[] { "1", "3" })
        {
            var result = await CellProcess.Run(
                folder.Path,
                [
                    "sweep",
                    "pouch.cell",
                    "--over",
                    "upper=4.0 V .. 4.2 V step 0.1 V",
                    "--over",
                    "equivalent.circuit.resistance=0.1 Ω, 1 Ω",
                    "--threads",
                    threads,
                    "--out",
                    threads,
                ]
            );
            Assert.True(result.ExitCode == 0, result.ToString());
        }
        string one = Path.Combine(folder.Path, "1");
        foreach (string file in Directory.EnumerateFiles(one, "*", SearchOption.AllDirectories))
        {
            string other = Path.Combine(folder.Path, "3", Path.GetRelativePath(one, file));
            Assert.Equal(
                await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken),
                await File.ReadAllBytesAsync(other, TestContext.Current.CancellationToken)
            );
        }
        string[] lines = await File.ReadAllLinesAsync(
            Path.Combine(one, "sweep.csv"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(1 + 2 * 3 * 2, lines.Length);
        string[] head = lines[0].Split(',');
        Assert.Contains("upper_V", head);
        Assert.Contains("equivalent.circuit.resistance_Ohm", head);
        int discharge = Array.IndexOf(head, "first_discharge_mAh");
        // Cells differ by their spread, which is drawn for each point.
        Assert.Equal(12, lines.Skip(1).Select(l => l.Split(',')[discharge]).Distinct().Count());

        using var stream = File.OpenRead(Path.Combine(one, "sweep.parquet"));
        var reader = await ParquetReader.CreateAsync(
            stream,
            cancellationToken: TestContext.Current.CancellationToken
        );
        await using (reader)
        {
            Assert.Equal(head, reader.Schema.GetDataFields().Select(f => f.Name));
            using var group = reader.OpenRowGroupReader(0);
            var values = new double?[12];
            await group.ReadAsync(
                reader.Schema.GetDataFields()[discharge],
                values.AsMemory(),
                cancellationToken: TestContext.Current.CancellationToken
            );
            Assert.Equal(
                lines.Skip(1).Select(l => l.Split(',')[discharge]),
                values.Select(v => v?.ToString("G9", System.Globalization.CultureInfo.InvariantCulture) ?? "")
            );
        }
    }

    [Theory]
    [InlineData("current=1 A", "has no setting `current`")]
    [InlineData("rate=3 V", "`rate` cannot be 3 V: that is a voltage")]
    [InlineData("rate=10C", "outside the range of `rate`")]
    [InlineData("rate=1 Vx", "`Vx` is not a unit")]
    [InlineData("rate", "names no values")]
    [InlineData("equivalent.circuit.resistence=1 Ω", "has no `circuit.resistence`")]
    [InlineData("equivalent.circuit.resistance=1 V", "is in Ω, and is swept in V")]
    public async Task What_cannot_be_swept_is_said_before_anything_is_simulated(string axis, string sentence)
    {
        using var folder = new TemporaryFolder();
        folder.Write("pouch.cell", Pouch);
        var result = await CellProcess.Run(
            folder.Path,
            ["sweep", "pouch.cell", "--over", axis, "--out", "sweep"]
        );
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "sweep")));
    }

    [Fact]
    public async Task What_no_model_was_calibrated_for_is_marked_in_its_row()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pouch.cell", Pouch);
        var result = await CellProcess.Run(
            folder.Path,
            ["sweep", "pouch.cell", "--over", "rate=C/2, 2C", "--no-plots", "--out", "sweep"]
        );
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("1 of 2 runs extrapolated", result.Output, StringComparison.Ordinal);
        string[] lines = await File.ReadAllLinesAsync(
            Path.Combine(folder.Path, "sweep", "sweep.csv"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains(",no,Thevenin,equivalent,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",yes,Thevenin,equivalent,", lines[2], StringComparison.Ordinal);
    }
}
