using System.Globalization;
using System.IO.Compression;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Records;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Tests.Execution;
using CellDsl.Runtime.Tests.Simulation;
using CsCheck;

namespace CellDsl.Runtime.Tests.Records;

public sealed class BdfWriterTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cell-bdf-");

    public void Dispose() => _folder.Delete(recursive: true);

    private string[] Written(string name = "cell.bdf")
    {
        string path = Path.Combine(_folder.FullName, name);
        using (
            var recorder = new RunRecorder(
                CyclingMachine.Info,
                BdfWriter.Create(path, CyclingMachine.Info),
                3.6
            )
        )
        {
            var loop = new CyclerLoop<CyclingMachine, CyclingMachine.State, HalfCell>(
                new HalfCell(Cells.Plain),
                Cells.Facts,
                recorder,
                LoopSettings.Default
            );
            loop.Run([2e-4, 3.8, 2.2, 2, 30, 0], TestContext.Current.CancellationToken);
        }
        return File.ReadAllLines(path);
    }

    private static double[] Column(string[] lines, string label)
    {
        int index = Array.IndexOf([.. BdfWriter.Labels], label);
        return
        [
            .. lines.Skip(1).Select(l => double.Parse(l.Split(',')[index], CultureInfo.InvariantCulture)),
        ];
    }

    [Fact]
    public void The_header_holds_the_required_and_recommended_labels_of_the_format()
    {
        string header = Written()[0];
        foreach (
            string label in new[]
            {
                "Test Time / s",
                "Voltage / V",
                "Current / A",
                "Cycle Count / 1",
                "Step Count / 1",
                "Ambient Temperature / degC",
                "Step ID",
                "Step Type",
            }
        )
            Assert.Contains(label, header.Split(','));
        Assert.DoesNotContain("Step Index / 1", header, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Test Time / s")]
    [InlineData("Step Count / 1")]
    [InlineData("Cycle Count / 1")]
    [InlineData("Charging Capacity / Ah")]
    [InlineData("Discharging Capacity / Ah")]
    [InlineData("Charging Energy / Wh")]
    public void Never_falls(string label)
    {
        double[] column = Column(Written(), label);
        for (int i = 1; i < column.Length; i++)
            Assert.True(column[i] >= column[i - 1], $"row {i}");
    }

    [Fact]
    public void A_charge_counts_positive_and_types_follow_the_steps()
    {
        var lines = Written();
        double[] current = Column(lines, "Current / A");
        int id = Array.IndexOf([.. BdfWriter.Labels], "Step ID");
        for (int i = 1; i < lines.Length; i++)
        {
            var (expected, type) = lines[i].Split(',')[id] switch
            {
                "charge#1" => (1, "CC_CHG"),
                "hold#1" => (1, "CV_CHG"),
                "rest#1" => (0, "REST"),
                _ => (-1, "CC_DCH"),
            };
            Assert.Equal(expected, Math.Sign(current[i - 1]));
            Assert.Equal(type, lines[i].Split(',')[id + 1]);
        }
    }

    [Fact]
    public void Sums_of_a_cycle_and_a_step_start_anew_and_the_test_s_own_does_not()
    {
        var lines = Written();
        double[] cycle = Column(lines, "Cycle Count / 1");
        double[] ofCycle = Column(lines, "Cycle Charging Capacity / Ah");
        double[] ofTest = Column(lines, "Charging Capacity / Ah");
        int second = Array.IndexOf(cycle, 2);
        Assert.Equal(0, ofCycle[second]);
        Assert.Equal(ofTest[second], ofCycle[second - 1]);
    }

    [Fact]
    public void The_rows_are_the_same_in_a_comma_culture()
    {
        var before = Written("one.bdf");
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(before, Written("two.bdf"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_compressed_file_holds_the_same_rows()
    {
        var plain = Written();
        string path = Path.Combine(_folder.FullName, "cell.bdf.gz");
        Written("cell.bdf.gz");
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        Assert.Equal(plain, reader.ReadToEnd().TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void Numbers_are_written_to_the_wanted_decimals()
    {
        Gen.Double[-1e5, 1e5]
            .Select(Gen.Int[0, 12])
            .Holds(
                (value, decimals) =>
                {
                    using var bytes = new MemoryStream();
                    var row = new RowBuffer(bytes);
                    row.Number(value, decimals);
                    row.EndRow();
                    row.Flush();
                    string text = System.Text.Encoding.UTF8.GetString(bytes.ToArray()).TrimEnd('\n');
                    double read = double.Parse(text, CultureInfo.InvariantCulture);
                    Assert.DoesNotContain('e', text);
                    Assert.Equal(value, read, Math.Pow(10, -decimals) * 0.51 + Math.Abs(value) * 1e-12);
                },
                iter: 2000
            );
    }
}
