using System.Text.RegularExpressions;

namespace CellDsl.Packages.Tests;

/// <summary>The story of examples/two-labs, from empty folders: its page's commands, as written.</summary>
public sealed partial class TwoLabsTests
{
    /// <summary>What the page says of a command that must not succeed.</summary>
    private const string DoesNotFit = "check first_try.cell";

    [Fact]
    public async Task Lab_a_publishes_and_lab_b_installs_adapts_and_compares()
    {
        using var labs = new Lab();
        foreach (string lab in new[] { "lab_a", "lab_b" })
        {
            Directory.CreateDirectory(Path.Combine(labs.Work, lab));
            foreach (string file in Directory.EnumerateFiles(Repository.File($"examples/two-labs/{lab}")))
                File.Copy(file, Path.Combine(labs.Work, lab, Path.GetFileName(file)));
        }
        var said = new Dictionary<string, string>();
        string folder = labs.Work;
        foreach (string line in Commands())
        {
            if (line.StartsWith("cd ", StringComparison.Ordinal))
            {
                folder = Path.GetFullPath(Path.Combine(folder, line[3..]));
                continue;
            }
            Assert.StartsWith("cell ", line, StringComparison.Ordinal);
            string command = line["cell ".Length..];
            var result = await labs.RunIn(folder, command.Split(' '));
            Assert.True(result.ExitCode == (command == DoesNotFit ? 1 : 0), $"{line}: {result}");
            said[command] = result.Output;
        }

        // What does not fit: two things, each with its place in lab B's file and in the package.
        string report = said[DoesNotFit];
        Assert.Contains(
            "`mill` turns at up to 400 rpm, and 450 rpm is asked for",
            report,
            StringComparison.Ordinal
        );
        Assert.Contains("`cabinet` reaches 45 °C, and 50 °C is asked for", report, StringComparison.Ordinal);
        Assert.Contains("bench.cell:", report, StringComparison.Ordinal);
        Assert.Contains(".cell/packages/lab_a.ltvo/1.0.0/routes.cell:", report, StringComparison.Ordinal);
        Assert.Contains("2 errors", report, StringComparison.Ordinal);

        // Adapted, it runs, and stands beside lab A's record.
        Assert.StartsWith("no errors", said["check study.cell"], StringComparison.Ordinal);
        string results = said["test study.cell --beside lab_a.ltvo"];
        Assert.Matches(@"lab_a\.ltvo 1\.0\.0 found \d+(\.\d+)? mAh/g where speed = 450 rpm", results);
        Assert.Contains("3 of 3 met", results, StringComparison.Ordinal);

        Assert.Contains("byte for byte", said["verify lab_a.ltvo.1.0.0.nupkg"], StringComparison.Ordinal);
        Assert.Contains("1 package, no findings", said["audit"], StringComparison.Ordinal);
        Assert.Contains(
            "author = {Example, Ada}",
            said["cite lab_a.ltvo --format bibtex"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_files_of_the_example_are_formatted()
    {
        using var lab = new Lab();
        foreach (string file in Repository.Files("*.cell", "examples/two-labs", "examples/lab-repo"))
            await lab.Clean("fmt", "--check", file);
    }

    private static IEnumerable<string> Commands() =>
        ShellBlock()
            .Matches(File.ReadAllText(Repository.File("examples/two-labs/README.md")))
            .SelectMany(block =>
                block.Groups["body"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            );

    [GeneratedRegex(@"^```sh\n(?<body>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex ShellBlock();
}
