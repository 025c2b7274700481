using System.Text.Json;
using System.Xml.Linq;

namespace CellDsl.Cli.Tests;

/// <summary><c>cell test</c>: what holds in simulation, as a person, a pipeline and a program read it.</summary>
public sealed class TestCommandTests : IDisposable
{
    private const string Coin = """
        edition 1
        import std.materials

        public cell coin {
          positive: LFP { loading: 10 mg/cm² of active; diameter: 12 mm }
          negative: Li
          limits { voltage: 2.0 V .. 4.2 V }
        }

        public protocol cycling(rate: Rate = C/10) on cell {
          repeat 2 times as cycle {
            charge at rate until voltage >= 3.8 V or for 15 h
            discharge at rate until voltage <= 2.5 V or for 15 h
          }
        }
        """;

    private const string Sound = """
        edition 1
        import "lib/coin.cell"

        experiment sound {
          for rate in [C/10, C/5] { run cycling(rate: rate) on coin() }
          expect discharge[1].capacity > 100 mAh/g of active
        }
        """;

    private const string Hopeful = """
        edition 1
        import "lib/coin.cell"

        experiment hopeful {
          run cycling() on coin()
          expect discharge[1].capacity > 900 mAh/g of active
          expect discharge[1].capacity > 90 mAh/g of active
        }
        """;

    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    private readonly TemporaryFolder _folder = new();

    public TestCommandTests()
    {
        _folder.Write("lib/coin.cell", Coin);
        _folder.Write("sound.cell", Sound);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_holds_is_said_in_a_line_and_exits_with_0()
    {
        var result = await CellProcess.Run(_folder.Path, "test");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(
            "met     sound.cell: sound: 3 of 3, 2 runs\n\n3 of 3 met, in 1 experiment; simulated\n",
            result.Output
        );
        Assert.DoesNotContain("\e[", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("runs")), "a test writes no data");
    }

    [Fact]
    public async Task What_does_not_hold_is_shown_with_what_was_found_and_where()
    {
        _folder.Write("hopeful.cell", Hopeful);
        var result = await CellProcess.Run(_folder.Path, "test", ".", "--json");
        Assert.True(result.ExitCode == 1, result.ToString());
        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(5, json.RootElement.GetProperty("met").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("missed").GetInt32());

        var text = await CellProcess.Run(_folder.Path, "test", "hopeful.cell");
        Assert.Equal(1, text.ExitCode);
        Assert.Contains(
            "missed  hopeful.cell: hopeful: 2 of 3, 1 run\n",
            text.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "discharge[1].capacity > 900 mAh/g of active [cycling#1]\n",
            text.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(" mAh/g, expected at least 900 mAh/g", text.Output, StringComparison.Ordinal);
        Assert.Contains("hopeful.cell:6:3", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("> 90 mAh/g", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_errors_is_a_test_that_fails()
    {
        _folder.Write("broken.cell", "edition 1\nexperiment e { run nothing() on nobody() }\n");
        var result = await CellProcess.Run(_folder.Path, "test", "broken.cell", "sound.cell");
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("the file checks", result.Output, StringComparison.Ordinal);
        Assert.Contains("CELL1001", result.Output, StringComparison.Ordinal);
        Assert.Contains("3 of 4 met, 1 missed", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("900", "0 of 1 met, 1 missed, in 1 experiment")]
    [InlineData("SOUND.cell", "3 of 3 met, in 1 experiment")]
    [InlineData("sound: expect discharge*#2", "1 of 1 met, in 1 experiment")]
    public async Task A_filter_takes_what_has_its_words(string filter, string summary)
    {
        _folder.Write("hopeful.cell", Hopeful);
        var result = await CellProcess.Run(_folder.Path, "test", "--filter", filter);
        Assert.Contains(summary, result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lib", "error: there is no experiment in `lib`, so there is nothing to test")]
    [InlineData(". --filter nonsense", "error: no test in `.` has `nonsense` in its name")]
    [InlineData("missing.cell", "error: there is no file or folder `missing.cell`")]
    [InlineData("--threads 0", "error: `--threads 0` leaves nobody to work")]
    public async Task Nothing_to_test_is_a_wrong_call(string arguments, string sentence)
    {
        var result = await CellProcess.Run(_folder.Path, ["test", .. arguments.Split(' ')]);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(sentence, result.Error, StringComparison.Ordinal);
        Assert.Contains("  help: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_agree_with_each_other()
    {
        _folder.Write("hopeful.cell", Hopeful);
        var result = await CellProcess.Run(
            _folder.Path,
            ["test", "--junit", "j.xml", "--trx", "t.trx", "--summary", "s.md"],
            null,
            null
        );
        Assert.True(result.ExitCode == 1, result.ToString());

        var junit = XDocument.Load(_folder.File("j.xml")).Root ?? throw new InvalidDataException();
        Assert.Equal(("6", "1"), (junit.Attribute("tests")?.Value, junit.Attribute("failures")?.Value));
        Assert.Equal(6, junit.Descendants("testcase").Count());
        var failure = Assert.Single(junit.Descendants("failure"));
        Assert.Contains(
            "expected at least 900 mAh/g",
            failure.Attribute("message")?.Value,
            StringComparison.Ordinal
        );
        Assert.Equal("hopeful.cell", failure.Parent?.Attribute("file")?.Value);

        var trx = XDocument.Load(_folder.File("t.trx")).Root ?? throw new InvalidDataException();
        var results = trx.Descendants(Trx + "UnitTestResult").ToList();
        Assert.Equal(6, results.Count);
        Assert.Single(results, each => each.Attribute("outcome")?.Value == "Failed");
        Assert.Equal("1", trx.Descendants(Trx + "Counters").Single().Attribute("failed")?.Value);
        var ids = trx.Descendants(Trx + "UnitTest").Select(each => each.Attribute("id")?.Value).ToHashSet();
        Assert.Equal(6, ids.Count);
        Assert.All(results, each => Assert.Contains(each.Attribute("testId")?.Value, ids));

        string summary = await File.ReadAllTextAsync(
            _folder.File("s.md"),
            TestContext.Current.CancellationToken
        );
        Assert.StartsWith("### Simulated: 1 of 6 not met\n", summary, StringComparison.Ordinal);
        Assert.Contains("`hopeful.cell:6`", summary, StringComparison.Ordinal);
    }
}
