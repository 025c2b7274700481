using System.Diagnostics;
using CellDsl.Cli.Files;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Planning.Differences;
using CellDsl.Planning.Scheduling;
using CellDsl.Reports.Differences;

namespace CellDsl.Cli.Tests;

/// <summary>What <c>cell diff</c> says of edits that people make, and what it keeps quiet about.</summary>
public class DiffCommandTests
{
    [Theory]
    [InlineData("a comment", "seed: 1", "seed: 1 // for the sweep")]
    [InlineData("another unit of the same value", "for 30 min", "for 1800 s")]
    [InlineData("a Kelvin for a Celsius", "to temperature at 5 K/min", "to temperature at 300 K/h")]
    [InlineData("ASCII for Unicode", "mg/cm²", "mg/cm^2")]
    [InlineData("other names only", "mixed", "blended")]
    [InlineData("documentation", "/// A spinel that hardly changes its volume.", "/// Other words.")]
    public void Nothing_changes_in_the_lab(string what, string old, string now)
    {
        var diff = Compared((old, now));
        Assert.True(diff.SameInTheLab, $"{what}: {DiffText.Write(diff)}");
    }

    public static IEnumerable<TheoryDataRow<string, string, string>> Edits() =>
        [
            new("batch", "for 5 g of LTVO", "for 10 g of LTVO"),
            new("excess", "excess: 5 %", "excess: 10 %"),
            new("dwell", "hold for 3 h", "hold for 5 h"),
            new("atmosphere", "under argon", "under nitrogen"),
            new("cut_off", "voltage >= 4.5 V", "voltage >= 4.4 V"),
            new("time_bound", "4.5 V or for 15 h", "4.5 V or for 12 h"),
            new("cycles", "cycles: Count = 5", "cycles: Count = 10"),
            new("rest_removed", "    rest for 10 min\n", ""),
            new("step_added", "    rest for 10 min\n", "    rest for 10 min\n    hold at 4.5 V for 1 h\n"),
            new("grinding_removed", "return grind oxide for 15 min", "return oxide"),
            new("sweep", "[700 °C, 800 °C]", "[700 °C, 750 °C, 800 °C]"),
            new("replicates", "replicate 2 cells", "replicate 3 cells"),
            new("loading", "loading: 2 mg/cm²", "loading: 3 mg/cm²"),
            new("window", "0.9 V .. 4.9 V", "0.9 V .. 4.7 V"),
            new("now_known", "on aluminium_foil at unspecified", "on aluminium_foil at 200 µm"),
            new("now_stated", "for assumed 2 h \"lab habit\"", "for 2 h"),
            new("expectation", "> 10 mAh/g", "> 20 mAh/g"),
            new("recipe", "= 80 : 10 : 10 by mass", "= 85 : 8 : 7 by mass"),
            new("measured_mass", "using 50 mg", "using 80 mg"),
        ];

    [Fact]
    public async Task Each_edit_is_told_in_the_words_of_the_lab()
    {
        var told = new System.Text.StringBuilder();
        foreach (var (name, old, now) in Edits().Select(edit => edit.Data))
        {
            var diff = Compared((old, now));
            Assert.False(diff.SameInTheLab, name);
            told.Append($"=== {name}: {old.Trim()} → {now.Trim()}\n{DiffText.Write(diff)}\n");
        }
        await Verify(told.ToString());
    }

    [Fact]
    public void An_order_that_is_turned_round()
    {
        var diff = Compared(
            (
                "  mixed = mix reagents for 30 min\n  oxide = heat mixed",
                "  ground = grind reagents for 10 min\n  mixed = mix ground for 30 min\n  oxide = heat mixed"
            ),
            (
                "  mixed = mix reagents for 30 min\n  oxide = heat mixed",
                "  mixed = mix reagents for 30 min\n  ground = grind mixed for 10 min\n  oxide = heat ground"
            )
        );
        Assert.Contains(
            "mix mixed now comes before grind ground (was after grind ground)",
            DiffText.Write(diff),
            StringComparison.Ordinal
        );
        Assert.Contains("1 change of order", DiffText.Write(diff), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_markdown()
    {
        using var folder = new TemporaryFolder();
        folder.Write("old.cell", LabPrograms.Firing);
        folder.Write(
            "new.cell",
            Edited(LabPrograms.Firing, [("hold for 3 h", "hold for 5 h"), ("4.5 V or", "4.4 V or")])
        );
        var result = await CellProcess.Run(
            folder.Path,
            "diff",
            "old.cell",
            "new.cell",
            "--format",
            "markdown"
        );
        Assert.Equal(1, result.ExitCode);
        await Verify(result.Output, "md");
    }

    [Fact]
    public async Task Against_a_git_revision()
    {
        Assert.SkipUnless(HasGit(), "needs git");
        using var folder = new TemporaryFolder();
        folder.Write("parts/materials.cell", Materials("2 mg/cm²"));
        folder.Write("test.cell", Test);
        Git(folder, "init", "--quiet");
        Git(folder, "add", ".");
        Git(
            folder,
            "-c",
            "user.name=n",
            "-c",
            "user.email=e@example.org",
            "commit",
            "--quiet",
            "-m",
            "first"
        );
        var same = await CellProcess.Run(folder.Path, "diff", "test.cell", "--against", "HEAD");
        Assert.True(same.ExitCode is 0, same.ToString());

        // What changed is in an import, which is read at the old revision too.
        folder.Write("parts/materials.cell", Materials("4 mg/cm²"));
        var changed = await CellProcess.Run(folder.Path, "diff", "test.cell", "--against", "HEAD");
        Assert.True(changed.ExitCode is 1, changed.ToString());
        Assert.Contains("loading: 2 mg/cm² → 4 mg/cm² (+100 %)", changed.Output, StringComparison.Ordinal);

        var unknown = await CellProcess.Run(folder.Path, "diff", "test.cell", "--against", "nowhere");
        Assert.Equal(2, unknown.ExitCode);
        Assert.StartsWith("error: git knows no revision `nowhere`", unknown.Error, StringComparison.Ordinal);
        folder.Write("young.cell", Test);
        var young = await CellProcess.Run(folder.Path, "diff", "young.cell", "--against", "HEAD");
        Assert.Equal(2, young.ExitCode);
        Assert.StartsWith(
            "error: `young.cell` was not there at `HEAD`",
            young.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Trouble_is_told_apart_from_a_difference()
    {
        using var folder = new TemporaryFolder();
        folder.Write("good.cell", LabPrograms.Firing);
        folder.Write("bad.cell", LabPrograms.Firing.Replace("4.5 V", "4.5 A", StringComparison.Ordinal));
        var bad = await CellProcess.Run(folder.Path, "diff", "good.cell", "bad.cell");
        Assert.Equal(2, bad.ExitCode);
        Assert.Contains("bad.cell has errors", bad.Error, StringComparison.Ordinal);
        var one = await CellProcess.Run(folder.Path, "diff", "good.cell");
        Assert.Equal(2, one.ExitCode);
        Assert.Contains("compares two files, and 1 was named", one.Error, StringComparison.Ordinal);
    }

    private const string Test = """
        edition 1
        import "parts/materials.cell"

        protocol p on cell { charge at C/10 until voltage >= 3.8 V or for 15 h }
        experiment e { run p() on coin() }

        """;

    private static string Materials(string loading) =>
        $$"""
            edition 1
            import std.materials

            public cell coin {
              positive: LFP { loading: {{loading}} of active; diameter: 12 mm }
              negative: Li
              limits { voltage: 2.0 V .. 4.2 V }
            }

            """;

    /// <summary>The program against itself with one edit; of two edits, what the first makes of it against the second.</summary>
    private static PlanDiff Compared(params (string Old, string New)[] edits)
    {
        string before = edits.Length == 2 ? Edited(LabPrograms.Firing, [edits[0]]) : LabPrograms.Firing;
        return PlanDiff.Of(
            Side("old.cell", before),
            Side("new.cell", Edited(LabPrograms.Firing, [edits[^1]]))
        );
    }

    private static DiffSide Side(string name, string text)
    {
        var procedures = Procedures.Of(
            Compilation.Create([new SourceText(name, text)], new DiskSourceResolver())
        );
        Assert.False(procedures.HasErrors, name);
        return new(
            procedures.Planned,
            LabResources.Of(procedures.Compilation),
            Planning.Vocabulary.Of(procedures.Compilation)
        );
    }

    private static string Edited(string text, (string Old, string New)[] edits)
    {
        foreach (var (old, now) in edits)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, now, StringComparison.Ordinal);
        }
        return text;
    }

    private static bool HasGit()
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("git", "--version") { RedirectStandardOutput = true }
            );
            process?.WaitForExit();
            return process?.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static void Git(TemporaryFolder folder, params string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder.Path })
            ?? throw new InvalidOperationException("git did not start");
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
